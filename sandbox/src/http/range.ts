import * as validators from '../../../generated/control-validators.js'
import type { Handler } from './env.ts'
import { invalid } from './errors.ts'

/**
 * The range of revisions in the query of a request; null where an end is left open.
 *
 * @throws ApiError 400 when an end is no revision, or the end is before the beginning
 */
export function rangeOf(call: Handler): { fromRevision: number | null; toRevision: number | null } {
  const fromRevision = revision(call, 'fromRevision')
  const toRevision = revision(call, 'toRevision')
  if (toRevision !== null && toRevision < (fromRevision ?? 0)) {
    throw invalid(400, [{ path: 'toRevision', i18nKey: '400.001', message: 'toRevision is before fromRevision.' }])
  }
  return { fromRevision, toRevision }
}

function revision(call: Handler, name: string): number | null {
  const text = call.req.query(name)
  if (text === undefined) return null
  const value: unknown = /^\d+$/.test(text) ? Number(text) : text
  if (validators.validateRevision(value)) return value
  throw invalid(400, [{ path: name, i18nKey: '400.001', message: `${name} must be a whole number from 0 on.` }])
}
