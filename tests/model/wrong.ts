import type { Answer, Send } from './system.ts'

/** A request that is refused, and so changes nothing. */
interface WrongRequest {
  name: string
  status: number
  send: (send: Send, order: string) => Promise<Answer>
}

const post = (name: string, status: number, segment: string, body: unknown, more: Parameters<Send>[3] = {}): WrongRequest => ({
  name,
  status,
  send: (send, order) => send('POST', `/raas/v2/asyncOrders/${order}/${segment}`, body, more),
})
const patch = (name: string, status: number, place: string, body: unknown): WrongRequest => ({
  name,
  status,
  send: (send) => send('PATCH', `/raas/v2/asyncOrders/customers/acme-health/accounts/acme-wellness/${place}`, body),
})
const FRAUD = { reasonCode: 'FRAUD' }

/** One thing wrong each, with the documented answer. */
export const wrongRequests: readonly WrongRequest[] = [
  post('a freeze without credentials', 401, 'freeze', FRAUD, { token: null }),
  post('a cancel with a wrong token', 401, 'cancel', FRAUD, { token: 'one-toker' }),
  post('a cancel of another platform', 404, 'cancel', FRAUD, { token: 'two-token' }),
  post('a freeze with a code of cancel', 422, 'freeze', { reasonCode: 'DUPLICATE' }),
  post('an unfreeze with a code of cancel', 422, 'unfreeze', { reasonCode: 'CURRENCY' }),
  post('a cancel with a code of unfreeze', 422, 'cancel', { reasonCode: 'VERIFY_ORDER' }),
  post('a cancel without a code', 422, 'cancel', {}),
  post('a freeze with null as its code', 422, 'freeze', { reasonCode: null }),
  post('a freeze for OTHER without a reason', 422, 'freeze', { reasonCode: 'OTHER' }),
  post('a freeze for OTHER with a blank reason', 422, 'freeze', { reasonCode: 'OTHER', otherReason: ' \t' }),
  post('a cancel with an unknown field', 422, 'cancel', { ...FRAUD, lineItems: [] }),
  post('a list to cancel', 422, 'cancel', [FRAUD]),
  post('half a body to freeze', 400, 'freeze', '{"reasonCode":'),
  post('no body to cancel', 400, 'cancel', undefined),
  post('text to unfreeze', 400, 'unfreeze', FRAUD, { headers: { 'content-type': 'text/plain' } }),
  post('an action that there is not', 404, 'thaw', FRAUD),
  { name: 'a GET of freeze', status: 405, send: (send, order) => send('GET', `/raas/v2/asyncOrders/${order}/freeze`) },
  {
    name: 'a freeze of an order that there is not',
    status: 404,
    send: (send, order) => send('POST', `/raas/v2/asyncOrders/${order}X/freeze`, FRAUD),
  },
  patch('an update that changes nothing', 400, 'ref_1', {}),
  patch('an update with null', 400, 'ref_1', { notes: null }),
  patch('an update with notes that are too long', 400, 'ref_1', { notes: 'x'.repeat(151) }),
  patch('an update of the status', 400, 'ref_1', { status: 'COMPLETE' }),
  patch('an update of an order that there is not', 404, 'ref_none', { notes: 'n' }),
  patch('an update of an id with a dot', 400, 'ref.1', { notes: 'n' }),
]
