import { HOUR } from '../../../sandbox/src/units.ts'
import { aCase, act, anInstant, atRequest, aUuid, type Case, ofOrder } from './case.ts'

const freeze = { request: act('freeze'), want: { status: 202 } }
const one = { lineItems: [{}] }

/** The outcome event: that it is sent, what it tells, how it is delivered. */
export const eventCases: Case[] = [
  ...(['freeze', 'unfreeze', 'cancel'] as const).flatMap((op): Case[] => {
    const prefix = { freeze: 'FRZ', unfreeze: 'UNF', cancel: 'CAN' }[op]
    const action = op.toUpperCase()
    return [
      aCase(`${op}-event`, `${prefix}-29`, `reports the outcome of ${op} in one event`, {
        request: act(op),
        want: { status: 202 },
        events: { data: { action } },
      }),
      aCase(`${op}-event-action`, 'EVT-09', `calls the action ${action}`, {
        request: act(op, { reasonCode: 'OTHER', otherReason: 'why' }),
        want: { status: 202 },
        events: { data: { action, reasonCode: 'OTHER' } },
      }),
      aCase(`${op}-event-nothing-eligible`, 'EVT-16', `reports the outcome of ${op} also where no line item is eligible`, {
        order: { lineItems: [{ product: 'OTHER', count: 3 }] },
        request: act(op),
        want: { status: 202 },
        events: { data: { action, status: 'SUCCESSFUL', totalLineItems: 3, successfulLineItems: 0, failedLineItems: 0 } },
      }),
    ]
  }),
  aCase('event-id', 'EVT-01', 'has an id of its own', { ...freeze, events: { envelope: { eventId: aUuid } } }),
  aCase('event-id-differs', 'EVT-01', 'has another id than the event before it', {
    ...freeze,
    after: [{ act: 'unfreeze' }, { act: 'cancel' }],
    events: { count: 3, actions: ['FREEZE', 'UNFREEZE', 'CANCEL'] },
  }),
  aCase('event-first-revision', 'EVT-28', 'begins with revision 1', { ...freeze, events: { envelope: { revision: 1 } } }),
  aCase('event-next-revision', 'EVT-28', 'counts revisions up by one', {
    ...freeze,
    before: [{ act: 'freeze' }, { act: 'unfreeze' }],
    events: { envelope: { revision: 3 } },
  }),
  aCase('event-revision-of-each-subscription', 'EVT-28', 'counts the revisions of each subscription on their own', {
    ...freeze,
    events: { subscription: 'two', count: 2, envelope: { revision: 1 } },
  }),
  aCase('event-category', 'EVT-03', 'has the category ORDER', { ...freeze, events: { envelope: { category: 'ORDER' } } }),
  aCase('event-type', 'EVT-04', 'has the type OrderActionStatus', { ...freeze, events: { envelope: { eventType: 'OrderActionStatus' } } }),
  aCase('event-instant', 'EVT-05', 'has the instant at which it occurred', {
    ...freeze,
    events: { envelope: { eventOccurredAt: anInstant } },
  }),
  aCase('event-instant-of-processing', 'EVT-05', 'has the instant of processing', {
    ...freeze,
    before: [{ advance: HOUR + 1 }],
    events: { envelope: { eventOccurredAt: atRequest } },
  }),
  aCase('event-order', 'EVT-06', 'names the order', { ...freeze, events: { data: { referenceOrderId: ofOrder('referenceOrderID') } } }),
  aCase('event-external-ref', 'EVT-07', 'names the order by externalRefID', {
    ...freeze,
    events: { data: { externalRefID: ofOrder('externalRefID') } },
  }),
  aCase('event-no-external-ref', 'EVT-07', 'holds an empty externalRefID where the order has none', {
    ...freeze,
    order: { source: 'RG', externalRefID: null, lineItems: [{}] },
    events: { data: { externalRefID: '' } },
  }),
  aCase('event-customer-and-account', 'EVT-08', 'names customer and account', {
    ...freeze,
    order: { customerIdentifier: 'second-customer', accountIdentifier: 'second-account', lineItems: [{}] },
    events: { data: { customerIdentifier: 'second-customer', accountIdentifier: 'second-account' } },
  }),
  aCase('event-reason-code', 'EVT-10', 'has the reason code of the request', {
    request: act('freeze', { reasonCode: 'VERIFY_ORDER' }),
    want: { status: 202 },
    events: { data: { reasonCode: 'VERIFY_ORDER' } },
  }),
  aCase('event-reason-code-other', 'EVT-10', 'has OTHER, and not the text of otherReason', {
    request: act('cancel', { reasonCode: 'OTHER', otherReason: 'the programme was called off' }),
    want: { status: 202 },
    events: { data: { reasonCode: 'OTHER' } },
  }),
  aCase('event-status-nothing-changed', 'EVT-11', 'is SUCCESSFUL when no line item changed', {
    ...freeze,
    order: 'noneEligible',
    events: { data: { status: 'SUCCESSFUL' } },
  }),
  aCase('event-status', 'EVT-11', 'is SUCCESSFUL when all line items changed', { ...freeze, events: { data: { status: 'SUCCESSFUL' } } }),
  aCase('event-status-mixed', 'EVT-11', 'is SUCCESSFUL when some line items changed', {
    ...freeze,
    order: 'mixed',
    events: { data: { status: 'SUCCESSFUL' } },
  }),
  aCase('event-total', 'EVT-12', 'counts every line item of the order', {
    ...freeze,
    order: { lineItems: [{ count: 2 }, { product: 'OTHER', count: 3 }] },
    events: { data: { totalLineItems: 5 } },
  }),
  aCase('event-total-quantity', 'EVT-12', 'counts a line item of quantity 3 once', {
    ...freeze,
    order: { lineItems: [{ quantity: 3 }, {}] },
    events: { data: { totalLineItems: 2 } },
  }),
  aCase('event-total-large', 'EVT-12', 'counts every line item of a large order', {
    ...freeze,
    order: { lineItems: [{ product: 'OTHER', count: 1_001 }] },
    events: { data: { totalLineItems: 1_001 } },
  }),
  aCase('event-changed', 'EVT-13', 'counts the line items that changed', {
    ...freeze,
    order: { lineItems: [{ count: 2 }, { product: 'OTHER', count: 3 }] },
    events: { data: { successfulLineItems: 2 } },
  }),
  aCase('event-changed-large', 'EVT-13', 'counts the line items of a large order', {
    ...freeze,
    order: { lineItems: [{ count: 1_100 }, { product: 'OTHER', count: 101 }, { count: 900 }] },
    events: { data: { successfulLineItems: 2_000, totalLineItems: 2_101 } },
  }),
  aCase('event-failed', 'EVT-14', 'does not count skipped line items as failed', {
    ...freeze,
    order: { lineItems: [{}, { product: 'OTHER', count: 3 }] },
    events: { data: { failedLineItems: 0 } },
  }),
  aCase('event-once-per-action', 'EVT-15', 'is sent once for each action', {
    ...freeze,
    after: [{ advance: HOUR }, { act: 'freeze' }, { act: 'freeze' }],
    events: { count: 3, actions: ['FREEZE', 'FREEZE', 'FREEZE'] },
  }),
  aCase('event-for-other', 'EVT-15', 'is sent whatever the reason code is', {
    request: act('freeze', { reasonCode: 'OTHER', otherReason: 'a doubt' }),
    want: { status: 202 },
    events: {},
  }),
  aCase('event-once-for-large-order', 'EVT-15', 'is sent once for an order of any size', {
    ...freeze,
    order: { lineItems: [{ count: 1_001 }] },
    events: { actions: ['FREEZE'] },
  }),
  aCase('event-none-for-refused', 'EVT-15', 'is not sent for a refused request', {
    ...freeze,
    request: act('freeze', {}),
    want: { status: 422 },
    events: { count: 0 },
  }),
  aCase('event-none-at-release', 'EVT-17', 'is not sent when a freeze ends by itself', {
    ...freeze,
    after: [{ advance: 49 * HOUR }],
    events: { count: 1, actions: ['FREEZE'] },
  }),
  aCase('event-is-posted', 'EVT-18', 'is delivered as a POST of JSON', { ...freeze, order: one, events: {} }),
  aCase('event-signed', 'EVT-19', 'is signed with HMAC-SHA256', { ...freeze, events: { subscription: 'signed' } }),
  aCase('event-signed-unicode', 'EVT-29', 'is signed over its raw bytes, whatever they are', {
    ...freeze,
    order: { customerIdentifier: 'klinik-ü-理', lineItems: [{}] },
    events: { subscription: 'signed', data: { customerIdentifier: 'klinik-ü-理' } },
  }),
  aCase('event-signed-for-each-subscription', 'EVT-29', 'is signed with the secret of each subscription', {
    ...freeze,
    events: { subscription: 'two', count: 2 },
  }),
  aCase('event-unsigned', 'EVT-20', 'is not signed without a verification method', { ...freeze, events: { subscription: 'unsigned' } }),
  aCase('event-custom-header', 'EVT-21', 'carries the custom headers', {
    ...freeze,
    events: { subscription: 'custom-header', headers: { 'x-tenant': 'acme-health', 'x-region': 'eu-west' } },
  }),
  aCase('event-by-type', 'EVT-22', 'goes to a subscription of its type', { ...freeze, events: { subscription: 'unsigned' } }),
  aCase('event-by-category', 'EVT-22', 'goes to a subscription of the category', { ...freeze, events: { subscription: 'by-category' } }),
  aCase('event-not-to-other-type', 'EVT-22', 'does not go to a subscription of another type', {
    ...freeze,
    events: { subscription: 'other-type', count: 0 },
  }),
  aCase('event-to-each-subscription', 'EVT-23', 'goes to every subscription, each with revisions of its own', {
    ...freeze,
    events: { subscription: 'two', count: 2, envelope: { revision: 1 } },
  }),
  aCase('event-not-to-other-platform', 'EVT-24', 'does not go to another platform', {
    ...freeze,
    events: { subscription: 'other-platform', count: 0 },
  }),
  aCase('event-received', 'EVT-25', 'counts as received when the response is 200', { ...freeze, events: { answer: 200, received: true } }),
  ...[201, 202, 204, 301, 404, 500].map(
    (answer): Case =>
      aCase(`event-answered-${answer}`, 'EVT-25', `does not count as received when answered ${answer}`, {
        ...freeze,
        events: { answer, received: false },
      }),
  ),
  aCase('actions-in-order', 'EVT-26', 'comes in the order in which the actions were accepted', {
    ...freeze,
    before: [
      { act: 'cancel', drain: false },
      { act: 'unfreeze', drain: false },
    ],
    order: { lineItems: [{ rewardStatus: 'FROZEN', count: 1_500 }] },
    events: { count: 3, actions: ['CANCEL', 'UNFREEZE', 'FREEZE'] },
  }),
]
