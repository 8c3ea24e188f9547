import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import type { Order } from '../../../sandbox/src/model.ts'
import { rule } from '../inside.ts'
import { keyed, type Mistakes, mutantsOf } from '../mutant.ts'
import { type Json, onAnswer, renamed, without } from '../wire.ts'

const answer = (change: (body: Json, order: Order) => Json) => rule('updateAnswer', change)
/** One field, otherwise. */
const field = (name: string, value: (body: Json, order: Order) => unknown) =>
  answer((body, order) => ({ ...body, [name]: value(body, order) }))
/** One field that only some answers have, otherwise. */
const listed = (name: 'failedLineItems' | 'duplicateLineItemRefIds', change: (value: Json, order: Order) => Json) =>
  answer((body, order) => (body[name] === undefined ? body : { ...body, [name]: change(body[name], order) }))
/** A fault in what stands in `failedLineItems`. */
const failed = (change: (entry: Json) => Json) => listed('failedLineItems', (entries) => entries.map(change))
const errors = (change: (error: Json) => Json) => failed((entry) => ({ ...entry, errors: entry.errors.map(change) }))

/** A field of which the answer tells what it was before. */
const stale = (name: 'campaign' | 'purchaseOrderNumber' | 'notes'): Mistakes[string] => ({
  rules: () => {
    let before: string | undefined
    return {
      applyUpdate: (order, ...asked) => {
        before = order[name]
        return documented.applyUpdate(order, ...asked)
      },
      updateAnswer: (...asked) => ({ ...documented.updateAnswer(...asked), [name]: before }),
    }
  },
})

/** The clauses UPD-30 to UPD-44 are about these, in this order. */
const ALWAYS =
  'referenceOrderID orderStatus createdAt completedAt customerIdentifier accountIdentifier sender amountCharged campaign purchaseOrderNumber notes totalLineItems pagination orderErrors lineItems'
const FILLED: Record<string, unknown> = {
  completedAt: '2026-03-02T10:00:00.000Z',
  sender: { firstName: 'A' },
  amountCharged: { value: 25 },
  pagination: { totalItems: 0 },
  orderErrors: [],
}
const OF_FAILED = ['lineItemId', 'externalRefLineItemID', 'utid']
const OF_ERROR: [name: string, clause: string, spoilt: unknown][] = [
  ['field', 'UPD-52', ''],
  ['errorCodeValue', 'UPD-53', '422000'],
  ['errorCodeName', 'UPD-54', null],
  ['message', 'UPD-55', ''],
]

const mistakes: Mistakes = {
  ...keyed(ALWAYS.split(' '), (name, index) => [`without-${name.toLowerCase()} UPD-${30 + index}`, answer((body) => without(body, name))]),
  ...keyed(Object.entries(FILLED), ([name, value]) => [`${name.toLowerCase()}-filled UPD-72`, field(name, () => value)]),
  'reference-renamed UPD-30': answer((body) => renamed(body, 'referenceOrderID', 'referenceOrderId')),
  'reference-is-external UPD-30': field('referenceOrderID', (body) => body.externalRefID),
  'external-ref-upper-case UPD-07': field('externalRefID', (body) => body.externalRefID.toUpperCase()),
  'external-ref-lower-case UPD-07': field('externalRefID', (body) => body.externalRefID.toLowerCase()),
  'external-ref-cut UPD-07': field('externalRefID', (body) => body.externalRefID.slice(0, 20)),
  'external-ref-renamed UPD-07': answer((body) => renamed(body, 'externalRefID', 'externalRefId')),
  'without-external-ref UPD-07': answer((body) => without(body, 'externalRefID')),
  'customer-and-account-swapped UPD-34 UPD-35': answer(({ customerIdentifier, accountIdentifier, ...body }) => ({
    ...body,
    customerIdentifier: accountIdentifier,
    accountIdentifier: customerIdentifier,
  })),
  'customer-null UPD-34': field('customerIdentifier', () => null),
  'customer-wrong UPD-34': field('customerIdentifier', (body) => body.accountIdentifier),
  'account-wrong UPD-35': field('accountIdentifier', (body) => body.customerIdentifier),
  'account-of-another UPD-35': field('accountIdentifier', () => 'another'),
  'status-always-complete UPD-31': field('orderStatus', () => 'COMPLETE'),
  'status-renamed UPD-31': answer((body) => renamed(body, 'orderStatus', 'status')),
  'created-at-number UPD-32': field('createdAt', (body) => Date.parse(body.createdAt)),
  'created-at-midnight UPD-32': field('createdAt', (body) => `${body.createdAt.slice(0, 10)}T00:00:00.000Z`),
  'stale-campaign UPD-38': stale('campaign'),
  'stale-purchaseordernumber UPD-39': stale('purchaseOrderNumber'),
  'stale-notes UPD-40': stale('notes'),
  'total-of-rewards UPD-41': field('totalLineItems', (_, { lineItems }) => lineItems.reduce((sum, { quantity }) => sum + quantity, 0)),
  'total-without-failed UPD-41': field(
    'totalLineItems',
    (_, { lineItems }) => lineItems.filter(({ status }) => status !== 'FAILED').length,
  ),
  'total-zero UPD-41': field('totalLineItems', (body) => body.lineItems.length),
  'total-text UPD-41': field('totalLineItems', (body) => String(body.totalLineItems)),
  'line-items-null UPD-44': field('lineItems', () => null),
  'line-items-listed UPD-72': field('lineItems', (_, { lineItems }) =>
    lineItems.map(({ referenceLineItemId }) => ({ referenceLineItemId })),
  ),
  ...keyed(['completed', 'pending', 'failed', 'queued'], (word) => [
    `status-${word}-in-capitals UPD-46`,
    answer((body) => (body.status === word ? { ...body, status: word.toUpperCase() } : body)),
  ]),
  'status-missing UPD-46': answer((body) => without(body, 'status')),
  'failed-line-items-missing UPD-47': answer((body) => without(body, 'failedLineItems')),
  'failed-line-items-empty UPD-47': listed('failedLineItems', () => []),
  'failed-line-items-all UPD-47': listed('failedLineItems', ([first], { lineItems }) => lineItems.map(() => first)),
  ...keyed(OF_FAILED, (name, index) => [`failed-without-${name.toLowerCase()} UPD-${48 + index}`, failed((entry) => without(entry, name))]),
  ...keyed(OF_FAILED, (name, index) => [
    `failed-${name.toLowerCase()}-null UPD-${48 + index}`,
    failed((entry) => ({ ...entry, [name]: null })),
  ]),
  'failed-line-item-of-another-ref UPD-49': failed((entry) => ({ ...entry, externalRefLineItemID: 'another' })),
  'failed-without-errors UPD-51': failed((entry) => ({ ...entry, errors: [] })),
  ...keyed(OF_ERROR, ([name, clause]) => [`error-without-${name.toLowerCase()} ${clause}`, errors((error) => without(error, name))]),
  ...keyed(OF_ERROR, ([name, clause, spoilt]) => [
    `error-${name.toLowerCase()}-spoilt ${clause}`,
    errors((error) => ({ ...error, [name]: spoilt })),
  ]),
  'duplicates-missing UPD-56': answer((body) => without(body, 'duplicateLineItemRefIds')),
  'duplicates-counted-all UPD-56': listed('duplicateLineItemRefIds', (counts, { lineItems }) => ({
    ...counts,
    [lineItems[0]?.externalRefLineItemID ?? '']: 1,
  })),
  'duplicates-counted-less UPD-56': listed('duplicateLineItemRefIds', (counts) =>
    keyed(Object.entries(counts), ([ref, count]) => [ref, Number(count) - 1]),
  ),
  'in-envelope UPD-60': onAnswer('update', ({ status, body }) => (status === 200 ? { body: { data: body } } : {})),
}

/** The 200 body of an update. */
export const updateAnswerMutants = mutantsOf(
  'behaviour',
  keyed(Object.entries(mistakes), ([name, what]) => [`update-answer-${name}`, what]),
)
