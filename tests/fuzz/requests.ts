import fc from 'fast-check'
import { actions, operations } from '../../generated/operations.ts'

/** A request as it goes out; the body is text, or bytes that are no text. */
export interface Sent {
  method: string
  path: string
  headers: Record<string, string>
  body: string | Uint8Array
}

/** Orders that there are, by state; the update finds them by `ref-` and the id. */
export const ORDER_IDS = ['FUZZ-active', 'FUZZ-mixed', 'FUZZ-pending', 'FUZZ-failed'] as const

const CREDENTIALS = ['Bearer fuzz-token', `Basic ${btoa('fuzz:fuzz-key')}`, 'Bearer faulty-token'] as const
const CODES = [...new Set(actions.flatMap((action): readonly string[] => operations[`${action}AsyncOrder`].reasonCodes))]

const orderId = fc.constantFrom(...ORDER_IDS)
const headers = fc.constantFrom(...CREDENTIALS).map((authorization) => ({ authorization, 'content-type': 'application/json' }))

const action: fc.Arbitrary<Sent> = fc
  .record({ id: orderId, verb: fc.constantFrom(...actions), reasonCode: fc.constantFrom(...CODES), headers })
  .map(({ id, verb, reasonCode, headers: sent }) => ({
    method: 'POST',
    path: `/raas/v2/asyncOrders/${id}/${verb}`,
    headers: sent,
    body: JSON.stringify({ reasonCode, otherReason: 'told' }),
  }))

const details = fc.record(
  { campaign: fc.string({ unit: 'binary' }), purchaseOrderNumber: fc.string(), notes: fc.string({ unit: 'grapheme' }) },
  { requiredKeys: [] },
)
const update: fc.Arbitrary<Sent> = fc.record({ id: orderId, fields: details, headers }).map(({ id, fields, headers: sent }) => ({
  method: 'PATCH',
  path: `/raas/v2/asyncOrders/customers/acme-health/accounts/acme-wellness/ref-${id}`,
  headers: sent,
  body: JSON.stringify(fields),
}))

const controlBody = fc.oneof(
  fc.record({ lineItems: fc.array(fc.record({ count: fc.nat(5), product: fc.constantFrom('OTHER', 'PROMO_LINK') }), { maxLength: 3 }) }),
  fc.record({ milliseconds: fc.integer({ min: -1, max: 10 }) }),
  fc.record({
    to: fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    ),
  }),
  fc.record({ amount: fc.double() }),
  fc.record({ url: fc.webUrl(), eventTypes: fc.array(fc.string(), { maxLength: 2 }) }),
  fc.record({ name: fc.string(), clock: fc.constantFrom('real', 'manual', 'none') }),
  fc.record({ operation: fc.string(), status: fc.integer() }),
)
/** Everything of the control plane but what would ask for faults of `fuzz`, or for the clock to go far: those would show in other answers. */
const control: fc.Arbitrary<Sent> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    place: fc.constantFrom(
      'orders',
      'orders/FUZZ-mixed',
      'rewards/none/redeem',
      'clock',
      'clock/advance',
      'platforms',
      'subscriptions',
      'drain',
    ),
    body: controlBody,
  })
  .map(({ method, place, body }) => ({
    method,
    path: `/_sandbox/${place}`,
    headers: { authorization: 'Bearer side-token', 'content-type': 'application/json' },
    body: method === 'GET' ? '' : JSON.stringify(body),
  }))

/** Requests as they should be. */
export const valid: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 5, arbitrary: action },
  { weight: 3, arbitrary: update },
  { weight: 2, arbitrary: control },
)
