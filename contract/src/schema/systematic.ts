import { type Example, sendable } from './example.ts'
import type { MadeCase } from './expectation.ts'
import { ruleName } from './oracle.ts'
import { type Sample, samplesOf } from './samples.ts'
import type { Described, Schema } from './schema.ts'

/**
 * Every systematic example of an operation: its samples as bodies, and those of its path parameters as segments. The same every time.
 *
 * @param codes as for `samplesOf`
 */
export function systematicExamples(described: Described, codes: ReadonlyMap<string, unknown[]>, base: unknown): Example[] {
  const { operation, path, body } = described
  const inBody = distinct(samplesOf(body, codes)).map(
    // Every other one in UTF-8: the two ways to write what is beyond ASCII mean the same.
    ({ at, keyword, value }, index): Example => ({
      operation,
      path: {},
      body: value,
      escaped: index % 2 === 0,
      about: aboutOf(at, keyword),
    }),
  )
  const inPath = Object.entries(path).flatMap(([name, schema]) =>
    distinct(samplesOf(schema, codes)).flatMap(({ keyword, value }): Example[] => {
      if (typeof value !== 'string' || !value.isWellFormed()) return []
      const segment = encodeURIComponent(value)
      return sendable(segment) ? [{ operation, path: { [name]: segment }, body: base, escaped: true, about: aboutOf(name, keyword) }] : []
    }),
  )
  return [...inBody, ...inPath]
}

/** `notes.maxLength`; a field whose name is not for a command line stands as nothing. */
const aboutOf = (at: string, keyword: string): string => `${/^\w*$/.test(at) ? at : ''}.${keyword}`

function distinct(samples: readonly Sample[]): Sample[] {
  return [...new Map(samples.toReversed().map((sample) => [JSON.stringify(sample.value), sample])).values()].toReversed()
}

/**
 * The rules of an operation that no example breaks, or that none keeps: where these are, nothing was checked.
 *
 * @returns such as `notes.maxLength is never broken`
 */
export function uncoveredRules(described: Described, examples: readonly { example: Example; made: MadeCase }[]): string[] {
  const broken = new Set(examples.flatMap(({ made }) => made.breaks.map(ruleName)))
  const kept = new Set(examples.filter(({ made }) => made.accepted).map(({ example }) => example.about))
  const rules = [
    ...rulesOf(described.body, ''),
    ...Object.entries(described.path).flatMap(([name, schema]) => rulesOf(schema, name).filter((rule) => !rule.endsWith('.type'))),
  ]
  const limits = rules.filter((rule) => /\.(maxLength|pattern|enum)$/.test(rule))
  return [
    ...rules.filter((rule) => !broken.has(rule)).map((rule) => `${rule} is never broken`),
    ...limits.filter((rule) => !kept.has(rule)).map((rule) => `${rule} is never kept`),
  ]
}

function rulesOf(schema: Schema, at: string): string[] {
  const { oneOf = [], properties = {}, required = [] } = schema
  const own = (['type', 'minLength', 'maxLength', 'pattern', 'enum', 'minProperties'] as const).filter(
    (keyword) => schema[keyword] !== undefined,
  )
  return [
    ...new Set([
      ...own.map((keyword) => `${at}.${keyword}`),
      ...('const' in schema ? [`${at}.enum`] : []),
      ...(schema.additionalProperties === false ? ['.additionalProperties'] : []),
      ...required.map((name) => `${name}.required`),
      ...oneOf.flatMap((branch) => rulesOf(branch, at)),
      ...Object.entries(properties).flatMap(([name, property]) => rulesOf(property, name)),
    ]),
  ]
}
