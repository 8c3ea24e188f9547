import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An event, as far as the receiver reads it. */
export interface Event {
  eventId: string
  revision: number
  eventType: string
  eventData: Record<string, unknown>
}

/** What the receiver remembers. */
interface State {
  effects: number
  known: Set<string>
  /** The latest revision of each order. */
  latest: Map<unknown, number>
  /** Ends the server, as a process that dies does. */
  die: () => void
  hanging: boolean
}

/** The steps of the receiver, each of which a mistake can replace. A step that throws a number responds with that status. */
export interface Steps {
  secrets: readonly string[]
  checkRequest: (request: IncomingMessage) => void
  signatures: (request: IncomingMessage) => string[]
  /** What is verified. */
  verified: (bytes: Buffer) => string | Buffer
  /** Forms of the right signature. */
  forms: (verified: string | Buffer, secret: string) => string[]
  same: (given: string, expected: string) => boolean
  authenticate: (request: IncomingMessage, bytes: Buffer, steps: Steps) => void
  parse: (bytes: Buffer, state: State) => Event
  check: (event: Event) => void
  /** Whether the event is new. */
  remember: (event: Event, state: State) => boolean | Promise<boolean>
  act: (event: Event, state: State) => void
  /** In this order: authenticate, parse, act. */
  receive: (request: IncomingMessage, bytes: Buffer, state: State, steps: Steps) => Promise<void>
  /** The connection ended before the body did. */
  cutOff: (request: IncomingMessage, bytes: Buffer, state: State, steps: Steps) => void
  /** 0 for no response. */
  received: number
}

export const hmac = (body: string | Buffer, secret: string, algorithm = 'sha256'): Buffer =>
  createHmac(algorithm, Buffer.from(secret, 'base64')).update(body).digest()

/** What somebody writes by hand, with only the documentation. */
export const RIGHT: Omit<Steps, 'secrets'> = {
  checkRequest: ({ method, headers }) => {
    if (method !== 'POST') throw 405
    if (!/^application\/json *(;|$)/i.test(headers['content-type'] ?? '')) throw 415
  },
  signatures: ({ headersDistinct }) => headersDistinct['x-signed-payload'] ?? [],
  verified: (bytes) => bytes,
  forms: (verified, secret) => [hmac(verified, secret).toString('base64')],
  same: (given, expected) => given === expected,
  authenticate: (request, bytes, { signatures, secrets, verified, forms, same }) => {
    const [given, ...more] = signatures(request)
    if (given === undefined || more.length > 0) throw 401
    if (!secrets.some((secret) => forms(verified(bytes), secret).some((form) => same(given, form)))) throw 401
  },
  parse: (bytes) => {
    const event = parsed(bytes)
    if (typeof event?.eventId !== 'string') throw 400
    return event
  },
  check: () => undefined,
  remember: ({ eventId }, { known }) => {
    const isNew = !known.has(eventId)
    known.add(eventId)
    return isNew
  },
  act: ({ eventType, eventData, revision }, state) => {
    if (eventType !== 'OrderActionStatus' || revision < (state.latest.get(eventData.referenceOrderId) ?? 0)) return
    state.latest.set(eventData.referenceOrderId, revision)
    state.effects++
  },
  receive: async (request, bytes, state, steps) => {
    steps.checkRequest(request)
    steps.authenticate(request, bytes, steps)
    const event = steps.parse(bytes, state)
    steps.check(event)
    if (await steps.remember(event, state)) steps.act(event, state)
  },
  cutOff: () => undefined,
  received: 200,
}

export function parsed(bytes: Buffer): Event | null {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return null
  }
}

/**
 * Starts a receiver on a free port; `GET /effects` returns how often it has acted.
 *
 * @param onSilence called for each request that gets no response
 */
export async function startReceiver(
  steps: Steps,
  onSilence: () => void,
): Promise<{ url: string; effects: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.url === '/effects') return void response.end(JSON.stringify({ effects: state.effects }))
    const parts: Buffer[] = []
    request.on('data', (part) => parts.push(part))
    request.on('close', () => {
      if (!request.complete) steps.cutOff(request, Buffer.concat(parts), state, steps)
    })
    request.on('end', async () => {
      const status = await steps.receive(request, Buffer.concat(parts), state, steps).then(
        () => steps.received,
        (error) => (typeof error === 'number' ? error : 500),
      )
      if (status === 0 || state.hanging) onSilence()
      else response.writeHead(status).end()
    })
    request.on('error', () => undefined)
  })
  const die = (): void => {
    server.close()
    server.closeAllConnections()
  }
  const state: State = { effects: 0, known: new Set(), latest: new Map(), die, hanging: false }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `${origin}/hook`, effects: `${origin}/effects`, close }
}
