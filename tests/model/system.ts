import { createSandbox, memoryStore, type Rules, type Sandbox } from '../../sandbox/src/index.ts'

/** A Monday, at an odd millisecond. */
export const START = Date.UTC(2026, 2, 2, 10, 20, 30, 457)

/** An answer with its body read. */
export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: bodies of every shape are looked at
  body: any
}

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  more?: { token?: string | null; headers?: Record<string, string> },
) => Promise<Answer>

/** The sandbox in this process, seen through its HTTP interface only. */
export interface System {
  send: Send
  /** The events that came to each subscription, parsed, in the order of arrival. */
  events: Record<string, Record<string, unknown>[]>
  /** Ends the sandbox and makes a new one over the same store. */
  restart: () => void
  close: () => void
}

/** Two receivers for platform `one`. */
export async function subscribe(send: Send): Promise<void> {
  for (const name of ['first', 'second']) {
    await send('POST', '/_sandbox/subscriptions', { url: `http://127.0.0.1:1/${name}`, eventTypes: ['OrderActionStatus'] })
  }
}

const PLATFORMS = ['one', 'two'].map((name) => ({ name, key: `${name}-key`, token: `${name}-token`, clock: 'manual' as const, hold: true }))

/**
 * A sandbox with two platforms, `one` and `two`; `one` has two subscriptions.
 *
 * @param rules the rules to go by, when one of them is to be wrong
 */
export async function startSystem(rules?: Rules): Promise<System> {
  let made = 0
  const store = memoryStore()
  const events: System['events'] = { first: [], second: [] }
  const reported: Error[] = []
  const make = (): Sandbox =>
    createSandbox({
      now: () => START,
      newId: () => `aaaaaaaa-0000-4000-8000-${(++made).toString(16).padStart(12, '0')}`,
      store,
      deliver: async (request) => {
        events[new URL(request.url).pathname.slice(1)]?.push(JSON.parse(await request.text()))
        return new Response()
      },
      platforms: PLATFORMS,
      report: (error) => reported.push(error),
      ...(rules === undefined ? {} : { rules }),
    })
  let sandbox = make()
  const send: Send = async (method, path, body, { token = 'one-token', headers = {} } = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const sent = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers }
    const request = new Request(`http://sandbox.test${path}`, { method, headers: sent, ...(text === undefined ? {} : { body: text }) })
    const response = await sandbox.fetch(request)
    const answer = await response.text()
    if (reported.length > 0) throw reported[0]
    return { status: response.status, body: answer === '' ? undefined : JSON.parse(answer) }
  }
  await subscribe(send)
  await send('POST', '/_sandbox/orders', { lineItems: [{ count: 2 }] }, { token: 'two-token' })
  return {
    send,
    events,
    restart: () => {
      sandbox.close()
      sandbox = make()
    },
    close: () => sandbox.close(),
  }
}
