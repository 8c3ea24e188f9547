import type { ActionName, Interpretations } from '../model.ts'

/** What is wrong with one field of a request; becomes an entry of `errors` in the answer. */
export interface Problem {
  path: string
  i18nKey: string
  message: string
}

/** A parsed request body: nothing is known of its fields yet. */
export type Body = Readonly<Record<string, unknown>>

/** FRZ-03, UNF-03, CAN-03. */
export function reasonCodeRequired(body: Body): Problem | null {
  return body.reasonCode === undefined ? missing('reasonCode') : null
}

/** FRZ-08, FRZ-09, FRZ-11, GEN-21 and the same for unfreeze and cancel. */
export function otherReasonRequired(_action: ActionName, body: Body, interpretations: Interpretations): Problem | null {
  const { reasonCode, otherReason } = body
  if (reasonCode === 'OTHER') {
    const blank = typeof otherReason === 'string' && otherReason.trim() === '' && interpretations['C-OTHER-BLANK'] === 'none'
    return blank || otherReason === undefined
      ? { path: 'otherReason', i18nKey: '422.007', message: 'otherReason is required when reasonCode is OTHER. Say why in a few words.' }
      : null
  }
  if (otherReason === undefined || interpretations['C-OTHER-REQ'] === 'kept') return null
  return { path: 'otherReason', i18nKey: '400.001', message: 'otherReason goes with reasonCode OTHER only.' }
}

/** FRZ-04, FRZ-10, GEN-17 and the same for unfreeze and cancel. */
export function actionFields(body: Body, interpretations: Interpretations): Problem[] {
  return [...strings(body, ['reasonCode', 'otherReason']), ...unknownFields(body, ['reasonCode', 'otherReason'], interpretations)]
}

const UPDATE_FIELDS = ['campaign', 'purchaseOrderNumber', 'notes']

/** UPD-11, UPD-12, UPD-15, UPD-17, UPD-18, UPD-20, UPD-68, UPD-73, UPD-75, UPD-76. */
export function updateFields(body: Body, interpretations: Interpretations): Problem[] {
  const typed = UPDATE_FIELDS.filter((field) => body[field] !== null || interpretations['C-PATCH-NULL'] === 'refused')
  const lacksNumber = interpretations['C-PO-NUMBER'] === 'required' && body.purchaseOrderNumber === undefined
  return [
    ...strings(body, typed),
    ...tooLong(body, 'campaign', 1024, interpretations),
    ...tooLong(body, 'notes', 150, interpretations),
    ...(lacksNumber ? [missing('purchaseOrderNumber')] : []),
    ...unknownFields(body, UPDATE_FIELDS, interpretations),
  ]
}

/** UPD-67. A field that is not known is reported as such, and only where it is ignored does it count as nothing. */
export function updateNotEmpty(body: Body, interpretations: Interpretations): Problem | null {
  const counts = (field: string): boolean => interpretations['C-UNKNOWN-FIELD'] === 'refused' || UPDATE_FIELDS.includes(field)
  if (interpretations['C-PATCH-EMPTY'] === 'accepted' || Object.keys(body).some(counts)) return null
  return { path: '', i18nKey: '422.135', message: 'The body changes nothing. Send campaign, purchaseOrderNumber or notes.' }
}

const EXTERNAL_REF_CHARACTERS: Record<Interpretations['C-EXTREF-CHARS'], [pattern: RegExp, characters: string]> = {
  restricted: [/^[A-Za-z0-9_-]+$/, 'letters, digits, hyphens and underscores'],
  alphanumeric: [/^[A-Za-z0-9]+$/, 'letters and digits'],
  any: [/^/, 'anything'],
}

/** UPD-05, UPD-06, UPD-74. */
export function externalRefID(value: string, interpretations: Interpretations): Problem | null {
  const length = [...value].length
  if (length > 100) {
    return { path: 'externalRefID', i18nKey: '422.110', message: `externalRefID has ${length} characters; at most 100 are allowed.` }
  }
  const [pattern, characters] = EXTERNAL_REF_CHARACTERS[interpretations['C-EXTREF-CHARS']]
  if (pattern.test(value)) return null
  return { path: 'externalRefID', i18nKey: '422.111', message: `externalRefID may hold ${characters} only.` }
}

const missing = (field: string): Problem => ({ path: field, i18nKey: '422.007', message: `${field} is required.` })

function strings(body: Body, fields: string[]): Problem[] {
  return fields
    .filter((field) => body[field] !== undefined && typeof body[field] !== 'string')
    .map((field) => ({ path: field, i18nKey: '400.001', message: `${field} must be a string.` }))
}

const LENGTHS: Record<Interpretations['C-LENGTH-UNITS'], (value: string) => number> = {
  'code-points': (value) => [...value].length,
  'utf-16-units': (value) => value.length,
  bytes: (value) => new TextEncoder().encode(value).length,
}

function tooLong(body: Body, field: string, limit: number, interpretations: Interpretations): Problem[] {
  const value = body[field]
  if (typeof value !== 'string') return []
  const length = LENGTHS[interpretations['C-LENGTH-UNITS']](value)
  if (length <= limit) return []
  return [{ path: field, i18nKey: '422.006', message: `${field} has ${length} characters; at most ${limit} are allowed.` }]
}

function unknownFields(body: Body, known: string[], interpretations: Interpretations): Problem[] {
  if (interpretations['C-UNKNOWN-FIELD'] === 'ignored') return []
  return Object.keys(body)
    .filter((field) => !known.includes(field))
    .map((field) => ({ path: field, i18nKey: '400.001', message: `There is no field of this name. Send ${known.join(', ')}.` }))
}
