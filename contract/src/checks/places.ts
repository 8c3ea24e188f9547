import { at, follow } from './pointers.ts'

type Json = Record<string, unknown>

/** A place in a body, and the clause that is about its shape. */
export interface Place {
  /** Names of fields; `*` for each item of a list. */
  path: readonly string[]
  clause: string
}

const MARKS = ['x-documented', 'x-inferred', 'x-assumed']
const CLAUSE = /^[A-Z]{3}-\d+$/
/** Is about the fields that are not there. */
const EXTRA_FIELDS = 'GEN-28'

/**
 * The first clause that marks a part of the description, documented ones before the others; of a part that several operations share, the
 * first that is about this operation or about all of them.
 *
 * @param prefix of the clauses of the operation, such as `FRZ`
 */
export function markedClause(node: unknown, prefix: string): string | undefined {
  const ids = MARKS.flatMap((mark) => ((node as Json | undefined)?.[mark] ?? []) as string[]).filter(
    (id) => CLAUSE.test(id) && id !== EXTRA_FIELDS,
  )
  return ids.find((id) => id.startsWith(prefix)) ?? ids.find((id) => /^(GEN|EVT)/.test(id))
}

/**
 * Every place in the bodies that a schema describes, each with its clause: that of the marks nearest to it.
 *
 * @param pointer of the schema
 * @param around the clause of what holds the body
 * @example placesOf(description, '/components/schemas/ErrorInfo', 'FRZ', 'GEN-05')[1] // { path: ['timestamp'], clause: 'GEN-05' }
 */
export function placesOf(description: unknown, pointer: string, prefix: string, around: string): Place[] {
  const walk = (from: string, path: readonly string[], outer: string): Place[] => {
    const place = follow(description, from) ?? from
    const clause = markedClause(at(description, from), prefix) ?? markedClause(at(description, place), prefix) ?? outer
    const { properties = {}, items } = (at(description, place) ?? {}) as { properties?: Json; items?: unknown }
    return [
      { path, clause },
      ...Object.keys(properties).flatMap((name) => walk(`${place}/properties/${name}`, [...path, name], clause)),
      ...(items === undefined ? [] : walk(`${place}/items`, [...path, '*'], clause)),
    ]
  }
  return walk(pointer, [], around)
}

/** The clause of the place in a body that is nearest to a path, such as `/errors/0/path`. */
export function clauseAt(places: readonly Place[], path: readonly string[]): string {
  const fits = (place: Place): boolean =>
    place.path.length <= path.length &&
    place.path.every((step, index) => step === path[index] || (step === '*' && /^\d+$/.test(path[index] ?? '')))
  return places.filter(fits).reduce((best, place) => (place.path.length >= best.path.length ? place : best)).clause
}

/** Whether a body has a value at a place. */
export function isThere(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined
  if (step === '*') return Array.isArray(value) && value.some((item) => isThere(item, rest))
  return typeof value === 'object' && value !== null && isThere((value as Json)[step], rest)
}

/**
 * Fields of a body that its schema does not describe, such as `/errors/0/constraint`. What has no properties of its own may hold any.
 *
 * @example undocumentedFields(description, '/components/schemas/ErrorInfo', { colour: 'red' }) // ['/colour']
 */
export function undocumentedFields(description: unknown, pointer: string, value: unknown): string[] {
  // Nothing lies in it that could be undocumented.
  if (typeof value !== 'object' || value === null) return []
  const place = follow(description, pointer) ?? pointer
  const { properties, items, additionalProperties } = (at(description, place) ?? {}) as {
    properties?: Json
    items?: unknown
    additionalProperties?: unknown
  }
  if (Array.isArray(value)) {
    if (items === undefined) return []
    return value.flatMap((item, index) => undocumentedFields(description, `${place}/items`, item).map((field) => `/${index}${field}`))
  }
  if (properties === undefined) return []
  return Object.entries(value).flatMap(([name, inner]) => {
    if (properties[name] !== undefined)
      return undocumentedFields(description, `${place}/properties/${name}`, inner).map((field) => `/${name}${field}`)
    return additionalProperties === undefined || additionalProperties === false ? [`/${name}`] : []
  })
}
