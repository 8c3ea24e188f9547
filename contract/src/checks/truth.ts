import { STATUS_CODES } from 'node:http'
import { operations } from '../../../generated/operations.ts'
import { type Case, fieldsOf } from '../cases/case.ts'
import { CHANGES } from './asked-by.ts'
import { type Facts, type Problem, same } from './assertion.ts'
import { isNear } from './matches.ts'

/** What is true of a field of every response like it, whatever the case is for. */
export interface Truth {
  clause: string
  field: string
  /** Undefined where nobody can know the value, or the field is not of its type, which its shape says. */
  problem: (actual: unknown, seen: Facts) => Problem[] | undefined
  restsOn?: readonly string[]
  /** Also of a target that knows no orders. */
  anyTarget?: true
}

/**
 * The values that a response must have because of the order and the request that it answers.
 *
 * @example truths(row).map(({ clause, field }) => `${clause} ${field}`) // ['FRZ-13 referenceOrderId', …]
 */
export function truths(row: Case): Truth[] {
  const { request, want, under } = row
  if (under !== undefined) return []
  if (want.status >= 400) return errorTruths(operations[request.operation].prefix)
  return request.operation === 'updateAsyncOrder' ? updateTruths(row) : actionTruths(operations[request.operation].prefix)
}

const text = (clause: string, field: string, value: (seen: Facts) => unknown): Truth => ({
  clause,
  field,
  problem: (actual, seen) => {
    const expected = value(seen)
    return expected === undefined || typeof actual !== typeof expected ? undefined : same(actual === expected, expected, actual)
  },
})

const instant = (clause: string, field: string, value: (seen: Facts) => number | null): Truth => ({
  clause,
  field,
  problem: (actual, seen) => {
    const expected = value(seen)
    if (expected === null || typeof actual !== 'string' || Number.isNaN(Date.parse(actual))) return undefined
    return same(isNear(actual, expected), new Date(expected).toISOString(), actual)
  },
})

/** RFC 9110 renamed two of them, and says how none is to be written. */
const isPhraseOf = (status: number, phrase: string): boolean => {
  const letters = (text: string | undefined): string | undefined => text?.toLowerCase().replace(/[^a-z]/g, '')
  return [STATUS_CODES[status], { 413: 'Content Too Large', 422: 'Unprocessable Content' }[status]].some(
    (known) => letters(known) === letters(phrase),
  )
}

const BEFORE_PLATFORM = [401, 413]

const errorTruths = (prefix: string): Truth[] => [
  { ...text('GEN-09', 'requestId', ({ exchange }) => exchange.headers.get('x-request-id') || undefined), anyTarget: true },
  {
    clause: 'GEN-31',
    field: 'path',
    restsOn: [`${prefix}-01`],
    problem: (actual, { exchange }) => {
      if (typeof actual !== 'string') return undefined
      const { pathname } = new URL(exchange.url)
      return same(actual !== '' && (pathname === actual || pathname.endsWith(actual)), pathname, actual)
    },
  },
  {
    clause: 'GEN-32',
    field: 'httpPhrase',
    restsOn: ['GEN-05'],
    problem: (actual, { exchange: { status } }) =>
      typeof actual === 'string' ? same(isPhraseOf(status, actual), STATUS_CODES[status], actual) : undefined,
  },
  // Refused before it is known whose request it is, so the manual clock of its platform does not apply.
  {
    ...instant('GEN-33', 'timestamp', ({ now, exchange }) => (BEFORE_PLATFORM.includes(exchange.status) ? null : now)),
    restsOn: ['GEN-05'],
  },
]

const quantities = ({ order }: Facts): number[] | undefined => order.lineItems?.map(({ quantity = 1 }) => quantity)

function actionTruths(prefix: string): Truth[] {
  const total = (clause: string, several: boolean): Truth =>
    text(clause, 'totalLineItems', (seen) => {
      const found = quantities(seen)
      return found?.some((quantity) => quantity > 1) === several ? found.length : undefined
    })
  return [
    { ...text(`${prefix}-13`, 'referenceOrderId', ({ order }) => order.referenceOrderID), restsOn: [`${prefix}-02`] },
    { ...text(`${prefix}-14`, 'externalRefID', ({ order }) => order.externalRefID ?? undefined), restsOn: [`${prefix}-02`] },
    { ...text('GEN-24', 'externalRefID', ({ order }) => (order.externalRefID === null ? '' : undefined)), restsOn: [`${prefix}-14`] },
    { ...text('GEN-25', 'status', () => 'PENDING'), restsOn: [`${prefix}-15`] },
    total(`${prefix}-16`, false),
    { ...total('GEN-26', true), restsOn: [`${prefix}-16`] },
    { ...instant('GEN-27', 'date', ({ now }) => now), restsOn: [`${prefix}-17`] },
  ]
}

/** Fields of the update, the clause of each in the response. */
const UPDATED = { campaign: 'UPD-38', purchaseOrderNumber: 'UPD-39', notes: 'UPD-40' } as const

function updateTruths({ request, before = [] }: Case): Truth[] {
  const sent: Record<string, unknown> = {}
  for (const step of before) if ('update' in step) Object.assign(sent, step.update)
  Object.assign(sent, fieldsOf(request))
  const asExample = ['completedAt', 'sender', 'amountCharged', 'pagination', 'orderErrors'].map(
    (field): Truth => ({
      clause: 'UPD-72',
      field,
      problem: (actual) => (actual === undefined ? undefined : same(actual === null, null, actual)),
    }),
  )
  return [
    text('UPD-30', 'referenceOrderID', ({ order }) => order.referenceOrderID),
    text('UPD-07', 'externalRefID', ({ order }) => order.externalRefID ?? undefined),
    { ...text('UPD-31', 'orderStatus', ({ order }) => order.status), restsOn: ['UPD-21'] },
    instant('UPD-32', 'createdAt', ({ order }) => (order.createdAt === undefined ? null : Date.parse(order.createdAt))),
    text('UPD-34', 'customerIdentifier', ({ order }) => order.customerIdentifier),
    text('UPD-35', 'accountIdentifier', ({ order }) => order.accountIdentifier),
    ...Object.entries(UPDATED).map(([field, clause]) => ({
      ...text(clause, field, ({ order }) => sent[field] ?? (order as Record<string, unknown>)[field]),
      restsOn: [field in sent ? (CHANGES[field] ?? '') : 'UPD-22', ...(sent[field] === '' ? ['UPD-69'] : [])],
    })),
    text('UPD-41', 'totalLineItems', (seen) => quantities(seen)?.length),
    ...asExample,
    {
      clause: 'UPD-72',
      field: 'lineItems',
      problem: (actual) => (Array.isArray(actual) ? same(actual.length === 0, [], actual) : undefined),
    },
  ]
}
