/** How long a response is waited for unless a run says otherwise; milliseconds. Enough for a machine that is busy with ten other things. */
export const LIMIT_MS = 30_000

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
    return { what: `no response within ${limitMs / 1_000} s`, remedy: 'Check the log of the server, or wait longer with --timeout.' }
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
 * A fetch that gives up after a time, and that says in words why no response came.
 *
 * @example const fetch = limitedFetch(globalThis.fetch, 30_000)
 */
export function limitedFetch(fetch: (request: Request) => Promise<Response>, limitMs: number): (request: Request) => Promise<Response> {
  return async (request) => {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(limitMs)])
    try {
      return await fetch(new Request(request, { signal }))
    } catch (error) {
      throw new Error(whyNoResponse(error, limitMs).what)
    }
  }
}
