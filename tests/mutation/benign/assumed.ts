import type { Order } from '../../../sandbox/src/model.ts'
import { rule } from '../inside.ts'
import type { InProcess } from '../mutant.ts'
import { isAbout, type Json } from '../wire.ts'
import { type Asked, type Benign, onStatus, onText } from './benign.ts'

/** Varies the body of a 202. */
const accepted = (change: (order: Order) => object) => rule('acceptedBody', (right, order) => ({ ...right, ...change(order) }))
/** Refuses some requests with 400 instead of 422. */
const refused = (which: (body: Json, request: Asked) => boolean): InProcess =>
  onText(({ status, text }, request) => {
    if (status !== 422) return {}
    const body = JSON.parse(text)
    return which(body, request) ? { status: 400, text: JSON.stringify({ ...body, httpCode: 400, httpPhrase: 'Bad Request' }) } : {}
  })

const NO_PAGE = {
  prevCursor: null,
  nextCursor: null,
  prevPageAvailable: false,
  nextPageAvailable: false,
  maxResults: 100,
  numberOfElements: 0,
}
const FILLED = {
  completedAt: '2026-03-02T10:00:00.000Z',
  sender: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@api.example' },
  amountCharged: { currencyCode: 'USD', value: 50, total: 50, shippingFee: 0 },
  pagination: NO_PAGE,
  orderErrors: [],
}
/** Counts the characters of notes as UTF-16 code units. */
const codeUnits = rule('updateFields', (right, { notes }) => {
  const long = typeof notes === 'string' && notes.length > 150 && [...notes].length <= 150
  return long ? [...right, { path: 'notes', i18nKey: '422.006', message: 'notes is too long.' }] : right
})

/** By the id and the clauses that are not met. */
const ASSUMED: Record<string, [allows: string, how: InProcess]> = {
  'status-of-refusal GEN-23': ['no page says when it is 400 and when 422', refused(({ errors }) => errors.length > 0)],
  'status-of-order-gate CAN-56': [
    'the cancel page names no status',
    refused(({ i18nKey }, request) => i18nKey === '422.152' && isAbout('cancel', request)),
  ],
  'accepted-reference-null GEN-24 FRZ-14 UNF-14 CAN-14': [
    'no page speaks of orders without one',
    accepted(({ externalRefID }) => ({ externalRefID })),
  ],
  'accepted-status GEN-25': ['no page lists the values', accepted(() => ({ status: 'RECEIVED' }))],
  'accepted-counts-rewards GEN-26': [
    'the pages say rewards',
    accepted(({ lineItems }) => ({ totalLineItems: lineItems.reduce((sum, { quantity }) => sum + quantity, 0) })),
  ],
  'accepted-date-of-order GEN-27': [
    'the pages leave open which event it dates',
    accepted(({ createdAt }) => ({ date: new Date(createdAt).toISOString() })),
  ],
  'updated-filled UPD-72': [
    'the AsyncOrderDetailView that Tango publishes has values in these fields',
    onStatus(200, (body) => ({ ...body, ...FILLED })),
  ],
  'update-counts-code-units UPD-73': ['no page says how characters are counted', codeUnits],
}

/** Where no page decides, and an inferred or assumed clause does. Only that clause may be reported, as one that differs from our default. */
export const assumedVariants: Benign[] = Object.entries(ASSUMED).map(([name, [allows, how]]) => {
  const [id = '', ...differsFrom] = name.split(' ')
  return { id, allows, differsFrom, ...how }
})
