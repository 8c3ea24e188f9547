import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { forEachAction, numbered, wrong, wrongRule } from '../mutant.ts'
import { isAbout, type Json, onRequest, onStatus, renamed, statusInstead, without } from '../wire.ts'

/** The immediate answer of an action. */
export const answerMutants = forEachAction(({ op, action, prefix: P }) => {
  const body = (
    id: string,
    clause: number | string,
    breaks: string,
    change: (body: Json, order: Parameters<typeof documented.acceptedBody>[0]) => Json,
  ) =>
    wrongRule(`${op}-${id}`, numbered(P, clause), `the 202 of ${op} ${breaks}`, {
      acceptedBody: (order, pending, interpretations) => {
        const right = documented.acceptedBody(order, pending, interpretations)
        return pending.action === action ? change(right, order) : right
      },
    })
  return [
    wrong(`${op}-answers-200`, `${P}-12`, `${op} is answered 200`, statusInstead(op, 202, 200)),
    wrong(`${op}-answers-201`, `${P}-12`, `${op} is answered 201`, statusInstead(op, 202, 201)),
    wrong(`${op}-answers-204`, `${P}-12`, `${op} is answered 204, with no body`, statusInstead(op, 202, 204)),
    body('answer-in-lower-case', 13, 'writes the order id in lower case', (right) => ({
      ...right,
      referenceOrderId: right.referenceOrderId.toLowerCase(),
    })),
    body('answer-without-reference', 13, 'lacks referenceOrderId', (right) => without(right, 'referenceOrderId')),
    body('answer-reference-renamed', 13, 'says referenceOrderID', (right) => renamed(right, 'referenceOrderId', 'referenceOrderID')),
    body('answer-reference-is-external', 13, 'holds externalRefID as referenceOrderId', (right) => ({
      ...right,
      referenceOrderId: right.externalRefID,
    })),
    body('answer-without-external-ref', 14, 'lacks externalRefID', (right) => without(right, 'externalRefID')),
    body('answer-external-ref-renamed', 14, 'says externalRefId', (right) => renamed(right, 'externalRefID', 'externalRefId')),
    body('answer-external-ref-null', 14, 'holds null where the order has no externalRefID', (right) => ({
      ...right,
      externalRefID: right.externalRefID || null,
    })),
    body('answer-external-ref-made-up', 'GEN-24', 'holds the order id where the order has no externalRefID', (right, order) => ({
      ...right,
      externalRefID: order.externalRefID ?? order.referenceOrderID,
    })),
    body('answer-external-ref-is-reference', 14, 'holds the order id as externalRefID', (right) => ({
      ...right,
      externalRefID: right.externalRefID && right.referenceOrderId,
    })),
    body('answer-external-ref-lower-case', 14, 'writes externalRefID in lower case', (right) => ({
      ...right,
      externalRefID: right.externalRefID.toLowerCase(),
    })),
    body('answer-total-without-failed', 16, 'leaves FAILED and CANCELLED line items out of the count', (right, { lineItems }) => ({
      ...right,
      totalLineItems: lineItems.filter(({ status }) => status !== 'FAILED' && status !== 'CANCELLED').length,
    })),
    body('answer-without-status', 15, 'lacks status', (right) => without(right, 'status')),
    body('answer-status-lower-case', 'GEN-25', 'says pending', (right) => ({ ...right, status: 'pending' })),
    body('answer-status-of-order', 'GEN-25', 'tells the status of the order', (right, order) => ({ ...right, status: order.status })),
    body('answer-status-null', 15, 'holds null as status', (right) => ({ ...right, status: null })),
    body('answer-without-total', 16, 'lacks totalLineItems', (right) => without(right, 'totalLineItems')),
    body('answer-total-of-rewards', 'GEN-26', 'counts by quantity', (right, { lineItems }) => ({
      ...right,
      totalLineItems: lineItems.reduce((sum, { quantity }) => sum + quantity, 0),
    })),
    body('answer-total-of-choice-products', 16, 'counts Choice Products only', (right, { lineItems }) => ({
      ...right,
      totalLineItems: lineItems.filter(({ product }) => product !== 'OTHER').length,
    })),
    body('answer-total-text', 16, 'holds totalLineItems as text', (right) => ({ ...right, totalLineItems: String(right.totalLineItems) })),
    body('answer-total-one-less', 16, 'counts one too few', (right) => ({ ...right, totalLineItems: right.totalLineItems - 1 })),
    body('answer-total-up-to-a-thousand', 16, 'counts up to a thousand', (right) => ({
      ...right,
      totalLineItems: Math.min(1_000, right.totalLineItems),
    })),
    body('answer-without-date', 17, 'lacks date', (right) => without(right, 'date')),
    body('answer-date-of-order', 'GEN-27', 'tells when the order was made', (right, order) => ({
      ...right,
      date: new Date(order.createdAt).toISOString(),
    })),
    body('answer-date-number', 17, 'holds date as a number', (right) => ({ ...right, date: Date.parse(right.date) })),
    body('answer-date-of-no-zone', 17, 'holds date without a zone', (right) => ({ ...right, date: right.date.replace('Z', '') })),
    body('answer-date-of-a-day', 17, 'holds date without a time', (right) => ({ ...right, date: right.date.slice(0, 10) })),
    body('answer-with-action-id', 'GEN-28', 'holds a field that is not documented', (right) => ({ ...right, actionId: '1' })),
    body('answer-in-envelope', 18, 'is wrapped in an envelope', (right) => ({ data: right })),
    wrong(`${op}-unknown-order-accepted`, `${P}-20`, `${op} answers 202 for an order that does not exist`, statusInstead(op, 404, 202)),
    wrong(`${op}-unknown-order-422`, `${P}-20`, `${op} answers 422 for an order that does not exist`, statusInstead(op, 404, 422)),
    wrong(`${op}-unknown-order-400`, `${P}-20`, `${op} answers 400 for an order that does not exist`, statusInstead(op, 404, 400)),
    wrongRule(`${op}-picks-any-order`, [`${P}-20`, 'FRZ-20', 'UNF-20', 'CAN-20'], `${op} takes the latest order where the id is unknown`, {
      findOrder: (tx, platform, id) => documented.findOrder(tx, platform, id) ?? tx.listOrders(platform.name).at(-1),
    }),
    wrongRule(`${op}-none-eligible-422`, `${P}-22`, `${op} refuses an order of which no line item is eligible`, {
      orderStatusGate: (asked, order, interpretations) =>
        documented.orderStatusGate(asked, order, interpretations) &&
        (asked !== action || order.lineItems.some(({ product, reward }) => product !== 'OTHER' && reward?.redeemedAmount === 0)),
    }),
    wrong(`${op}-runs-before-the-answer`, `${P}-24`, `${op} is processed before it is answered`, {
      wrapFetch: (fetch) => async (request) => {
        const answer = await fetch(request)
        const authorization = request.headers.get('authorization')
        if (isAbout(op, request) && answer.status === 202 && authorization !== null) {
          await fetch(new Request(new URL('/_sandbox/drain', request.url), { method: 'POST', headers: { authorization } }))
        }
        return answer
      },
    }),
    wrongRule(`${op}-never-runs`, `${P}-25`, `${op} is accepted and never processed`, {
      eligible: (rules, question) => (question.action === action ? 'reward-state' : documented.eligible(rules, question)),
    }),
    wrong(`${op}-other-platform-403`, `${P}-20`, `${op} answers 403 for an order that it cannot find`, statusInstead(op, 404, 403)),
    wrong(
      `${op}-answers-without-request-id`,
      'GEN-08',
      `the answers of ${op} have no X-REQUEST-ID`,
      onStatus(op, 202, ({ headers }) => ({
        headers: new Headers([...headers].filter(([name]) => name !== 'x-request-id')),
      })),
    ),
    wrong(
      `${op}-needs-trailing-slash`,
      `${P}-01`,
      `${op} is found with a slash at the end only`,
      onRequest(op, ({ url }) => ({ url: `${url}/` })),
    ),
  ]
})
