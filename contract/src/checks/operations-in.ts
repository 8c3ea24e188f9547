import { escaped, resolved } from './pointers.ts'

type Node = Record<string, unknown>

/** An operation as a description has it. */
export interface OperationNode {
  id: string
  /** In lower case. */
  method: string
  /** Such as `/asyncOrders/{referenceOrderID}/freeze`. */
  path: string
  /** JSON Pointer into the description. */
  pointer: string
  node: Node
}

/** A path has more than methods: parameters, a summary, marks. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/**
 * The operations of a bundled description, in its order.
 *
 * @example operationsIn(description).map(({ method, path }) => `${method} ${path}`)
 */
export function operationsIn(description: unknown): OperationNode[] {
  return Object.entries(resolved(description, (description as Node).paths)).flatMap(([path, item]) =>
    Object.entries(resolved(description, item))
      .filter(([method]) => METHODS.includes(method))
      .map(([method, written]) => {
        const node = resolved(description, written)
        return { id: String(node.operationId ?? ''), method, path, pointer: `/paths/${escaped(path)}/${method}`, node }
      }),
  )
}

/**
 * The statuses that an operation can return.
 *
 * @example statusesOf(operation) // [202, 400, 401, …]
 */
export const statusesOf = ({ node }: OperationNode): number[] => Object.keys((node.responses ?? {}) as Node).map(Number)

/**
 * The reason codes that an operation takes, in the order of the description; none where it takes no reason.
 *
 * @example reasonCodesOf(description, operation) // ['DELIVERY_INFO', …, 'OTHER']
 */
export function reasonCodesOf(description: unknown, { node }: OperationNode): string[] {
  const follow = (value: unknown): Node => resolved(description, value)
  const codesIn = (schema: unknown): string[] => {
    const { oneOf, properties } = follow(schema)
    const { enum: listed = [], const: only } = follow(follow(properties).reasonCode) as { enum?: string[]; const?: string }
    return [...listed, ...(only === undefined ? [] : [only]), ...((oneOf as unknown[] | undefined) ?? []).flatMap(codesIn)]
  }
  return codesIn(follow(follow(follow(node.requestBody).content)['application/json']).schema)
}
