import { isDeepStrictEqual } from 'node:util'
import type { components } from '../../../generated/control-types.ts'
import { type OperationId, operations } from '../../../generated/operations.ts'

/** One request as the sandbox keeps it: an item of `control.listRequests()`. */
export type JournalEntry = components['schemas']['JournalEntry']

/** A delivery as `control.listDeliveries()` shows it. */
type JournalDelivery = components['schemas']['DeliveryView']

/** What a sandbox saw of a client. */
export interface Journal {
  /** Of `control.listRequests()`; in any order. */
  requests: readonly JournalEntry[]
  /** Of `control.listDeliveries()`. Default: none, so that nothing about events is judged. */
  deliveries?: readonly JournalDelivery[]
}

const PAGE = 1_000

/** The part of `createControl` of `async-orders-sandbox` that a journal is read with. */
interface JournalControl {
  listRequests: (query: { limit: number; after?: string }) => Promise<JournalEntry[]>
  listDeliveries: (query: { limit: number; after?: string }) => Promise<JournalDelivery[]>
}

/**
 * Reads what a sandbox saw of a platform, page by page.
 *
 * @param control `createControl` of `async-orders-sandbox/control`
 * @throws Error when the sandbox cannot be reached, or has no such platform
 * @example const verdict = judge(await readJournal(createControl({ baseUrl: 'http://127.0.0.1:8080' })))
 */
export async function readJournal(control: JournalControl): Promise<Required<Journal>> {
  const requests = await allOf(control.listRequests, ({ requestId }) => requestId)
  return { requests, deliveries: await allOf(control.listDeliveries, ({ deliveryId }) => deliveryId) }
}

async function allOf<Item>(
  list: (query: { limit: number; after?: string }) => Promise<Item[]>,
  idOf: (item: Item) => string,
): Promise<Item[]> {
  const items: Item[] = []
  for (;;) {
    const last = items.at(-1)
    const page = await list({ limit: PAGE, ...(last === undefined ? {} : { after: idOf(last) }) })
    items.push(...page)
    if (page.length < PAGE) return items
  }
}

/** The documented requests of a client: the four operations, and what it does about subscriptions. */
type Known = OperationId | 'renew' | 'replay' | 'listEvents'

const WEBHOOKS = [
  { known: 'renew', method: 'POST', path: '/webhooks/{webhookId}/renew' },
  { known: 'replay', method: 'POST', path: '/webhooks/{webhookId}/replay' },
  { known: 'listEvents', method: 'GET', path: '/webhooks/{webhookId}/events' },
] as const

const DOCUMENTED: readonly { known: Known; method: string; path: RegExp }[] = [
  ...Object.entries(operations).map(([id, { method, path }]) => ({ known: id as OperationId, method, path })),
  ...WEBHOOKS,
].map(({ path, ...rest }) => ({ ...rest, path: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }))

/** The documented request that this is, or null. */
export const knownOf = ({ method, path }: JournalEntry): Known | null =>
  DOCUMENTED.find((documented) => documented.method === method && documented.path.test(path))?.known ?? null

/** The operation with a body that this is, or null. */
export function operationOf(entry: JournalEntry): OperationId | null {
  const known = knownOf(entry)
  return known !== null && Object.hasOwn(operations, known) ? (known as OperationId) : null
}

/** Whether the request was not processed, or nobody knows: no response, 408, 425, 429 or 5xx. */
export const failed = ({ status, connection }: JournalEntry): boolean =>
  status === null || connection !== null || [408, 425, 429].includes(status) || status >= 500

/** Milliseconds since 1970. */
export const timeOf = ({ at }: JournalEntry): number => Date.parse(at)

/** Whether two requests ask for the same, by what the journal keeps of them: a body that the sandbox did not read could be any. */
const same = (one: JournalEntry, other: JournalEntry): boolean =>
  one.method === other.method &&
  one.path === other.path &&
  isDeepStrictEqual(one.query, other.query) &&
  (one.bodyForm === null || other.bodyForm === null || isDeepStrictEqual([one.body, one.otherFields], [other.body, other.otherFields]))

/** The same request as this one, the next time that it was sent. */
export const nextSame = (entry: JournalEntry, requests: readonly JournalEntry[]): JournalEntry | undefined =>
  requests.slice(requests.indexOf(entry) + 1).find((later) => same(entry, later))

/**
 * The requests that belong to one call: the first, then the same again for as long as it failed. Only calls that failed at least once.
 *
 * @param requests in their order
 */
export function failingCalls(requests: readonly JournalEntry[]): JournalEntry[][] {
  const calls: JournalEntry[][] = []
  const open: JournalEntry[][] = []
  for (const entry of requests) {
    const index = open.findIndex(([first]) => first !== undefined && same(first, entry))
    const call = index === -1 ? [] : (open[index] ?? [])
    call.push(entry)
    if (failed(entry)) {
      if (index === -1) open.push(call)
      if (call.length === 1) calls.push(call)
    } else if (index !== -1) open.splice(index, 1)
  }
  return calls
}
