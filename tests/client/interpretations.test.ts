import { describe, expect, it } from 'vitest'
import type { interpretations } from '../../generated/interpretations.ts'
import { type Seen, seenOnSandbox } from './seen-on-sandbox.ts'

type Catalogue = typeof interpretations
type OptionOf<Id extends keyof Catalogue> = Catalogue[Id]['options'][number]

const same: Partial<Seen> = {}

/** What a caller sees of the options that we chose. */
const usual: Seen = {
  frozen: 'PENDING ORDER FREEZE SUCCESSFUL 2',
  nothingToDo: 'PENDING ORDER FREEZE SUCCESSFUL 0',
  unfrozen: 'PENDING ORDER UNFREEZE SUCCESSFUL 2',
  // Its first delivery fails.
  deliveredLate: 'OutcomeTimeoutError',
  portal: '',
  refusals: ['ApiError 404 404.005', 'ApiError 422 400.001', 'ApiError 422 422.152'],
  updates: ['COMPLETE new', 'ApiError 400 400.001', 'ApiError 404 404.110'],
  handed: ['ORDER FREEZE SUCCESSFUL 2', 'ORDER FREEZE SUCCESSFUL 0', 'ORDER UNFREEZE SUCCESSFUL 2', 'ORDER FREEZE SUCCESSFUL 1'],
  missed: [
    'ORDER FREEZE SUCCESSFUL 2',
    'ORDER FREEZE SUCCESSFUL 0',
    'ORDER UNFREEZE SUCCESSFUL 2',
    'ORDER FREEZE SUCCESSFUL 1',
    'ORDER CANCEL SUCCESSFUL 2',
  ],
  answers: [200, 200, 200, 200, 500],
  drifts: [],
}

/** The same events, with another in place of that of a freeze with nothing to do. */
const instead = (event: string) => ({ handed: usual.handed.with(1, event), missed: usual.missed.with(1, event) })
/** The same events but one. */
const without = (gone: string) => ({
  handed: usual.handed.filter((event) => event !== gone),
  missed: usual.missed.filter((event) => event !== gone),
  answers: usual.answers.slice(1),
})
const silent = without('ORDER FREEZE SUCCESSFUL 0')

// The compiler refuses a table that leaves out an interpretation that the sandbox can switch, or one of its options.
const table: { [Id in keyof Catalogue]: { [Option in OptionOf<Id>]: Partial<Seen> } } = {
  'C-400-422': { '400': { refusals: ['ApiError 404 404.005', 'ApiError 400 400.001', 'ApiError 422 422.152'] }, '422-on-actions': same },
  'C-REASON-UNKNOWN': {
    'per-action': same,
    'one-list': same,
    unchecked: { refusals: ['ApiError 404 404.005', 'PENDING', 'ApiError 422 422.152'] },
  },
  'C-UNF-REASONS': { union: same, table: same, notes: same },
  'C-UNF-VERIFY': { both: same, VERIFY_ORDER: same, VERIFIED_ORDER: same },
  'C-UNF-DUPLICATE': { accepted: same, refused: same },
  'C-CAN-CURRENCY': { CURRENCY: same, CURREENCY: same },
  'C-OTHER-REQ': { kept: same, refused: same },
  'C-STATUS-REJECT': { refuse: same, accept: { refusals: ['ApiError 404 404.005', 'ApiError 422 400.001', 'PENDING'] } },
  'C-ORDER-STATUS': { 'newer-page': same, 'no-gate': same },
  'C-FRZ-PENDING': { 'no-gate': same, gate: same },
  'C-NONE-ELIGIBLE': { accept: same, reject: { nothingToDo: '422', ...silent } },
  'C-NONE-EVENT': { sent: same, 'not-sent': { nothingToDo: 'OutcomeTimeoutError', ...silent } },
  'C-SCOPE-SOURCE': { any: same, 'api-only': { portal: 422, ...without('ORDER FREEZE SUCCESSFUL 1') } },
  'C-EXTREF-NULL': { empty: same, null: { portal: null, drifts: ['freezeAsyncOrder/externalRefID must be string'] } },
  'C-WINDOW-DAYS': { 'calendar-days': same, 'calendar-days-inclusive': same, hours: same },
  'C-WINDOW-UNF': { none: same, 'same-as-freeze': same },
  'C-WINDOW-SCHEDULED': { issuance: same, sending: same },
  'C-WINDOW-CUSTOM': { '48-hours': same, '24-hours': same },
  'C-AUTO-UNF': { always: same, never: same },
  'C-AUTO-EVENT': {
    none: same,
    sent: {
      handed: [...usual.handed, 'ORDER UNFREEZE SUCCESSFUL 1'],
      missed: usual.missed.toSpliced(-1, 0, 'ORDER UNFREEZE SUCCESSFUL 1'),
      answers: [200, ...usual.answers],
    },
  },
  'C-FRZ-FROZEN': { skip: same, restart: { nothingToDo: 'PENDING ORDER FREEZE SUCCESSFUL 2', ...instead('ORDER FREEZE SUCCESSFUL 2') } },
  'C-202-STATUS': {
    PENDING: same,
    SUBMITTED: {
      frozen: 'SUBMITTED ORDER FREEZE SUCCESSFUL 2',
      nothingToDo: 'SUBMITTED ORDER FREEZE SUCCESSFUL 0',
      unfrozen: 'SUBMITTED ORDER UNFREEZE SUCCESSFUL 2',
    },
  },
  'C-202-TOTAL': { 'line-items': same, rewards: same },
  'C-202-DATE': { acceptance: same, 'order-created': same },
  'C-CODES-PATCH': { '400': { updates: ['COMPLETE new', 'ApiError 400 400.001', 'ApiError 400 404.110'] }, '404': same },
  'C-PATCH-STATUS': { orderStatus: same, status: { updates: ['completed new', 'ApiError 400 400.001', 'ApiError 404 404.110'] } },
  'C-PATCH-FAILED': { example: same, table: same },
  'C-PATCH-EMPTY': { refused: same, accepted: same },
  'C-PATCH-OTHER-STATE': { any: same, 'complete-only': same },
  'C-EXTREF-CHARS': { restricted: same, alphanumeric: same, any: same },
  'C-PROMO-FIRST': { 'first-only': same, any: same },
  'C-REFUND-FEES': { full: same, 'minus-fee': same },
  'C-PRODUCTS': { four: same, 'without-global-choice-link': same, 'reward-link-only': same },
  'C-HMAC-FORM': { base64: same, hex: same, 'raw-key': same },
  'C-ENV-CATEGORY': { category: same, categories: same },
  'A-EVT-STATUS': {
    successful: same,
    'failed-when-nothing': { nothingToDo: 'PENDING ORDER FREEZE FAILED 0', ...instead('ORDER FREEZE FAILED 0') },
  },
  'C-DELIVERY': {
    'no-retries': same,
    retries: {
      deliveredLate: 'PENDING ORDER CANCEL SUCCESSFUL 2',
      handed: usual.missed,
      answers: [...usual.answers, 200],
    },
  },
  'C-PATCH-422': {
    '400': same,
    '422': {
      updates: ['COMPLETE new', 'ApiError 422 422.006', 'ApiError 404 404.110'],
      drifts: ['updateAsyncOrder is not described for status 422'],
    },
  },
  'C-PATCH-NULL': { refused: same, clears: same, ignored: same },
  'C-PATCH-BLANK': { clears: same, ignored: same },
  'C-LENGTH-UNITS': { 'code-points': same, 'utf-16-units': same, bytes: same },
  'C-PO-NUMBER': { optional: same, required: { updates: ['ApiError 400 400.001', 'ApiError 400 400.001', 'ApiError 400 400.001'] } },
  'C-UNKNOWN-FIELD': { refused: same, ignored: same },
  'C-OTHER-BLANK': { none: same, text: same },
  'C-404-MEANING': { order: same, 'url-only': { refusals: ['ApiError 422 404.005', 'ApiError 422 400.001', 'ApiError 422 422.152'] } },
  'C-CAN-SCHEDULED': { open: same, shut: same },
  'C-WINDOW-FROZEN': { runs: same, stops: same },
}

const rows = Object.entries(table).flatMap(([id, options]) =>
  Object.entries(options).map(([option, differs]) => [id, option, differs] as const),
)

describe('the client on a sandbox that follows', () => {
  it.each(rows)('%s=%s', async (id, option, differs) => {
    expect(await seenOnSandbox({ [id]: option })).toEqual({ ...usual, ...differs })
  })
})
