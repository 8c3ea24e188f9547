import { cut } from './exchange.ts'

/** A difference in words, and what it has in common with others of the same cause. */
export interface Difference {
  /** The same for all differences of one cause, whatever the ids, instants and counts of the case. */
  key: string
  /** What is wrong: `sender` is missing. */
  title: string
  /** Whether it is about a field of a response, of which `in the 200` can be said. */
  isField: boolean
}

interface Seen {
  what: string
  expected: unknown
  actual: unknown
}

const LONGEST_TITLE = 200

/**
 * Says in a few words how what was observed differs from what was expected.
 *
 * @example differenceOf({ what: 'the status', expected: 202, actual: '200 {}' }).title // 'returns 200 instead of 202'
 */
export function differenceOf({ what, expected, actual }: Seen): Difference {
  if (typeof actual === 'string') {
    const status = /^(\d{3})(?: |$)/.exec(actual)?.[1]
    if (status !== undefined && typeof expected === 'number') {
      const title = `${what === 'the status' ? '' : `${what}: `}returns ${status} instead of ${expected}`
      return { key: title, title, isField: false }
    }
    if (expected === 'fits') return misfit(what, actual)
    if (expected === 'described fields') return different(`\`${nameOf(actual)}\` is not in the OpenAPI description`, true)
  }
  const isField = /^[\w.-]+$/.test(what)
  const subject = isField ? `\`${what.replace(/\.\d+(?=\.|$)/g, '[]')}\`` : what.replace(/\bline item \d+/, 'a line item')
  return different(`${subject} ${kindOf(isField, expected, actual)}`, isField)
}

/** Ids and numbers are of the case. */
const different = (title: string, isField: boolean): Difference => ({
  key: title.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, '#'),
  title: cut(title, LONGEST_TITLE),
  isField,
})

/** A message of the validator: the place first, then what is wrong there. */
function misfit(what: string, message: string): Difference {
  const [, place = '', rest = message] = /^(\/\S*|the body|the header \S+) (.*)$/s.exec(message) ?? []
  const missing = /^must have required property '(.*)'$/.exec(rest)?.[1]
  const inEvent = what.startsWith('the event') ? ' in the event' : ''
  const path = place.startsWith('/') ? place : ''
  if (missing !== undefined) return different(`\`${nameOf(`${path}/${missing}`)}\` is missing${inEvent}`, inEvent === '')
  const subject = path === '' ? place : `\`${nameOf(path)}\``
  return different(`${subject === '' ? '' : `${subject} `}${rest}${inEvent}`, inEvent === '' && path !== '')
}

/** A JSON pointer as a person writes it: `errors[].code`. */
const nameOf = (pointer: string): string =>
  pointer
    .slice(1)
    .replace(/\/\d+(?=\/|$)/g, '[]')
    .replaceAll('/', '.')

/** How a value differs. Values of one field are data of the case; other assertions say in their own words what was observed. */
function kindOf(isField: boolean, expected: unknown, actual: unknown): string {
  if (actual === undefined) return 'is missing'
  if (actual === null) return 'is null'
  if (typeof expected === 'number' && typeof actual === 'number') return actual < expected ? 'is too low' : 'is too high'
  if (isConstant(actual) && isConstant(expected)) return `is ${actual} instead of ${expected}`
  if (!isField && typeof actual === 'string' && typeof expected === 'string') return `is ${actual} instead of ${expected}`
  return typeOf(expected) === typeOf(actual) || isMatcher(expected)
    ? 'has another value'
    : `is ${typeOf(actual)} instead of ${typeOf(expected)}`
}

/** A value that is the same in every case: a word of the API, true or null. */
const isConstant = (value: unknown): boolean =>
  value === null || typeof value === 'boolean' || (typeof value === 'string' && /^[A-Z][A-Z_]*$/.test(value))

const isMatcher = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).some((key) => key.startsWith('$'))

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return { string: 'a text', number: 'a number', boolean: 'a boolean', object: 'an object' }[typeof value as string] ?? 'nothing'
}
