import { type OperationId, operations } from '../../../generated/operations.ts'
import { codeClause } from '../checks/clause-ids.ts'
import type { Example } from './example.ts'

/** Clauses of an action by field and keyword; the three pages number them alike. */
const ACTION: Record<string, string> = {
  '.type': '03',
  '.null': '03',
  'reasonCode.required': '03',
  'reasonCode.type': '04',
  'reasonCode.null': '04',
  'reasonCode.enum': '06',
  'otherReason.required': '08',
  'otherReason.type': '10',
  'otherReason.null': '10',
  'otherReason.pattern': '11',
}

const UPDATE: Record<string, string> = {
  '.type': 'UPD-67',
  '.null': 'UPD-67',
  '.minProperties': 'UPD-67',
  'campaign.maxLength': 'UPD-11',
  'campaign.type': 'UPD-12',
  'campaign.null': 'UPD-68',
  'campaign.required': 'UPD-13',
  'purchaseOrderNumber.type': 'UPD-15',
  'purchaseOrderNumber.null': 'UPD-68',
  'purchaseOrderNumber.required': 'UPD-75',
  'notes.maxLength': 'UPD-17',
  'notes.type': 'UPD-18',
  'notes.null': 'UPD-68',
  'notes.required': 'UPD-19',
  'externalRefID.maxLength': 'UPD-05',
  'externalRefID.pattern': 'UPD-06',
}

/** How the ids of the clauses of an action begin; undefined for the update, whose clauses are numbered in another way. */
const actionPrefix = (operation: OperationId): string | undefined =>
  operation === 'updateAsyncOrder' ? undefined : operations[operation].prefix

/** The path parameters of the update. */
const ADDRESS: Record<string, string> = { customerIdentifier: 'UPD-02', accountIdentifier: 'UPD-03', externalRefID: 'UPD-04' }

/** In which units lengths are counted. */
const UNITS = 'UPD-73'

/** More than any limit that a page names: only a limit that none names refuses it. */
const LONG = 150

/**
 * The clause that asks for a refusal where a rule is broken; null where none does.
 *
 * @param rule a field and a keyword
 * @param value of the field: of a text that has other lengths in other units, it may be the unit that is wrong
 * @example refusalClause('freezeAsyncOrder', 'reasonCode.required') // 'FRZ-03'
 */
export function refusalClause(operation: OperationId, rule: string, value?: unknown): string | null {
  const prefix = actionPrefix(operation)
  if (limitClause(rule) !== undefined && isCountedOtherwise(value)) return UNITS
  if (rule.endsWith('.additionalProperties')) return prefix === undefined ? 'UPD-20' : 'GEN-17'
  if (prefix === undefined) return UPDATE[rule] ?? null
  return ACTION[rule] === undefined ? null : `${prefix}-${ACTION[rule]}`
}

/**
 * The clause that asks for what satisfies the description to be accepted: the narrowest one that the example is about.
 *
 * @example acceptanceClause(example) // 'UPD-17'
 */
export function acceptanceClause(example: Example): string {
  const prefix = actionPrefix(example.operation)
  const fields = (example.body ?? {}) as Record<string, unknown>
  return prefix === undefined ? updateAcceptance(example, fields) : actionAcceptance(example, prefix, fields)
}

function actionAcceptance({ operation, about }: Example, prefix: string, { reasonCode, otherReason }: Record<string, unknown>): string {
  if (about === 'random') return `${prefix}-12`
  if (about.startsWith('referenceOrderID.')) return `${prefix}-02`
  if (reasonCode === 'OTHER') return `${prefix}-09`
  if (otherReason !== undefined) return 'GEN-21'
  if (about === 'otherReason.required') return `${prefix}-07`
  return codeClause(operation, reasonCode)
}

function updateAcceptance({ about, path }: Example, fields: Record<string, unknown>): string {
  const [at = '', keyword = ''] = about.split('.')
  if (at === 'externalRefID' && keyword !== 'type') {
    const isPlain = /^[A-Za-z0-9]*$/.test(path.externalRefID ?? '')
    return keyword === 'maxLength' ? 'UPD-05' : isPlain ? 'UPD-74' : 'UPD-06'
  }
  const value = fields[at]
  if (value === '') return 'UPD-69'
  if (at === 'purchaseOrderNumber' && typeof value === 'string' && value.length > LONG) return 'UPD-76'
  if (keyword === 'maxLength' && isCountedOtherwise(value)) return UNITS
  return ADDRESS[at] ?? UPDATE[at === '' ? '' : about] ?? 'UPD-60'
}

/** The clause of a limit of the update, which explains what its unit seems to do wrong; undefined for another rule. */
export const limitClause = (rule: string): string | undefined => (/^(campaign|notes)\.maxLength$/.test(rule) ? UPDATE[rule] : undefined)

/** Whether a text has another length when it is not counted in code points. */
const isCountedOtherwise = (value: unknown): boolean => typeof value === 'string' && Buffer.byteLength(value) !== value.length

/** The clause that asks for 404 where there is no such order. */
export const unknownOrderClause = (operation: OperationId): string => {
  const prefix = actionPrefix(operation)
  return prefix === undefined ? 'UPD-71' : `${prefix}-20`
}

/** The clause that asks for success, whatever is sent. */
export const successClause = (operation: OperationId): string => {
  const prefix = actionPrefix(operation)
  return prefix === undefined ? 'UPD-60' : `${prefix}-12`
}
