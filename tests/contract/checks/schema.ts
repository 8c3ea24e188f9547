import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { OperationId } from '../case.ts'
import { at, escaped, follow } from './pointers.ts'

type Json = Record<string, unknown>

/** Says what does not fit the description; an empty list when all fits. */
export interface SchemaCheck {
  /** An answer: its described headers, where headers are given, and its body, with no field that is not described, at any depth. */
  answer: (operation: OperationId, status: number, body: unknown, headers?: Headers) => string[]
  /** A request: its path parameters, and its body; undefined for none. */
  request: (operation: OperationId, request: { path: Record<string, unknown>; body?: unknown }) => string[]
  /** A delivery of an outcome event, as an answer. */
  event: (body: unknown, headers?: Headers) => string[]
  /** Whether the description has this answer of a receiver to a delivery. */
  receipt: (status: number) => boolean
  /** Whether the description has this header of a delivery; its name in lower case. */
  eventHeader: (name: string) => boolean
}

const EVENT = '/webhooks/OrderActionStatus/post'

/**
 * Compiles the schemas of a bundled description, closed: a field that is not described is a fault.
 *
 * @param description the parsed bundle
 * @example createSchemaCheck(description).answer('freezeAsyncOrder', 202, {}) // ["the body must have required property …", …]
 */
export function createSchemaCheck(description: Json): SchemaCheck {
  const fits = createFits(description)
  const operations = operationPlaces(description)
  const bodyOf = (holder: string, body: unknown): string[] => {
    const schema = `${holder}/content/application~1json/schema`
    return at(description, schema) === undefined ? [`the description has no JSON body at ${holder}`] : fits(schema, body, 'the body')
  }
  const headersOf = (described: [name: string, place: string][], headers: Headers | undefined): string[] =>
    described.flatMap(([name, place]) => {
      if (headers === undefined) return []
      const { required, schema } = at(description, place) as { required?: boolean; schema?: Json }
      const value = headers.get(name)
      if (value === null) return required === true ? [`the header ${name} is missing`] : []
      return fits(`${place}/schema`, schema?.type === 'integer' ? Number(value) : value, `the header ${name}`)
    })
  return {
    answer(operation, status, body, headers) {
      const response = follow(description, `${operations.get(operation) ?? '/paths'}/responses/${status}`)
      if (response === undefined) return [`the description has no ${status} for ${operation}`]
      return [...headersOf(responseHeaders(description, response), headers), ...bodyOf(response, body)]
    },
    request(operation, { path, body }) {
      const place = operations.get(operation)
      if (place === undefined) return [`the description has no ${operation}`]
      const described = parametersIn(description, place, 'path')
      const wrong = Object.entries(path).flatMap(([name, value]) => {
        const parameter = described.find(([other]) => other === name)
        return parameter === undefined
          ? [`the description has no path parameter ${name}`]
          : fits(`${parameter[1]}/schema`, value, `the path parameter ${name}`)
      })
      if (body === undefined && at(description, `${place}/requestBody/required`) !== true) return wrong
      return [...wrong, ...bodyOf(`${place}/requestBody`, body)]
    },
    event(body, headers) {
      const request = `${EVENT}/requestBody`
      if (at(description, EVENT) === undefined) return ['the description has no POST of an event OrderActionStatus']
      if (body === undefined && at(description, `${request}/required`) !== true) return []
      return [...headersOf(parametersIn(description, EVENT, 'header'), headers), ...bodyOf(request, body)]
    },
    receipt: (status) => at(description, `${EVENT}/responses/${status}`) !== undefined,
    eventHeader: (name) => parametersIn(description, EVENT, 'header').some(([described]) => described.toLowerCase() === name),
  }
}

function responseHeaders(description: Json, response: string): [name: string, place: string][] {
  const names = Object.keys((at(description, `${response}/headers`) ?? {}) as Json)
  return names.map((name) => [name, follow(description, `${response}/headers/${escaped(name)}`) ?? response])
}

function parametersIn(description: Json, operation: string, where: 'path' | 'header'): [name: string, place: string][] {
  const parameters = (at(description, `${operation}/parameters`) ?? []) as unknown[]
  const places = parameters.map((_, index) => follow(description, `${operation}/parameters/${index}`) ?? operation)
  return places
    .filter((place) => at(description, `${place}/in`) === where)
    .map((place) => [String(at(description, `${place}/name`)), place])
}

/** Where each operation stands. */
function operationPlaces(description: Json): Map<string, string> {
  const paths = Object.entries((description.paths ?? {}) as Record<string, Json>)
  const places = paths.flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, string] => [
      (operation as { operationId?: string }).operationId ?? '',
      `/paths/${escaped(path)}/${method}`,
    ]),
  )
  return new Map(places)
}

type Fits = (pointer: string, value: unknown, name: string) => string[]

function createFits(description: Json): Fits {
  // That the schemas are well-formed is for the lint to say; to judge it here costs more than all the rest.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false })
  addFormats.default(ajv)
  ajv.addSchema({ ...(closed(description) as Json), $id: 'description' })
  const compiled = new Map<string, ValidateFunction>()
  return (pointer, value, name) => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `description#${pointer}` })
    compiled.set(pointer, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || name} ${message}${'additionalProperty' in params ? `: ${params.additionalProperty}` : ''}`,
    )
  }
}

/** A copy in which every object schema with properties refuses others. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed)
  if (typeof node !== 'object' || node === null) return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]))
  const isSchema = typeof copy.properties === 'object' && !('additionalProperties' in copy)
  return isSchema ? { ...copy, additionalProperties: false } : copy
}
