import { createHmac } from 'node:crypto'
import { act } from '../cases/case.ts'
import { webhookSecret } from '../checks/events.ts'
import type { Observation } from '../targets/observe.ts'
import { accepted, events } from './look.ts'
import type { Ask, Probe } from './probe.ts'

const frozen: Ask = { look: ['events'], request: act('freeze') }
const nothingEligible: Ask = { look: ['events'], order: 'noneEligible', request: act('freeze') }

/** Probes of the outcome event. */
export const eventProbes: Probe[] = [
  {
    interpretation: 'C-NONE-EVENT',
    asks: [nothingEligible, frozen],
    tell: (none, some) => {
      if (!accepted(none)) return null
      if (events(none).length > 0) return 'sent'
      return some !== undefined && events(some).length > 0 ? 'not-sent' : null
    },
  },
  {
    interpretation: 'C-EVT-COUNT',
    asks: [frozen],
    tell: (seen) => ({ 1: 'one', 2: 'per-line-item' })[events(seen).length] ?? null,
  },
  { interpretation: 'C-HMAC-FORM', asks: [frozen], tell: hmacForm },
  {
    interpretation: 'C-ENV-CATEGORY',
    asks: [frozen],
    tell: (seen) => {
      const names = ['category', 'categories'].filter((name) => name in (events(seen)[0]?.envelope ?? {}))
      return names.length === 1 ? (names[0] ?? null) : null
    },
  },
  {
    interpretation: 'A-EVT-STATUS',
    asks: [nothingEligible],
    tell: (seen) => ({ SUCCESSFUL: 'successful', FAILED: 'failed-when-nothing' })[String(events(seen)[0]?.data.status)] ?? null,
  },
  {
    interpretation: 'A-EVT-PAYLOAD',
    asks: [frozen],
    tell: (seen) =>
      events(seen).map(({ data }) => ('action' in data && 'successfulLineItems' in data ? 'like-AsyncOrderStatus' : 'other'))[0] ?? null,
  },
  {
    interpretation: 'C-EVT-SOON',
    announced: true,
    asks: [frozen],
    tell: (seen) => (events(seen).length > 0 ? 'yes' : accepted(seen) ? 'no' : null),
  },
  {
    interpretation: 'C-EVT-CASE',
    asks: [frozen],
    tell: (seen) => ({ OrderActionStatus: 'capital', orderActionStatus: 'small' })[String(events(seen)[0]?.envelope.eventType)] ?? null,
  },
  {
    interpretation: 'C-DELIVERY',
    asks: [{ ...frozen, answer: 500, after: [{ advance: 5_000 }] }],
    tell: ({ deliveries }) => ({ 1: 'no-retries', 2: 'retries' })[deliveries.length] ?? null,
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
