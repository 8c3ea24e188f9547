import { at, escaped, refOf } from '../../contract/src/checks/pointers.ts'
import type { Node, Operation } from './operations.ts'

/** Anchors by JSON Pointer, and the bundle that is walked. */
interface Walk {
  found: Map<string, string>
  bundle: Node
}

/** What an operation has that the reference shows. */
interface Parts {
  parameters?: unknown[]
  requestBody?: unknown
  responses?: Node
  security?: unknown
}

/**
 * Which operations a place of the bundle belongs to: the one it stands in, or those that refer to its component, directly or not.
 *
 * @returns the operations; their addresses lead to the part of them that shows the place, where there is one
 * @example usersOf('/components/responses/Updated', bundle, operations).map(({ id }) => id) // ['updateAsyncOrder']
 */
export function usersOf(pointer: string, bundle: Node, operations: readonly Operation[]): Operation[] {
  const users = operations.flatMap((operation) => {
    const anchor = nearest(pointer, anchorsOf(operation, bundle))
    if (anchor === undefined) return []
    const own = operation.url.split('#/')[1]
    return { ...operation, url: anchor === '' ? operation.url : `${operation.url}#${own}/${anchor}` }
  })
  return users.length > 0 || pointer.startsWith('/components/') ? users : [...operations]
}

/** The anchor of a place, or of what it stands in. */
function nearest(pointer: string, anchors: Map<string, string>): string | undefined {
  if (pointer === '') return undefined
  return anchors.get(pointer) ?? nearest(pointer.slice(0, pointer.lastIndexOf('/')), anchors)
}

/**
 * Where the reference shows the parts of an operation: parameters, bodies, answers, headers, fields.
 *
 * @returns anchors, as Redoc makes them, by JSON Pointer into the bundle; of what it shows in several places, the first;
 *   the empty one is the operation as a whole
 * @example anchorsOf(freeze, bundle).get('/components/responses/NotFound') // 'response&c=404/body'
 */
function anchorsOf({ node, pointer }: Operation, bundle: Node): Map<string, string> {
  const walk: Walk = { found: new Map([[pointer, '']]), bundle }
  const { parameters = [], requestBody, responses = {}, security = bundle.security ?? [] } = node as Parts
  for (const name of (security as Node[]).flatMap(Object.keys)) walk.found.set(`/components/securitySchemes/${name}`, '')
  for (const [index, parameter] of parameters.entries()) {
    place(
      walk,
      parameter,
      `${pointer}/parameters/${index}`,
      ({ name, in: where }) => `t=request&in=${where === 'header' ? 'headers' : where}&path=${name}`,
    )
  }
  walkBody(walk, requestBody, `${pointer}/requestBody`, 'request')
  for (const [code, response] of Object.entries(responses)) {
    const answer = walkBody(walk, response, `${pointer}/responses/${code}`, `response&c=${code}`)
    for (const [name, header] of Object.entries((answer?.node.headers ?? {}) as Node)) {
      place(walk, header, `${answer?.pointer}/headers/${name}`, () => `t=response&c=${code}&path=${name}`)
    }
  }
  return walk.found
}

/** @param side as the anchors call the request or the answer */
function walkBody(walk: Walk, node: unknown, pointer: string, side: string): Placed | null {
  const body = place(walk, node, pointer, ({ content }) => (content === undefined ? 'responses' : `${side}/body`))
  for (const [type, media] of Object.entries((body?.node.content ?? {}) as Node)) {
    const schema = `${body?.pointer}/content/${escaped(type)}/schema`
    walkSchema(walk, (media as Node).schema, schema, { shown: `${side}/body`, inside: `t=${side}&path=` })
  }
  return body
}

/** @param anchor of the schema itself, and what the anchors of its fields begin with */
function walkSchema(walk: Walk, node: unknown, pointer: string, { shown, inside }: { shown: string; inside: string }): void {
  const schema = place(walk, node, pointer, () => shown)
  if (schema === null) return
  const { properties = {}, items, oneOf = [] } = schema.node as { properties?: Node; items?: unknown; oneOf?: unknown[] }
  for (const [name, property] of Object.entries(properties)) {
    const own = `${schema.pointer}/properties/${escaped(name)}`
    walkSchema(walk, property, own, { shown: inside + name, inside: `${inside}${name}/` })
  }
  const outside = inside.replace(/\/$/, '')
  if (items !== undefined) walkSchema(walk, items, `${schema.pointer}/items`, { shown, inside: `${outside}[]/` })
  for (const [index, branch] of oneOf.entries()) {
    walkSchema(walk, branch, `${schema.pointer}/oneOf/${index}`, { shown, inside: `${outside}&oneof=${index}/` })
  }
}

interface Placed {
  node: Node
  pointer: string
}

/** Follows the references of a node and gives each place on the way its anchor; null when the last of them has one. */
function place(walk: Walk, node: unknown, pointer: string, anchorOf: (node: Node) => string): Placed | null {
  const way = [{ node: (node ?? {}) as Node, pointer }]
  for (let target = refOf(node); target !== undefined; target = refOf(way.at(-1)?.node))
    way.push({ node: (at(walk.bundle, target) ?? {}) as Node, pointer: target })
  const end = way.at(-1) as Placed
  if (walk.found.has(end.pointer)) return null
  for (const step of way) walk.found.set(step.pointer, anchorOf(end.node).toLowerCase())
  return end
}
