import type { OperationId } from '../../case.ts'

/** Clauses of an action by field and keyword; the three pages number them alike. */
const ACTION: Record<string, string> = {
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
  'campaign.maxLength': 'UPD-11',
  'campaign.type': 'UPD-12',
  'campaign.null': 'UPD-68',
  'purchaseOrderNumber.type': 'UPD-15',
  'purchaseOrderNumber.null': 'UPD-68',
  'notes.maxLength': 'UPD-17',
  'notes.type': 'UPD-18',
  'notes.null': 'UPD-68',
  'externalRefID.maxLength': 'UPD-05',
  'externalRefID.pattern': 'UPD-06',
  '.minProperties': 'UPD-67',
}

const PREFIXES: Partial<Record<OperationId, string>> = { freezeAsyncOrder: 'FRZ', unfreezeAsyncOrder: 'UNF', cancelAsyncOrder: 'CAN' }

/**
 * The clause that asks for a refusal where a rule is broken; null where none does.
 *
 * @param rule a field and a keyword
 * @example refusalClause('freezeAsyncOrder', 'reasonCode.required') // 'FRZ-03'
 */
export function refusalClause(operation: OperationId, rule: string): string | null {
  const prefix = PREFIXES[operation]
  if (rule.endsWith('.additionalProperties')) return prefix === undefined ? 'UPD-20' : 'GEN-17'
  if (prefix === undefined) return UPDATE[rule] ?? null
  return ACTION[rule] === undefined ? null : `${prefix}-${ACTION[rule]}`
}

/**
 * The clause that asks for what satisfies the description to be accepted: that of its rule where the values next to it are refused.
 *
 * @example acceptanceClause('updateAsyncOrder', 'notes.maxLength') // 'UPD-17'
 */
export function acceptanceClause(operation: OperationId, about: string): string {
  const prefix = PREFIXES[operation]
  if (prefix === undefined) return (/\.(maxLength|pattern)$/.test(about) ? UPDATE[about] : undefined) ?? 'UPD-60'
  if (about === 'reasonCode.enum') return prefix === 'FRZ' ? 'FRZ-05' : `${prefix}-50`
  if (about === 'otherReason.required') return `${prefix}-07`
  if (about === 'otherReason.pattern') return `${prefix}-09`
  return `${prefix}-12`
}

/** The clause that asks for 404 where there is no such order. */
export const unknownOrderClause = (operation: OperationId): string => {
  const prefix = PREFIXES[operation]
  return prefix === undefined ? 'UPD-71' : `${prefix}-20`
}
