import { aCase, aNonEmptyString, anInstant, anInteger, type Case, type Described, notText, ofOrder, update } from './case.ts'

const answer = (clause: number, name: string, body: Record<string, unknown>, order?: Case['order']): Case =>
  aCase(`update-answer-${clause}${order === undefined ? '' : '-of-order'}`, `UPD-${clause}`, name, {
    ...(order === undefined ? {} : { order }),
    request: update({ notes: 'checked' }),
    want: { status: 200, body },
  })

/** The body of an update's answer, as the published example shows it. */
const detail = {
  referenceOrderID: 'AA1',
  externalRefID: 'mine',
  orderStatus: 'COMPLETE',
  createdAt: '2026-03-02T09:15:04.218Z',
  completedAt: null,
  customerIdentifier: 'customer',
  accountIdentifier: 'account',
  sender: null,
  amountCharged: null,
  campaign: '',
  purchaseOrderNumber: '',
  notes: '',
  totalLineItems: 1,
  pagination: null,
  orderErrors: null,
  lineItems: [],
}

const table = { 'C-PATCH-FAILED': 'table' }
const failing = { lineItems: [{}, { status: 'FAILED' as const, externalRefLineItemID: 'twice' }, { externalRefLineItemID: 'twice' }] }
const firstFailed = 'failedLineItems.0'
const firstError = `${firstFailed}.errors.0`
const ofFailed = (field: string): Described => ({ refuses: { [`${firstFailed}.${field}`]: notText } })
const ofError = (field: string, others = notText): Described => ({ refuses: { [`${firstError}.${field}`]: others } })

/** The fields of the answer, as the example shows them, and as only the table does. */
export const updateAnswerCases: Case[] = [
  answer(30, 'has referenceOrderID', { referenceOrderID: aNonEmptyString }),
  answer(30, 'has the referenceOrderID of the order', { referenceOrderID: ofOrder('referenceOrderID') }, { lineItems: [{}] }),
  answer(31, 'has orderStatus', { orderStatus: aNonEmptyString }),
  answer(31, 'has the orderStatus of the order', { orderStatus: 'PARTIAL' }, { status: 'PARTIAL', lineItems: [{}] }),
  answer(32, 'has createdAt as an instant', { createdAt: anInstant }),
  answer(72, 'holds null and an empty list where the example does', {}),
  answer(34, 'has customerIdentifier', { customerIdentifier: aNonEmptyString }),
  answer(35, 'has accountIdentifier', { accountIdentifier: aNonEmptyString }),
  answer(34, 'holds the customerIdentifier of the order', {}, { customerIdentifier: 'Second-Customer', lineItems: [{}] }),
  answer(35, 'holds the accountIdentifier of the order', {}, { accountIdentifier: 'Second-Account', lineItems: [{}] }),
  answer(41, 'has totalLineItems as an integer', { totalLineItems: anInteger }),
  answer(41, 'counts the line items of the order', { totalLineItems: 4 }, { lineItems: [{ count: 3 }, { quantity: 5 }] }),
  ...(
    [
      ['COMPLETE', 'completed'],
      ['PENDING', 'pending'],
      ['FAILED', 'failed'],
      ['SCHEDULED DELIVERY', 'queued'],
    ] as const
  ).map(
    ([status, word]): Case => ({
      ...answer(46, `has the status ${word}`, {}, { status, lineItems: [{}] }),
      want: {
        status: 200,
        body: { status: word },
        described: {
          takes: { '': [detail, { ...detail, status: word }] },
          refuses: { '': [null, 7].map((other) => ({ ...detail, status: other })) },
        },
      },
      id: `update-answer-46-${word}`,
      under: { 'C-PATCH-STATUS': 'status' },
    }),
  ),
  ...(
    [
      [
        47,
        'lists the line items that failed',
        { failedLineItems: [{}] },
        { takes: { failedLineItems: [[], undefined] }, refuses: { failedLineItems: [null, {}, ['x'], [null]] } },
      ],
      [48, 'has the lineItemId of a failed line item', { [`${firstFailed}.lineItemId`]: aNonEmptyString }, ofFailed('lineItemId')],
      [
        49,
        'has the externalRefLineItemID of a failed line item',
        { [`${firstFailed}.externalRefLineItemID`]: 'twice' },
        ofFailed('externalRefLineItemID'),
      ],
      [50, 'has the utid of a failed line item', { [`${firstFailed}.utid`]: aNonEmptyString }, ofFailed('utid')],
      [
        51,
        'has at least one error of a failed line item',
        { [`${firstFailed}.errors`]: [{}] },
        { refuses: { [`${firstFailed}.errors`]: [undefined, null, {}, [], ['x'], [null]] } },
      ],
      [52, 'has the field of an error', { [`${firstError}.field`]: aNonEmptyString }, ofError('field')],
      [
        53,
        'has the number of an error',
        { [`${firstError}.errorCodeValue`]: anInteger },
        { ...ofError('errorCodeValue', [undefined, null, '7']), takes: { [`${firstError}.errorCodeValue`]: [7, 7.5] } },
      ],
      [54, 'has the code name of an error', { [`${firstError}.errorCodeName`]: aNonEmptyString }, ofError('errorCodeName')],
      [55, 'has the message of an error', { [`${firstError}.message`]: aNonEmptyString }, ofError('message')],
    ] as const
  ).map(
    ([clause, name, body, described]): Case => ({
      ...answer(clause, name, {}, failing),
      under: table,
      want: { status: 200, body, described: { takes: { failedLineItems: [undefined] }, ...described } },
    }),
  ),
  {
    ...answer(56, 'counts line item references that are not unique', {}, failing),
    under: table,
    want: {
      status: 200,
      body: { duplicateLineItemRefIds: { twice: 2 } },
      described: {
        takes: { duplicateLineItemRefIds: [undefined, {}, { thrice: 3 }] },
        refuses: { duplicateLineItemRefIds: [null, [], { twice: 'two' }, { twice: 1.5 }, { twice: null }] },
      },
    },
  },
]
