import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import type { OperationId } from '../cases/case.ts'
import { stepsOf } from '../checks/pointers.ts'
import type { Described, Schema } from './schema.ts'

/** A rule of the description: a field or a path parameter, and a keyword of its schema. */
export interface Rule {
  /** `notes`; empty for the body as a whole. */
  at: string
  /** `maxLength`; `enum` for a constant too; `null` for a null where the type does not allow one. */
  keyword: string
}

/**
 * A rule in one word. That a body has no unknown field is one rule, whatever the field.
 *
 * @example ruleName({ at: 'notes', keyword: 'maxLength' }) // 'notes.maxLength'
 */
export const ruleName = ({ at, keyword }: Rule): string => `${keyword === 'additionalProperties' ? '' : at}.${keyword}`

/** What the description says of a value. */
interface Verdict {
  fits: boolean
  /** The rules that it breaks; of several branches, those of the one that it comes nearest to. */
  breaks: Rule[]
}

/** Judges requests by the description alone. */
export interface Oracle {
  body: (operation: OperationId, value: unknown) => Verdict
  /** A path parameter, decoded. */
  parameter: (operation: OperationId, name: string, value: string) => Verdict
}

const FITS: Verdict = { fits: true, breaks: [] }

/**
 * Compiles the request schemas of a description with Ajv. That the samples are made by other code keeps the two honest.
 *
 * @example createOracle(describedOperations(bundle)).body('freezeAsyncOrder', {}).breaks // [{ at: 'reasonCode', keyword: 'required' }]
 */
export function createOracle(operations: readonly Described[]): Oracle {
  const bodies = new Map(operations.map(({ operation, body }) => [operation, judgeOf(body)]))
  const parameters = new Map(
    operations.flatMap(({ operation, path }) => Object.entries(path).map(([name, schema]) => [`${operation} ${name}`, judgeOf(schema)])),
  )
  return {
    body: (operation, value) => bodies.get(operation)?.(value) ?? FITS,
    parameter: (operation, name, value) => {
      const { fits, breaks } = parameters.get(`${operation} ${name}`)?.(value) ?? FITS
      return { fits, breaks: breaks.map((rule) => ({ ...rule, at: name })) }
    },
  }
}

function judgeOf(schema: Schema): (value: unknown) => Verdict {
  const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true, validateFormats: false })
  const whole = ajv.compile(schema)
  const branches = (schema.oneOf ?? [schema]).map((branch) => ajv.compile(branch))
  return (value) => {
    if (whole(value)) return FITS
    const broken = branches.map((validate) => (validate(value) ? [] : distinctErrors(validate.errors ?? [])))
    return { fits: false, breaks: nearest(broken) }
  }
}

/** Of several branches, the one that lacks least. A value that is none of a list tells that another branch was meant. */
function nearest(broken: ErrorObject[][]): Rule[] {
  const strangeness = (errors: ErrorObject[]): number => errors.length + (errors.some(isOfAnother) ? 0.5 : 0)
  return (broken.toSorted((one, other) => strangeness(one) - strangeness(other))[0] ?? []).map(ruleOf)
}

const isOfAnother = ({ keyword }: ErrorObject): boolean => keyword === 'enum' || keyword === 'const'

/** A value of a wrong type breaks the other rules of its place too, and that tells nothing more. */
function distinctErrors(errors: ErrorObject[]): ErrorObject[] {
  const wrong = new Set(errors.filter(({ keyword }) => keyword === 'type').map(({ instancePath }) => instancePath))
  return errors.filter(({ keyword, instancePath }) => keyword === 'type' || !wrong.has(instancePath))
}

function ruleOf({ keyword, instancePath, params, data }: ErrorObject): Rule {
  const [place = ''] = stepsOf(instancePath)
  if (keyword === 'required') return { at: String(params.missingProperty), keyword }
  if (keyword === 'additionalProperties') return { at: String(params.additionalProperty), keyword }
  return { at: place, keyword: keyword === 'type' && data === null ? 'null' : keyword === 'const' ? 'enum' : keyword }
}
