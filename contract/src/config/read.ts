import { readFileSync, statSync } from 'node:fs'
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parseDocument } from 'yaml'
import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import { didYouMean, orList } from '../../../sandbox/src/node/command/nearest.ts'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'

/** A file that a person writes. */
interface Kind {
  /** What sentences call it: `baseline`. */
  called: string
  schema: object
  /** Bytes. */
  largest: number
}

/**
 * Reads a file of YAML or JSON, and checks it against a schema.
 *
 * @returns what it holds; null where it holds nothing but comments
 * @throws UsageError when it cannot be read, is too large, or does not fit: where, and the nearest name where one is unknown
 * @example readFitting<Config>('async-orders.yaml', { called: 'configuration', schema, largest: 100_000 })
 */
export function readFitting<T>(file: string, { called, schema, largest }: Kind): T | null {
  let content: unknown
  try {
    const { size } = statSync(file)
    if (size > largest) throw new Error(`it has ${size} bytes, more than ${largest}`)
    content = parsed(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`Failed to read the ${called}: ${onOneLine(`${file}: ${error instanceof Error ? error.message : error}`)}.`)
  }
  return content === null ? null : checkFitting<T>(content, { called, schema }, file)
}

/**
 * Checks a value against a schema.
 *
 * @param file that holds it, if one does
 * @throws UsageError when it does not fit
 * @example checkFitting<KnownViolation[]>([], { called: 'baseline', schema }) // []
 */
export function checkFitting<T>(content: unknown, { called, schema }: Pick<Kind, 'called' | 'schema'>, file?: string): T {
  const ajv = new Ajv2020({ strict: true, verbose: true, allErrors: true })
  addFormats.default(ajv)
  const validate = ajv.compile<T>(schema)
  if (validate(content)) return content
  const errors = validate.errors ?? []
  // A key that is misspelt is missing under its right name, too.
  const first = errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors[0]
  const why = first === undefined ? '' : describe(first)
  throw new UsageError(`Failed to read the ${called}: ${onOneLine(file === undefined ? why : `${file}: ${why}`)}`)
}

/** JSON is YAML too. */
function parsed(text: string): unknown {
  const document = parseDocument(text)
  const [problem] = [...document.errors, ...document.warnings]
  // The parser's message goes on with an excerpt of the file, which may hold anything.
  if (problem !== undefined) throw new Error(`it is not valid YAML: ${problem.message.split(':\n')[0]}`)
  return document.toJS()
}

/** What is wrong and where. A value is not repeated unless the choices are few: nobody knows what was put there. */
function describe({ keyword, instancePath, params, parentSchema = {}, message = 'is wrong', data }: ErrorObject): string {
  const at = instancePath || '/'
  const keys = Object.keys(parentSchema.properties ?? {})
  switch (keyword) {
    case 'additionalProperties':
      return `${at} has the unknown key "${params.additionalProperty}". ${didYouMean(params.additionalProperty, keys, `The keys are ${keys.join(', ')}.`)}`
    case 'required':
      return `${at} has no ${params.missingProperty}. Add it.`
    case 'enum':
      return `${at} is ${JSON.stringify(data)}, expected ${orList(params.allowedValues)}. ${didYouMean(String(data), params.allowedValues)}`.trim()
    default:
      return parentSchema.type !== 'string' || parentSchema.description === undefined
        ? `${at} ${message}.`
        : `${at} is not valid. Expected ${parentSchema.description}`
  }
}
