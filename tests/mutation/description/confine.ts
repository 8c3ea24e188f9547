import { operationsIn } from '../../../contract/src/checks/operations-in.ts'
import { at, refOf } from '../../../contract/src/checks/pointers.ts'
import type { Node } from './edit.ts'

/**
 * Gives an operation its own copy of a component, and of what stands between them, so that an edit of it touches no other operation.
 *
 * @param description changed in place
 * @param part JSON Pointer of the component
 * @returns the copies, one for each way that leads from the operation to the component
 * @example for (const schema of confine(description, 'freezeAsyncOrder', '/components/schemas/ErrorInfo')) delete schema.required
 */
export function confine(description: Node, operationId: string, part: string): Node[] {
  const copies: Node[] = []
  const leads = (node: Node): boolean => refsIn(node).some((ref) => ref === part || leads(at(description, ref)))
  const unfold = (node: Node): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, child] of Object.entries(node) as [string, Node][]) {
      const ref = refOf(child)
      if (ref !== undefined && (ref === part || leads(child))) node[key] = structuredClone(at(description, ref))
      if (ref === part) copies.push(node[key])
      else unfold(node[key])
    }
  }
  unfold(operation(description, operationId))
  return copies
}

function operation(description: Node, operationId: string): Node {
  return operationsIn(description).find(({ id }) => id === operationId)?.node
}

function refsIn(node: Node): string[] {
  if (typeof node !== 'object' || node === null) return []
  return [refOf(node) ?? [], ...Object.values(node).map(refsIn)].flat()
}
