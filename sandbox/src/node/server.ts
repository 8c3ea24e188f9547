import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { breakConnection } from './break-connection.ts'

/** A server that listens. */
export interface Listening {
  /** `http://HOST:PORT`, with the port that was really taken. */
  origin: string
  /** Stops listening and closes what is open. */
  close: () => Promise<void>
}

/**
 * Puts a function from Request to Response behind a port.
 *
 * @param port 0 takes a free one
 * @throws Error when the port is taken, may not be used, or the host is not of this machine, saying what to do
 * @example const { origin, close } = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
 */
export async function listen(
  fetch: (request: Request) => Promise<Response>,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  const server = createServer(
    getRequestListener(async (request, { outgoing }) => breakConnection(await fetch(request), outgoing as ServerResponse)),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)))
    server.listen(port, host, resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return { origin: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`, close: () => close(server) }
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
