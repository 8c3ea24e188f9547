import { aCase, type Case, type Described, notInstant, notInteger, notText, update } from './case.ts'

const describes = (clause: number, what: string, described: Described): Case =>
  aCase(`update-describes-${clause.toString().padStart(2, '0')}`, `UPD-${clause.toString().padStart(2, '0')}`, `describes ${what}`, {
    request: update({ notes: 'checked' }),
    want: { status: 200, described },
  })

/** A path parameter. */
const inPath = (name: string): Described => ({
  request: { takes: { [`path.${name}`]: ['c', 'ä/../ 🎁'] }, refuses: { [`path.${name}`]: [''] } },
})
const text = (field: string): Described => ({ refuses: { [field]: notText } })
const instant = '2026-03-02T09:15:04.218Z'
/** An object or null, of any shape. */
const anyObject = (field: string): Described => ({
  takes: { [field]: [{}, { any: 'shape' }, null] },
  refuses: { [field]: [undefined, 'text', 7, []] },
})

/** What the description says of each field of the answer. */
export const updateDescribedCases: Case[] = [
  describes(2, 'customerIdentifier as any text that is not empty', inPath('customerIdentifier')),
  describes(3, 'accountIdentifier as any text that is not empty', inPath('accountIdentifier')),
  describes(4, 'externalRefID as a text that is not empty', {
    request: { takes: { 'path.externalRefID': ['r', '-', '_'] }, refuses: { 'path.externalRefID': [''] } },
  }),
  describes(60, 'the response as an object', { refuses: { '': [undefined, null, [], 'updated'] } }),
  describes(30, 'referenceOrderID as a text', text('referenceOrderID')),
  describes(7, 'externalRefID as a text', text('externalRefID')),
  describes(31, 'orderStatus as a text', text('orderStatus')),
  describes(32, 'createdAt as an instant', { refuses: { createdAt: notInstant } }),
  describes(33, 'completedAt as an instant or null', {
    takes: { completedAt: [instant, null] },
    refuses: { completedAt: [undefined, 7, 'yesterday', '2026-03-02'] },
  }),
  describes(34, 'customerIdentifier as a text', text('customerIdentifier')),
  describes(35, 'accountIdentifier as a text', text('accountIdentifier')),
  describes(36, 'sender as an object or null', anyObject('sender')),
  describes(37, 'amountCharged as an object or null', anyObject('amountCharged')),
  describes(38, 'campaign as a text', text('campaign')),
  describes(39, 'purchaseOrderNumber as a text', text('purchaseOrderNumber')),
  describes(40, 'notes as a text', text('notes')),
  describes(41, 'totalLineItems as an integer', { refuses: { totalLineItems: notInteger } }),
  describes(42, 'pagination as an object or null', anyObject('pagination')),
  describes(43, 'orderErrors as a list of objects or null', {
    takes: { orderErrors: [[], [{}, { any: 'shape' }], null] },
    refuses: { orderErrors: [undefined, {}, 'text', ['text'], [null]] },
  }),
  describes(44, 'lineItems as a list of objects', {
    takes: { lineItems: [[], [{}, { any: 'shape' }]] },
    refuses: { lineItems: [undefined, null, {}, 'text', ['text'], [null]] },
  }),
]
