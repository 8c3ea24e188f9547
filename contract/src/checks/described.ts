import type { Described } from '../cases/case.ts'
import type { Problem } from './assertion.ts'

/** What was seen: a body, and the headers that came with it. */
interface Seen {
  body: unknown
  headers: Headers
}

/** Says what does not fit the description; an empty list when all fits. */
export type Fits = (body: unknown, headers?: Headers) => string[]

/**
 * What the description says otherwise than a case about bodies like the one that was seen: the same with one value replaced.
 * What an answer shows is not all that the description promises of it; so this tells a description that promises too little.
 *
 * @example checkDescribed({ refuses: { referenceOrderId: [undefined, 7] } }, { body, headers }, fits)
 */
export function checkDescribed(
  { takes = {}, refuses = {}, refusesHeaders = {} }: Described,
  { body, headers }: Seen,
  fits: Fits,
): Problem[] {
  const fail = (what: string, value: unknown, expected: string, actual: unknown): Problem => ({
    what: `the description of it with ${what === '' ? 'another body' : what} ${value === undefined ? 'left out' : JSON.stringify(value).slice(0, 500)}`,
    expected,
    actual,
  })
  // From what does not fit itself, nothing can be replaced to see what fits.
  const isWhole = fits(body).length === 0
  const places = <T>(table: Record<string, readonly T[]>) => each(table).filter(([path]) => path === '' || isWhole)
  return [
    ...places(takes).flatMap(([path, value]) => {
      const other = replaced(body, path, value)
      const problems = other === NOWHERE ? ['there is no such place in the body'] : fits(other)
      return problems.map((problem) => fail(path, value, 'fits', problem))
    }),
    ...places(refuses).flatMap(([path, value]) => {
      const other = replaced(body, path, value)
      if (other === NOWHERE) return [fail(path, value, 'does not fit', 'there is no such place in the body')]
      return fits(other).length > 0 ? [] : [fail(path, value, 'does not fit', 'fits')]
    }),
    ...places(refusesHeaders).flatMap(([name, value]) => {
      const others = new Headers(headers)
      if (value === undefined) others.delete(name)
      else others.set(name, value)
      return fits(body, others).length > 0 ? [] : [fail(`the header ${name}`, value, 'does not fit', 'fits')]
    }),
  ]
}

const each = <T>(table: Record<string, readonly T[]>): [path: string, value: T][] =>
  Object.entries(table).flatMap(([path, values]) => values.map((value): [string, T] => [path, value]))

const NOWHERE = Symbol('nowhere')

/** A copy with another value at a path such as `errors.0.path`; undefined leaves the field out, and the path '' is the body itself. */
function replaced(node: unknown, path: string, value: unknown): unknown {
  if (path === '') return value
  if (typeof node !== 'object' || node === null) return NOWHERE
  const [step = '', ...rest] = path.split('.')
  const child = replaced((node as Record<string, unknown>)[step], rest.join('.'), value)
  if (child === NOWHERE) return NOWHERE
  if (Array.isArray(node)) return Number(step) < node.length ? node.with(Number(step), child) : NOWHERE
  const { [step]: _, ...others } = node as Record<string, unknown>
  return child === undefined ? others : { ...others, [step]: child }
}
