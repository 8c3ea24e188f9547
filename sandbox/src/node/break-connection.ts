import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

/** Resets the connection before the first byte of a response. */
export function resetConnection(outgoing: ServerResponse): Response {
  outgoing.socket?.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}

/** Sends a response up to the place where its body fails, and closes the connection. */
export async function sendTruncated(response: Response, outgoing: ServerResponse): Promise<Response> {
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
