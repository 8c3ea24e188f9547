import { createServer, type IncomingMessage, STATUS_CODES, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Headers = [name: string, value: string][]

/** A request on the wire. */
export interface WireRequest {
  method: string
  /** With the query, as on the request line. */
  path: string
  headers: Headers
  body: Buffer
}

/** An answer on the wire. */
export interface WireAnswer {
  status: number
  headers: Headers
  body: Buffer
}

/** What a proxy does to what passes; nothing unless given. */
export interface Alteration {
  /** Which requests and answers it is about, by path. All unless given. */
  about?: RegExp
  /** What is sent on: one request or several, of which the last is answered. */
  request?: (request: WireRequest) => WireRequest | WireRequest[]
  answer?: (answer: WireAnswer, request: WireRequest) => WireAnswer | Promise<WireAnswer>
  /** The bytes of the answer, head and body; none resets the connection. */
  bytes?: (bytes: Buffer, answer: WireAnswer) => Buffer
}

/** A proxy that listens. */
export interface Proxy {
  /** `http://127.0.0.1:PORT` */
  origin: string
  close: () => Promise<void>
}

/**
 * Starts an HTTP proxy on a free port of the loopback that alters what passes.
 *
 * @param upstream origin that requests are sent on to
 * @example const { origin, close } = await startProxy('http://127.0.0.1:4010', { answer: (answer) => ({ ...answer, status: 200 }) })
 */
export async function startProxy(upstream: string, alteration: Alteration): Promise<Proxy> {
  const server = createServer(async (incoming, outgoing) => {
    const { socket } = outgoing
    try {
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: headersOf(incoming),
        body: await readAll(incoming),
      }
      const bytes = await pass(upstream, request, (alteration.about?.test(request.path) ?? true) ? alteration : {})
      if (bytes.length === 0) socket?.resetAndDestroy()
      else socket?.end(bytes)
    } catch {
      socket?.destroy()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }
  return { origin: `http://127.0.0.1:${port}`, close }
}

async function pass(upstream: string, request: WireRequest, alteration: Alteration): Promise<Buffer> {
  const requests = [alteration.request?.(request) ?? request].flat()
  let answer: WireAnswer = { status: 502, headers: [], body: Buffer.alloc(0) }
  for (const one of requests) answer = await forward(upstream, one)
  const altered = (await alteration.answer?.(answer, request)) ?? answer
  const bytes = written(altered)
  return alteration.bytes?.(bytes, altered) ?? bytes
}

function forward(upstream: string, { method, path, headers, body }: WireRequest): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(upstream)
    const own = headers.filter(([name]) => !/^(connection|content-length|transfer-encoding)$/i.test(name))
    const length: Headers = body.length > 0 || method !== 'GET' ? [['Content-Length', String(body.length)]] : []
    const outgoing = send({ hostname, port, method, path, headers: [...own, ...length].flat(), agent: false }, async (answer) => {
      try {
        resolve({ status: answer.statusCode ?? 0, headers: headersOf(answer), body: await readAll(answer) })
      } catch (error) {
        reject(error)
      }
    })
    outgoing.once('error', reject)
    outgoing.end(body)
  })
}

/** The answer as bytes, with the length that it has, on a connection that is closed after it. */
function written({ status, headers, body }: WireAnswer): Buffer {
  const own = headers.filter(([name]) => !/^(connection|content-length|transfer-encoding|keep-alive)$/i.test(name))
  const all: Headers = [...own, ['Content-Length', String(body.length)], ['Connection', 'close']]
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}`, ...all.map(([name, value]) => `${name}: ${value}`)]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body])
}

/** In order, with the letters as they came. */
function headersOf({ rawHeaders }: IncomingMessage): Headers {
  return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as [string, string]] : []))
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
