import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { type OperationId, operations } from '../../../generated/operations.ts'
import { operationsIn } from './operations-in.ts'
import { clauseAt, isThere, markedClause, type Place, placesOf, undocumentedFields } from './places.ts'
import { at, escaped, follow, stepsOf } from './pointers.ts'

type Json = Record<string, unknown>

/** A place that does not fit the OpenAPI description, and the clause that marks it there. */
interface Misfit {
  clause: string
  /** In words. */
  problem: string
}

/** What the OpenAPI description says of one response or of the event. */
export interface Shape {
  /** The clause about the body as a whole. */
  root: string
  /** Whether a body is an object, and has at least one of the described fields. */
  isSuch: (body: unknown) => boolean
  /** Clauses about the shape of the body or of a header, each once. */
  clauses: readonly string[]
  /** What does not fit; headers are checked where they are passed. */
  misfits: (body: unknown, headers?: Headers) => Misfit[]
  /** Whether a body, or the headers, have a value that the clause is about. */
  shows: (clause: string, body: unknown, headers?: Headers) => boolean
  /** Paths of fields that are not described. */
  undocumented: (body: unknown) => string[]
}

/** Compares requests, responses and events with an OpenAPI description. */
export interface SchemaCheck {
  /** Undefined where the description has no such response. */
  response: (operation: OperationId, status: number) => Shape | undefined
  /** Whether the description has the operation. */
  has: (operation: OperationId) => boolean
  /** Undefined where the description has no outcome event. */
  event: Shape | undefined
  /** What does not fit in a request: its path parameters, and its body; undefined for none. */
  request: (operation: OperationId, request: { path: Record<string, unknown>; body?: unknown }) => string[]
  /** Whether the description has this response of a receiver to a delivery. */
  receipt: (status: number) => boolean
  /** Whether the description has this header of a delivery; its name in lower case. */
  eventHeader: (name: string) => boolean
}

const EVENT = '/webhooks/OrderActionStatus/post'

/**
 * Compiles the schemas of a bundled OpenAPI description.
 *
 * @param description the parsed bundle
 * @example createSchemaCheck(description).response('freezeAsyncOrder', 202)?.misfits({}) // [{ clause: 'FRZ-13', problem: … }, …]
 */
export function createSchemaCheck(description: Json): SchemaCheck {
  const fits = createFits(description)
  const places = new Map(operationsIn(description).map(({ id, pointer }) => [id, pointer]))
  const shapes = new Map<string, Shape | undefined>()
  const shape = createShapes(description, fits)
  return {
    response(operation, status) {
      const key = `${operation} ${status}`
      if (!shapes.has(key)) {
        const place = follow(description, `${places.get(operation) ?? '/paths'}/responses/${status}`)
        const prefix = operations[operation].prefix
        const around = (status < 400 ? markedClause(at(description, place ?? ''), prefix) : undefined) ?? 'GEN-05'
        shapes.set(key, place === undefined ? undefined : shape(place, { prefix, around, headers: responseHeaders(description, place) }))
      }
      return shapes.get(key)
    },
    has: (operation) => places.has(operation),
    event:
      at(description, EVENT) === undefined
        ? undefined
        : shape(`${EVENT}/requestBody`, { prefix: 'EVT', around: 'EVT-18', headers: parametersIn(description, EVENT, 'header') }),
    request(operation, { path, body }) {
      const place = places.get(operation)
      if (place === undefined) return [`the description has no ${operation}`]
      const described = parametersIn(description, place, 'path')
      const wrong = Object.entries(path).flatMap(([name, value]) => {
        const parameter = described.find(([other]) => other === name)
        return parameter === undefined
          ? [`the description has no path parameter ${name}`]
          : fits(`${parameter[1]}/schema`, value, `the path parameter ${name}`).map(({ message }) => message)
      })
      if (body === undefined && at(description, `${place}/requestBody/required`) !== true) return wrong
      const schema = bodySchema(description, `${place}/requestBody`)
      return [
        ...wrong,
        ...(schema === undefined ? ['the description has no JSON body'] : fits(schema, body, 'the body').map(({ message }) => message)),
      ]
    },
    receipt: (status) => at(description, `${EVENT}/responses/${status}`) !== undefined,
    eventHeader: (name) => parametersIn(description, EVENT, 'header').some(([described]) => described.toLowerCase() === name),
  }
}

/**
 * All that does not fit in a body, in words, with fields that are not described; for checks that name no clause.
 *
 * @example strictProblems(schemas.response('freezeAsyncOrder', 202), {}) // ["the body must have required property …", …]
 */
export function strictProblems(shape: Shape | undefined, body: unknown): string[] {
  if (shape === undefined) return ['the description has no such response']
  return [...shape.misfits(body).map(({ problem }) => problem), ...shape.undocumented(body).map((field) => `${field} is not described`)]
}

interface Around {
  prefix: string
  /** The clause of what holds the body. */
  around: string
  headers: [name: string, place: string][]
}

function createShapes(description: Json, fits: Fits) {
  return (holder: string, { prefix, around, headers }: Around): Shape => {
    const schema = bodySchema(description, holder)
    const places: Place[] = schema === undefined ? [{ path: [], clause: around }] : placesOf(description, schema, prefix, around)
    const isOptional = holder.endsWith('/requestBody') && at(description, `${holder}/required`) !== true
    const described = headers.map(([name, place]) => ({ name, place, clause: markedClause(at(description, place), prefix) ?? around }))
    const wrongHeaders = (given: Headers): Misfit[] =>
      described.flatMap(({ name, place, clause }) => {
        const { required, schema: own } = at(description, place) as { required?: boolean; schema?: Json }
        const value = given.get(name)
        if (value === null) return required === true ? [{ clause, problem: `the header ${name} is missing` }] : []
        const typed = own?.type === 'integer' ? Number(value) : value
        return fits(`${place}/schema`, typed, `the header ${name}`).map(({ message }) => ({ clause, problem: message }))
      })
    return {
      root: places[0]?.clause ?? around,
      isSuch: (body) =>
        typeof body === 'object' &&
        body !== null &&
        !Array.isArray(body) &&
        places.some(({ path }) => path.length === 1 && isThere(body, path)),
      clauses: [...new Set([...places, ...described].map(({ clause }) => clause))],
      misfits: (body, given) => [
        ...(given === undefined ? [] : wrongHeaders(given)),
        ...(schema === undefined
          ? [{ clause: around, problem: 'the description has no JSON body here' }]
          : body === undefined && isOptional
            ? []
            : fits(schema, body, 'the body').map(({ path, message }) => ({ clause: clauseAt(places, path), problem: message }))),
      ],
      shows: (clause, body, given) =>
        places.some((place) => place.clause === clause && isThere(body, place.path)) ||
        described.some((header) => header.clause === clause && given?.has(header.name)),
      undocumented: (body) => (schema === undefined ? [] : undocumentedFields(description, schema, body)),
    }
  }
}

function bodySchema(description: Json, holder: string): string | undefined {
  const schema = `${holder}/content/${escaped('application/json')}/schema`
  return at(description, schema) === undefined ? undefined : schema
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

type Fits = (pointer: string, value: unknown, name: string) => { path: string[]; message: string }[]

function createFits(description: Json): Fits {
  // That the schemas are well-formed is for the lint to say; to check it here costs more than all the rest.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false })
  addFormats.default(ajv)
  ajv.addSchema({ ...description, $id: 'description' })
  const compiled = new Map<string, ValidateFunction>()
  return (pointer, value, name) => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `description#${pointer}` })
    compiled.set(pointer, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
      path: [...stepsOf(instancePath), ...('missingProperty' in params ? [String(params.missingProperty)] : [])],
      message: `${instancePath || name} ${message}${'additionalProperty' in params ? `: ${params.additionalProperty}` : ''}`,
    }))
  }
}
