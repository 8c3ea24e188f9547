import type { Case } from '../cases/case.ts'
import { readsEvents } from '../checks/shown.ts'
import { recorded } from '../evidence/har.ts'
import { createRedact } from '../evidence/redact.ts'
import { isLoopback } from '../run/live-host.ts'
import type { LiveOptions, PreparedOrder } from '../run/options.ts'
import { cannotWithoutControl } from './cannot.ts'
import { LIMIT_MS } from './connection.ts'
import { createEventList, type EventList } from './event-list.ts'
import { pacedFetch } from './paced-fetch.ts'
import { preparedState } from './prepared.ts'
import { type Received, type Session, Skipped, type Target, type TargetName } from './target.ts'

/** What a target without a control plane meets the world with. */
interface LiveWorld {
  fetch: Target['fetch']
  /** Milliseconds since 1970. */
  now: () => number
  /** Resolves after so many milliseconds. */
  wait: (milliseconds: number) => Promise<void>
}

/**
 * A target without a control plane, such as Tango's live sandbox: orders prepared by hand, one request at a time.
 *
 * @example const target = createLiveTarget('https://host/raas/v2', options, { fetch, now: Date.now, wait })
 */
export function createLiveTarget(
  baseUrl: string,
  options: LiveOptions,
  world: LiveWorld,
  { name = 'live', strict = false, limitMs = LIMIT_MS }: { name?: TargetName; strict?: boolean; limitMs?: number } = {},
): Target {
  const { now, wait } = world
  const recorder = recorded(world.fetch, now, createRedact(options))
  const { fetch, refusal } = pacedFetch(recorder.fetch, { rate: options.rate, maxWrites: options.maxWrites, limitMs, now, wait })
  const authorization =
    options.name === null ? `Bearer ${options.token}` : `Basic ${Buffer.from(`${options.name}:${options.key}`).toString('base64')}`
  const { webhookId, eventWait } = options
  const events = webhookId === null ? null : createEventList({ baseUrl, webhookId, authorization, fetch, now, wait, limit: eventWait })
  const orders = preparedOrders(options.fixtures)
  const isHere = isLoopback(new URL(baseUrl).hostname)
  return {
    name,
    baseUrl,
    strict,
    limitMs,
    fetch: async (request) => {
      const response = await fetch(request)
      // An action that was taken although a case wanted it refused has used its order up too.
      if (response.status === 202) orders.spend(new URL(request.url).pathname)
      return response
    },
    cannot: (row) => cannotWithoutControl(row, options, isHere),
    alsoTakes: (row) => (isSchemaViolation(row) ? [400, 422] : []),
    open: async (row) => {
      const reason = refusal()
      if (reason !== null) throw new Skipped(reason)
      return open(row, options, orders.claim(row), events)
    },
    takeExchanges: recorder.take,
  }
}

/** C-400-422: which of the two answers a body that breaks the schema is not documented, so both are taken. */
function isSchemaViolation(row: Case): boolean {
  return (row.want.status === 400 || row.want.status === 422) && row.order === undefined
}

/** The orders of a fixtures file, each for one action; requests that are refused, and updates, share the last. */
function preparedOrders(fixtures: LiveOptions['fixtures']) {
  const left = new Map(Object.entries(fixtures).map(([state, list]) => [state, [...list]]))
  return {
    claim(row: Case): PreparedOrder {
      const state = preparedState(row) ?? 'active'
      const usesUp = row.want.status === 202 || row.events !== undefined || row.before?.some((step) => 'act' in step) === true
      const order = usesUp ? left.get(state)?.shift() : (left.get(state)?.at(-1) ?? fixtures[state]?.at(-1))
      if (order !== undefined) return order
      throw new Skipped(`the fixtures file has no ${fixtures[state] === undefined ? '' : 'more '}order in state ${state}`)
    },
    spend(path: string): void {
      for (const [state, list] of left) {
        const rest = list.filter(({ referenceOrderID }) => !path.includes(`/${encodeURIComponent(referenceOrderID)}/`))
        left.set(state, rest)
      }
    },
  }
}

async function open(row: Case, options: LiveOptions, order: PreparedOrder, events: EventList | null): Promise<Session> {
  const listed: Received[] = []
  // What was listed before the request is none of its events.
  if (readsEvents(row)) await events?.readNew()
  const waitFor = async (count: number): Promise<void> => {
    listed.push(...((await events?.waitFor(order.referenceOrderID, count)) ?? []))
  }
  return {
    credentials: { name: options.name, key: options.key, token: options.token },
    otherCredentials: null,
    order,
    control: null,
    inbox: events === null ? null : { received: () => listed, waitFor },
    close: async () => undefined,
  }
}
