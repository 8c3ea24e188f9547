import type { Target } from '../targets/target.ts'
import type { Redact } from './redact.ts'

type Header = { name: string; value: string }

/** One exchange as HAR 1.2 writes it, redacted. */
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
    headers: Header[]
    queryString: Header[]
    headersSize: -1
    bodySize: number
    postData?: { mimeType: string; text: string }
  }
  response: {
    status: number
    statusText: string
    httpVersion: string
    cookies: never[]
    headers: Header[]
    content: { size: number; mimeType: string; text: string }
    redirectURL: string
    headersSize: -1
    bodySize: number
  }
  cache: Record<string, never>
  timings: { send: number; wait: number; receive: number }
  /** The case or probe that it belongs to. */
  comment?: string
}

/** Headers that evidence keeps; any other could hold a credential or a cookie. */
const KEPT = ['accept', 'allow', 'content-type', 'date', 'prefer', 'retry-after', 'x-request-id']
/** What is read of a body, at most; bytes. */
const LARGEST = 1_000_000
/** What evidence keeps of a body, at most; characters. */
const LONGEST = 20_000

/**
 * Records what goes through a fetch. Bodies that are not JSON are not kept, since nobody knows what they hold.
 *
 * @throws Error from its fetch when the body of an answer is larger than a megabyte
 * @example const { fetch, take } = recorded(globalThis.fetch, Date.now, redact)
 */
export function recorded(fetch: Target['fetch'], now: () => number, redact: Redact): { fetch: Target['fetch']; take: () => HarEntry[] } {
  let entries: HarEntry[] = []
  return {
    fetch: async (request) => {
      const sent = await request.clone().text()
      const began = now()
      const response = await fetch(request)
      const text = await readText(response)
      entries.push(entryOf(request, sent, response, text, { began, ended: now(), redact }))
      const { status, statusText, headers } = response
      return new Response([101, 204, 205, 304].includes(status) ? null : text, { status, statusText, headers })
    },
    take: () => {
      const taken = entries
      entries = []
      return taken
    },
  }
}

async function readText(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part !== undefined && !part.done; part = await reader?.read()) {
    size += part.value.length
    if (size > LARGEST) {
      await reader?.cancel()
      throw new Error(`Failed to read the answer: it is larger than ${LARGEST} bytes. Is this the API?`)
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts).toString('utf8')
}

type Moment = { began: number; ended: number; redact: Redact }

function entryOf(request: Request, sent: string, response: Response, text: string, { began, ended, redact }: Moment): HarEntry {
  const url = redact(request.url)
  const mimeType = request.headers.get('content-type') ?? ''
  return {
    startedDateTime: new Date(began).toISOString(),
    time: ended - began,
    request: {
      method: request.method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: kept(request.headers, redact),
      queryString: [...new URL(request.url).searchParams].map(([name, value]) => ({ name, value: redact(value) })),
      headersSize: -1,
      bodySize: Buffer.byteLength(sent),
      ...(sent === '' ? {} : { postData: { mimeType, text: redact(sent).slice(0, LONGEST) } }),
    },
    response: {
      status: response.status,
      statusText: response.statusText,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: kept(response.headers, redact),
      content: { size: Buffer.byteLength(text), mimeType: response.headers.get('content-type') ?? '', text: shown(text, redact) },
      redirectURL: '',
      headersSize: -1,
      bodySize: Buffer.byteLength(text),
    },
    cache: {},
    timings: { send: 0, wait: ended - began, receive: 0 },
  }
}

function kept(headers: Headers, redact: Redact): Header[] {
  return [...headers].filter(([name]) => KEPT.includes(name)).map(([name, value]) => ({ name, value: redact(value) }))
}

function shown(text: string, redact: Redact): string {
  try {
    JSON.parse(text)
  } catch {
    return ''
  }
  return redact(text).slice(0, LONGEST)
}
