import { createHmac } from 'node:crypto'
import { act, DAY, HOUR } from '../case.ts'
import { webhookSecret } from '../checks/events.ts'
import type { Observation } from '../observe.ts'
import type { Probe } from '../probe.ts'
import { accepted, events, rewards } from './look.ts'

const frozen = (seen: Observation): boolean | null => {
  const [status] = rewards(seen)
  return status === 'FROZEN' ? true : status === 'ACTIVE' ? false : null
}

/** `yes` when the first reward is frozen at the end, `no` when it is active. */
const byFrozen = (yes: string, no: string) => (seen: Observation) => (frozen(seen) === null ? null : frozen(seen) ? yes : no)

const EARLY = '2026-03-02T00:00:00.000Z'

/** Probes that the state or the events decide. */
export const outcomeProbes: Probe[] = [
  {
    reading: 'C-NONE-EVENT',
    look: 'events',
    order: 'noneEligible',
    request: act('freeze'),
    tell: (seen) => (events(seen).length > 0 ? 'sent' : 'not-sent'),
  },
  {
    reading: 'C-WINDOW-DAYS',
    look: 'state',
    // Day 5: the first line item is 130 hours old, the second 118.
    order: { lineItems: [{ issuedAt: EARLY }, { issuedAt: '2026-03-02T10:00:00.000Z' }] },
    before: [{ advance: 5 * DAY - 2 * HOUR }],
    request: act('freeze'),
    tell: (seen) =>
      ({ 'FROZEN,FROZEN': 'calendar-days', 'ACTIVE,FROZEN': 'hours', 'ACTIVE,ACTIVE': 'calendar-days-inclusive' })[rewards(seen).join()] ??
      null,
  },
  {
    reading: 'C-WINDOW-UNF',
    look: 'state',
    before: [{ advance: 4 * DAY }, { act: 'freeze' }, { advance: 2 * DAY - 1 }],
    request: act('unfreeze'),
    tell: byFrozen('same-as-freeze', 'none'),
  },
  {
    reading: 'C-WINDOW-SCHEDULED',
    look: 'state',
    order: { lineItems: [{ issuedAt: '2026-02-01T10:00:00.000Z', sentAt: '2026-03-02T09:00:00.000Z' }] },
    request: act('freeze'),
    tell: byFrozen('sending', 'issuance'),
  },
  {
    reading: 'C-WINDOW-CUSTOM',
    look: 'state',
    request: act('freeze'),
    after: [{ advance: 24 * HOUR }],
    tell: byFrozen('48-hours', '24-hours'),
  },
  { reading: 'C-AUTO-UNF', look: 'state', request: act('freeze'), after: [{ advance: 48 * HOUR }], tell: byFrozen('never', 'always') },
  {
    reading: 'C-AUTO-EVENT',
    look: 'events',
    request: act('freeze'),
    after: [{ advance: 48 * HOUR }],
    tell: (seen) => ({ 1: 'none', 2: 'sent' })[events(seen).length] ?? null,
  },
  {
    reading: 'C-FRZ-FROZEN',
    look: 'state',
    before: [{ act: 'freeze' }, { advance: 24 * HOUR - 1 }],
    request: act('freeze'),
    after: [{ advance: 24 * HOUR + 1 }],
    tell: byFrozen('restart', 'skip'),
  },
  {
    reading: 'C-PROMO-FIRST',
    look: 'state',
    order: { lineItems: [{ product: 'PROMO_LINK', issuance: 2 }] },
    request: act('cancel'),
    tell: (seen) => ({ ACTIVE: 'first-only', CANCELLED: 'any' })[String(rewards(seen)[0])] ?? null,
  },
  {
    reading: 'C-REFUND-FEES',
    look: 'state',
    order: { lineItems: [{ amount: 2_500, fee: 200 }] },
    request: act('cancel'),
    tell: ({ before, after }) =>
      ({ 2500: 'full', 2300: 'minus-fee' })[(after?.accounts[0]?.balance ?? 0) - (before?.accounts[0]?.balance ?? 0)] ?? null,
  },
  {
    reading: 'C-PRODUCTS',
    look: 'state',
    order: {
      lineItems: [
        { product: 'REWARD_LINK' },
        { product: 'GLOBAL_CHOICE_LINK' },
        { product: 'PROMO_LINK' },
        { product: 'DISBURSEMENT_LINK' },
      ],
    },
    request: act('freeze'),
    tell: (seen) => {
      const frozenOnes = rewards(seen).map((status) => (status === 'FROZEN' ? 'x' : '-'))
      return { xxxx: 'four', 'x-xx': 'without-global-choice-link', 'x---': 'reward-link-only' }[frozenOnes.join('')] ?? null
    },
  },
  { reading: 'C-HMAC-FORM', look: 'events', request: act('freeze'), tell: hmacForm },
  {
    reading: 'C-ENV-CATEGORY',
    look: 'events',
    request: act('freeze'),
    tell: (seen) => events(seen).map(({ envelope }) => ('categories' in envelope ? 'categories' : 'category'))[0] ?? null,
  },
  {
    reading: 'A-EVT-STATUS',
    look: 'events',
    order: 'noneEligible',
    request: act('freeze'),
    tell: (seen) => ({ SUCCESSFUL: 'successful', FAILED: 'failed-when-nothing' })[String(events(seen)[0]?.data.status)] ?? null,
  },
  {
    reading: 'A-EVT-PAYLOAD',
    look: 'events',
    request: act('freeze'),
    tell: (seen) =>
      events(seen).map(({ data }) => ('action' in data && 'successfulLineItems' in data ? 'like-AsyncOrderStatus' : 'other'))[0] ?? null,
  },
  {
    reading: 'C-EVT-SOON',
    look: 'events',
    announced: true,
    request: act('freeze'),
    tell: (seen) => (events(seen).length > 0 ? 'yes' : 'no'),
  },
  {
    reading: 'C-EVT-CASE',
    look: 'events',
    request: act('freeze'),
    tell: (seen) => ({ OrderActionStatus: 'capital', orderActionStatus: 'small' })[String(events(seen)[0]?.envelope.eventType)] ?? null,
  },
  {
    reading: 'C-DELIVERY',
    look: 'events',
    answer: 500,
    request: act('freeze'),
    after: [{ advance: 5_000 }],
    tell: (seen) => ({ 1: 'no-retries', 2: 'retries' })[events(seen).length] ?? null,
  },
  {
    reading: 'C-CONCURRENT',
    look: 'state',
    before: [{ act: 'freeze', drain: false }],
    request: act('cancel'),
    tell: (seen) => (accepted(seen) && rewards(seen).every((status) => status === 'CANCELLED') ? 'in-order' : 'other'),
  },
  {
    reading: 'A-TENANCY',
    order: { lineItems: [{}] },
    request: { ...act('freeze'), auth: 'other-platform' },
    tell: ({ exchange }) => (exchange.status === 202 ? 'yes' : exchange.status === 404 ? 'no' : null),
  },
  {
    reading: 'A-LINE-ITEM-STATUS',
    look: 'state',
    order: { lineItems: [{ status: 'CANCELLED', rewardStatus: 'ACTIVE' }] },
    request: act('freeze'),
    tell: byFrozen('any', 'complete'),
  },
]

function hmacForm({ deliveries }: Observation): string | null {
  const [delivery] = deliveries
  const signature = delivery?.headers.get('x-signed-payload')
  if (delivery === undefined || signature === null) return null
  const mac = (key: Buffer) => createHmac('sha256', key).update(delivery.body)
  const decoded = Buffer.from(webhookSecret, 'base64')
  const forms = {
    base64: mac(decoded).digest('base64'),
    hex: mac(decoded).digest('hex'),
    'raw-key': mac(Buffer.from(webhookSecret)).digest('base64'),
  }
  return Object.entries(forms).find(([, value]) => value === signature)?.[0] ?? null
}
