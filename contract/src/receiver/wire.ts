import { type ClientRequest, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { whyNoResponse } from '../targets/connection.ts'

/** A request, byte for byte: fetch would join headers of one name, write their names otherwise, and refuse bodies of GET. */
export interface Delivery {
  method: string
  /** In their order; a name may occur twice. */
  headers: readonly { name: string; value: string }[]
  body: Uint8Array
  /** slow: in pieces with pauses in between. cut-off: more is announced than comes, then the connection is closed. Default: at once. */
  manner?: 'slow' | 'cut-off'
}

/** What came of a delivery. `late`: no response in time. `closed`: the connection ended without one, or there was none. */
export type Outcome = { kind: 'response'; status: number; ms: number } | { kind: 'late' | 'closed'; problem: string }

/** Where deliveries go, and the clock. */
export interface Wire {
  url: string
  /** How long a response is waited for, once the whole request is sent. */
  limitMs: number
  /** Milliseconds, never going back. */
  now: () => number
  pause: (milliseconds: number) => Promise<void>
}

/** A request that is sent but for its last byte. */
interface Begun {
  ready: Promise<void>
  /** Sends the last byte, or closes the connection instead. */
  finish: () => void
  outcome: Promise<Outcome>
}

/**
 * Sends deliveries at once: each but for its last byte, then all last bytes.
 *
 * @example const [outcome] = await sendTogether([delivery], { url, limitMs: 10_000, now, pause })
 */
export async function sendTogether(deliveries: readonly Delivery[], wire: Wire): Promise<Outcome[]> {
  const begun = deliveries.map((delivery) => begin(delivery, wire))
  await Promise.all(begun.map(({ ready, outcome }) => Promise.race([ready, outcome])))
  for (const { finish } of begun) finish()
  return Promise.all(begun.map(({ outcome }) => outcome))
}

const PIECES = 10
const BETWEEN_PIECES_MS = 20

/** What Content-Length says: of a body that is cut off, more than comes. */
export const lengthOf = (body: Uint8Array, manner: Delivery['manner']): number => body.length + (manner === 'cut-off' ? 10 : 0)

function begin({ method, headers, body, manner }: Delivery, { url, limitMs, now, pause }: Wire): Begun {
  const request = (url.startsWith('https:') ? requestHttps : requestHttp)(url, {
    method,
    agent: false,
    headers: [
      ...['Host', new URL(url).host],
      ...headers.flatMap(({ name, value }) => [name, value]),
      ...['Content-Length', String(lengthOf(body, manner))],
      ...['Connection', 'close'],
    ],
  })
  const held = manner === 'cut-off' ? body.length : Math.max(0, body.length - 1)
  let finished = now()
  const { outcome, restart } = outcomeOf(request, limitMs, () => now() - finished)
  const finish = (): void => {
    finished = now()
    restart()
    if (manner === 'cut-off') request.destroy()
    else request.end(body.subarray(held))
  }
  return { ready: writePieces(request, piecesOf(body.subarray(0, held), manner), pause), finish, outcome }
}

/** Slow pieces end within characters of several bytes, wherever these are. */
const piecesOf = (bytes: Uint8Array, manner: Delivery['manner']): Uint8Array[] => {
  if (manner !== 'slow') return [bytes]
  const size = Math.ceil(bytes.length / PIECES)
  return Array.from({ length: PIECES }, (_, at) => bytes.subarray(at * size, (at + 1) * size))
}

/** Resolves when the last piece has left this process. */
async function writePieces(request: ClientRequest, pieces: readonly Uint8Array[], pause: Wire['pause']): Promise<void> {
  request.flushHeaders()
  for (const [at, piece] of pieces.entries()) {
    if (at > 0) await pause(BETWEEN_PIECES_MS)
    if (piece.length > 0 && !request.destroyed) await new Promise<void>((resolve) => void request.write(piece, () => resolve()))
  }
}

function outcomeOf(request: ClientRequest, limitMs: number, taken: () => number): { outcome: Promise<Outcome>; restart: () => void } {
  let timer: NodeJS.Timeout
  const outcome = new Promise<Outcome>((resolve) => {
    let status: number | undefined
    const end = (outcome: Outcome): void => {
      clearTimeout(timer)
      resolve(status === undefined ? outcome : { kind: 'response', status, ms: taken() })
      request.destroy()
    }
    const closed = (error?: unknown): void =>
      end({ kind: 'closed', problem: error === undefined ? 'connection closed before a response' : whyNoResponse(error, limitMs).what })
    timer = setTimeout(() => end({ kind: 'late', problem: `no response within ${limitMs / 1_000} s` }), limitMs)
    request.on('error', closed)
    request.on('close', () => closed())
    request.on('response', (response) => {
      status = response.statusCode
      response.on('end', () => closed())
      response.on('error', closed)
      response.resume()
    })
  })
  return { outcome, restart: () => void timer.refresh() }
}
