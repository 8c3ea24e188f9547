import type { OperationId } from '../cases/case.ts'
import { operationsIn } from '../checks/operations-in.ts'
import { resolved } from '../checks/pointers.ts'

/** A schema as this phase reads it, with what its references lead to in their place. */
export interface Schema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  oneOf?: Schema[]
  minLength?: number
  maxLength?: number
  pattern?: string
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean
  minProperties?: number
  examples?: unknown[]
}

/** What the description says about the requests of an operation. */
export interface Described {
  operation: OperationId
  method: string
  /** Such as `/asyncOrders/{referenceOrderID}/freeze`. */
  template: string
  /** Schemas of the path parameters, by name. */
  path: Record<string, Schema>
  body: Schema
}

type Node = Record<string, unknown>

/** Words of a schema that allow and forbid nothing. */
const ANNOTATIONS = ['title', 'description', 'example', 'deprecated', 'default']
const KEYWORDS = [
  'type',
  'enum',
  'const',
  'oneOf',
  'minLength',
  'maxLength',
  'pattern',
  'properties',
  'required',
  'additionalProperties',
  'minProperties',
  'examples',
]

/**
 * Reads what a bundled description says about requests.
 *
 * @param description the parsed bundle
 * @throws Error when it uses a keyword, a type or a kind of parameter that no example is made for: what is not checked must not pass
 * @example describedOperations(bundle).map(({ operation }) => operation) // ['freezeAsyncOrder', …]
 */
export function describedOperations(description: Node): Described[] {
  const follow = (value: unknown): Node => resolved(description, value)
  const operations = operationsIn(description).filter(({ id }) => id !== '')
  return operations.map(({ id, method, path: template, node: { parameters = [], requestBody } }) => {
    const media = follow(follow(follow(requestBody).content)['application/json'])
    return {
      operation: id as OperationId,
      method: method.toUpperCase(),
      template,
      path: Object.fromEntries((parameters as unknown[]).map((parameter) => pathParameter(follow, follow(parameter)))),
      body: schemaAt(follow, media.schema, id),
    }
  })
}

function pathParameter(follow: (value: unknown) => Node, parameter: Node): [string, Schema] {
  if (parameter.in !== 'path') throw unknown(`a parameter in ${parameter.in}`, String(parameter.name))
  return [String(parameter.name), schemaAt(follow, parameter.schema, String(parameter.name))]
}

function schemaAt(follow: (value: unknown) => Node, value: unknown, place: string): Schema {
  const node = follow(value)
  const entries = Object.entries(node).filter(([key]) => !key.startsWith('x-') && !ANNOTATIONS.includes(key))
  for (const [key] of entries) if (!KEYWORDS.includes(key)) throw unknown(`the keyword ${key}`, place)
  if (typeof node.additionalProperties === 'object') throw unknown('a schema of additionalProperties', place)
  const schema = Object.fromEntries(entries) as Schema
  for (const type of typesOf(schema)) if (!['string', 'object', 'null'].includes(type)) throw unknown(`the type ${type}`, place)
  const { properties, oneOf } = schema
  return {
    ...schema,
    ...(oneOf === undefined ? {} : { oneOf: oneOf.map((branch, index) => schemaAt(follow, branch, `${place}/${index}`)) }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [name, schemaAt(follow, property, `${place}/${name}`)]),
          ),
        }),
  }
}

/** The types that a schema allows; none where it leaves the type open. */
export const typesOf = ({ type }: Schema): string[] => (type === undefined ? [] : Array.isArray(type) ? type : [type])

const unknown = (what: string, place: string): Error =>
  new Error(`Failed to read the description: no examples are made for ${what} (${place}). Teach it to contract/src/schema/.`)
