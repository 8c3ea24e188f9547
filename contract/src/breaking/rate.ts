import { isDeepStrictEqual } from 'node:util'
import { at, stepsOf } from '../checks/pointers.ts'
import type { RawChange } from './diff.ts'
import { type Bump, higher } from './version.ts'

/** A change of the description, and the bump it asks for. */
export interface Change {
  bump: Bump
  where: string
  what: string
}

/** A rating of our own, where redocly rates too low. */
interface Rating {
  bump: Bump
  why: string
}

/** The fields that say what is valid. Loosened, they allow what was refused before; redocly calls that a patch. */
const RULES = new Set(
  (
    'type enum const pattern format required nullable additionalProperties unevaluatedProperties uniqueItems multipleOf minimum maximum ' +
    'exclusiveMinimum exclusiveMaximum minLength maxLength minItems maxItems minProperties maxProperties'
  ).split(' '),
)
const CONDITIONS = /\/(if|then|else|not|contains|propertyNames|dependentSchemas|allOf|anyOf|oneOf)(\/[^/]+)?$/

/**
 * Rates every change: by redocly, and higher where redocly is known to rate too low.
 *
 * @param base the bundled description before, parsed
 * @param revision the same after
 * @example rate(await diff(one, other, folder), base, revision).map(({ bump }) => bump)
 */
export function rate(changes: readonly RawChange[], base: unknown, revision: unknown): Change[] {
  const rated = changes
    .filter((change) => !isForReaders(change))
    .map((change) => {
      const own = ownRating(change, base, revision)
      const bump = higher(change.impact, own?.bump ?? null) ?? change.impact
      const said = bump === change.impact ? change.verdicts.map(({ message }) => message).join(' ') : own?.why
      return { bump, where: whereOf(change), what: said || `${change.property ?? change.typeName} ${change.kind}` }
    })
  // Where a shared part is split in two, redocly tells each loss twice.
  return rated.filter(({ where, what }, at) => rated.findIndex((other) => other.where === where && other.what === what) === at)
}

/** Examples and x- fields, which redocly counts when they come and go, and not when they change. */
function isForReaders({ typeName, property = '' }: RawChange): boolean {
  return /^(Example|SpecExtension)/.test(typeName) || /^(examples?$|x-)/.test(property)
}

function ownRating(change: RawChange, base: unknown, revision: unknown): Rating | null {
  const { path, property = '', kind, typeName, revision: after } = change
  const sent = path.includes('/responses/') || path.startsWith('#/webhooks/')
  const lost = kind === 'removed' || after?.value === false
  if (/^#\/paths\/.*\/requestBody\/.*\/oneOf\//.test(path) && branchesExclude(base, change.base) && !branchesExclude(revision, after)) {
    return { bump: 'major', why: 'Two branches of the oneOf now take the same body, which is then refused.' }
  }
  if (typeName === 'Header' && property === 'required' && lost && sent) return { bump: 'major', why: 'The header may be missing now.' }
  if (typeName === 'Parameter' && path.startsWith('#/webhooks/') && lost && (kind === 'removed' || property === 'required')) {
    return { bump: 'major', why: 'The event may come without this header now.' }
  }
  if (kind === 'removed' && typeName === 'Schema' && CONDITIONS.test(path)) {
    return { bump: sent ? 'major' : 'minor', why: 'A condition of the schema is gone: more is valid than before.' }
  }
  if (kind === 'modified' && RULES.has(property)) return { bump: 'minor', why: `What is valid changed: ${property} ${fromTo(change)}.` }
  if (typeName === 'PathItem' && property === 'key') return { bump: 'major', why: `Typed clients name the path: ${fromTo(change)}.` }
  if (kind === 'removed' && path.endsWith('/security')) return { bump: 'minor', why: 'Credentials are no longer needed.' }
  return property === 'deprecated' ? { bump: 'minor', why: 'Deprecated, or no longer so.' } : null
}

/** What changed of a value: of a list, the items that came and went; of a long text, the part where it differs. */
function fromTo({ base, revision }: RawChange): string {
  const [before, after] = [base?.value, revision?.value]
  if (Array.isArray(before) && Array.isArray(after)) {
    const [lost, added] = [itemsBut(before, after), itemsBut(after, before)]
    const parts = [...(lost === '' ? [] : [`no longer ${lost}`]), ...(added === '' ? [] : [`now also ${added}`])]
    if (parts.length > 0) return parts.join(', ')
  }
  const [from = '', to = ''] = [before, after].map((value) => (value === undefined ? 'none' : JSON.stringify(value)))
  const at = [...from].findIndex((character, index) => character !== to[index])
  return `from ${around(from, at)} to ${around(to, at)}`
}

const itemsBut = (items: unknown[], others: unknown[]): string =>
  items
    .filter((item) => !others.some((other) => isDeepStrictEqual(item, other)))
    .map((item) => JSON.stringify(item))
    .join(', ')

const LONGEST = 80

function around(text: string, at: number): string {
  if (text.length <= LONGEST) return text
  const begin = Math.max(0, Math.min(at, text.length) - LONGEST / 4)
  const end = begin + LONGEST
  return `${begin > 0 ? '…' : ''}${text.slice(begin, end)}${end < text.length ? '…' : ''}`
}

function whereOf({ path, property, base, revision }: RawChange): string {
  const written = base?.pointer ?? revision?.pointer ?? path
  const pointer = property === undefined || written.endsWith(`/${property}`) || property === 'key' ? written : `${written}/${property}`
  return stepsOf(pointer.replace(/^#?\/?/, '/')).join('/')
}

type Schema = Readonly<Record<string, unknown>>

/**
 * Whether the branches of the `oneOf` that a place lies in shut one another out: each two by a field that both require, with values
 * that are listed and not shared. A body that two branches take is refused, so a branch that takes more can break a client.
 *
 * @param description a bundled description, parsed
 * @param side the place, by its pointer; true where there is none, since what is not there shuts nothing in
 * @example branchesExclude(description, { pointer: '#/components/schemas/FreezeRequest/oneOf/1/required' }) // true
 */
function branchesExclude(description: unknown, side: { pointer: string } | undefined): boolean {
  const list = /^#(\/.*\/oneOf)(?=\/)/.exec(side?.pointer ?? '')?.[1]
  if (list === undefined) return true
  const branches = at(description, list)
  if (!Array.isArray(branches)) return true
  return branches.every((one, index) => branches.slice(index + 1).every((other) => exclude(one, other)))
}

function exclude(one: Schema, other: Schema): boolean {
  const required = [one, other].map((branch) => (Array.isArray(branch.required) ? (branch.required as string[]) : []))
  const both = required[0]?.filter((field) => required[1]?.includes(field)) ?? []
  return both.some((field) => {
    const [mine, theirs] = [valuesOf(one, field), valuesOf(other, field)]
    return mine !== null && theirs !== null && !mine.some((value) => theirs.includes(value))
  })
}

function valuesOf(branch: Schema, field: string): unknown[] | null {
  const schema = (branch.properties as Record<string, Schema> | undefined)?.[field]
  if (schema === undefined) return null
  return 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : null
}
