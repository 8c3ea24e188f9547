import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { OperationId } from '../case.ts'

type Json = Record<string, unknown>

/** Says what does not fit the description; an empty list when all fits. */
export interface SchemaCheck {
  /** The body of an answer, with no field that is not described, at any depth. */
  answer: (operation: OperationId, status: number, body: unknown) => string[]
  /** The body of an outcome event, likewise. */
  event: (body: unknown) => string[]
}

/**
 * Compiles the schemas of a bundled description, closed: a field that is not described is a fault.
 *
 * @param description the parsed bundle
 */
export function createSchemaCheck(description: Json): SchemaCheck {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema({ ...(closed(description) as Json), $id: 'description' })
  const compiled = new Map<string, ValidateFunction>()
  const check = (pointer: string, body: unknown): string[] => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `description#${pointer}` })
    compiled.set(pointer, validate)
    if (validate(body)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || 'the body'} ${message}${'additionalProperty' in params ? `: ${params.additionalProperty}` : ''}`,
    )
  }
  const places = operationPlaces(description)
  return {
    answer(operation, status, body) {
      const responses = places.get(operation)
      const response = responses === undefined ? undefined : resolve(description, `${responses}/${status}`)
      if (response === undefined) return [`the description has no ${status} for ${operation}`]
      return check(`${response}/content/application~1json/schema`, body)
    },
    event: (body) => check('/components/schemas/OrderActionStatusEvent', body),
  }
}

/** Where the responses of each operation stand. */
function operationPlaces(description: Json): Map<string, string> {
  const places = new Map<string, string>()
  for (const [path, item] of Object.entries((description.paths ?? {}) as Record<string, Json>)) {
    for (const [method, operation] of Object.entries(item)) {
      const { operationId } = operation as { operationId?: string }
      if (operationId !== undefined)
        places.set(operationId, `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}/responses`)
    }
  }
  return places
}

/** Follows a $ref at a pointer; undefined when nothing stands there. */
function resolve(description: Json, pointer: string): string | undefined {
  let found: unknown = description
  for (const part of pointer.slice(1).split('/')) found = (found as Json | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')]
  if (found === undefined) return undefined
  const { $ref } = found as { $ref?: string }
  return $ref === undefined ? pointer : resolve(description, $ref.slice(1))
}

/** A copy in which every object schema with properties refuses others. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]))
  const isSchema = typeof copy.properties === 'object' && !('additionalProperties' in copy)
  return isSchema ? { ...copy, additionalProperties: false } : copy
}
