import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** How much of a body that nobody needs is read and dropped. */
const MOST_BYTES = 64 * 1024 * 1024
/** How long the next piece of such a body may take. */
const LONGEST_WAIT_MS = 3_000
/** How long a connection that is closing may go on sending. */
const LONGEST_CLOSE_MS = 10_000

/**
 * Reads on and drops what is left of a body, before the response to it is sent. Many clients send all of a body before they read, and many
 * proxies do not pass a response on while a body is under way: a response that came earlier would be lost to a reset.
 *
 * @returns false when it ended early, since too much came, or nothing for a while: the connection can then be used no more
 * @example if (!(await bodyDropped(incoming))) outgoing.shouldKeepAlive = false
 */
export async function bodyDropped(incoming: IncomingMessage): Promise<boolean> {
  if (incoming.complete || incoming.destroyed) return true
  // A reader that gave up leaves a listener, which would keep what comes and stop the flow.
  incoming.removeAllListeners('data')
  let size = 0
  return new Promise((resolve) => {
    const timer = setTimeout(() => over(false), LONGEST_WAIT_MS)
    const over = (whole: boolean): void => {
      clearTimeout(timer)
      incoming.off('data', drop)
      resolve(whole)
    }
    const drop = (piece: Uint8Array): void => {
      size += piece.length
      timer.refresh()
      if (size > MOST_BYTES) over(false)
    }
    incoming
      .on('data', drop)
      .once('end', () => over(true))
      .once('close', () => over(true))
      .resume()
  })
}

const answered = new WeakSet<Duplex>()

/**
 * Writes a response to what could not be parsed, and closes the connection once the other side is done: what it still sends is dropped,
 * within limits, so that it gets to read the response. The parser reports the same connection with each further piece.
 */
export function answerUnparsed(socket: Duplex & { bytesRead?: number }, response: string): void {
  if (answered.has(socket)) {
    if ((socket.bytesRead ?? 0) > MOST_BYTES) socket.destroy()
    return
  }
  if (!socket.writable) return void socket.destroy()
  answered.add(socket)
  const timer = setTimeout(() => socket.destroy(), LONGEST_CLOSE_MS)
  socket.once('close', () => clearTimeout(timer))
  socket.end(response)
}
