import { type OperationNode, operationsIn } from '../checks/operations-in.ts'
import { resolved } from '../checks/pointers.ts'

/** An error as the API words it: the schema ErrorInfo. */
export interface ErrorInfo {
  timestamp: string
  requestId: string
  path: string
  httpCode: number
  httpPhrase: string
  i18nKey: string
  message: string
  errors: { path: string; code: number; i18nKey: string; message: string }[]
}

/** An example of an error, under its key. */
export interface NamedError {
  key: string
  value: ErrorInfo
}

export type Node = Readonly<Record<string, unknown>>

/** One operation of a description. */
export interface Operation {
  operationId: string
  method: string
  /** As in the description, such as `/asyncOrders/{referenceOrderID}/freeze`. */
  template: string
  bodyRequired: boolean
  /** The examples of each error status. */
  errors: (status: number) => NamedError[]
  /** The headers that an answer of this status has, with their examples. */
  headers: (status: number) => Record<string, string>
}

/**
 * What the front needs of a description: its operations, and how each error looks.
 *
 * @param description a bundled OpenAPI description, parsed
 * @example operationsOf(description).map(({ method, template }) => `${method} ${template}`)
 */
export function operationsOf(description: unknown): Operation[] {
  const follow = (value: unknown): Node => resolved(description, value)
  return operationsIn(description).map((operation) => describe(follow, operation))
}

/**
 * The operations at a path, whatever their method. An empty segment matches too: that a value is missing is told as a violation.
 *
 * @example operationsAt(operations, '/asyncOrders/AA1/freeze')[0]?.method // 'post'
 */
export function operationsAt(operations: readonly Operation[], path: string): Operation[] {
  const segments = path.split('/')
  return operations.filter(({ template }) => {
    const wanted = template.split('/')
    // C-EXTREF-MIN: an empty segment is no value.
    return (
      wanted.length === segments.length && wanted.every((part, i) => (/^\{.+\}$/.test(part) ? segments[i] !== '' : part === segments[i]))
    )
  })
}

function describe(follow: (value: unknown) => Node, { id, method, path, node }: OperationNode): Operation {
  const response = (status: number): Node => follow(follow(node.responses)[String(status)])
  return {
    operationId: id,
    method,
    template: path,
    bodyRequired: follow(node.requestBody).required === true,
    errors: (status) => {
      const media = follow(follow(response(status).content)['application/json'])
      return Object.entries(follow(media.examples)).map(([key, example]) => ({ key, value: follow(example).value as ErrorInfo }))
    },
    headers: (status) =>
      Object.fromEntries(
        Object.entries(follow(response(status).headers)).map(([name, header]): [string, string] => [name, exampleOf(follow(header))]),
      ),
  }
}

function exampleOf(header: Node): string {
  const [first] = (header.schema as { examples?: unknown[] } | undefined)?.examples ?? []
  return String(header.example ?? first ?? '')
}
