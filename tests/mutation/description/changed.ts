import type { Case } from '../../../contract/src/cases/case.ts'
import { at, refOf } from '../../../contract/src/checks/pointers.ts'
import type { Node } from './edit.ts'

/** The parts of a description that cases can show, by name: a request, a response by status, the event; references followed. */
export type Parts = ReadonlyMap<string, string>

/**
 * @example partsOf(description).get('freezeAsyncOrder 202')
 */
export function partsOf(description: Node): Parts {
  const whole = (node: Node): Node => {
    if (Array.isArray(node)) return node.map(whole)
    if (typeof node !== 'object' || node === null) return node
    const target = refOf(node)
    if (target === undefined) return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, whole(child)]))
    const { $ref: _, ...beside } = node
    return { ...whole(at(description, target)), ...whole(beside) }
  }
  const parts = new Map<string, string>()
  const around = JSON.stringify([description.security, description.servers, description.components?.securitySchemes])
  for (const [path, item] of Object.entries((description.paths ?? {}) as Record<string, Node>)) {
    for (const [method, { responses = {}, ...operation }] of Object.entries(item as Record<string, Node>)) {
      parts.set(`${operation.operationId} request`, JSON.stringify([path, method, around, whole(operation)]))
      for (const [status, response] of Object.entries(responses))
        parts.set(`${operation.operationId} ${status}`, JSON.stringify(whole(response)))
    }
  }
  return parts.set('event', JSON.stringify(whole(description.webhooks ?? {})))
}

/**
 * Whether an edit can show in a case: on the mock, which makes its responses of all that an operation has, or on the sandbox, which reads
 * no description.
 */
export function showsIn(row: Case, changed: ReadonlySet<string>, on: 'mock' | 'sandbox'): boolean {
  const { request, want, events } = row
  const own = (part: string | number): boolean => changed.has(`${request.operation} ${part}`)
  if (on === 'mock') return own('request') || own(want.status)
  return (
    own(want.status) ||
    (events !== undefined && changed.has('event')) ||
    (own('request') && (want.status < 300 || want.described?.request !== undefined))
  )
}

/** The names of the parts that differ. */
export const changedParts = (one: Parts, other: Parts): Set<string> =>
  new Set([...one.keys(), ...other.keys()].filter((name) => one.get(name) !== other.get(name)))
