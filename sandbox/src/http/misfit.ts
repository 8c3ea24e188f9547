import type { ValidationError } from '../../../generated/control-validators.js'
import type { Problem } from '../rules/request.ts'
import { cut } from './errors.ts'

/**
 * What a value breaks of a schema of the control plane, with what would do.
 *
 * @example misfit(error).message // 'Invalid lineItems.0.product "CARD": expected REWARD_LINK, GLOBAL_CHOICE_LINK, … or OTHER.'
 */
export function misfit(error: ValidationError): Problem {
  const { instancePath, keyword, params, parentSchema = {} } = error
  const path = instancePath.slice(1).replaceAll('/', '.')
  const place = path === '' ? 'request' : path
  const problem = (at: string, message: string): Problem => ({ path: at, i18nKey: '400.001', message })
  if (keyword === 'additionalProperties') {
    const field = cut(String(params.additionalProperty))
    return problem(path, `Invalid ${place}: there is no field ${field}. Expected ${orList(Object.keys(parentSchema.properties ?? {}))}.`)
  }
  const given = shown(error.data)
  const expected = keyword === 'enum' ? orList((params.allowedValues as unknown[]).map(String)) : (rangeOf(error) ?? error.message)
  return problem(
    path,
    `Invalid ${place}${given === undefined ? '' : ` ${given}`}: ${expected?.startsWith('must') ? '' : 'expected '}${expected}.`,
  )
}

/** A value of the caller's that is short enough to be shown. */
const shown = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? cut(JSON.stringify(value)) : undefined

function rangeOf({ keyword, parentSchema }: ValidationError): string | undefined {
  const { type, minimum, maximum } = parentSchema ?? {}
  if (!['minimum', 'maximum', 'type'].includes(keyword) || minimum === undefined) return undefined
  const kind = [type].flat().includes('integer') ? 'a whole number' : 'a number'
  return maximum === undefined ? `${kind} of ${minimum} or more` : `${kind} from ${minimum} to ${maximum}`
}

const orList = (names: readonly string[]): string => [names.slice(0, -1).join(', '), ...names.slice(-1)].filter(Boolean).join(' or ')
