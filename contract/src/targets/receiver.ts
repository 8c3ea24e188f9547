import { readAtMost } from './connection.ts'
import type { Received } from './target.ts'

/** Keeps every webhook delivery of 8 MB at most by the path that it came to. A function from Request to Response: put it behind a port, or call it. */
export interface Receiver {
  fetch: (request: Request) => Promise<Response>
  /** What came to paths that begin so, in order of arrival. */
  received: (prefix: string) => Received[]
  forget: (prefix: string) => void
}

/** Keeps a byte order mark: a signature is over all bytes. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/** What is kept of all deliveries that nobody has forgotten yet; characters. */
const MOST_KEPT = 64_000_000

/** @example const receiver = createReceiver(); await receiver.fetch(new Request('http://127.0.0.1/case-1/0', { method: 'POST' })) */
export function createReceiver(): Receiver {
  let all: Received[] = []
  return {
    fetch: async (request) => {
      const url = new URL(request.url)
      const read = await readAtMost(request.body)
      const kept = all.reduce((sum, delivery) => sum + delivery.body.length, 0)
      if (read === null || kept > MOST_KEPT) return new Response(null, { status: 413 })
      const body = utf8.decode(read)
      all.push({ path: url.pathname, method: request.method, headers: new Headers(request.headers), body })
      return new Response(null, { status: Number(url.searchParams.get('answer') ?? 200) })
    },
    received: (prefix) => all.filter(({ path }) => path.startsWith(prefix)),
    forget: (prefix) => {
      all = all.filter(({ path }) => !path.startsWith(prefix))
    },
  }
}
