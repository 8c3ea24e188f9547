import { DAY, HOUR } from '../../../sandbox/src/units.ts'
import { aCase, act, type Case, type OrderRequest, update } from './case.ts'

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

type Reward = 'ACTIVE' | 'FROZEN' | 'CANCELLED'

/** Of each action and state, the clause and what becomes of the reward: on the last day of the window, and two days later. */
const SIDES: [op: 'freeze' | 'unfreeze' | 'cancel', from: Reward, ...sides: [clause: string, to: Reward][]][] = [
  ['freeze', 'FROZEN', ['FRZ-38', 'FROZEN'], ['FRZ-38', 'FROZEN']],
  ['freeze', 'CANCELLED', ['FRZ-38', 'CANCELLED'], ['FRZ-38', 'CANCELLED']],
  ['unfreeze', 'ACTIVE', ['UNF-38', 'ACTIVE'], ['UNF-38', 'ACTIVE']],
  ['unfreeze', 'FROZEN', ['UNF-48', 'ACTIVE'], ['UNF-52', 'ACTIVE']],
  ['unfreeze', 'CANCELLED', ['UNF-44', 'CANCELLED'], ['UNF-44', 'CANCELLED']],
  ['cancel', 'FROZEN', ['CAN-49', 'CANCELLED'], ['CAN-42', 'FROZEN']],
  ['cancel', 'CANCELLED', ['CAN-45', 'CANCELLED'], ['CAN-45', 'CANCELLED']],
]

/** How an order gets to a state shortly before the request; a freeze ends by itself after two days. */
const arranged = (from: Reward, late: boolean): Pick<Case, 'order' | 'before'> => ({
  order: from === 'CANCELLED' ? { lineItems: [{ rewardStatus: 'CANCELLED', count: 2 }] } : 'active',
  before: [
    ...(from === 'FROZEN' ? [{ advance: late ? 5 * DAY : 4 * DAY }, { act: 'freeze' as const }] : []),
    { advance: from === 'FROZEN' ? (late ? 47 * HOUR : DAY) : (late ? 7 : 5) * DAY },
  ],
})

const sides = SIDES.flatMap(([op, from, ...both]) =>
  both.map(
    ([clause, to], side): Case =>
      aCase(
        `${op}-${from.toLowerCase()}-${side === 0 ? 'in' : 'after'}-the-window`,
        clause,
        `${from === to ? 'leaves' : 'changes'} a reward that is ${from} ${side === 0 ? 'on the last day' : 'two days after the last day'}`,
        {
          ...accepted,
          ...arranged(from, side === 1),
          request: act(op),
          state: { changed: from === to ? [] : [0, 1], rewards: [to, to], refunded: to === 'CANCELLED' && from !== to ? 5_000 : 0 },
        },
      ),
  ),
)

/** Every case's clock begins at 10:00 UTC: this is the last millisecond of that day. */
export const END_OF_DAY = 14 * HOUR - 1

/** How long after issuance, whether an action is possible then, and whether that is about the last day. */
const WINDOW: [id: string, when: string, wait: number, possible: boolean, edge: boolean][] = [
  ['on-day-4', 'four days after issuance', 4 * DAY, true, false],
  ['on-day-5', 'five days after issuance', 5 * DAY, true, true],
  ['in-the-last-millisecond', 'in the last millisecond of the fifth UTC day', 5 * DAY + END_OF_DAY, true, true],
  ['a-millisecond-late', 'in the first millisecond of the sixth UTC day', 5 * DAY + END_OF_DAY + 1, false, true],
  ['on-day-6', 'six days after issuance', 6 * DAY, false, true],
  ['on-day-7', 'seven days after issuance', 7 * DAY, false, false],
]

/** When an action with a window is possible, by the clauses of its days and of its last day. */
export const windowCases = (op: 'freeze' | 'cancel', days: string, lastDay: string): Case[] =>
  WINDOW.map(([id, when, wait, possible, edge]) => {
    const done = op === 'freeze' ? 'FROZEN' : 'CANCELLED'
    const outside = { changed: [], rewards: ['ACTIVE', 'ACTIVE'], outcomes: ['outside-window', 'outside-window'] }
    const inside = { changed: [0, 1], rewards: [done, done], ...(op === 'freeze' ? {} : { refunded: 5_000 }) }
    return aCase(`${op}-${id}`, edge ? lastDay : days, `is ${possible ? '' : 'not '}possible ${when}`, {
      ...accepted,
      request: act(op),
      before: [{ advance: wait }],
      state: possible ? inside : outside,
    })
  })

/** What each operation does in each state of a reward, and how line items in every state are counted. */
export const eachStateCases: Case[] = [
  aCase('freeze-frozen', 'FRZ-38', 'leaves frozen rewards as they were', {
    ...accepted,
    order: 'frozen',
    request: act('freeze'),
    state: { changed: [], rewards: ['FROZEN', 'FROZEN'] },
  }),
  aCase('unfreeze-active', 'UNF-38', 'leaves active rewards as they were', {
    ...accepted,
    order: 'active',
    request: act('unfreeze'),
    state: { changed: [], rewards: ['ACTIVE', 'ACTIVE'] },
  }),
  aCase('unfreeze-right-after-freeze', 'UNF-45', 'is possible right after the freeze', {
    ...accepted,
    order: 'active',
    before: [{ act: 'freeze' }],
    request: act('unfreeze'),
    state: { changed: [0, 1], rewards: ['ACTIVE', 'ACTIVE'] },
  }),
  ...sides,
  ...(['campaign', 'purchaseOrderNumber', 'notes'] as const).map(
    (field): Case =>
      aCase(
        `update-fills-${field}`,
        { campaign: 'UPD-10', purchaseOrderNumber: 'UPD-14', notes: 'UPD-16' }[field],
        `sets ${field} where the order has none`,
        {
          order: { lineItems: [{}] },
          request: update({ [field]: 'new' }),
          want: { status: 200 },
          state: { changed: [], order: { [field]: 'new' } },
        },
      ),
  ),
  aCase('update-answer-total-of-every-state', 'UPD-41', 'counts line items in every state', {
    order: EVERY_STATE,
    request: update({ campaign: 'spring' }),
    want: { status: 200, body: { totalLineItems: COUNT } },
  }),
  aCase('event-total-of-every-state', 'EVT-12', 'counts line items in every state', {
    ...accepted,
    order: EVERY_STATE,
    request: act('freeze'),
    events: { data: { totalLineItems: COUNT } },
  }),
  aCase('event-failed-none', 'EVT-14', 'counts no line item as failed that was left as it was', {
    ...accepted,
    order: 'noneEligible',
    request: act('freeze'),
    events: { data: { failedLineItems: 0 } },
  }),
  ...(['unfreeze', 'cancel'] as const).map(
    (op): Case =>
      aCase(`${op}-event-nothing-changed`, 'EVT-16', `reports ${op === 'cancel' ? 'a cancel' : 'an unfreeze'} that changed nothing`, {
        ...accepted,
        order: 'noneEligible',
        request: act(op),
        events: {},
      }),
  ),
]
