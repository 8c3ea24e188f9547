import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getRequestListener, RequestError } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { pageRule } from '../http/access.ts'
import { ConnectionReset, connectionEffects } from '../http/env.ts'
import { answerUnparsed, bodyDropped } from './read-on.ts'

/** A server that listens. */
export interface Listening {
  /** `http://HOST:PORT`, with the port that was really taken. */
  origin: string
  /** Stops listening and closes what is open. */
  close: () => Promise<void>
}

/** Where to listen, and how to answer what is no request. */
export interface ListenOptions {
  host: string
  /** 0 takes a free one. */
  port: number
  /** Names of this server beside its host and loopback, such as `sandbox.corp.example`: the Host of a request, and the pages it comes from. */
  allowOriginHosts?: readonly string[]
  /**
   * Answers what could not be parsed (400), is not for this server or comes from a page of another origin (403, with the reason), came in
   * too slowly (408) or had too many headers (431). Default: an empty response.
   */
  malformed?: (status: 400 | 403 | 408 | 431, why?: string) => Response
}

/** A request has 10 seconds for its headers and 30 in all; headers may have 16 KiB; an idle connection is closed after 5 seconds. */
const LIMITS = { headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384, keepAliveTimeout: 5_000 }

const OPTIONS = {
  ...LIMITS,
  // Node looks every 30 seconds which connections are over their limits, unless told otherwise.
  connectionsCheckingInterval: 500,
  // Without a Host header Node would answer itself, without a body; so the adapter does it, as for a Host that is none.
  requireHostHeader: false,
}

/**
 * Puts a function from Request to Response behind a port, out of reach of web pages that are not its own.
 *
 * @throws Error when the port is taken, may not be used, or the host is not of this machine, saying what to do
 * @example const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
 */
export async function listen(
  fetch: (request: Request) => Promise<Response>,
  { host, port, allowOriginHosts = [], malformed }: ListenOptions,
): Promise<Listening> {
  const refusal = pageRule(host, allowOriginHosts)
  let latest: IncomingMessage
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const why = refusal(request)
      const answer = outgoing as ServerResponse
      const response = why === null ? await unlessReset(fetch(request)) : (malformed?.(403, why) ?? new Response(null, { status: 403 }))
      if (response === null) return resetConnection(answer)
      const isTruncated = connectionEffects.has(response)
      if (!isTruncated && !(await bodyDropped(incoming as IncomingMessage))) answer.shouldKeepAlive = false
      // Requests that came in together are answered together: to wake the caller's process for each of them would cost more than the answers.
      await new Promise((resume) => setImmediate(resume))
      return isTruncated ? sendTruncated(response, answer) : response
    },
    // Called for what the HTTP parser takes and no Request can be made of, such as a Host header that is no host.
    {
      errorHandler: async (error) => {
        if (error instanceof RequestError) await bodyDropped(latest)
        return malformed?.(400) ?? new Response(null, { status: 400 })
      },
    },
  )
  const server = createServer(OPTIONS, (incoming, outgoing) => {
    // What fails to become a Request fails before the next one comes in.
    latest = incoming
    return listener(incoming, outgoing)
  })
  // An unknown expectation may be ignored, as the mock does; Node would answer 417 without a body.
  server.on('checkExpectation', listener)
  if (malformed !== undefined) server.on('clientError', (error, socket) => void refuse(error, socket, malformed))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)))
    server.listen(port, host, resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return { origin: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, close: () => close(server) }
}

/** Null in place of a response whose connection is to be reset. */
async function unlessReset(response: Promise<Response>): Promise<Response | null> {
  return response.catch((error) => {
    if (error instanceof ConnectionReset) return null
    throw error
  })
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const known: Record<string, string> = {
    EADDRINUSE: 'the port is taken. Choose another port, or 0 for a free one',
    EACCES: 'this user may not take the port. Choose one above 1023, or 0 for a free one',
    EADDRNOTAVAIL: 'the address is not one of this machine. Choose 127.0.0.1',
    ENOTFOUND: 'there is no such host. Choose 127.0.0.1',
  }
  const why = known[error.code ?? ''] ?? `${error.message}. Choose another host or port`
  return new Error(`Failed to listen on ${host}:${port}: ${why}.`, { cause: error })
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await closed
}

async function refuse(error: NodeJS.ErrnoException, socket: Duplex, malformed: NonNullable<ListenOptions['malformed']>): Promise<void> {
  if (error.code === 'ECONNRESET') return void socket.destroy()
  const answer = malformed(error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400)
  const body = await answer.text()
  const headers = [...answer.headers, ['content-length', `${new TextEncoder().encode(body).length}`]]
  const head = [`HTTP/1.1 ${answer.status} ${answer.statusText}`, ...headers.map(([name, value]) => `${name}: ${value}`)]
  answerUnparsed(socket, `${head.join('\r\n')}\r\n\r\n${body}`)
}

/** Resets the connection before the first byte of a response. */
function resetConnection(outgoing: ServerResponse): Response {
  outgoing.socket?.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}

/** Sends a response up to the place where its body fails, and closes the connection. */
async function sendTruncated(response: Response, outgoing: ServerResponse): Promise<Response> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers))
  // Closed once the bytes are with the system: a caller gets all of them, and then too few.
  outgoing.write(await beginningOf(response), () => outgoing.destroy())
  return RESPONSE_ALREADY_SENT
}

/** What comes of a body before it fails. */
async function beginningOf({ body }: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  const reader = body?.getReader()
  try {
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) parts.push(read.value)
  } catch {
    // It was to fail.
  }
  return Buffer.concat(parts)
}
