import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import type { InProcess } from '../mutant.ts'
import { isAbout, type Json } from '../wire.ts'
import { type Asked, type Benign, benign, onStatus, onText } from './benign.ts'

type Accepted = typeof documented.acceptedBody

const row = (id: string, differsFrom: string[], differs: string, allows: string, how: InProcess): Benign => ({
  ...benign(id, differs, allows, how),
  differsFrom,
})
/** Varies the body of a 202. */
const accepted = (change: (order: Parameters<Accepted>[0]) => Record<string, unknown>): InProcess => ({
  rules: { acceptedBody: (order, ...given) => ({ ...documented.acceptedBody(order, ...given), ...change(order) }) },
})
/** Refuses some requests with 400 instead of 422. */
const refused = (which: (body: Json, request: Asked) => boolean): InProcess =>
  onText(({ status, text }, request) => {
    if (status !== 422) return {}
    const body = JSON.parse(text)
    return which(body, request) ? { status: 400, text: JSON.stringify({ ...body, httpCode: 400, httpPhrase: 'Bad Request' }) } : {}
  })

const order = {
  completedAt: '2026-03-02T10:00:00.000Z',
  sender: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@api.example' },
  amountCharged: { currencyCode: 'USD', value: 50, total: 50, shippingFee: 0 },
  pagination: {
    prevCursor: null,
    nextCursor: null,
    prevPageAvailable: false,
    nextPageAvailable: false,
    maxResults: 100,
    numberOfElements: 0,
  },
  orderErrors: [],
}

/** Where no page decides, and an inferred or assumed clause does. Only that clause may be reported, as one that differs from our default. */
export const assumedVariants: Benign[] = [
  row(
    'status-of-refusal',
    ['GEN-23'],
    'refuses bodies that break a rule with 400',
    'no page says when it is 400 and when 422',
    refused(({ errors }) => errors.length > 0),
  ),
  row(
    'status-of-order-gate',
    ['CAN-56'],
    'refuses to cancel a FAILED or PENDING order with 400',
    'the cancel page names no status',
    refused(({ i18nKey }, request) => i18nKey === '422.152' && isAbout('cancel', request)),
  ),
  row(
    'accepted-reference-null',
    ['GEN-24', 'FRZ-14', 'UNF-14', 'CAN-14'],
    'holds null where an order has no externalRefID',
    'no page speaks of orders without one',
    accepted(({ externalRefID }) => ({ externalRefID })),
  ),
  row(
    'accepted-status',
    ['GEN-25'],
    'says RECEIVED as the status of an action',
    'no page lists the values',
    accepted(() => ({ status: 'RECEIVED' })),
  ),
  row(
    'accepted-counts-rewards',
    ['GEN-26'],
    'counts rewards in a 202',
    'the pages say rewards',
    accepted(({ lineItems }) => ({ totalLineItems: lineItems.reduce((sum, { quantity }) => sum + quantity, 0) })),
  ),
  row(
    'accepted-date-of-order',
    ['GEN-27'],
    'reports in a 202 when the order was created',
    'the pages leave open which event it dates',
    accepted(({ createdAt }) => ({ date: new Date(createdAt).toISOString() })),
  ),
  row(
    'updated-filled',
    ['UPD-72'],
    'fills what the example of the update page shows as null',
    'the AsyncOrderDetailView that Tango publishes has values in these fields',
    onStatus(200, (body) => ({ ...body, ...order })),
  ),
  row(
    'update-counts-code-units',
    ['UPD-73'],
    'counts the characters of notes as UTF-16 code units',
    'no page says how characters are counted',
    {
      rules: {
        updateFields: (body, interpretations) => {
          const { notes } = body
          const long = typeof notes === 'string' && notes.length > 150 && [...notes].length <= 150
          const problem = { path: 'notes', i18nKey: '422.006', message: 'notes is too long.' }
          return [...documented.updateFields(body, interpretations), ...(long ? [problem] : [])]
        },
      },
    },
  ),
]
