import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { type Broken, type Mutant, wrong, wrongRule } from '../mutant.ts'
import { type Json, onAnswer, renamed, without } from '../wire.ts'

type Order = Parameters<typeof documented.updateAnswer>[0]

const answer = (id: string, clause: Broken, breaks: string, change: (body: Json, order: Order) => Json): Mutant =>
  wrongRule(`update-answer-${id}`, clause, breaks, {
    updateAnswer: (order, interpretations) => change(documented.updateAnswer(order, interpretations), order),
  })

const always = [
  ['referenceOrderID', 'UPD-30'],
  ['orderStatus', 'UPD-31'],
  ['createdAt', 'UPD-32'],
  ['completedAt', 'UPD-33'],
  ['customerIdentifier', 'UPD-34'],
  ['accountIdentifier', 'UPD-35'],
  ['sender', 'UPD-36'],
  ['amountCharged', 'UPD-37'],
  ['campaign', 'UPD-38'],
  ['purchaseOrderNumber', 'UPD-39'],
  ['notes', 'UPD-40'],
  ['totalLineItems', 'UPD-41'],
  ['pagination', 'UPD-42'],
  ['orderErrors', 'UPD-43'],
  ['lineItems', 'UPD-44'],
] as const

const stale = (field: 'campaign' | 'purchaseOrderNumber' | 'notes', clause: string): Mutant =>
  wrongRule(`update-answer-stale-${field.toLowerCase()}`, clause, `answers with ${field} as it was before`, () => {
    let before: string | undefined
    return {
      applyUpdate: (order, fields, interpretations) => {
        before = order[field]
        return documented.applyUpdate(order, fields, interpretations)
      },
      updateAnswer: (order, interpretations) => ({ ...documented.updateAnswer(order, interpretations), [field]: before }),
    }
  })

const instead = (field: string, clause: string, value: unknown): Mutant =>
  answer(`${field.toLowerCase()}-filled`, clause, `fills ${field}`, (body) => ({ ...body, [field]: value }))

/** A fault in what stands in `failedLineItems`. */
const failed = (id: string, clause: Broken, breaks: string, change: (entry: Json) => Json): Mutant =>
  answer(id, clause, breaks, (body) =>
    body.failedLineItems === undefined ? body : { ...body, failedLineItems: body.failedLineItems.map(change) },
  )

const error = (field: string, clause: string, spoilt: unknown): Mutant[] => [
  failed(`error-without-${field.toLowerCase()}`, clause, `lacks ${field} in an error`, (entry) => ({
    ...entry,
    errors: entry.errors.map((one: Json) => without(one, field)),
  })),
  failed(`error-${field.toLowerCase()}-spoilt`, clause, `holds ${JSON.stringify(spoilt)} as ${field} of an error`, (entry) => ({
    ...entry,
    errors: entry.errors.map((one: Json) => ({ ...one, [field]: spoilt })),
  })),
]

/** The 200 body of an update. */
export const updateAnswerMutants: Mutant[] = [
  ...always.map(([field, clause]) => answer(`without-${field.toLowerCase()}`, clause, `lacks ${field}`, (body) => without(body, field))),
  answer('reference-renamed', 'UPD-30', 'says referenceOrderId', (body) => renamed(body, 'referenceOrderID', 'referenceOrderId')),
  answer('reference-is-external', 'UPD-30', 'holds externalRefID as referenceOrderID', (body) => ({
    ...body,
    referenceOrderID: body.externalRefID,
  })),
  answer('external-ref-upper-case', 'UPD-07', 'writes externalRefID in capitals', (body) => ({
    ...body,
    externalRefID: body.externalRefID.toUpperCase(),
  })),
  answer('external-ref-cut', 'UPD-07', 'cuts externalRefID', (body) => ({ ...body, externalRefID: body.externalRefID.slice(0, 20) })),
  answer('external-ref-renamed', 'UPD-07', 'says externalRefId', (body) => renamed(body, 'externalRefID', 'externalRefId')),
  answer('without-external-ref', 'UPD-07', 'lacks externalRefID', (body) => without(body, 'externalRefID')),
  answer('customer-and-account-swapped', ['UPD-34', 'UPD-35'], 'swaps customer and account', (body) => ({
    ...body,
    customerIdentifier: body.accountIdentifier,
    accountIdentifier: body.customerIdentifier,
  })),
  answer('account-of-another', 'UPD-35', 'tells another account', (body) => ({ ...body, accountIdentifier: 'another' })),
  answer('status-always-complete', 'UPD-31', 'always says COMPLETE', (body) => ({ ...body, orderStatus: 'COMPLETE' })),
  answer('status-renamed', 'UPD-31', 'says status', (body) => renamed(body, 'orderStatus', 'status')),
  answer('created-at-number', 'UPD-32', 'holds createdAt as a number', (body) => ({ ...body, createdAt: Date.parse(body.createdAt) })),
  answer('created-at-midnight', 'UPD-32', 'holds the day only in createdAt', (body) => ({
    ...body,
    createdAt: `${body.createdAt.slice(0, 10)}T00:00:00.000Z`,
  })),
  instead('completedAt', 'UPD-72', '2026-03-02T10:00:00.000Z'),
  answer('customer-null', 'UPD-34', 'holds null as customerIdentifier', (body) => ({ ...body, customerIdentifier: null })),
  answer('customer-wrong', 'UPD-34', 'tells the account as the customer', (body) => ({
    ...body,
    customerIdentifier: body.accountIdentifier,
  })),
  answer('account-wrong', 'UPD-35', 'tells the customer as the account', (body) => ({
    ...body,
    accountIdentifier: body.customerIdentifier,
  })),
  instead('sender', 'UPD-72', { firstName: 'A' }),
  instead('amountCharged', 'UPD-72', { value: 25 }),
  stale('campaign', 'UPD-38'),
  stale('purchaseOrderNumber', 'UPD-39'),
  stale('notes', 'UPD-40'),
  answer('total-of-rewards', 'UPD-41', 'counts by quantity', (body, { lineItems }) => ({
    ...body,
    totalLineItems: lineItems.reduce((sum, { quantity }) => sum + quantity, 0),
  })),
  answer('external-ref-lower-case', 'UPD-07', 'writes externalRefID in lower case', (body) => ({
    ...body,
    externalRefID: body.externalRefID.toLowerCase(),
  })),
  answer('total-without-failed', 'UPD-41', 'leaves FAILED line items out of the count', (body, { lineItems }) => ({
    ...body,
    totalLineItems: lineItems.filter(({ status }) => status !== 'FAILED').length,
  })),
  answer('total-zero', 'UPD-41', 'counts the lineItems of the answer', (body) => ({ ...body, totalLineItems: body.lineItems.length })),
  answer('total-text', 'UPD-41', 'holds totalLineItems as text', (body) => ({ ...body, totalLineItems: String(body.totalLineItems) })),
  instead('pagination', 'UPD-72', { totalItems: 0 }),
  instead('orderErrors', 'UPD-72', []),
  answer('line-items-null', 'UPD-44', 'holds null as lineItems', (body) => ({ ...body, lineItems: null })),
  answer('line-items-listed', 'UPD-72', 'lists the line items', (body, { lineItems }) => ({
    ...body,
    lineItems: lineItems.map(({ referenceLineItemId }) => ({ referenceLineItemId })),
  })),
  ...(['completed', 'pending', 'failed', 'queued'] as const).map((word) =>
    answer(`status-${word}-in-capitals`, 'UPD-46', `says ${word.toUpperCase()}`, (body) => ({
      ...body,
      ...(body.status === word ? { status: word.toUpperCase() } : {}),
    })),
  ),
  answer('status-missing', 'UPD-46', 'lacks status', (body) => without(body, 'status')),
  answer('failed-line-items-missing', 'UPD-47', 'lacks failedLineItems', (body) => without(body, 'failedLineItems')),
  answer('failed-line-items-empty', 'UPD-47', 'lists no line item that failed', (body) =>
    body.failedLineItems === undefined ? body : { ...body, failedLineItems: [] },
  ),
  answer('failed-line-items-all', 'UPD-47', 'lists every line item as failed', (body, { lineItems }) =>
    body.failedLineItems === undefined ? body : { ...body, failedLineItems: lineItems.map(() => body.failedLineItems[0]) },
  ),
  ...(['lineItemId', 'externalRefLineItemID', 'utid'] as const).flatMap((field, index) => [
    failed(`failed-without-${field.toLowerCase()}`, `UPD-${48 + index}`, `lacks ${field} of a failed line item`, (entry) =>
      without(entry, field),
    ),
    failed(`failed-${field.toLowerCase()}-null`, `UPD-${48 + index}`, `holds null as ${field} of a failed line item`, (entry) => ({
      ...entry,
      [field]: null,
    })),
  ]),
  failed('failed-line-item-of-another-ref', 'UPD-49', 'tells the externalRefLineItemID of another line item', (entry) => ({
    ...entry,
    externalRefLineItemID: 'another',
  })),
  failed('failed-without-errors', 'UPD-51', 'lists no error of a failed line item', (entry) => ({ ...entry, errors: [] })),
  ...error('field', 'UPD-52', ''),
  ...error('errorCodeValue', 'UPD-53', '422000'),
  ...error('errorCodeName', 'UPD-54', null),
  ...error('message', 'UPD-55', ''),
  answer('duplicates-missing', 'UPD-56', 'lacks duplicateLineItemRefIds', (body) => without(body, 'duplicateLineItemRefIds')),
  answer('duplicates-counted-all', 'UPD-56', 'lists references that are unique too', (body, { lineItems }) =>
    body.duplicateLineItemRefIds === undefined
      ? body
      : { ...body, duplicateLineItemRefIds: { ...body.duplicateLineItemRefIds, [lineItems[0]?.externalRefLineItemID ?? '']: 1 } },
  ),
  answer('duplicates-counted-less', 'UPD-56', 'counts only the repetitions', (body) =>
    body.duplicateLineItemRefIds === undefined
      ? body
      : {
          ...body,
          duplicateLineItemRefIds: Object.fromEntries(
            Object.entries(body.duplicateLineItemRefIds).map(([ref, count]) => [ref, Number(count) - 1]),
          ),
        },
  ),
  wrong(
    'update-answer-in-envelope',
    'UPD-60',
    'wraps the answer in an envelope',
    onAnswer('update', ({ status, body }) => (status === 200 ? { body: { data: body } } : {})),
  ),
]
