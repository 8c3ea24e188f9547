import { MINUTE } from '../../../sandbox/src/units.ts'
import { LIMIT_MS } from './connection.ts'
import { Skipped, type Target } from './target.ts'

/** How a run treats a target that is not ours. */
export interface Pace {
  /** Requests a second, at most. */
  rate: number
  /** Requests that may change something, at most; every one but GET and HEAD counts, also one sent again. */
  maxWrites: number
  /** How long a response is waited for; milliseconds (default: 30 s). */
  limitMs?: number
  /** Milliseconds since 1970. */
  now: () => number
  /** Resolves after so many milliseconds. */
  wait: (milliseconds: number) => Promise<void>
}

export interface PacedFetch {
  /**
   * Sends when it is time to, one request after the other.
   *
   * @throws Skipped when it may not be sent, or the target keeps refusing to take it
   */
  fetch: Target['fetch']
  /** Why nothing that writes can be sent any more, or null. */
  refusal: () => string | null
}

/** How often one request is sent, at most: the documentation of the errors asks to stop at five. */
const MOST_SENDS = 5
/** What a run waits because of one Retry-After, at most; milliseconds. */
const LONGEST_PAUSE = MINUTE

/**
 * Puts a fetch under a rate and a number of writes, and waits where the target asks for it: 429 and 503 are sent again after Retry-After,
 * or after 1, 2, 4 and 8 seconds where there is none. A target that refused five times running is asked once per request from then on.
 *
 * @example const { fetch } = pacedFetch(globalThis.fetch, { rate: 2, maxWrites: 600, now: Date.now, wait })
 */
export function pacedFetch(fetch: Target['fetch'], { rate, maxWrites, limitMs = LIMIT_MS, now, wait }: Pace): PacedFetch {
  let queue: Promise<unknown> = Promise.resolve()
  let nextAt = Number.NEGATIVE_INFINITY
  let closedUntil = Number.NEGATIVE_INFINITY
  let sends = MOST_SENDS
  let writes = 0
  const closed = (): string | null => {
    const seconds = Math.ceil((closedUntil - now()) / 1_000)
    if (closedUntil - now() <= LONGEST_PAUSE) return null
    return `the target asked to wait ${seconds} s (Retry-After); a run waits ${LONGEST_PAUSE / 1_000} s at most`
  }
  const refusal = (): string | null =>
    closed() ?? (writes >= maxWrites ? `the limit of ${maxWrites} writes (--max-writes) is reached` : null)
  const sendOnce = async (request: Request): Promise<Response> => {
    const writing = !isRead(request)
    const reason = writing ? refusal() : closed()
    if (reason !== null) throw new Skipped(reason)
    const pause = Math.max(nextAt, closedUntil) - now()
    if (pause > 0) await wait(pause)
    nextAt = now() + 1_000 / rate
    if (writing) writes++
    return fetch(request)
  }
  const send = async (request: Request): Promise<Response> => {
    const { method, url, headers } = request
    const body = isRead(request) ? null : await request.arrayBuffer()
    for (let sent = 1; ; sent++) {
      // A copy each time: a body is read once, and a time limit must not run while the run waits. A redirect could lead anywhere.
      const response = await sendOnce(new Request(url, { method, headers, body, redirect: 'manual', signal: AbortSignal.timeout(limitMs) }))
      if (response.status !== 429 && response.status !== 503) {
        sends = MOST_SENDS
        return response
      }
      closedUntil = now() + (retryAfter(response, now()) ?? 1_000 * 2 ** (sent - 1))
      await response.body?.cancel()
      if (sent < sends) continue
      sends = 1
      throw new Skipped(closed() ?? `the target answered ${response.status} and did not take the request`)
    }
  }
  return {
    refusal,
    fetch: (request) => {
      const answer = queue.then(() => send(request))
      queue = answer.catch(() => undefined)
      return answer
    },
  }
}

const isRead = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD'

/** Milliseconds, from seconds or a date, which may be over; null where there is none that can be read. */
function retryAfter(response: Response, now: number): number | null {
  const value = response.headers.get('retry-after')?.trim() ?? ''
  const pause = /^\d{1,9}$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now
  return Number.isNaN(pause) ? null : pause
}
