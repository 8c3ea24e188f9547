import type { Case } from '../case.ts'
import { recorded } from '../evidence/har.ts'
import { createRedact } from '../evidence/redact.ts'
import type { LiveOptions, PreparedOrder } from '../options.ts'
import { createEventList, type EventList } from './event-list.ts'
import { pacedFetch } from './paced-fetch.ts'
import { NotRun, type Received, type Session, type Target } from './target.ts'

/** What a live target meets the world with. */
export interface LiveWorld {
  fetch: Target['fetch']
  /** Milliseconds since 1970. */
  now: () => number
  /** Resolves after so many milliseconds. */
  wait: (milliseconds: number) => Promise<void>
}

/**
 * A target that is not ours: no control plane, orders prepared by hand, one request at a time.
 *
 * @example const target = createLiveTarget('https://host/raas/v2', options, { fetch, now: Date.now, wait })
 */
export function createLiveTarget(baseUrl: string, options: LiveOptions, world: LiveWorld): Target {
  const { now, wait } = world
  const recorder = recorded(world.fetch, now, createRedact(options))
  const { fetch, refusal } = pacedFetch(recorder.fetch, { rate: options.rate, maxWrites: options.maxWrites, now, wait })
  const authorization =
    options.name === null ? `Bearer ${options.token}` : `Basic ${Buffer.from(`${options.name}:${options.key}`).toString('base64')}`
  const { webhookId, eventWait } = options
  const events = webhookId === null ? null : createEventList({ baseUrl, webhookId, authorization, fetch, now, wait, limit: eventWait })
  const orders = preparedOrders(options.fixtures)
  return {
    name: 'live',
    baseUrl,
    fetch: async (request) => {
      const response = await fetch(request)
      // An action that was taken although a case wanted it refused has used its order up too.
      if (response.status === 202) orders.spend(new URL(request.url).pathname)
      return response
    },
    cannot: (row) => cannot(row, options),
    alsoTakes: (row) => (isSchemaViolation(row) ? [400, 422] : []),
    open: async (row) => {
      const reason = refusal()
      if (reason !== null) throw new NotRun(reason)
      return open(row, options, orders.claim(row), events)
    },
    takeExchanges: recorder.take,
  }
}

const NO_CONTROL = 'the target has no control plane to arrange or show its state with'

function cannot(row: Case, options: LiveOptions): string | null {
  if (row.under !== undefined) return 'the target follows no other reading on request'
  const steps = [...(row.before ?? []), ...(row.after ?? [])]
  if (row.events !== undefined) {
    if (options.webhookId === null) return 'the target delivers its events elsewhere: TANGO_WEBHOOK_ID is not set'
    if (needsDelivery(row)) return 'only a delivery shows this; the list of events does not'
    // Events are told apart by their order only.
    if (steps.length > 0) return NO_CONTROL
  }
  if (row.state !== undefined || row.stateAtAnswer !== undefined || row.beside !== undefined) return NO_CONTROL
  if (steps.some((step) => !('act' in step || 'update' in step))) return NO_CONTROL
  if (typeof row.order === 'object') return 'no prepared order has this shape'
  const { auth = 'basic' } = row.request
  if (auth === 'other-platform') return 'there are no credentials of a second platform'
  if (auth === 'bearer' && options.token === null) return 'there is no bearer token'
  if (auth === 'basic' && row.request.auth !== undefined && options.name === null) return 'there are no Basic credentials'
  return null
}

/** Clauses about what a list of events does not show: revisions from 1 on, the category as it is sent, deliveries and subscriptions. */
const DELIVERED = ['02', '03', '18', '19', '20', '21', '22', '23', '24', '25', '27'].map((number) => `EVT-${number}`)
const DELIVERED_READINGS = ['C-HMAC-FORM', 'C-ENV-CATEGORY', 'C-DELIVERY']

function needsDelivery({ clauses, events = {} }: Case): boolean {
  const { subscription, headers, received, envelope = {} } = events
  if (subscription !== undefined || headers !== undefined || received !== undefined) return true
  return clauses.some((id) => [...DELIVERED, ...DELIVERED_READINGS].includes(id)) || 'category' in envelope || 'revision' in envelope
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
      const state = String(row.order ?? 'active')
      const usesUp = row.want.status === 202 || row.events !== undefined
      const order = usesUp ? left.get(state)?.shift() : (left.get(state)?.at(-1) ?? fixtures[state]?.at(-1))
      if (order !== undefined) return order
      throw new NotRun(`the fixtures file has no ${fixtures[state] === undefined ? '' : 'more '}order in state ${state}`)
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
  if (row.events !== undefined) await events?.readNew()
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
