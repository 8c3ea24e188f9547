import type { Case } from '../cases/case.ts'
import type { Target, TargetName } from '../targets/target.ts'

type NamedValue = { name: string; value: string }

/** What a case does otherwise than the description says, because it wants to see the refusal or the other answer. */
type OnPurpose = 'other-path' | 'other-method' | 'other-interpretation'

/** One exchange as HAR 1.2 writes it. No credential is in it. */
export interface HarEntry {
  /** ISO 8601, UTC. */
  startedDateTime: string
  /** Milliseconds. */
  time: number
  request: {
    method: string
    url: string
    httpVersion: string
    cookies: never[]
    headers: NamedValue[]
    queryString: NamedValue[]
    headersSize: -1
    bodySize: number
    postData?: { mimeType: string; text?: string; comment?: string }
  }
  response: {
    status: number
    statusText: string
    httpVersion: string
    cookies: never[]
    headers: NamedValue[]
    content: { size: number; mimeType: string; text?: string; comment?: string }
    redirectURL: string
    headersSize: -1
    bodySize: number
  }
  cache: Record<string, never>
  timings: { send: 0; wait: number; receive: 0 }
  /** Id of the case that it belongs to, or `probe-` and an interpretation. */
  comment?: string
  _onPurpose?: OnPurpose
}

/** An HTTP archive, as far as this project reads and writes it. */
export interface Har {
  log: { version: '1.2'; creator: { name: string; version: string }; comment: string; entries: HarEntry[] }
}

/** What was sent and answered, with the bodies read. */
interface Exchanged {
  request: Request
  sent: string
  response: Response
  text: string
}

/** How an exchange is told. */
export interface Telling {
  url: string
  /** Milliseconds since 1970. */
  began: number
  /** Milliseconds. */
  took: number
  /** A value of a header or of the query as it may be told. */
  value: (text: string) => string
  /** A body as it may be told, or a comment in its place; `sent` when it is that of the request. */
  body: (text: string, sent: boolean) => { text: string } | { comment: string }
}

/** Headers that are kept; any other could hold a credential or a cookie. */
const KEPT = ['accept', 'allow', 'content-type', 'date', 'prefer', 'retry-after', 'x-request-id']
/** A longer body is told by its size alone; characters. */
const LONGEST = 65_536

/** Where the exchanges with a target seem to have gone, whatever its port was. */
export const recordedServer = (target: TargetName): string => `http://${target}.test/raas/v2`

/**
 * A target that records what is exchanged with it for one case. An answer that is forced from the mock is not recorded: it shows nothing.
 *
 * @param startedAt ISO 8601; every entry carries it
 * @example const { target, entries } = recorded(sandbox, row, startedAt); await checkCase(row, target, schemas)
 */
export function recorded(target: Target, row: Case, startedAt: string): { target: Target; entries: HarEntry[] } {
  const entries: HarEntry[] = []
  const fetch = async (request: Request): Promise<Response> => {
    const sent = await request.clone().text()
    const response = await target.fetch(request)
    if (request.headers.has('prefer')) return response
    const text = await response.clone().text()
    // Of a host of the target's name: the port differs from run to run.
    const url = `${recordedServer(target.name)}${pathBelow(target.baseUrl, request.url)}${new URL(request.url).search}`
    const telling = { url, began: Date.parse(startedAt), took: 0, value: (told: string) => told, body: shown }
    entries.push({ ...harEntry({ request, sent, response, text }, telling), comment: row.id, ...onPurpose(row) })
    return response
  }
  return { target: { ...target, fetch }, entries }
}

/**
 * The archive of what was recorded.
 *
 * @param version of the description that the targets were checked against
 * @example writeFileSync('exchanges.har', JSON.stringify(harOf(entries, '0.1.0')))
 */
export function harOf(entries: readonly HarEntry[], version: string): Har {
  const comment = 'Credentials are left out. Every entry carries the instant at which the run began; durations are not measured.'
  return { log: { version: '1.2', creator: { name: 'async-orders-contract', version }, comment, entries: [...entries] } }
}

function onPurpose({ under, request }: Case): { _onPurpose?: OnPurpose } {
  if (under !== undefined) return { _onPurpose: 'other-interpretation' }
  if (request.method !== undefined) return { _onPurpose: 'other-method' }
  return request.rawPath === undefined ? {} : { _onPurpose: 'other-path' }
}

/**
 * One exchange as an entry of an archive.
 *
 * @example harEntry({ request, sent: '{}', response, text: '{}' }, { url: request.url, began: 0, took: 0, value, body })
 */
export function harEntry({ request, sent, response, text }: Exchanged, { url, began, took, value, body }: Telling): HarEntry {
  const kept = (headers: Headers): NamedValue[] =>
    [...headers].filter(([name]) => KEPT.includes(name)).map(([name, told]) => ({ name, value: value(told) }))
  const mimeOf = ({ headers }: Request | Response): string => headers.get('content-type') ?? ''
  const rest = { httpVersion: 'HTTP/1.1', cookies: [] as never[], headersSize: -1 } as const
  const size = Buffer.byteLength(text)
  return {
    startedDateTime: new Date(began).toISOString(),
    time: took,
    request: {
      ...rest,
      method: request.method,
      url,
      headers: kept(request.headers),
      queryString: [...new URL(request.url).searchParams].map(([name, told]) => ({ name, value: value(told) })),
      bodySize: Buffer.byteLength(sent),
      ...(sent === '' ? {} : { postData: { mimeType: mimeOf(request), ...body(sent, true) } }),
    },
    response: {
      ...rest,
      status: response.status,
      statusText: response.statusText,
      headers: kept(response.headers),
      content: { size, mimeType: mimeOf(response), ...body(text, false) },
      redirectURL: '',
      bodySize: size,
    },
    cache: {},
    timings: { send: 0, wait: took, receive: 0 },
  }
}

const pathBelow = (baseUrl: string, url: string): string => new URL(url).pathname.slice(new URL(baseUrl).pathname.length)

const shown = (text: string): { text: string } | { comment: string } =>
  text.length <= LONGEST ? { text } : { comment: `left out: ${text.length} characters are more than ${LONGEST}` }
