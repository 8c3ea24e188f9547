import fc from 'fast-check'
import { type Example, sendable } from './example.ts'
import { type Described, type Schema, typesOf } from './schema.ts'
import { ofLength } from './strings.ts'

// The unit `binary` of the library lists a million code points first, which takes longer than the whole phase.
const codePoint = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code))

/** One code point of any plane, or half of one. */
const unit = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }) },
  { weight: 3, arbitrary: codePoint },
  { weight: 1, arbitrary: fc.constantFrom('\u0301', '\u200d', '\ud83d', '\ude00', '\u0000', '\ufeff') },
)
const anyText = fc.string({ unit, maxLength: 40 })
const anyJson = fc.jsonValue({ maxDepth: 3, stringUnit: unit })
const longText = fc
  .record({ length: fc.nat(5_000), fill: fc.constantFrom('x', '😀', 'é', '\ud800') })
  .map(({ length, fill }) => ofLength(length, [fill]))

/** Values that satisfy a schema, but for a `oneOf` of which more than one branch fits. */
function satisfying(schema: Schema): fc.Arbitrary<unknown> {
  const { oneOf, properties, required = [], minProperties = 0 } = schema
  if (oneOf !== undefined) return fc.oneof(...oneOf.map(satisfying))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (properties !== undefined || typesOf(schema).includes('object')) {
    const fields = Object.fromEntries(Object.entries(properties ?? {}).map(([name, property]) => [name, satisfying(property)]))
    return fc.record(fields, { requiredKeys: required }).filter((value) => Object.keys(value).length >= minProperties)
  }
  return typesOf(schema).includes('null') ? fc.option(text(schema)) : text(schema)
}

function text({ minLength = 0, maxLength, pattern }: Schema): fc.Arbitrary<string> {
  const fits = (value: string): boolean => [...value].length >= minLength && [...value].length <= (maxLength ?? Number.POSITIVE_INFINITY)
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u')).filter(fits)
  const full = maxLength === undefined ? longText : fc.constantFrom('x', '😀', '\u0301').map((fill) => ofLength(maxLength, [fill]))
  const short = fc.string({ unit, minLength, maxLength: Math.min(maxLength ?? 200, 200) })
  return fc.oneof({ weight: 4, arbitrary: short }, { weight: 1, arbitrary: full }).filter(fits)
}

/** Bodies of which one field is another, one too many, or missing. */
function oneOff(schema: Schema): fc.Arbitrary<unknown> {
  const names = [...new Set((schema.oneOf ?? [schema]).flatMap(({ properties = {} }) => Object.keys(properties)))]
  const name = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: anyText })
  const value = fc.oneof(anyJson, anyText, longText)
  const change = fc.oneof(
    { weight: 3, arbitrary: fc.record({ name, value }) },
    { weight: 1, arbitrary: fc.record({ name, value: fc.constant(undefined) }) },
  )
  return fc.tuple(satisfying(schema), change).map(([body, { name: field, value: other }]) => ({ ...(body as object), [field]: other }))
}

/** Segments of a path: texts, encoded once, twice, in part, in either case of the digits, and what cannot be decoded. */
export const encodedSegments: fc.Arbitrary<string> = fc.oneof(
  fc
    .string({ unit, minLength: 1, maxLength: 20 })
    .filter((text) => text.isWellFormed())
    .map(encodeURIComponent),
  fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 }).map((text) => encodeURIComponent(encodeURIComponent(text))),
  fc
    .array(fc.tuple(fc.constantFrom(...'Az09-_'), fc.constantFrom(0, 1, 2)), { minLength: 5, maxLength: 20 })
    .map((letters) => letters.map(([letter, how]) => (how === 0 ? letter : percent(letter, how === 1))).join('')),
  fc.constantFrom(
    '%',
    '%00',
    '%ff',
    '%2F',
    '%2f%2e%2e',
    '%E0%A4%A',
    '%zz',
    '%41%zz',
    '%C0%AF',
    '%ed%a0%80',
    '%F0%9F%98%80',
    '__proto__',
    'x'.repeat(4_000),
  ),
)

const percent = (letter: string, upper: boolean): string => {
  const digits = letter.charCodeAt(0).toString(16)
  return `%${upper ? digits.toUpperCase() : digits}`
}

/** Requests of an operation: some satisfy the description, some have one thing wrong, some anything. */
export function randomExamples({ operation, path, body }: Described): fc.Arbitrary<Example> {
  const bodies = fc.oneof(
    { weight: 5, arbitrary: satisfying(body) },
    { weight: 4, arbitrary: oneOff(body) },
    { weight: 1, arbitrary: anyJson },
  )
  const segment = fc.record({ name: fc.constantFrom(...Object.keys(path)), value: encodedSegments.filter(sendable) })
  const paths = fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: segment.map(({ name, value }) => ({ [name]: value })) },
  )
  // What goes out as nothing is nothing.
  const sent = bodies.map((value): unknown => JSON.parse(JSON.stringify(value)))
  return fc.record({ operation: fc.constant(operation), path: paths, body: sent, escaped: fc.boolean(), about: fc.constant('random') })
}
