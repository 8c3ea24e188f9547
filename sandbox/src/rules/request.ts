import type { ActionName, Readings } from '../model.ts'

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
export function otherReasonRequired(_action: ActionName, body: Body, readings: Readings): Problem | null {
  const { reasonCode, otherReason } = body
  if (reasonCode === 'OTHER') {
    const blank = otherReason === undefined || (typeof otherReason === 'string' && otherReason.trim() === '')
    return blank
      ? { path: 'otherReason', i18nKey: '422.007', message: 'otherReason is required when reasonCode is OTHER. Say why in a few words.' }
      : null
  }
  if (otherReason === undefined || readings['C-OTHER-REQ'] === 'kept') return null
  return { path: 'otherReason', i18nKey: '400.001', message: 'otherReason goes with reasonCode OTHER only.' }
}

/** FRZ-04, FRZ-10, GEN-17 and the same for unfreeze and cancel. */
export function actionFields(body: Body): Problem[] {
  return [...strings(body, ['reasonCode', 'otherReason']), ...unknownFields(body, ['reasonCode', 'otherReason'])]
}

/** UPD-11, UPD-12, UPD-15, UPD-17, UPD-18, UPD-20, UPD-68. */
export function updateFields(body: Body): Problem[] {
  const fields = ['campaign', 'purchaseOrderNumber', 'notes']
  return [...strings(body, fields), ...tooLong(body, 'campaign', 1024), ...tooLong(body, 'notes', 150), ...unknownFields(body, fields)]
}

/** UPD-67. */
export function updateNotEmpty(body: Body, readings: Readings): Problem | null {
  if (readings['C-PATCH-EMPTY'] === 'accepted' || Object.keys(body).length > 0) return null
  return { path: '', i18nKey: '422.135', message: 'The body changes nothing. Send campaign, purchaseOrderNumber or notes.' }
}

/** UPD-05, UPD-06. */
export function externalRefID(value: string, readings: Readings): Problem | null {
  const length = [...value].length
  if (length > 100) {
    return { path: 'externalRefID', i18nKey: '422.110', message: `externalRefID has ${length} characters; at most 100 are allowed.` }
  }
  if (readings['C-EXTREF-CHARS'] === 'any' || /^[A-Za-z0-9_-]+$/.test(value)) return null
  return { path: 'externalRefID', i18nKey: '422.111', message: 'externalRefID may hold letters, digits, hyphens and underscores only.' }
}

const missing = (field: string): Problem => ({ path: field, i18nKey: '422.007', message: `${field} is required.` })

function strings(body: Body, fields: string[]): Problem[] {
  return fields
    .filter((field) => body[field] !== undefined && typeof body[field] !== 'string')
    .map((field) => ({ path: field, i18nKey: '400.001', message: `${field} must be a string.` }))
}

function tooLong(body: Body, field: string, limit: number): Problem[] {
  const value = body[field]
  if (typeof value !== 'string') return []
  const length = [...value].length
  if (length <= limit) return []
  return [{ path: field, i18nKey: '422.006', message: `${field} has ${length} characters; at most ${limit} are allowed.` }]
}

function unknownFields(body: Body, known: string[]): Problem[] {
  return Object.keys(body)
    .filter((field) => !known.includes(field))
    .map((field) => ({ path: field, i18nKey: '400.001', message: `There is no field of this name. Send ${known.join(', ')}.` }))
}
