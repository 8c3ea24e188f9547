import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { answerUnparsed, bodyDropped } from '../../../sandbox/src/node/read-on.ts'
import { ourDescription } from '../assets.ts'
import { createMockApp, type MockApp } from './app.ts'
import type { Answer } from './errors.ts'

/** Bytes. */
export const LARGEST_BODY = 1024 * 1024
/** More than Node's 16 KiB, so that the response to a very long path is an error of the API. */
const LARGEST_HEAD = 256 * 1024

/** How to start the mock. */
export interface MockOptions {
  host?: string
  /** 0, and none, takes a free one. */
  port?: number
  /** A parsed bundled description; default: that in generated/. */
  description?: unknown
  /** Gets an error of the mock itself (default: nothing is logged). */
  report?: (error: unknown) => void
}

/** A mock that listens. */
export interface Mock {
  /** `http://HOST:PORT`; the API is under `/raas/v2`. */
  origin: string
  close: () => Promise<void>
}

/**
 * Starts the stateless mock: Prism on the description, behind an app that answers what Prism does not.
 *
 * @throws Error when the port is taken or the description is not there
 * @example const { origin, close } = await startMock({ port: 0 })
 */
export async function startMock({ host = '127.0.0.1', port = 0, description, report = () => {} }: MockOptions = {}): Promise<Mock> {
  const app = await createMockApp(description ?? ourDescription(), report)
  const server = createServer({ maxHeaderSize: LARGEST_HEAD, requireHostHeader: false }, (request, response) =>
    serve(app, request, response),
  )
  // Node would answer these itself, without a body.
  server.on('checkExpectation', (request, response) => serve(app, request, response))
  server.on('connect', (_, socket: Duplex) => writeRaw(socket, app.illFormed()))
  server.on('clientError', (_, socket: Duplex) => writeRaw(socket, app.illFormed()))
  const taken = await listen(server, host, port)
  return { origin: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, close: () => close(server) }
}

async function serve(app: MockApp, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url: target = '' } = request
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]))
  let body: Uint8Array | null
  try {
    body = await readBody(request)
  } catch {
    response.destroy()
    return
  }
  const answer = await app.answer({ method, target, headers, body })
  const text = JSON.stringify(answer.body) ?? ''
  if (!(await bodyDropped(request))) response.shouldKeepAlive = false
  response.writeHead(answer.status, { ...answer.headers, 'Content-Length': Buffer.byteLength(text) }).end(text)
}

/** The body, or null as soon as it is too large. */
function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const keep = (chunk: Buffer): void => {
      size += chunk.length
      if (size <= LARGEST_BODY) chunks.push(chunk)
      else drop()
    }
    const drop = (): void => {
      request.off('data', keep)
      resolve(null)
    }
    request.on('data', keep)
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', reject)
    if (Number(request.headers['content-length']) > LARGEST_BODY) drop()
  })
}

function writeRaw(socket: Duplex, { status, headers, body }: Answer): void {
  const text = JSON.stringify(body)
  const all = { ...headers, 'Content-Length': String(Buffer.byteLength(text)), Connection: 'close' }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  answerUnparsed(socket, `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${text}`)
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const cause = error.code === 'EADDRINUSE' ? 'the port is taken' : (error.code ?? error.message)
      const hint = 'Choose another --port, or leave it out for a free one.'
      reject(new Error(`Failed to listen on ${host}:${port}: ${cause}. ${hint}`, { cause: error }))
    })
    server.listen(port, host, resolve)
  })
  return (server.address() as AddressInfo).port
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}
