import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { onTransaction } from '../memory.ts'
import { type Mutant, wrong, wrongRule } from '../mutant.ts'
import { type Json, renamed, without } from '../wire.ts'

type Run = Parameters<typeof documented.outcomeEvent>[0]

const event = (id: string, clause: string, breaks: string, change: (event: Json, run: Run) => Json): Mutant =>
  wrongRule(`event-${id}`, clause, breaks, { outcomeEvent: (run, ...given) => change(documented.outcomeEvent(run, ...given), run) })

const data = (id: string, clause: string, breaks: string, change: (data: Json, run: Run) => Json): Mutant =>
  event(id, clause, breaks, (right, run) => ({ ...right, eventData: { ...right.eventData, ...change(right.eventData, run) } }))

const lacks = (field: string, clause: string): Mutant =>
  event(`without-${field.toLowerCase()}`, clause, `lacks ${field}`, (right) =>
    field in right ? without(right, field) : { ...right, eventData: without(right.eventData, field) },
  )

const status = (id: string, breaks: string, change: (right: string, run: Run) => string): Mutant =>
  wrongRule(`event-status-${id}`, 'EVT-11', breaks, {
    outcomeStatus: (run, interpretations) => change(documented.outcomeStatus(run, interpretations), run),
  })

const skipped = ({ order, changed }: Run): number => order.lineItems.length - changed
const told = { FREEZE: 'FROZEN', UNFREEZE: 'UNFROZEN', CANCEL: 'CANCELLED' }

const EACH_ITEM_IN_ORDER =
  'Each line item still meets the actions in the order of their acceptance, and their events come in that order: only the sandbox knows of slices.'

/** What the outcome event says. */
export const eventMutants: Mutant[] = [
  ...(
    [
      ['eventId', 'EVT-01'],
      ['category', 'EVT-03'],
      ['eventType', 'EVT-04'],
      ['eventOccurredAt', 'EVT-05'],
      ['referenceOrderId', 'EVT-06'],
      ['externalRefID', 'EVT-07'],
      ['customerIdentifier', 'EVT-08'],
      ['accountIdentifier', 'EVT-08'],
      ['action', 'EVT-09'],
      ['reasonCode', 'EVT-10'],
      ['status', 'EVT-11'],
      ['totalLineItems', 'EVT-12'],
      ['successfulLineItems', 'EVT-13'],
      ['failedLineItems', 'EVT-14'],
    ] as const
  ).map(([field, clause]) => lacks(field, clause)),
  event('id-always-the-same', 'EVT-01', 'gives every event the same id', (right) => ({
    ...right,
    eventId: '00000000-0000-4000-8000-000000000000',
  })),
  event('id-of-order', 'EVT-01', 'gives the order id as event id', (right, { order }) => ({ ...right, eventId: order.referenceOrderID })),
  event('id-without-hyphens', 'EVT-01', 'writes the event id without hyphens', (right) => ({
    ...right,
    eventId: right.eventId.replaceAll('-', ''),
  })),
  wrongRule('event-revision-from-0', 'EVT-28', 'begins with revision 0', { nextRevision: ({ revision }) => revision }),
  wrongRule('event-revision-from-2', 'EVT-28', 'begins with revision 2', { nextRevision: ({ revision }) => Math.max(2, revision + 1) }),
  wrongRule('event-revision-always-1', 'EVT-28', 'never counts revisions up', { nextRevision: () => 1 }),
  wrongRule('event-revision-by-two', 'EVT-28', 'counts revisions up by two', {
    nextRevision: ({ revision }) => (revision === 0 ? 1 : revision + 2),
  }),
  wrongRule('event-revision-of-platform', 'EVT-28', 'counts revisions for all subscriptions together', () => {
    let count = 0
    return { nextRevision: () => ++count }
  }),
  event('categories', 'EVT-03', 'says categories, a list', (right) => ({ ...without(right, 'category'), categories: [right.category] })),
  event('category-lower-case', 'EVT-03', 'says order', (right) => ({ ...right, category: 'order' })),
  event('type-in-capitals', 'EVT-04', 'says ORDER_ACTION_STATUS', (right) => ({ ...right, eventType: 'ORDER_ACTION_STATUS' })),
  event('type-of-action', 'EVT-04', 'says the action in the type', (right, { action }) => ({ ...right, eventType: action.action })),
  event('instant-number', 'EVT-05', 'tells the instant as a number', (right) => ({
    ...right,
    eventOccurredAt: Date.parse(right.eventOccurredAt),
  })),
  event('instant-of-order', 'EVT-05', 'tells when the order was made', (right, { order }) => ({
    ...right,
    eventOccurredAt: new Date(order.createdAt).toISOString(),
  })),
  event('instant-without-zone', 'EVT-05', 'tells the instant without a zone', (right) => ({
    ...right,
    eventOccurredAt: right.eventOccurredAt.replace('Z', ''),
  })),
  event('reference-renamed', 'EVT-06', 'says referenceOrderID', (right) => ({
    ...right,
    eventData: renamed(right.eventData, 'referenceOrderId', 'referenceOrderID'),
  })),
  data('reference-is-external', 'EVT-06', 'holds externalRefID as referenceOrderId', ({ externalRefID }) => ({
    referenceOrderId: externalRefID,
  })),
  data('external-ref-is-reference', 'EVT-07', 'holds the order id as externalRefID', ({ referenceOrderId }) => ({
    externalRefID: referenceOrderId,
  })),
  data('external-ref-empty', 'EVT-07', 'holds an empty externalRefID', () => ({ externalRefID: '' })),
  data('external-ref-null', 'EVT-07', 'holds null where the order has no externalRefID', (_, { order }) => ({
    externalRefID: order.externalRefID,
  })),
  data('customer-is-account', 'EVT-08', 'tells the account as the customer', ({ accountIdentifier }) => ({
    customerIdentifier: accountIdentifier,
  })),
  data('account-is-customer', 'EVT-08', 'tells the customer as the account', ({ customerIdentifier }) => ({
    accountIdentifier: customerIdentifier,
  })),
  data('action-lower-case', 'EVT-09', 'writes the action in lower case', ({ action }) => ({ action: action.toLowerCase() })),
  data('action-past', 'EVT-09', 'tells the state instead of the action', (_, { action }) => ({ action: told[action.action] })),
  data('action-always-freeze', 'EVT-09', 'calls every action FREEZE', () => ({ action: 'FREEZE' })),
  data('action-unfreeze-for-cancel', 'EVT-09', 'calls CANCEL UNFREEZE', ({ action }) => ({
    action: action === 'CANCEL' ? 'UNFREEZE' : action,
  })),
  data('reason-always-fraud', 'EVT-10', 'tells FRAUD whatever the reason', () => ({ reasonCode: 'FRAUD' })),
  data('reason-is-text', 'EVT-10', 'tells otherReason as reasonCode', ({ reasonCode }, { action }) => ({
    reasonCode: action.otherReason ?? reasonCode,
  })),
  status('failed-when-nothing-changed', 'says FAILED when nothing changed', (right, { changed }) => (changed === 0 ? 'FAILED' : right)),
  status('partial-when-some-skipped', 'says PARTIALFAILED when some were skipped', (right, run) =>
    run.changed > 0 && skipped(run) > 0 ? 'PARTIALFAILED' : right,
  ),
  status('never-successful', 'says FAILED always', () => 'FAILED'),
  status('success', 'says SUCCESS', () => 'SUCCESS'),
  status('pending', 'repeats the status of the answer', () => 'PENDING'),
  status('hides-failures', 'says SUCCESSFUL when some could not be processed', (right) =>
    right === 'PARTIALFAILED' ? 'SUCCESSFUL' : right,
  ),
  status('hides-failure', 'says SUCCESSFUL when none could be processed', (right) => (right === 'FAILED' ? 'SUCCESSFUL' : right)),
  status('all-or-nothing', 'says FAILED when some could not be processed', (right) => (right === 'PARTIALFAILED' ? 'FAILED' : right)),
  status('always-partial', 'says PARTIALFAILED when none could be processed', (right) => (right === 'FAILED' ? 'PARTIALFAILED' : right)),
  data('total-of-changed', 'EVT-12', 'counts changed line items only', (_, { changed }) => ({ totalLineItems: changed })),
  data('total-of-rewards', 'EVT-12', 'counts by quantity', (_, { order }) => ({
    totalLineItems: order.lineItems.reduce((sum, { quantity }) => sum + quantity, 0),
  })),
  data('external-ref-lower-case', 'EVT-07', 'writes externalRefID in lower case', ({ externalRefID }) => ({
    externalRefID: externalRefID.toLowerCase(),
  })),
  data('total-without-failed', 'EVT-12', 'leaves FAILED line items out of the count', (_, { order }) => ({
    totalLineItems: order.lineItems.filter(({ status: own }) => own !== 'FAILED').length,
  })),
  data('total-up-to-a-thousand', 'EVT-12', 'counts up to a thousand', ({ totalLineItems }) => ({
    totalLineItems: Math.min(1_000, totalLineItems),
  })),
  data('changed-is-total', 'EVT-13', 'counts every line item as changed', ({ totalLineItems }) => ({
    successfulLineItems: totalLineItems,
  })),
  data('changed-is-zero', 'EVT-13', 'counts no line item as changed', () => ({ successfulLineItems: 0 })),
  data('changed-of-last-slice', 'EVT-13', 'counts the changed of the last thousand', ({ successfulLineItems }) => ({
    successfulLineItems: successfulLineItems > 1_000 ? successfulLineItems % 1_000 : successfulLineItems,
  })),
  data('changed-text', 'EVT-13', 'writes the count as text', ({ successfulLineItems }) => ({
    successfulLineItems: String(successfulLineItems),
  })),
  data('failed-counts-skipped', 'EVT-14', 'counts skipped line items as failed', (_, run) => ({ failedLineItems: skipped(run) })),
  data('failed-null', 'EVT-14', 'holds null as failedLineItems', () => ({ failedLineItems: null })),
  data('failed-is-zero', 'EVT-14', 'counts no line item as failed', () => ({ failedLineItems: 0 })),
  data('failed-at-most-one', 'EVT-14', 'counts one failed line item at most', (_, run) => ({ failedLineItems: Math.min(1, run.failed) })),
  data('failed-up-to-a-thousand', 'EVT-14', 'counts failed line items up to a thousand', (_, run) => ({
    failedLineItems: Math.min(1_000, run.failed),
  })),
  data('changed-with-failed', 'EVT-13', 'counts failed line items as changed too', (_, run) => ({
    successfulLineItems: run.changed + run.failed,
  })),
  wrongRule('unprocessable-is-processed', 'EVT-14', 'changes what cannot be processed', { processable: () => true }),
  wrongRule('unprocessable-ends-run', 'EVT-14', 'gives up at the first line item that cannot be processed', {
    processable: (fault, position, failed) => failed === 0 && documented.processable(fault, position, failed),
  }),
  wrongRule('unprocessable-without-event', 'FRZ-29', 'sends no event when nothing could be processed', {
    eventSent: ({ failed }) => failed === 0,
  }),
  wrongRule('event-only-when-changed', ['EVT-16', 'EVT-15'], 'sends no event when nothing changed', {
    eventSent: ({ changed }) => changed > 0,
  }),
  wrongRule('event-not-when-nothing-to-cancel', 'EVT-16', 'sends no event when nothing was cancelled', {
    eventSent: ({ changed, action }) => action.action !== 'CANCEL' || changed > 0,
  }),
  wrongRule('event-not-when-nothing-to-unfreeze', 'EVT-16', 'sends no event when nothing was unfrozen', {
    eventSent: ({ changed, action }) => action.action !== 'UNFREEZE' || changed > 0,
  }),
  wrongRule('event-at-release', 'EVT-17', 'sends an event when a freeze ends by itself', { autoUnfreezeEvent: () => true }),
  wrongRule(
    'event-of-first-action-only',
    ['FRZ-29', 'UNF-29', 'CAN-29', 'EVT-15'],
    'sends an event for the first action of an order only',
    { eventSent: ({ order }) => order.lineItems.every(({ history }) => history.length <= 1) },
  ),
  wrongRule('event-without-reason', ['FRZ-29', 'UNF-29', 'CAN-29', 'EVT-15'], 'sends no event for OTHER', {
    eventSent: ({ action }) => action.reasonCode !== 'OTHER',
  }),
  wrong(
    'actions-in-wrong-order',
    'EVT-26',
    'runs the last accepted action first',
    onTransaction((tx) => {
      let count = 0
      return { addTask: (platform, at, work) => tx.addTask(platform, work.kind === 'action' ? at - count++ : at, work) }
    }),
  ),
  wrong(
    'actions-take-turns',
    'EVT-26',
    'lets the next action begin before a long one is done, a thousand line items behind it',
    onTransaction((tx) => ({
      putTask: (task) => {
        const { platform, at, sequence: _, ...work } = task
        tx.removeTask(task)
        tx.addTask(platform, at, work)
      },
    })),
  ),
].map((mutant) => (mutant.id === 'actions-take-turns' ? { ...mutant, equivalent: EACH_ITEM_IN_ORDER } : mutant))
