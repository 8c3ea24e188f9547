import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { StandAddress } from '../../../contract/src/judge/stand.ts'
import { createControl } from '../../../sandbox/src/control.ts'

export type Operation = 'freeze' | 'unfreeze' | 'cancel' | 'update'

/** What a client does; a mistake replaces one of these. */
export interface Habits {
  method: (operation: Operation) => string
  path: (operation: Operation, order: string) => string
  query: (address: StandAddress) => string
  headers: (address: StandAddress) => Record<string, string>
  body: (operation: Operation) => object
  /** Milliseconds before the attempt with this number (from 2); null sends nothing again. */
  delay: (operation: Operation, attempt: number, last: { status: number | null; retryAfter: number | null }) => number | null
  /** What follows from a redirect. */
  redirect: 'manual' | 'follow'
  /** Throws at what it does not understand. */
  read: (body: Record<string, unknown>, operation: Operation) => void
  /** Whether it goes on after a refusal. */
  careless: boolean
  /** Throws where an event is wrong. */
  event: (event: { eventId: string }, before: readonly string[]) => void
  /** What the receiver returns for the event with this number, from 0. */
  received: (index: number) => number
  /** Milliseconds that pass by the clock of the sandbox before the actions. */
  idle: number
  /** Whether it renews its subscription while it is idle. */
  renew: boolean
  /** After the actions. */
  after: (call: (path: string, init?: RequestInit) => Promise<Response>, webhookId: string) => Promise<void>
}

type Pause = (milliseconds: number) => Promise<void>

const PATHS: Record<Operation, (order: string) => string> = {
  freeze: (order) => `/asyncOrders/${order}/freeze`,
  unfreeze: (order) => `/asyncOrders/${order}/unfreeze`,
  cancel: (order) => `/asyncOrders/${order}/cancel`,
  update: () => '/asyncOrders/customers/acme-health/accounts/acme-wellness/demo-order',
}

const SAFE: readonly Operation[] = ['freeze', 'update']

/** With nothing but fetch, and no mistake. */
export const GOOD: Habits = {
  method: (operation) => (operation === 'update' ? 'PATCH' : 'POST'),
  path: (operation, order) => PATHS[operation](order),
  query: () => '',
  headers: ({ platformName, platformKey }) => ({
    authorization: `Basic ${btoa(`${platformName}:${platformKey}`)}`,
    'content-type': 'application/json',
    accept: 'application/json',
  }),
  body: (operation) => (operation === 'update' ? { notes: 'checked' } : { reasonCode: 'OTHER', otherReason: 'Sent twice.' }),
  delay: (operation, attempt, { status, retryAfter }) => {
    if (attempt > 5) return null
    if (retryAfter !== null) return retryAfter * 1_000
    const lost = status === null || (status >= 500 && status !== 503)
    return status === 429 || status === 503 || (lost && SAFE.includes(operation)) ? 100 * 2 ** attempt : null
  },
  redirect: 'manual',
  read: () => undefined,
  careless: false,
  event: () => undefined,
  received: () => 200,
  idle: 0,
  renew: false,
  after: async () => undefined,
}

/** Freezes, unfreezes, updates and cancels the order, and waits for the three events. Returns the exit code of a program that does this. */
export async function runHabits(habits: Habits, address: StandAddress, pause: Pause): Promise<number> {
  const seen: string[] = []
  let problem: unknown = null
  let requests = 0
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const status = habits.received(requests++)
    const event = JSON.parse(Buffer.concat(parts).toString())
    try {
      habits.event(event, seen)
    } catch (error) {
      problem = error
    }
    if (status === 200) seen.push(event.eventId)
    response.writeHead(status).end()
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { sandboxUrl, platformName: name, platformKey: key } = address
  const control = createControl({ baseUrl: sandboxUrl, credentials: { name, key }, fetch: once })
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
    const { webhookId } = await control.subscribe({ url, eventTypes: ['OrderActionStatus'] })
    const call = (path: string, init: RequestInit = {}): Promise<Response> =>
      once(new Request(`${address.baseUrl}${path}`, { ...init, headers: habits.headers(address) }))
    for (let half = 0; half < 2 && habits.idle > 0; half++) {
      await control.advance({ milliseconds: habits.idle / 2 })
      if (habits.renew) await call(`/webhooks/${webhookId}/renew`, { method: 'POST' })
    }
    for (const operation of ['freeze', 'unfreeze', 'update', 'cancel'] as const) await ask(habits, operation, address, pause)
    await control.drain()
    await habits.after(call, webhookId)
    if (problem !== null) throw problem
    return 0
  } catch {
    return 1
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

async function ask(habits: Habits, operation: Operation, address: StandAddress, pause: Pause): Promise<void> {
  const url = `${address.baseUrl}${habits.path(operation, address.order)}${habits.query(address)}`
  const init = { method: habits.method(operation), headers: habits.headers(address), body: JSON.stringify(habits.body(operation)) }
  for (let attempt = 1; ; attempt++) {
    const response = await send(url, init, habits).catch(() => null)
    const last = {
      status: response?.status ?? null,
      retryAfter: response?.headers.has('retry-after') ? Number(response.headers.get('retry-after')) : null,
    }
    if (response?.ok) {
      habits.read(await response.json(), operation)
      return
    }
    await response?.arrayBuffer()
    const delay = habits.delay(operation, attempt + 1, last)
    if (delay === null && habits.careless) return
    if (delay === null) throw new Error(`${operation} failed with ${last.status}`)
    await pause(delay)
  }
}

/** With a connection of its own: one that is kept may be closed by the server while a busy machine makes the next request. */
function once(request: Request): Promise<Response> {
  request.headers.set('connection', 'close')
  return fetch(request)
}

/** Follows a redirect itself, since fetch takes the credentials away where the host changes. */
async function send(url: string, init: RequestInit, { redirect }: Habits): Promise<Response> {
  const response = await once(new Request(url, { ...init, redirect: 'manual' }))
  const location = response.headers.get('location')
  return redirect === 'follow' && response.status === 307 && location !== null ? once(new Request(new URL(location, url), init)) : response
}
