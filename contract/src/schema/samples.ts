import { type Schema, typesOf } from './schema.ts'
import { nearCodes, stringSamples } from './strings.ts'

/** One value for a schema, and the rule that it is about: a field and a keyword. Whether it fits is judged elsewhere. */
export interface Sample {
  /** `notes`; empty for the value as a whole. */
  at: string
  /** `maxLength`; `enum` for a constant too, `null` for a null. */
  keyword: string
  value: unknown
}

/** A field under each of these names is known to no schema; some stand on every object of a careless reader. */
const UNKNOWN_NAMES = [
  'colour',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  ' ',
  '0',
  'length',
  '$ref',
  'é',
  '😀',
  '\u0000',
  '\ud800',
]
const WRONG_TYPES = [null, true, 0, 1.5, [], {}, 'text']

/**
 * Every sample of a schema: at and next to each boundary, each field left out, unknown fields, each wrong type. The same every time.
 *
 * @param codes what lists of values elsewhere in the description hold for a field, by its name
 * @param plain without what another branch of the same schema has already: one unknown field instead of many, no misspelt codes
 * @example samplesOf({ type: 'string', maxLength: 150 }, new Map()).length
 */
export function samplesOf(schema: Schema, codes: ReadonlyMap<string, unknown[]>, at = '', plain = false): Sample[] {
  const { oneOf, properties } = schema
  if (oneOf !== undefined) return oneOf.flatMap((branch, index) => samplesOf(branch, codes, at, index > 0))
  const sample = (keyword: string, value: unknown): Sample => ({ at, keyword, value })
  const base = baseOf(schema)
  const wrongTypes = [...WRONG_TYPES, [base], { value: base }].map((value) => sample(value === null ? 'null' : 'type', value))
  if (properties !== undefined) return [sample('type', base), ...objectSamples(schema, codes, plain), ...wrongTypes]
  const listed = schema.enum ?? ('const' in schema ? [schema.const] : null)
  if (listed === null)
    return [sample('type', base), ...stringSamples(schema).map(({ keyword, value }) => sample(keyword, value)), ...wrongTypes]
  const near = typeof base === 'string' && !plain ? nearCodes(base) : []
  return [...[...listed, ...(codes.get(at) ?? []), ...near].map((value) => sample('enum', value)), ...wrongTypes]
}

function objectSamples(schema: Schema, codes: ReadonlyMap<string, unknown[]>, plain: boolean): Sample[] {
  const base = baseOf(schema) as Record<string, unknown>
  const properties = Object.entries(schema.properties ?? {})
  const all = Object.fromEntries(properties.map(([name, property]) => [name, baseOf(property)]))
  const names = Object.keys(all)
  const respelt = names.flatMap((name) => [name.toUpperCase(), `${name[0]?.toUpperCase()}${name.slice(1)}`, `${name} `, name.toLowerCase()])
  // Of several branches of a schema, the first gets all of them: the others need but one.
  const unknown = plain ? ['colour'] : [...UNKNOWN_NAMES, ...respelt].filter((name) => !names.includes(name))
  return [
    { at: '', keyword: 'minProperties', value: {} },
    { at: '', keyword: 'type', value: all },
    ...names.flatMap((name) => [
      { at: name, keyword: 'required', value: without(base, name) },
      { at: name, keyword: 'required', value: without(all, name) },
      { at: name, keyword: 'type', value: { [name]: all[name] } },
    ]),
    ...unknown.flatMap((name) =>
      (name === 'colour' ? ['x', null] : ['x']).map((value) => ({
        at: '',
        keyword: 'additionalProperties',
        value: { ...base, [name]: value },
      })),
    ),
    ...properties.flatMap(([name, property]) =>
      samplesOf(property, codes, name, plain).map(({ keyword, value }) => ({ at: name, keyword, value: { ...base, [name]: value } })),
    ),
  ]
}

const without = (fields: Record<string, unknown>, name: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name))

/** A small value that satisfies a schema. */
export function baseOf(schema: Schema): unknown {
  if (schema.oneOf !== undefined) return baseOf(schema.oneOf[0] ?? {})
  if ('const' in schema) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (typesOf(schema).includes('object') || schema.properties !== undefined) {
    const names = Object.keys(schema.properties ?? {})
    const wanted = [...new Set([...(schema.required ?? []), ...names.slice(0, schema.minProperties ?? 0)])]
    return Object.fromEntries(wanted.map((name) => [name, baseOf(schema.properties?.[name] ?? {})]))
  }
  return 'x'.repeat(Math.max(1, schema.minLength ?? 1))
}

/** What each list of values of a description holds, by the name of its field: a code of one operation may be none of another's. */
export function codesOf(schemas: readonly Schema[]): Map<string, unknown[]> {
  const codes = new Map<string, unknown[]>()
  const look = ({ oneOf = [], properties = {} }: Schema): void => {
    for (const branch of oneOf) look(branch)
    for (const [name, property] of Object.entries(properties)) {
      const listed = property.enum ?? ('const' in property ? [property.const] : [])
      codes.set(name, [...new Set([...(codes.get(name) ?? []), ...listed])])
      look(property)
    }
  }
  for (const schema of schemas) look(schema)
  return codes
}
