import { Skipped } from './target.ts'

/** How long a response is waited for unless a run says otherwise; milliseconds. Enough for a machine that is busy with ten other things. */
export const LIMIT_MS = 30_000
/** What is read of a response, and of a delivery. */
const LARGEST_MB = 8

/** What is wrong with a connection, by the codes that Node and its fetch give, and what to do about it. */
const PROBLEMS: [codes: RegExp, what: string, remedy: string][] = [
  [/^ECONNREFUSED$/, 'connection refused', 'Is it running? Start it, or correct --url.'],
  [/^(ENOTFOUND|EAI_\w+)$/, 'unknown host', 'Correct --url.'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ECONNABORTED)$/, 'host unreachable', 'Check the network, or correct --url.'],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/,
    'connection closed before a response',
    'Check the log of the server, and whether --url names its port.',
  ],
  [
    /^(ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|EPROTO)$/,
    'no TLS on this port',
    'Pass --url with http://, or the port that serves TLS.',
  ],
  [
    /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/,
    'TLS certificate not accepted',
    'Name the authority that signed it in NODE_EXTRA_CA_CERTS.',
  ],
  [/^HPE_/, 'the response is not HTTP', 'Correct --url.'],
  [/^(ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/, 'no connection in time', 'Is it running? Check the network, or correct --url.'],
]

interface NoResponse {
  what: string
  remedy: string
}

/**
 * Why no response came, in words, and what to do about it.
 *
 * @param error as fetch throws it
 * @param limitMs how long the response was waited for
 * @example whyNoResponse(error, 30_000).what // 'connection refused'
 */
export function whyNoResponse(error: unknown, limitMs: number): NoResponse {
  const chain = causesOf(error)
  if (chain.some(({ name }) => name === 'TimeoutError' || name === 'AbortError'))
    return {
      what: `no response within ${limitMs / 1_000} s`,
      remedy: 'Check the log of the server, or wait longer with --response-timeout.',
    }
  const last = chain.at(-1)
  if (last?.message === 'bad port') return { what: 'bad port', remedy: 'Clients refuse this port for HTTP: choose another.' }
  for (const { code = '' } of chain.toReversed()) {
    const [, what, remedy] = PROBLEMS.find(([codes]) => codes.test(code)) ?? []
    if (what !== undefined && remedy !== undefined) return { what, remedy }
  }
  return { what: last?.message ?? String(error), remedy: 'Check the server, or correct --url.' }
}

/** An error and what caused it, the outermost first. */
function causesOf(error: unknown): (Error & { code?: string })[] {
  if (!(error instanceof Error)) return []
  return [error, ...causesOf(error.cause)]
}

/**
 * A fetch that reads the whole response within a time and a size, follows no redirect, and says in words why no response came.
 *
 * @param run aborted when the whole run is over
 * @example const fetch = limitedFetch(globalThis.fetch, 30_000)
 */
export function limitedFetch(
  fetch: (request: Request) => Promise<Response>,
  limitMs: number,
  run?: AbortSignal,
): (request: Request) => Promise<Response> {
  return async (request) => {
    // By hand: a signal that AbortSignal.any makes may be collected, and then nothing ends the request.
    const ending = new AbortController()
    const { signal } = ending
    const timer = setTimeout(() => ending.abort(new DOMException('too late', 'TimeoutError')), limitMs)
    const others = [request.signal, ...(run === undefined ? [] : [run])]
    const follow = (): void => ending.abort(others.find(({ aborted }) => aborted)?.reason)
    for (const other of others) other.addEventListener('abort', follow)
    if (others.some(({ aborted }) => aborted)) follow()
    try {
      // Held by name while it is under way: `fetch` hears nothing of an abortion once the request is collected as garbage.
      const sent = new Request(request, { signal, redirect: 'manual' })
      return await Promise.race([rejected(signal), fetch(sent).then((response) => whole(response, signal))])
    } catch (error) {
      if (error instanceof Skipped) throw error
      throw run?.aborted ? run.reason : new Error(whyNoResponse(error, limitMs).what, { cause: error })
    } finally {
      clearTimeout(timer)
      for (const other of others) other.removeEventListener('abort', follow)
    }
  }
}

/** As soon as the signal is aborted, whatever becomes of the request. */
const rejected = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason))
  })

const WITHOUT_BODY = [204, 205, 304]

async function whole({ status, statusText, headers, body }: Response, signal: AbortSignal): Promise<Response> {
  const read = await readAtMost(body, signal)
  if (read === null) throw new Error(`a response larger than ${LARGEST_MB} MB`)
  if (status > 599) throw new Error(`the status ${status}, which HTTP does not have`)
  return new Response(WITHOUT_BODY.includes(status) ? null : read, { status, statusText, headers })
}

/**
 * A body of 8 MB at most; null where it is larger, which is not read to its end.
 *
 * @param signal stops reading when it is aborted
 * @example const body = await readAtMost(request.body)
 */
export async function readAtMost(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  signal?: AbortSignal,
): Promise<Buffer<ArrayBuffer> | null> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const reader = body?.getReader()
  const cancel = (): void => void reader?.cancel().catch(() => undefined)
  signal?.addEventListener('abort', cancel)
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value.length
    if (size > LARGEST_MB * 1_000_000) {
      cancel()
      return null
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts)
}
