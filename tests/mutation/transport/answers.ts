import { gzipSync } from 'node:zlib'
import { answers, headerOf, type WireMistakes, withHeader } from './alter.ts'
import type { Alteration, WireAnswer } from './wire-proxy.ts'

const header = (name: string, value: string | null, status?: number) =>
  answers(({ headers }) => ({ headers: withHeader(headers, name, value) }), status)
const body = (change: (body: Buffer) => Buffer) => answers(({ body }) => ({ body: change(body) }))
const text = (change: (body: string) => string) => body((bytes) => Buffer.from(change(bytes.toString())))

/** A mistake that breaks every clause that it touches. */
const anything = (make: () => Alteration) => ({ anything: true as const, make })
/** A mistake in the bytes of answers because of which nothing can be observed. */
const unobserved = (bytes: (bytes: Buffer) => Buffer) => ({ unobserved: true as const, make: () => ({ bytes }) })

/** What happens to answers between the sandbox and its caller: lost and altered headers, broken bodies, answers of others. */
export const answerMistakes: WireMistakes = {
  'content-type-dropped GEN-07': header('Content-Type', null),
  'content-type-text GEN-07': header('Content-Type', 'text/plain'),
  'content-type-problem GEN-07': header('Content-Type', 'application/problem+json'),
  'charset-utf-16 GEN-07': header('Content-Type', 'application/json; charset=utf-16'),
  'charset-latin-1 GEN-07': header('Content-Type', 'application/json; charset=iso-8859-1'),
  'body-in-latin-1 GEN-07': body((bytes) => Buffer.from(bytes.toString(), 'latin1')),
  'body-in-utf-16 GEN-07': body((bytes) => Buffer.from(bytes.toString(), 'utf16le')),
  'body-after-byte-order-mark GEN-07': text((json) => `\uFEFF${json}`),
  'body-zipped GEN-07': body(gzipSync),
  'body-cut GEN-07': body((bytes) => bytes.subarray(0, -10)),
  'body-emptied GEN-07': body(() => Buffer.alloc(0)),
  'body-doubled GEN-07': body((bytes) => Buffer.concat([bytes, bytes])),
  'request-id-dropped GEN-08': header('X-REQUEST-ID', null),
  'request-id-dropped-from-202 GEN-08': header('X-REQUEST-ID', null, 202),
  'request-id-emptied GEN-08': header('X-REQUEST-ID', ''),
  'request-id-replaced GEN-09': header('X-REQUEST-ID', 'from-the-gateway'),
  'request-id-twice GEN-09': answers(({ headers }) => ({ headers: [...headers, ['X-REQUEST-ID', 'from-the-gateway']] })),
  'retry-after-dropped GEN-29': header('Retry-After', null, 429),
  'retry-after-in-words GEN-29': header('Retry-After', 'soon', 429),
  'allow-dropped GEN-15': header('Allow', null, 405),
  'allow-widened GEN-15': header('Allow', 'GET, POST', 405),
  '202-now-200 FRZ-12 UNF-12 CAN-12': answers(() => ({ status: 200 }), 202),
  '202-now-204 CAN-12 FRZ-12 UNF-12': answers(() => ({ status: 204, body: Buffer.alloc(0) }), 202),
  'errors-now-200 FRZ-19': anything(answers(({ status }) => ({ status: status < 400 ? status : 200 }))),
  '500-page-of-gateway GEN-07': answers(gatewayPage, 500),
  '503-page-of-gateway GEN-07': answers(gatewayPage, 503),
  'redirects FRZ-12': anything(redirecting),
  'numbers-as-text FRZ-16': anything(text((json) => json.replace(/:(\d+)([,}])/g, ':"$1"$2'))),
  'body-breaks-off CAN-18': unobserved((bytes) => bytes.subarray(0, -10)),
  'head-breaks-off UNF-12': unobserved((bytes) => bytes.subarray(0, bytes.indexOf('\r\n\r\n') + 4)),
  'connection-reset UPD-60': unobserved(() => Buffer.alloc(0)),
  'status-line-garbled UNF-12': unobserved((bytes) => Buffer.concat([Buffer.from('HTTP/1.1 OK'), bytes.subarray(bytes.indexOf('\r\n'))])),
  'chunks-garbled FRZ-18': unobserved((bytes) => {
    const at = bytes.indexOf('\r\n\r\n')
    const head = bytes.toString('latin1', 0, at).replace(/Content-Length: \d+/, 'Transfer-Encoding: chunked')
    return Buffer.concat([Buffer.from(`${head}\r\n\r\nxyz\r\n`), bytes.subarray(at + 4), Buffer.from('\r\n0\r\n\r\n')])
  }),
  'stale-body FRZ-13': anything(() => previous(({ status, headers }, { body: before }) => ({ status, headers, body: before }))),
  'stale-answer UNF-13': anything(() => previous((_, before) => before)),
  'cached-answer GEN-27': anything(cached),
  'answers-swapped FRZ-13': { ...anything(swapped), pairs: true },
}

/** Redirects callers to the same path, with a query behind it. */
function redirecting(): Alteration {
  return {
    answer: (answer, { path }) =>
      path.endsWith('?again') ? answer : { status: 307, headers: [['Location', `${path}?again`]], body: Buffer.alloc(0) },
  }
}

function gatewayPage(): Partial<WireAnswer> {
  return { headers: [['Content-Type', 'text/html']], body: Buffer.from('<h1>Bad gateway</h1>') }
}

function previous(change: (answer: WireAnswer, before: WireAnswer) => WireAnswer): Alteration {
  let before: WireAnswer | undefined
  return {
    answer: (answer) => {
      const given = before === undefined ? answer : change(answer, before)
      before = answer
      return given
    },
  }
}

function cached(): Alteration {
  const seen = new Map<string, WireAnswer>()
  return {
    answer: (answer, { method, path, headers }) => {
      const key = `${method} ${path} ${headerOf(headers, 'authorization')}`
      const known = seen.get(key)
      if (known === undefined && answer.status < 300) seen.set(key, answer)
      return known ?? answer
    },
  }
}

function swapped(): Alteration {
  let waiting: { answer: WireAnswer; give: (other: WireAnswer) => void } | undefined
  return {
    answer: (answer) => {
      if (waiting === undefined) {
        return new Promise((give) => {
          waiting = { answer, give }
        })
      }
      const other = waiting
      waiting = undefined
      other.give(answer)
      return other.answer
    },
  }
}
