import { isDeepStrictEqual } from 'node:util'
import type { Matcher } from '../cases/case.ts'
import type { Observation } from '../targets/observe.ts'

/** What matchers refer to. */
export interface Facts {
  order: Record<string, unknown>
  /** Milliseconds; null where the clock of the target is not known. */
  now: number | null
  headers: Headers
}

/** What the matchers of a case refer to. */
export const factsOf = ({ order, now, exchange }: Observation): Facts => ({
  order: order as Record<string, unknown>,
  now,
  headers: exchange.headers,
})

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
/** RFC 3339: any offset, letters in either case, up to nine digits after the second. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/i

type Kind = Extract<Matcher, { $match: unknown }>['$match']

const kinds: Record<Kind, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  'non-empty': (value) => typeof value === 'string' && value.trim() !== '',
  integer: (value) => Number.isInteger(value),
  instant: (value) => typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value)),
  uuid: (value) => typeof value === 'string' && UUID.test(value),
  null: (value) => value === null,
  list: Array.isArray,
}

/** Whether a value is the literal, or as the matcher says. Objects and lists may hold matchers; `{}` is any object. */
export function matches(expected: unknown, actual: unknown, facts: Facts): boolean {
  if (typeof expected !== 'object' || expected === null) return Object.is(expected, actual)
  if ('$match' in expected) return kinds[(expected as { $match: Kind }).$match](actual)
  if ('$order' in expected) return isDeepStrictEqual(facts.order[String(expected.$order)], actual)
  if ('$now' in expected) return facts.now !== null && isNear(actual, facts.now + Number(expected.$now))
  if ('$header' in expected) return facts.headers.get(String(expected.$header)) === actual
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) && actual.length === expected.length && expected.every((item, index) => matches(item, actual[index], facts))
    )
  }
  if (typeof actual !== 'object' || actual === null) return false
  if (Object.keys(expected).length === 0) return !Array.isArray(actual)
  if (Object.keys(actual).length !== Object.keys(expected).length) return false
  return Object.entries(expected).every(([key, value]) => matches(value, (actual as Record<string, unknown>)[key], facts))
}

/** Whether an instant is the one expected, to the second: how many digits an instant has is left open. */
export function isNear(instant: unknown, expected: number): boolean {
  return Math.abs(Date.parse(String(instant).toUpperCase()) - expected) < 1_000
}

/** Whether a header value is the literal or fits the pattern. */
export function headerMatches(expected: string | RegExp, actual: string | null): boolean {
  return expected instanceof RegExp ? actual !== null && expected.test(actual) : actual === expected
}
