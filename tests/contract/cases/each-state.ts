import { act, type Case, DAY, HOUR, type OrderRequest, update } from '../case.ts'

/** Line items in every state that there is. */
const EVERY_STATE: OrderRequest = {
  lineItems: [
    { count: 2 },
    { product: 'OTHER' },
    { status: 'PENDING' },
    { status: 'FAILED' },
    { status: 'CANCELLED', rewardStatus: 'CANCELLED' },
    { rewardStatus: 'FROZEN' },
    { redeemedAmount: 2_500 },
  ],
}
const COUNT = 8

const accepted = { want: { status: 202 } }

/** What each operation does in each state of a reward, and how line items in every state are counted. */
export const eachStateCases: Case[] = [
  {
    ...accepted,
    id: 'freeze-frozen',
    name: 'leaves frozen rewards as they were',
    clause: 'FRZ-38',
    order: 'frozen',
    request: act('freeze'),
    state: { changed: [], rewards: ['FROZEN', 'FROZEN'] },
  },
  {
    ...accepted,
    id: 'unfreeze-active',
    name: 'leaves active rewards as they were',
    clause: 'UNF-38',
    order: 'active',
    request: act('unfreeze'),
    state: { changed: [], rewards: ['ACTIVE', 'ACTIVE'] },
  },
  {
    ...accepted,
    id: 'unfreeze-cancelled-of-complete',
    name: 'does not bring a CANCELLED reward of a COMPLETE line item back',
    clause: 'UNF-44',
    order: { lineItems: [{ rewardStatus: 'CANCELLED' }, { rewardStatus: 'FROZEN' }] },
    request: act('unfreeze'),
    state: { changed: [1], rewards: ['CANCELLED', 'ACTIVE'] },
  },
  {
    ...accepted,
    id: 'unfreeze-right-after-freeze',
    name: 'is possible right after the freeze',
    clause: 'UNF-45',
    order: 'active',
    before: [{ act: 'freeze' }],
    request: act('unfreeze'),
    state: { changed: [0, 1], rewards: ['ACTIVE', 'ACTIVE'] },
  },
  {
    ...accepted,
    id: 'cancel-frozen-in-the-window',
    name: 'cancels a frozen reward on the last day',
    clause: 'CAN-49',
    order: 'active',
    before: [{ advance: 4 * DAY }, { act: 'freeze' }, { advance: DAY }],
    request: act('cancel'),
    state: { changed: [0, 1], rewards: ['CANCELLED', 'CANCELLED'], refunded: 5_000 },
  },
  {
    ...accepted,
    id: 'cancel-frozen-after-the-window',
    name: 'does not cancel a frozen reward two days after the last day',
    clause: 'CAN-42',
    order: 'active',
    before: [{ advance: 5 * DAY }, { act: 'freeze' }, { advance: 47 * HOUR }],
    request: act('cancel'),
    state: { changed: [], rewards: ['FROZEN', 'FROZEN'] },
  },
  ...(['campaign', 'purchaseOrderNumber', 'notes'] as const).map(
    (field): Case => ({
      id: `update-fills-${field}`,
      name: `sets ${field} where the order has none`,
      clause: { campaign: 'UPD-10', purchaseOrderNumber: 'UPD-14', notes: 'UPD-16' }[field],
      order: { lineItems: [{}] },
      request: update({ [field]: 'new' }),
      want: { status: 200 },
      state: { changed: [], order: { [field]: 'new' } },
    }),
  ),
  {
    id: 'update-answer-total-of-every-state',
    name: 'counts line items in every state',
    clause: 'UPD-41',
    order: EVERY_STATE,
    request: update({ campaign: 'spring' }),
    want: { status: 200, body: { totalLineItems: COUNT } },
  },
  {
    ...accepted,
    id: 'event-total-of-every-state',
    name: 'counts line items in every state',
    clause: 'EVT-12',
    order: EVERY_STATE,
    request: act('freeze'),
    events: { data: { totalLineItems: COUNT } },
  },
  {
    ...accepted,
    id: 'event-failed-none',
    name: 'counts no line item as failed that was left as it was',
    clause: 'EVT-14',
    order: 'noneEligible',
    request: act('freeze'),
    events: { data: { failedLineItems: 0 } },
  },
  ...(['unfreeze', 'cancel'] as const).map(
    (op): Case => ({
      ...accepted,
      id: `${op}-event-nothing-changed`,
      name: `reports ${op === 'cancel' ? 'a cancel' : 'an unfreeze'} that changed nothing`,
      clause: 'EVT-16',
      order: 'noneEligible',
      request: act(op),
      events: {},
    }),
  ),
]
