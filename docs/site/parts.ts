import { at, escaped, refOf } from '../../contract/src/checks/pointers.ts'
import type { Node, Operation } from './operations.ts'

/** A piece of an operation that its page shows: a parameter, a body, a response, a header, a field. */
export interface Part {
  /** Its id on the page, such as `request.reasonCode` or `response-404`. */
  anchor: string
  name: string
  required: boolean
  /** What the OpenAPI description has there, with the marks and texts of what it refers to. */
  node: Node
  /** JSON Pointers into the bundle: the place, and what it refers to. */
  pointers: string[]
  /** Fields, or the variants of a body. */
  parts: Part[]
}

/** An operation in the order of its page. */
export interface OperationParts {
  parameters: Part[]
  request: Part | null
  responses: (Part & { headers: Part[] })[]
  /** The body that all error responses share. */
  error: Part | null
}

type Place = Pick<Part, 'anchor' | 'name'> & { required?: boolean }
type Content = { 'application/json'?: { schema?: unknown } }

/**
 * What the page of an operation shows, and under which anchors.
 *
 * @example partsOf(freeze, bundle).request?.parts[0]?.parts[0]?.anchor // 'request.1.reasonCode'
 */
export function partsOf({ node, pointer }: Operation, bundle: Node): OperationParts {
  const { parameters = [], requestBody, responses = {} } = node as { parameters?: unknown[]; requestBody?: unknown; responses?: Node }
  const shown = Object.entries(responses).map(([code, response]) => {
    const own = partOf(bundle, response, `${pointer}/responses/${code}`, { anchor: `response-${code}`, name: code })
    const headers = Object.entries((own.node.headers ?? {}) as Node).map(([name, header]) =>
      partOf(bundle, header, `${own.pointers.at(-1)}/headers/${name}`, { anchor: `${own.anchor}.${name}`, name }),
    )
    return { ...own, headers }
  })
  const failed = shown.find(({ name }) => isError(name))
  return {
    parameters: parameters.map((parameter, index) => {
      const own = partOf(bundle, parameter, `${pointer}/parameters/${index}`, { anchor: '', name: '' })
      const { name, required = false } = own.node as { name: string; required?: boolean }
      return { ...own, anchor: `parameter-${name}`, name, required }
    }),
    request:
      requestBody === undefined
        ? null
        : withBody(bundle, partOf(bundle, requestBody, `${pointer}/requestBody`, { anchor: 'request', name: 'Request body' })),
    responses: shown.map((response) => (isError(response.name) ? response : { ...response, ...withBody(bundle, response) })),
    error:
      failed === undefined
        ? null
        : withBody(bundle, { ...failed, anchor: 'error', name: 'Error body', node: {}, pointers: failed.pointers }),
  }
}

/** Whether a status is of an error. */
export const isError = (status: string): boolean => Number(status) >= 400

/** A place, with what it refers to. */
function partOf(bundle: Node, written: unknown, pointer: string, { anchor, name, required = false }: Place): Part {
  const chain = [{ node: (written ?? {}) as Node, pointer }]
  for (let target = refOf(written); target !== undefined; target = refOf(chain.at(-1)?.node))
    chain.push({ node: (at(bundle, target) ?? {}) as Node, pointer: target })
  const nodes = chain.map((each) => each.node)
  const node: Node = Object.assign({}, ...nodes.toReversed(), marksOf(...nodes))
  return { anchor, name, required, node, pointers: chain.map((each) => each.pointer), parts: [] }
}

/** The fields of the OpenAPI description that say where a part comes from. */
export const MARKS = ['x-documented', 'x-inferred', 'x-assumed'] as const

const marksOf = (...nodes: Node[]): Node =>
  Object.fromEntries(
    MARKS.flatMap((mark) => {
      const ids = nodes.flatMap((node) => (node[mark] ?? []) as string[])
      return ids.length === 0 ? [] : [[mark, [...new Set(ids)]]]
    }),
  )

/** A request or response with its schema: what that says goes before, since it says more. */
function withBody(bundle: Node, body: Part): Part {
  const content = at(bundle, body.pointers.at(-1) ?? '') as { content?: Content } | undefined
  const schema = content?.content?.['application/json']?.schema
  if (schema === undefined) return body
  const { node, pointers } = partOf(bundle, schema, `${body.pointers.at(-1)}/content/${escaped('application/json')}/schema`, body)
  const merged = { ...body, node: { ...body.node, ...node, ...marksOf(body.node, node) }, pointers: [...body.pointers, ...pointers] }
  return { ...merged, parts: fieldsOf(bundle, node, pointers.at(-1) ?? '', body.anchor) }
}

function fieldsOf(bundle: Node, schema: Node, pointer: string, anchor: string): Part[] {
  const { properties = {}, required = [], oneOf = [] } = schema as { properties?: Node; required?: string[]; oneOf?: Node[] }
  const variants = oneOf.map((variant, index) => {
    const own = partOf(bundle, variant, `${pointer}/oneOf/${index}`, { anchor: `${anchor}.${index + 1}`, name: '' })
    return { ...own, name: String(own.node.title ?? 'or'), parts: fieldsOf(bundle, own.node, own.pointers.at(-1) ?? '', own.anchor) }
  })
  const fields = Object.entries(properties).map(([name, property]) => {
    const place = { anchor: `${anchor}.${name}`, name, required: required.includes(name) }
    const own = partOf(bundle, property, `${pointer}/properties/${escaped(name)}`, place)
    if (own.node.items === undefined) return { ...own, parts: fieldsOf(bundle, own.node, own.pointers.at(-1) ?? '', own.anchor) }
    const items = partOf(bundle, own.node.items, `${own.pointers.at(-1)}/items`, place)
    const parts = fieldsOf(bundle, items.node, items.pointers.at(-1) ?? '', own.anchor)
    return { ...own, pointers: [...own.pointers, ...items.pointers], parts }
  })
  return [...variants, ...fields]
}

/**
 * Which operations a place of the bundle belongs to: the one that contains it, or those that refer to its component.
 *
 * @returns the operations; their addresses lead to the part that shows the place, where there is one
 * @example usersOf('/components/responses/Updated', bundle, operations)[0]?.url // 'update.html#response-200'
 */
export function usersOf(pointer: string, bundle: Node, operations: readonly Operation[]): Operation[] {
  const users = operations.flatMap((operation) => {
    const anchor = nearest(pointer, anchorsOf(operation, bundle))
    if (anchor === undefined) return []
    return { ...operation, url: anchor === '' ? operation.url : `${operation.url}#${anchor}` }
  })
  return users.length > 0 || pointer.startsWith('/components/') ? users : [...operations]
}

/** The anchor of a place, or of what contains it. */
function nearest(pointer: string, anchors: Map<string, string>): string | undefined {
  if (pointer === '') return undefined
  return anchors.get(pointer) ?? nearest(pointer.slice(0, pointer.lastIndexOf('/')), anchors)
}

/** Of what a page shows in several places, the first; the empty anchor is the page as a whole. */
function anchorsOf(operation: Operation, bundle: Node): Map<string, string> {
  const { parameters, request, responses, error } = partsOf(operation, bundle)
  const { security = bundle.security ?? [] } = operation.node as { security?: Node[] }
  const found = new Map([
    [operation.pointer, ''],
    ...(security as Node[]).flatMap(Object.keys).map((name): [string, string] => [`/components/securitySchemes/${name}`, '']),
  ])
  const add = ({ anchor, pointers, parts }: Part): void => {
    for (const pointer of pointers) if (!found.has(pointer)) found.set(pointer, anchor)
    parts.forEach(add)
  }
  for (const part of [...parameters, ...(request === null ? [] : [request]), ...responses, ...responses.flatMap(({ headers }) => headers)])
    add(part)
  if (error !== null) add(error)
  return found
}
