import { Ajv2020 } from 'ajv/dist/2020.js'
import standalone from 'ajv/dist/standalone/index.js'
import addFormats from 'ajv-formats'
import { rolldown } from 'rolldown'
import { root } from './documents.ts'

/** A JSON Schema as it stands in a bundle. */
export type JsonSchema = { [keyword: string]: unknown }

/** What is for readers only, and would stand in the module for nothing. */
const ANNOTATIONS = new Set(['title', 'description', 'examples', 'example', 'deprecated', 'readOnly', 'writeOnly'])
/** Keywords whose keys are names and not keywords. */
const NAMED = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs'])
/** Keywords whose values are data. */
const DATA = new Set(['const', 'enum', 'default', 'required'])

/**
 * Compiles each schema to a function `validate<Name>` in one module that imports nothing and makes no code when it runs.
 *
 * @param schemas the component schemas of a bundle
 * @param only the schemas that anybody checks, whose errors then come with the schema, so that a message can name the choices; default: all
 * @example (await validatorsModule({ Id: { type: 'string' } })).includes('validateId') // true
 */
export async function validatorsModule(schemas: Record<string, JsonSchema>, only?: RegExp): Promise<string> {
  const ajv = new Ajv2020({
    strict: true,
    verbose: only !== undefined,
    allowUnionTypes: true,
    code: { source: true, esm: true, lines: true },
  })
  addFormats.default(ajv, ['date-time', 'uuid', 'uri'])
  const names = Object.keys(schemas)
  for (const name of names) ajv.addSchema(rulesOf(schemas[name]) as JsonSchema, name)
  const exported = Object.fromEntries(names.filter((name) => only?.test(name) ?? true).map((name) => [`validate${name}`, name]))
  return bundled(standalone.default(ajv, exported))
}

/**
 * The types of those functions: each one narrows what it accepts to the schema's type.
 *
 * @param names the names of the schemas
 * @param types the module that openapi-typescript wrote, relative to the validators
 */
export function validatorTypes(names: string[], types: string): string {
  const functions = names.map((name) => `export declare const validate${name}: Validator<components['schemas']['${name}']>\n`)
  return `import type { components } from '${types}'

/** What a value breaks: a rule of the schema, at a place in the value. */
export interface ValidationError {
  instancePath: string
  schemaPath: string
  keyword: string
  params: Record<string, unknown>
  message?: string
  /** The schema around the rule, and the value; only where a description asks for them. */
  parentSchema?: { properties?: object; type?: string | readonly string[]; minimum?: number; maximum?: number }
  data?: unknown
}

/** Whether a value fits a schema; \`errors\` is about the last call. */
export interface Validator<T> {
  (value: unknown): value is T
  errors?: ValidationError[] | null
}

${functions.join('')}`
}

/** A schema without its annotations, and with references as ajv knows the schemas: by name. */
function rulesOf(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(rulesOf)
  if (typeof schema !== 'object' || schema === null) return schema
  const rules: JsonSchema = {}
  for (const [keyword, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(keyword) || keyword.startsWith('x-')) continue
    if (keyword === '$ref' && typeof value === 'string') rules[keyword] = value.replace('#/components/schemas/', '')
    else if (NAMED.has(keyword)) rules[keyword] = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, rulesOf(part)]))
    else rules[keyword] = DATA.has(keyword) ? value : rulesOf(value)
  }
  return rules
}

/** ajv's code still calls `require` for formats and string length: those modules are put in. */
async function bundled(code: string): Promise<string> {
  const build = await rolldown({
    input: 'validators',
    cwd: root,
    platform: 'neutral',
    logLevel: 'silent',
    // Else the module would name the folders of the machine that built it.
    experimental: { attachDebugInfo: 'none' },
    plugins: [
      {
        name: 'the-code-in-memory',
        resolveId: (id) => (id === 'validators' ? `${root}/validators.js` : null),
        load: (id) => (id === `${root}/validators.js` ? code : null),
      },
    ],
  })
  const { output } = await build.generate({ format: 'esm', comments: false })
  await build.close()
  return output[0].code
}
