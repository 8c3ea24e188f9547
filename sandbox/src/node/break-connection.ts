import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { wishes } from '../http/env.ts'

/**
 * Breaks the connection of an answer that asks for it: resets it before the first byte, or closes it in the middle of the body.
 *
 * @returns the answer to send, or a mark that there is nothing left to send
 */
export async function breakConnection(response: Response, outgoing: ServerResponse): Promise<Response> {
  const wish = wishes.get(response)
  if (wish === undefined) return response
  if (wish === 'reset') {
    await response.body?.cancel().catch(() => undefined)
    outgoing.socket?.resetAndDestroy()
    return RESPONSE_ALREADY_SENT
  }
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
