import { readFileSync } from 'node:fs'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { parseDocument } from 'yaml'
// The schema of this program, not of the folder that is read: types.ts fits this one only.
import schema from '../../../openapi/clauses/register.schema.json' with { type: 'json' }
import { stepsOf } from '../checks/pointers.ts'

type Part = 'clauses' | 'consumer' | 'interpretations' | 'sources'

/**
 * Reads and validates files of the register, and gathers what is wrong with them, so that one run tells everything.
 *
 * @example new RegisterReader(root).read<Interpretation[]>('openapi/interpretations.yaml', 'interpretations')
 */
export class RegisterReader {
  /** One sentence for each thing found wrong so far. */
  readonly problems: string[] = []
  readonly #root: URL
  readonly #ajv = new Ajv2020({ strict: true, allErrors: true, verbose: true }).addSchema(schema)

  /** @param root folder that holds `openapi/`, with or without a slash at its end */
  constructor(root: URL) {
    this.#root = root.href.endsWith('/') ? root : new URL(`${root.href}/`)
  }

  /**
   * The content of one file, or undefined where it has problems.
   *
   * @param part which definition of the schema the file has to fit; `T` says the same in TypeScript
   */
  read<T>(file: string, part: Part): T | undefined {
    const before = this.problems.length
    const value = this.#parse(file)
    if (this.problems.length > before) return undefined
    const validate: ValidateFunction<T> | undefined = this.#ajv.getSchema<T>(`${schema.$id}#/$defs/${part}`)
    if (validate === undefined) throw new Error(`Failed to read the register: register.schema.json has no $defs/${part}. Put it back.`)
    if (validate(value)) return value
    for (const error of validate.errors ?? []) this.#tell(file, describe(error, value))
    return undefined
  }

  #parse(file: string): unknown {
    let text: string
    try {
      text = readFileSync(new URL(file, this.#root), 'utf8')
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      this.#tell(file, `/ cannot be read (${code}). Put the file back, or name a folder that holds openapi/.`)
      return undefined
    }
    const document = parseDocument(text)
    for (const { message } of [...document.errors, ...document.warnings]) {
      // The parser's message goes on with an excerpt of the file after a blank line.
      this.#tell(file, `/ is not valid YAML: ${message.split(':\n')[0]}. Mend it there.`)
    }
    return document.errors.length > 0 ? undefined : document.toJS()
  }

  #tell(file: string, what: string): void {
    this.problems.push(`Failed to read the register: ${file}: ${what}`)
  }
}

/** What is wrong, where, and what to do, e.g. `/3/basis (FRZ-04) must be one of …, not "guessed". Correct it.` */
function describe(error: ErrorObject, file: unknown): string {
  const at = `${error.instancePath || '/'}${idAt(error.instancePath, file)}`
  const { params } = error
  switch (error.keyword) {
    case 'additionalProperties':
      return `${at} has "${params.additionalProperty}", which the register does not know. Take it out, or correct its name.`
    case 'required':
      return `${at} lacks "${params.missingProperty}". Add it.`
    case 'enum':
      return `${at} must be one of ${params.allowedValues.join(', ')}, not ${JSON.stringify(error.data)}. Choose one of them.`
    case 'pattern':
      return `${at} must match ${params.pattern}, unlike ${JSON.stringify(error.data)}. Write it in that form.`
    case 'propertyNames':
      return `${at} has the name ${JSON.stringify(params.propertyName)} in a form that is not allowed. Correct the name.`
    default:
      return `${at} ${error.message ?? 'is wrong'}. Correct it.`
  }
}

/** The id of the entry that a pointer leads into: easier to find than its number. */
function idAt(pointer: string, file: unknown): string {
  const [index] = stepsOf(pointer)
  const entry: unknown = Array.isArray(file) && index !== undefined ? file[Number(index)] : undefined
  return typeof entry === 'object' && entry !== null && 'id' in entry ? ` (${entry.id})` : ''
}
