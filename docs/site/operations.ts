import { type OperationNode, operationsIn } from '../../contract/src/checks/operations-in.ts'
import { CLAUSE_FILES } from '../../contract/src/register/types.ts'
import { type OperationId, operations } from '../../generated/operations.ts'

/** A node of the bundled description. */
export type Node = { [key: string]: unknown }

/** An operation of the description, or its event. */
export interface Operation {
  /** The operationId; the name of the event. */
  id: string
  summary: string
  description: string
  /** `POST /asyncOrders/…`; for the event, `POST` and what the receiver chose. */
  request: string
  /** JSON Pointer into the bundle. */
  pointer: string
  /** Its page, such as `freeze.html`. */
  url: string
  /** Its name in the menu. */
  name: string
  /** The beginning of the ids of its clauses. */
  prefix: string
  node: Node
}

/**
 * The operations of a bundle in its order, then its events.
 *
 * @example operationsOf(bundle).map(({ id }) => id) // ['freezeAsyncOrder', …, 'OrderActionStatus']
 */
export function operationsOf(bundle: Node): Operation[] {
  const events = operationsIn({ paths: bundle.webhooks }).map(({ path: name, method, node }) =>
    operation({ id: name, method, path: 'the URL of the subscription', pointer: `/webhooks/${name}/${method}`, node }),
  )
  return [...operationsIn(bundle).map(operation), ...events]
}

function operation({ id, method, path, pointer, node }: OperationNode): Operation {
  const { summary = '', description = '' } = node as { summary?: string; description?: string }
  const known = 'operationId' in node ? operations[id as OperationId] : { name: 'event', prefix: CLAUSE_FILES['event.yaml'] }
  return {
    id,
    summary,
    description,
    request: `${method.toUpperCase()} ${path}`,
    pointer,
    url: `${known.name}.html`,
    name: known.name,
    prefix: known.prefix,
    node,
  }
}
