import type { documentedRules } from '../../../sandbox/src/index.ts'
import { type Change, onTransaction, rule } from '../inside.ts'
import { keyed, mutantsOf } from '../mutant.ts'
import { type Json, renamed, without } from '../wire.ts'

type Run = Parameters<typeof documentedRules.outcomeEvent>[0]

const event = (change: (event: Json, run: Run) => Json) => rule('outcomeEvent', change)
/** One field of the event, otherwise. */
const field = (name: string, value: (event: Json, run: Run) => unknown) => event((right, run) => ({ ...right, [name]: value(right, run) }))
const data = (change: (data: Json, run: Run) => Json) =>
  field('eventData', ({ eventData }, run) => ({ ...eventData, ...change(eventData, run) }))
const lacks = (name: string) =>
  event((right) => (name in right ? without(right, name) : { ...right, eventData: without(right.eventData, name) }))
const status = (change: (right: string, run: Run) => string) => rule('outcomeStatus', change)
const sent = (change: Change<'eventSent'>) => rule('eventSent', change)
const revision = (next: (before: number) => number) => rule('nextRevision', (_, before) => next(before.revision))

const skipped = ({ order, changed }: Run): number => order.lineItems.length - changed
const told = { FREEZE: 'FROZEN', UNFREEZE: 'UNFROZEN', CANCEL: 'CANCELLED' }

const FIELDS = {
  eventId: 'EVT-01',
  category: 'EVT-03',
  eventType: 'EVT-04',
  eventOccurredAt: 'EVT-05',
  referenceOrderId: 'EVT-06',
  externalRefID: 'EVT-07',
  customerIdentifier: 'EVT-08',
  accountIdentifier: 'EVT-08',
  action: 'EVT-09',
  reasonCode: 'EVT-10',
  status: 'EVT-11',
  totalLineItems: 'EVT-12',
  successfulLineItems: 'EVT-13',
  failedLineItems: 'EVT-14',
}

/** What the outcome event says. */
export const eventMutants = mutantsOf('behaviour', {
  ...keyed(Object.entries(FIELDS), ([name, clause]) => [`event-without-${name.toLowerCase()} ${clause}`, lacks(name)]),
  'event-id-always-the-same EVT-01': field('eventId', () => '00000000-0000-4000-8000-000000000000'),
  'event-id-of-order EVT-01': field('eventId', (_, { order }) => order.referenceOrderID),
  'event-id-without-hyphens EVT-01': field('eventId', ({ eventId }) => eventId.replaceAll('-', '')),
  'event-revision-from-0 EVT-28': revision((before) => before),
  'event-revision-from-2 EVT-28': revision((before) => Math.max(2, before + 1)),
  'event-revision-always-1 EVT-28': revision(() => 1),
  'event-revision-by-two EVT-28': revision((before) => (before === 0 ? 1 : before + 2)),
  'event-revision-of-platform EVT-28': {
    rules: () => {
      let count = 0
      return { nextRevision: () => ++count }
    },
  },
  'event-categories EVT-03': event((right) => ({ ...without(right, 'category'), categories: [right.category] })),
  'event-category-lower-case EVT-03': field('category', () => 'order'),
  'event-type-in-capitals EVT-04': field('eventType', () => 'ORDER_ACTION_STATUS'),
  'event-type-of-action EVT-04': field('eventType', (_, { action }) => action.action),
  'event-instant-number EVT-05': field('eventOccurredAt', (right) => Date.parse(right.eventOccurredAt)),
  'event-instant-of-order EVT-05': field('eventOccurredAt', (_, { order }) => new Date(order.createdAt).toISOString()),
  'event-instant-without-zone EVT-05': field('eventOccurredAt', (right) => right.eventOccurredAt.replace('Z', '')),
  'event-reference-renamed EVT-06': field('eventData', (right) => renamed(right.eventData, 'referenceOrderId', 'referenceOrderID')),
  'event-reference-is-external EVT-06': data(({ externalRefID }) => ({ referenceOrderId: externalRefID })),
  'event-external-ref-is-reference EVT-07': data(({ referenceOrderId }) => ({ externalRefID: referenceOrderId })),
  'event-external-ref-empty EVT-07': data(() => ({ externalRefID: '' })),
  'event-external-ref-null EVT-07': data((_, { order }) => ({ externalRefID: order.externalRefID })),
  'event-external-ref-lower-case EVT-07': data(({ externalRefID }) => ({ externalRefID: externalRefID.toLowerCase() })),
  'event-customer-is-account EVT-08': data(({ accountIdentifier }) => ({ customerIdentifier: accountIdentifier })),
  'event-account-is-customer EVT-08': data(({ customerIdentifier }) => ({ accountIdentifier: customerIdentifier })),
  'event-action-lower-case EVT-09': data(({ action }) => ({ action: action.toLowerCase() })),
  'event-action-past EVT-09': data((_, { action }) => ({ action: told[action.action] })),
  'event-action-always-freeze EVT-09': data(() => ({ action: 'FREEZE' })),
  'event-action-unfreeze-for-cancel EVT-09': data(({ action }) => ({ action: action === 'CANCEL' ? 'UNFREEZE' : action })),
  'event-reason-always-fraud EVT-10': data(() => ({ reasonCode: 'FRAUD' })),
  'event-reason-is-text EVT-10': data(({ reasonCode }, { action }) => ({ reasonCode: action.otherReason ?? reasonCode })),
  'event-status-failed-when-nothing-changed EVT-11': status((right, { changed }) => (changed === 0 ? 'FAILED' : right)),
  'event-status-partial-when-some-skipped EVT-11': status((right, run) => (run.changed > 0 && skipped(run) > 0 ? 'PARTIALFAILED' : right)),
  'event-status-never-successful EVT-11': status(() => 'FAILED'),
  'event-status-success EVT-11': status(() => 'SUCCESS'),
  'event-status-pending EVT-11': status(() => 'PENDING'),
  'event-status-hides-failures EVT-11': status((right) => (right === 'PARTIALFAILED' ? 'SUCCESSFUL' : right)),
  'event-status-hides-failure EVT-11': status((right) => (right === 'FAILED' ? 'SUCCESSFUL' : right)),
  'event-status-all-or-nothing EVT-11': status((right) => (right === 'PARTIALFAILED' ? 'FAILED' : right)),
  'event-status-always-partial EVT-11': status((right) => (right === 'FAILED' ? 'PARTIALFAILED' : right)),
  'event-total-of-changed EVT-12': data((_, { changed }) => ({ totalLineItems: changed })),
  'event-total-of-rewards EVT-12': data((_, { order: { lineItems } }) => ({
    totalLineItems: lineItems.reduce((sum, { quantity }) => sum + quantity, 0),
  })),
  'event-total-without-failed EVT-12': data((_, { order: { lineItems } }) => ({
    totalLineItems: lineItems.filter((one) => one.status !== 'FAILED').length,
  })),
  'event-total-up-to-a-thousand EVT-12': data(({ totalLineItems }) => ({ totalLineItems: Math.min(1_000, totalLineItems) })),
  'event-changed-is-total EVT-13': data(({ totalLineItems }) => ({ successfulLineItems: totalLineItems })),
  'event-changed-is-zero EVT-13': data(() => ({ successfulLineItems: 0 })),
  'event-changed-of-last-slice EVT-13': data((_, { changed }) => ({ successfulLineItems: changed > 1_000 ? changed % 1_000 : changed })),
  'event-changed-text EVT-13': data(({ successfulLineItems }) => ({ successfulLineItems: String(successfulLineItems) })),
  'event-changed-with-failed EVT-13': data((_, { changed, failed }) => ({ successfulLineItems: changed + failed })),
  'event-failed-counts-skipped EVT-14': data((_, run) => ({ failedLineItems: skipped(run) })),
  'event-failed-null EVT-14': data(() => ({ failedLineItems: null })),
  'event-failed-is-zero EVT-14': data(() => ({ failedLineItems: 0 })),
  'event-failed-at-most-one EVT-14': data((_, { failed }) => ({ failedLineItems: Math.min(1, failed) })),
  'event-failed-up-to-a-thousand EVT-14': data((_, { failed }) => ({ failedLineItems: Math.min(1_000, failed) })),
  'unprocessable-is-processed EVT-14': rule('processable', () => true),
  'unprocessable-ends-run EVT-14': rule('processable', (is, _, __, failed) => failed === 0 && is),
  'unprocessable-without-event FRZ-29': sent((_, { failed }) => failed === 0),
  'event-only-when-changed EVT-16 EVT-15': sent((_, { changed }) => changed > 0),
  'event-not-when-nothing-to-cancel EVT-16': sent((_, { changed, action }) => action.action !== 'CANCEL' || changed > 0),
  'event-not-when-nothing-to-unfreeze EVT-16': sent((_, { changed, action }) => action.action !== 'UNFREEZE' || changed > 0),
  'event-at-release EVT-17': rule('autoUnfreezeEvent', () => true),
  'event-of-first-action-only FRZ-29 UNF-29 CAN-29 EVT-15': sent((_, { order }) =>
    order.lineItems.every(({ history }) => history.length <= 1),
  ),
  'event-without-reason FRZ-29 UNF-29 CAN-29 EVT-15': sent((_, { action }) => action.reasonCode !== 'OTHER'),
  'actions-in-wrong-order EVT-26': onTransaction((tx) => {
    let count = 0
    return { addTask: (platform, at, work) => tx.addTask(platform, work.kind === 'action' ? at - count++ : at, work) }
  }),
  'actions-take-turns EVT-26': {
    equivalent:
      'Each line item still meets the actions in the order of their acceptance, and their events come in that order: only the sandbox knows of slices.',
    ...onTransaction((tx) => ({
      putTask: (task) => {
        const { platform, at, sequence: _, ...work } = task
        tx.removeTask(task)
        tx.addTask(platform, at, work)
      },
    })),
  },
})
