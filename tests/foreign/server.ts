import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BugName, Has } from './bugs.ts'
import { type Action, createOrders, type Order, runAction } from './orders.ts'
import { authenticate, checkAction, checkUpdate, credentials, Refusal, readJson, token } from './requests.ts'
import { accepted, instant, outcome, problem, shown, update } from './responses.ts'

interface ForeignOptions {
  /** What the server does wrong (default: nothing). */
  bug?: BugName
  /** Milliseconds since 1970. */
  now: () => number
  /** A new UUID. */
  newId: () => string
  /** Runs the work of an accepted action after its 202 (default: setImmediate). */
  later?: (work: () => void) => void
}

interface State extends Required<Omit<ForeignOptions, 'bug'>> {
  has: Has
  orders: Order[]
  events: ({ revision: number } & Record<string, unknown>)[]
}

interface Reply {
  status: number
  body: object
  /** What remains to be done once the response is sent. */
  work?: () => void
}

type Handler = (request: IncomingMessage, state: State, parameters: string[]) => Reply | Promise<Reply>

const webhookId = '6f1c2f0e-55f0-4b0e-9d3a-2b7c0a4be9d1'

/** A GET of an order is no part of the update's page: the path has it all the same, and so has Tango. */
const routes: { path: RegExp; methods: Record<string, Handler> }[] = [
  { path: /^\/raas\/v2\/asyncOrders\/([^/]+)\/(freeze|unfreeze|cancel)$/, methods: { POST: act } },
  {
    path: /^\/raas\/v2\/asyncOrders\/customers\/([^/]+)\/accounts\/([^/]+)\/([^/]+)$/,
    methods: { GET: (_, state, ids) => ({ status: 200, body: shown(findByIds(state, ids)) }), PATCH: change },
  },
  { path: new RegExp(`^/raas/v2/webhooks/${webhookId}/events$`), methods: { GET: list } },
]

/**
 * Starts another implementation of the four operations on a free port: written from the pages alone, without a control plane.
 *
 * It shares no code with the sandbox, and differs from it wherever the pages and HTTP leave that open.
 *
 * @example const { baseUrl, credentials, close } = await startForeign({ now: Date.now, newId: randomUUID })
 */
export async function startForeign({ bug, now, newId, later = setImmediate }: ForeignOptions) {
  const prepared = createOrders(now())
  const state: State = { now, newId, later, has: (name) => name === bug, orders: Object.values(prepared).flat(), events: [] }
  const server = createServer((request, response) => {
    handle(request, response, state).catch((error) => response.destroy(error))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/raas/v2`,
    credentials,
    token,
    webhookId,
    /** As a fixtures file lists prepared orders. */
    fixtures: Object.fromEntries(Object.entries(prepared).map(([name, orders]) => [name, orders.map(({ ids }) => ids)])),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function handle(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const { has, now } = state
  const requestId = state.newId()
  const withId = { 'X-Request-Id': requestId }
  const send = (status: number, text: string, headers: Record<string, string>) => {
    response.writeHead(status, { 'Content-Type': 'application/json;charset=UTF-8', 'X-Served-By': 'edge-7', ...headers })
    response.end(text)
  }
  try {
    const { status, body, work } = await route(request, state)
    send(status, JSON.stringify(body, null, status === 200 ? 2 : 0), has('success-without-request-id') ? {} : withId)
    if (work !== undefined) state.later(work)
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    const body = problem(refusal, { path: pathOf(request), requestId, now: now() }, has)
    send(refusal.status, `${JSON.stringify(body, null, 4)}\n`, { ...withId, ...refusal.headers })
  }
}

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?')[0] ?? ''

function route(request: IncomingMessage, state: State): Reply | Promise<Reply> {
  authenticate(request, state.has)
  const { method = '' } = request
  for (const { path, methods } of routes) {
    const match = path.exec(pathOf(request))
    if (match === null) continue
    const handler = methods[method]
    if (handler !== undefined) return handler(request, state, match.slice(1).map(decode))
    throw new Refusal(405, `Method ${method} not allowed.`, [], { Allow: Object.keys(methods).join(', ') })
  }
  throw new Refusal(404, 'Nothing at this URL.')
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw new Refusal(404, 'Nothing at this URL.')
  }
}

async function act(request: IncomingMessage, state: State, parameters: string[]): Promise<Reply> {
  const { has, now, orders } = state
  const [id, action] = parameters as [string, Action]
  const reasonCode = checkAction(action, await readJson(request, has(`${action}-malformed-500`) ? 500 : 400), has)
  const phantom = { ...orders[0], ids: { ...orders[0]?.ids, referenceOrderID: id }, lineItems: [] } as unknown as Order
  const known = orders.find(({ ids }) => ids.referenceOrderID === id)
  const order = known ?? (has(`${action}-accepts-unknown-order`) ? phantom : undefined)
  if (order === undefined) throw new Refusal(404, `No order ${id}.`)
  const shutOut = has(`${action}-accepts-failed-order`) ? ['PENDING'] : ['PENDING', 'FAILED']
  const isShutOut = action !== 'freeze' && shutOut.includes(order.orderStatus)
  if (isShutOut) throw new Refusal(422, `Cannot ${action}: the order is ${order.orderStatus}.`)
  const work = () => {
    const eventData = outcome(order, action, reasonCode, runAction(order, action, now(), has), has)
    if (!has(`${action}-sends-no-event`)) report(state, eventData)
    if (has(`${action}-sends-two-events`)) report(state, eventData)
  }
  return { status: has(`${action}-returns-200`) ? 200 : 202, body: accepted(order, action, now(), has), work }
}

function report({ events, now, newId }: State, eventData: object): void {
  const envelope = { eventType: 'OrderActionStatus', categories: ['ORDER'], eventOccurredAt: instant(now()), eventId: newId() }
  events.push({ eventData, ...envelope, revision: events.length + 1 })
}

async function change(request: IncomingMessage, state: State, ids: string[]): Promise<Reply> {
  const changes = checkUpdate(await readJson(request, 400), state.has)
  return { status: 200, body: update(findByIds(state, ids), changes, state.has) }
}

function findByIds({ orders, has }: State, [customer, account, externalRefID = '']: string[]): Order {
  if (!/^[\w-]{1,100}$/.test(externalRefID))
    throw new Refusal(400, 'Invalid externalRefID: expected 1 to 100 of A-Z, a-z, 0-9, -, _.', ['externalRefID'])
  const order = orders.find(({ ids }) => ids.externalRefID === externalRefID && ids.customerIdentifier === customer)
  const isThere = order?.ids.accountIdentifier === account || has('update-ignores-account')
  if (order === undefined || !isThere) throw new Refusal(404, `No order ${externalRefID} under this account.`)
  return order
}

/** One page of the events. Both ends of the range count. */
function list({ url = '' }: IncomingMessage, { events }: State): Reply {
  const query = new URLSearchParams(url.split('?')[1])
  const from = Number(query.get('fromRevision') ?? 0)
  const to = Number(query.get('toRevision') ?? Number.POSITIVE_INFINITY)
  const maxResults = Math.min(Number(query.get('maxResults') ?? 10), 200)
  const items = events.filter(({ revision }) => revision >= from && revision <= to).slice(0, maxResults)
  return { status: 200, body: { items, maxResults, numberOfElements: items.length } }
}
