import { operations } from '../../../generated/operations.ts'
import { type Case, fieldsOf } from '../cases/case.ts'
import { actionNumber, codeClause } from './clause-ids.ts'
import { lineItemsOf } from './item-clause.ts'

/** Clauses about orders in another status than COMPLETE. */
const GATES: Record<string, string> = { FRZ: 'FRZ-48', UNF: 'UNF-53', CAN: 'CAN-46', UPD: 'UPD-70' }

/** Clauses that let a field of the update be changed. */
export const CHANGES: Record<string, string> = { campaign: 'UPD-10', purchaseOrderNumber: 'UPD-14', notes: 'UPD-16' }

/** Clauses about the method, the status, the credentials and what a body holds: a request that is refused tells nothing about them. */
const isNotAcceptance = (clause: string): boolean =>
  /^(01|1[2-8])$/.test(actionNumber(clause) ?? '') || /^UPD-(01|07|3\d|4\d|5\d|60|72)$|^GEN-(03|0[5-9]|2[04-9]|3\d)$/.test(clause)

/** Whether a row asks for nothing but its status: then that is what it is for. */
function isForItsStatus({ want, state, stateAtAnswer, events }: Case): boolean {
  const { body, headers, errorPath, described } = want
  return [body, headers, errorPath, described, state, stateAtAnswer, events].every((part) => part === undefined)
}

/**
 * The clause that asks for a request to be accepted, or refused: that of the row where it is for that, else that of what makes the
 * request another than the plainest one.
 *
 * @example askedBy({ ...row, request: act('freeze', { reasonCode: 'OTHER', otherReason: 'why' }), events: {} }) // 'FRZ-09'
 */
export function askedBy(row: Case): string {
  if (row.want.because !== undefined) return row.want.because
  if (row.want.status >= 400) return refusedBy(row)
  if (isForItsStatus(row) && !isNotAcceptance(row.clause)) return row.clause
  return plainClause(row) ?? statusClause(row)
}

function refusedBy({ clause, request, want }: Case): string {
  const prefix = operations[request.operation].prefix
  const isUpdate = prefix === 'UPD'
  if (!FORM.test(clause) && !clause.startsWith('EVT')) return clause
  if (request.auth === 'none') return isUpdate ? 'UPD-62' : 'GEN-01'
  if (want.status === 405) return 'GEN-15'
  if (want.status === 404) return 'GEN-14'
  if (want.status === 400 && request.rawBody !== undefined) return isUpdate ? 'UPD-61' : `${prefix}-19`
  const body = (request.body ?? {}) as Record<string, unknown>
  if ('colour' in body) return isUpdate ? 'UPD-20' : 'GEN-17'
  if (isUpdate) return 'notes' in body ? 'UPD-17' : 'UPD-12'
  if (body.reasonCode === undefined) return `${prefix}-03`
  return `${prefix}-${body.reasonCode === 'OTHER' ? '08' : '06'}`
}

/** What lets a request of no special kind in; null where something about it is special that no clause below is about. */
function plainClause(row: Case): string | null {
  const { order, request } = row
  const prefix = operations[request.operation].prefix
  if (request.rawPath !== undefined || request.contentType !== undefined) return null
  const byOrder = orderClause(prefix, order)
  if (byOrder !== undefined) return byOrder
  if (request.auth === 'bearer') return 'GEN-04'
  if (prefix === 'UPD') return updateClause(request)
  if (isWithoutEligible(row)) return `${prefix}-22`
  return reasonClause(request)
}

/** What lets a request in for its order; undefined for any API order that is complete. */
function orderClause(prefix: string, order: Case['order']): string | null | undefined {
  if (order === 'pending' || order === 'failed') return GATES[prefix] ?? null
  const { status = 'COMPLETE', source, externalRefID } = typeof order === 'object' ? order : {}
  if (status === 'SCHEDULED DELIVERY' && prefix === 'CAN') return 'CAN-57'
  if (status !== 'COMPLETE') return GATES[prefix] ?? null
  if (prefix === 'UPD') return externalRefID === undefined ? undefined : 'UPD-04'
  if (source === undefined) return undefined
  return prefix === 'UNF' ? (source === 'AA' || source === 'RA' ? 'UNF-51' : 'UNF-49') : `${prefix}-02`
}

function updateClause(request: Case['request']): string {
  const [name = '', value] = Object.entries(fieldsOf(request))[0] ?? []
  return value === '' ? 'UPD-69' : (CHANGES[name] ?? 'UPD-60')
}

/** Whether no line item of the order is eligible from the start. */
export function isWithoutEligible(row: Case): boolean {
  const needed =
    row.request.operation === 'unfreezeAsyncOrder'
      ? ['FROZEN']
      : row.request.operation === 'freezeAsyncOrder'
        ? ['ACTIVE']
        : ['ACTIVE', 'FROZEN']
  return lineItemsOf(row).every(
    ({ product, status = 'COMPLETE', redeemedAmount = 0, rewardStatus = 'ACTIVE' }) =>
      product === 'OTHER' || status !== 'COMPLETE' || redeemedAmount > 0 || !needed.includes(rewardStatus),
  )
}

function reasonClause(request: Case['request']): string {
  const { reasonCode, otherReason } = fieldsOf(request)
  if (reasonCode === 'OTHER') return `${operations[request.operation].prefix}-09`
  return otherReason === undefined ? codeClause(request.operation, reasonCode) : 'GEN-21'
}

/**
 * What the plainest request of an operation needs, the most basic first: no other can be expected to be accepted without it.
 *
 * @example plainest({ request: act('freeze') }) // ['GEN-03', 'FRZ-01', 'FRZ-05']
 */
export function plainest({ request: { operation, body } }: Pick<Case, 'request'>): readonly string[] {
  if (operation !== 'updateAsyncOrder') return ['GEN-03', `${operations[operation].prefix}-01`, `${operations[operation].prefix}-05`]
  const withoutNotes = typeof body === 'object' && body !== null && !('notes' in body)
  return ['GEN-03', 'UPD-01', 'UPD-16', 'UPD-13', ...(withoutNotes ? ['UPD-19'] : [])]
}

/** Clauses that every error must meet, whatever it is an error of. */
const FORM = /^GEN-(0[5-9]|2[09]|3\d)$/

/** The clause about the very status of a response, once it is clear that the request is accepted or refused. */
export function statusClause(row: Case): string {
  const { clause, request, want, under } = row
  const prefix = operations[request.operation].prefix
  if (want.status < 400) return prefix === 'UPD' ? 'UPD-60' : `${prefix}-12`
  if (under !== undefined) return clause
  const own = FORM.test(clause) ? null : clause
  switch (want.status) {
    case 400:
      return isAboutForm(row) ? (own ?? unread(prefix)) : 'GEN-23'
    case 401:
      return own ?? (prefix === 'UPD' ? 'UPD-62' : 'GEN-01')
    case 404:
      return request.rawPath !== undefined ? 'GEN-14' : notFound(clause, prefix)
    case 405:
      return 'GEN-15'
    case 413:
      return 'GEN-16'
    case 422:
      return refusesOrder(row) ? { CAN: 'CAN-56', UNF: 'UNF-54', FRZ: clause, UPD: clause }[prefix] : 'GEN-23'
    default:
      return clause
  }
}

/** Whether a request is refused for what it is written like, and not for what it says. */
const isAboutForm = ({ clause, request }: Case): boolean =>
  isUnread(request) || request.path !== undefined || /^GEN-(18|19|22)$/.test(clause)

function notFound(clause: string, prefix: string): string {
  if (clause === 'GEN-10') return clause
  return prefix === 'UPD' ? 'UPD-71' : `${prefix}-20`
}

const refusesOrder = ({ order }: Case): boolean =>
  order === 'failed' || order === 'pending' || (typeof order === 'object' && order.status !== undefined)

/** Whether a body cannot be read, so that nothing in it can be checked. */
function isUnread({ body, rawBody, contentType }: Case['request']): boolean {
  if (contentType !== undefined || (body === undefined && rawBody === undefined)) return true
  if (rawBody === undefined) return false
  try {
    JSON.parse(rawBody)
    return false
  } catch {
    return true
  }
}

/** Clauses that say the same in general as that of the row does of something special: where one of them fails, it is no mistake of its own. */
export function moreBasic({ clause, request, want }: Case): readonly string[] {
  const prefix = operations[request.operation].prefix
  if (clause === 'GEN-10') return [`${prefix}-20`, 'GEN-02']
  if (/^UPD-(02|03|04|23)$/.test(clause)) return want.status === 404 ? ['UPD-71'] : []
  return (
    { 'GEN-18': [unread(prefix)], 'GEN-19': [unread(prefix)], 'GEN-22': [unread(prefix)], 'UPD-69': LENGTHS, 'UPD-73': LENGTHS }[clause] ??
    []
  )
}

const unread = (prefix: string): string => (prefix === 'UPD' ? 'UPD-61' : `${prefix}-19`)
const LENGTHS = ['UPD-11', 'UPD-17']
