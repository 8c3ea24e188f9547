import { useEffect, useState } from 'preact/hooks'
import { type OperationId, operations, requestExamples } from '../generated/operations.ts'
import type { OrderView } from './control.ts'
import type { Exchange, Message } from './send.ts'
import type { Sandbox } from './use-sandbox.ts'
import { refusal } from './words.ts'

/** A request that is not sent yet: an operation, the name of its example, and what was edited of it. */
export interface Draft {
  operation: OperationId
  example?: string
  path?: string
  body?: string
}

/** The path of an operation on an order. */
function pathFor(template: string, order: OrderView | null): string {
  const filled = template.replace(/\{(\w+)\}/g, (name, key: string) => {
    const value = order?.[key as keyof OrderView]
    return typeof value === 'string' ? encodeURIComponent(value) : name
  })
  return `/raas/v2${filled}`
}

/** The example of a draft: the first one of its operation where none is named. */
export const exampleOf = ({ operation, example }: Draft) =>
  requestExamples[operation].find(({ name }) => name === example) ?? requestExamples[operation][0]

/** The request that a draft is for an order. */
export function messageOf(draft: Draft, order: OrderView | null): Message {
  const { method, path } = operations[draft.operation]
  return { method, path: draft.path ?? pathFor(path, order), body: draft.body ?? JSON.stringify(exampleOf(draft).value, null, 2) }
}

/** Sends drafts for the order that is shown, and keeps the latest one with its exchange. */
export interface Sender {
  draft: Draft
  change: (draft: Draft) => void
  last: Exchange | null
  send: (draft: Draft) => Promise<void>
  /** Whether accepted actions are processed with the request; only where the platform holds them. */
  atOnce: boolean
  setAtOnce: (atOnce: boolean) => void
}

/** @param order the one that is shown */
export function useSender(sandbox: Sandbox, order: OrderView | null): Sender {
  const [draft, change] = useState<Draft>({ operation: 'freezeAsyncOrder' })
  const [last, setLast] = useState<Exchange | null>(null)
  const [atOnce, setAtOnce] = useState(true)
  // A path that was edited belongs to the order that it was edited for.
  useEffect(() => change(({ path: _, ...kept }) => kept), [order?.referenceOrderID])
  const work = async (sent: Draft): Promise<string> => {
    if (sent.path === undefined && order === null) throw new Error('There is no order to send it to. Create one.')
    const message = messageOf(sent, order)
    if (!message.path.startsWith('/')) throw new Error(`Failed to send to ${message.path}: a path begins with /.`)
    const seen = await sandbox.control.send(message)
    setLast(seen)
    const { response } = seen
    // A response that broke off may have been a 202.
    const mayBeAccepted = 'broken' in response || response.status === 202
    if (mayBeAccepted && (atOnce || !sandbox.snapshot.clock.hold)) await sandbox.control.drain()
    return 'broken' in response ? `The connection was broken: ${response.broken}.` : `${sent.operation} returned ${refusal(response)}`
  }
  const send = (sent: Draft): Promise<void> => {
    change(sent)
    return sandbox.run(() => work(sent))
  }
  return { draft, change, last, send, atOnce, setAtOnce }
}
