import type { Order } from '../../../sandbox/src/model.ts'
import { rule } from '../inside.ts'
import { forEachAction, keyed } from '../mutant.ts'
import { isAbout, type Json, onStatus, renamed, statusInstead, withHeader, without } from '../wire.ts'

/** The immediate answer of an action. */
export const answerMutants = forEachAction(({ op, action }) => {
  const body = (change: (right: Json, order: Order) => Json) => rule('acceptedBody', change, action)
  /** One field of the body, otherwise. */
  const field = (name: string, value: (right: Json, order: Order) => unknown) =>
    body((right, order) => ({ ...right, [name]: value(right, order) }))
  const reference = (value: (right: Json) => unknown) => field('referenceOrderId', value)
  const external = (value: (right: Json, order: Order) => unknown) => field('externalRefID', value)
  const status = (value: (order: Order) => unknown) => field('status', (_, order) => value(order))
  const total = (value: (order: Order, right: number) => unknown) =>
    field('totalLineItems', (right, order) => value(order, right.totalLineItems))
  const date = (value: (right: string, order: Order) => unknown) => field('date', (right, order) => value(right.date, order))
  return {
    ...keyed([200, 201, 204], (other) => [`answers-${other} 12`, statusInstead(op, 202, other)]),
    'answer-in-lower-case 13': reference((right) => right.referenceOrderId.toLowerCase()),
    'answer-without-reference 13': body((right) => without(right, 'referenceOrderId')),
    'answer-reference-renamed 13': body((right) => renamed(right, 'referenceOrderId', 'referenceOrderID')),
    'answer-reference-is-external 13': reference((right) => right.externalRefID),
    'answer-without-external-ref 14': body((right) => without(right, 'externalRefID')),
    'answer-external-ref-renamed 14': body((right) => renamed(right, 'externalRefID', 'externalRefId')),
    'answer-external-ref-null 14': external((right) => right.externalRefID || null),
    'answer-external-ref-made-up GEN-24': external((_, order) => order.externalRefID ?? order.referenceOrderID),
    'answer-external-ref-is-reference 14': external((right) => right.externalRefID && right.referenceOrderId),
    'answer-external-ref-lower-case 14': external((right) => right.externalRefID.toLowerCase()),
    'answer-without-status 15': body((right) => without(right, 'status')),
    'answer-status-lower-case GEN-25': status(() => 'pending'),
    'answer-status-of-order GEN-25': status((order) => order.status),
    'answer-status-null 15': status(() => null),
    'answer-without-total 16': body((right) => without(right, 'totalLineItems')),
    'answer-total-of-rewards GEN-26': total(({ lineItems }) => lineItems.reduce((sum, { quantity }) => sum + quantity, 0)),
    'answer-total-of-choice-products 16': total(({ lineItems }) => lineItems.filter(({ product }) => product !== 'OTHER').length),
    'answer-total-without-failed 16': total(
      ({ lineItems }) => lineItems.filter((item) => item.status !== 'FAILED' && item.status !== 'CANCELLED').length,
    ),
    'answer-total-text 16': total((_, right) => String(right)),
    'answer-total-one-less 16': total((_, right) => right - 1),
    'answer-total-up-to-a-thousand 16': total((_, right) => Math.min(1_000, right)),
    'answer-without-date 17': body((right) => without(right, 'date')),
    'answer-date-of-order GEN-27': date((_, order) => new Date(order.createdAt).toISOString()),
    'answer-date-number 17': date((right) => Date.parse(right)),
    'answer-date-of-no-zone 17': date((right) => right.replace('Z', '')),
    'answer-date-of-a-day 17': date((right) => right.slice(0, 10)),
    'answer-with-action-id GEN-28': body((right) => ({ ...right, actionId: '1' })),
    'answer-in-envelope 18': body((right) => ({ data: right })),
    'unknown-order-accepted 20': statusInstead(op, 404, 202),
    'unknown-order-422 20': statusInstead(op, 404, 422),
    'unknown-order-400 20': statusInstead(op, 404, 400),
    'other-platform-403 20': statusInstead(op, 404, 403),
    'picks-any-order 20 FRZ-20 UNF-20 CAN-20': rule('findOrder', (right, tx, platform) => right ?? tx.listOrders(platform.name).at(-1)),
    'none-eligible-422 22': rule(
      'orderStatusGate',
      (is, _, order) => is && order.lineItems.some(({ product, reward }) => product !== 'OTHER' && reward?.redeemedAmount === 0),
      action,
    ),
    'runs-before-the-answer 24': {
      wrapFetch: (fetch) => async (request) => {
        const answer = await fetch(request)
        const authorization = request.headers.get('authorization')
        if (isAbout(op, request) && answer.status === 202 && authorization !== null) {
          await fetch(new Request(new URL('/_sandbox/drain', request.url), { method: 'POST', headers: { authorization } }))
        }
        return answer
      },
    },
    'never-runs 25': rule('eligible', () => 'reward-state', action),
    'answers-without-request-id GEN-08': onStatus(op, 202, ({ headers }) => ({ headers: withHeader(headers, 'x-request-id', null) })),
  }
})
