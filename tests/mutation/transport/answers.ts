import { gzipSync } from 'node:zlib'
import { type Mutant, rowsOf } from '../mutant.ts'
import { answers, headerOf, onWire, withHeader } from './alter.ts'
import type { WireAnswer } from './wire-proxy.ts'

const header = (name: string, value: string | null, status?: number) =>
  answers(({ headers }) => ({ headers: withHeader(headers, name, value) }), status)
const body = (change: (body: Buffer) => Buffer) => answers(({ body }) => ({ body: change(body) }))
const text = (change: (body: string) => string) => body((bytes) => Buffer.from(change(bytes.toString())))

/** A mistake that breaks every clause that it touches. */
const anything = (mutant: Mutant): Mutant => ({ ...mutant, anything: true })

/** A mistake because of which nothing can be observed. */
const unobserved = (mutant: Mutant): Mutant => ({ ...mutant, unobserved: true })

/** What happens to answers between the sandbox and its caller: lost and altered headers, broken bodies, answers of others. */
export const answerMutants: Mutant[] = [
  onWire('content-type-dropped', 'GEN-07', 'loses the Content-Type of answers', header('Content-Type', null)),
  onWire('content-type-text', 'GEN-07', 'declares answers as text', header('Content-Type', 'text/plain')),
  onWire('content-type-problem', 'GEN-07', 'declares answers as problem JSON', header('Content-Type', 'application/problem+json')),
  onWire('charset-utf-16', 'GEN-07', 'declares the UTF-8 of answers as UTF-16', header('Content-Type', 'application/json; charset=utf-16')),
  onWire(
    'charset-latin-1',
    'GEN-07',
    'declares the UTF-8 of answers as Latin-1',
    header('Content-Type', 'application/json; charset=iso-8859-1'),
  ),
  ...rowsOf(onWire, [
    ['body-in-latin-1', 'GEN-07', 'writes answers in Latin-1', body((bytes) => Buffer.from(bytes.toString(), 'latin1'))],
    ['body-in-utf-16', 'GEN-07', 'writes answers in UTF-16', body((bytes) => Buffer.from(bytes.toString(), 'utf16le'))],
    ['body-after-byte-order-mark', 'GEN-07', 'puts a byte order mark before answers', text((json) => `\uFEFF${json}`)],
    ['body-zipped', 'GEN-07', 'zips answers, and does not say so', body(gzipSync)],
    ['request-id-dropped', 'GEN-08', 'loses the X-REQUEST-ID of answers', header('X-REQUEST-ID', null)],
    ['request-id-dropped-from-202', 'GEN-08', 'loses the X-REQUEST-ID of a 202', header('X-REQUEST-ID', null, 202)],
    ['request-id-emptied', 'GEN-08', 'empties the X-REQUEST-ID of answers', header('X-REQUEST-ID', '')],
    ['request-id-replaced', 'GEN-09', 'gives answers an X-REQUEST-ID of its own', header('X-REQUEST-ID', 'from-the-gateway')],
  ]),
  onWire(
    'request-id-twice',
    'GEN-09',
    'adds a second X-REQUEST-ID',
    answers(({ headers }) => ({ headers: [...headers, ['X-REQUEST-ID', 'from-the-gateway']] })),
  ),
  onWire('retry-after-dropped', 'GEN-29', 'loses the Retry-After of a 429', header('Retry-After', null, 429)),
  onWire('retry-after-in-words', 'GEN-29', 'writes the Retry-After of a 429 in words', header('Retry-After', 'soon', 429)),
  onWire('allow-dropped', 'GEN-15', 'loses the Allow of a 405', header('Allow', null, 405)),
  onWire('allow-widened', 'GEN-15', 'allows GET too in the Allow of a 405', header('Allow', 'GET, POST', 405)),
  onWire(
    '202-now-200',
    ['FRZ-12', 'UNF-12', 'CAN-12'],
    'answers 200 instead of 202',
    answers(() => ({ status: 200 }), 202),
  ),
  onWire(
    '202-now-204',
    ['CAN-12', 'FRZ-12', 'UNF-12'],
    'answers 204 without a body instead of 202',
    answers(() => ({ status: 204, body: Buffer.alloc(0) }), 202),
  ),
  anything(
    onWire(
      'errors-now-200',
      'FRZ-19',
      'answers errors with 200',
      answers(({ status }) => ({ status: status < 400 ? status : 200 })),
    ),
  ),
  onWire('500-page-of-gateway', 'GEN-07', 'answers a page of its own instead of a 500', answers(gatewayPage, 500)),
  onWire('503-page-of-gateway', 'GEN-07', 'answers a page of its own instead of a 503', answers(gatewayPage, 503)),
  anything(
    onWire('redirects', 'FRZ-12', 'redirects callers to the same path, with a slash behind it', () => ({
      answer: (answer, { path }) =>
        path.endsWith('?again') ? answer : { status: 307, headers: [['Location', `${path}?again`]], body: Buffer.alloc(0) },
    })),
  ),
  ...rowsOf(onWire, [
    ['body-cut', 'GEN-07', 'cuts the end off answers', body((bytes) => bytes.subarray(0, -10))],
    ['body-emptied', 'GEN-07', 'empties answers', body(() => Buffer.alloc(0))],
    ['body-doubled', 'GEN-07', 'writes answers twice', body((bytes) => Buffer.concat([bytes, bytes]))],
  ]),
  anything(
    onWire(
      'numbers-as-text',
      'FRZ-16',
      'writes numbers of answers as texts',
      text((json) => json.replace(/:(\d+)([,}])/g, ':"$1"$2')),
    ),
  ),
  unobserved(
    onWire('body-breaks-off', 'CAN-18', 'breaks the connection in the middle of a body', () => ({
      bytes: (bytes) => bytes.subarray(0, -10),
    })),
  ),
  unobserved(
    onWire('head-breaks-off', 'UNF-12', 'breaks the connection after the head', () => ({
      bytes: (bytes) => bytes.subarray(0, bytes.indexOf('\r\n\r\n') + 4),
    })),
  ),
  unobserved(onWire('connection-reset', 'UPD-60', 'resets the connection instead of answering', () => ({ bytes: () => Buffer.alloc(0) }))),
  unobserved(
    onWire('status-line-garbled', 'UNF-12', 'garbles the status line', () => ({
      bytes: (bytes) => Buffer.concat([Buffer.from('HTTP/1.1 OK'), bytes.subarray(bytes.indexOf('\r\n'))]),
    })),
  ),
  unobserved(
    onWire('chunks-garbled', 'FRZ-18', 'garbles the length of a chunk', () => ({
      bytes: (bytes) => {
        const at = bytes.indexOf('\r\n\r\n')
        const head = bytes
          .subarray(0, at)
          .toString('latin1')
          .replace(/Content-Length: \d+/, 'Transfer-Encoding: chunked')
        return Buffer.concat([Buffer.from(`${head}\r\n\r\nxyz\r\n`), bytes.subarray(at + 4), Buffer.from('\r\n0\r\n\r\n')])
      },
    })),
  ),
  anything(
    onWire('stale-body', 'FRZ-13', 'gives an answer the body of the answer before it', () =>
      previous(({ status, headers }, { body }) => ({ status, headers, body })),
    ),
  ),
  anything(onWire('stale-answer', 'UNF-13', 'gives the answer before it again', () => previous((_, before) => before))),
  anything(onWire('cached-answer', 'GEN-27', 'answers from a cache by method and path', cached)),
  { ...anything(onWire('answers-swapped', 'FRZ-13', 'swaps the answers of two requests at once', swapped)), pairs: true },
]

function gatewayPage(): Partial<WireAnswer> {
  return { headers: [['Content-Type', 'text/html']], body: Buffer.from('<h1>Bad gateway</h1>') }
}

function previous(change: (answer: WireAnswer, before: WireAnswer) => WireAnswer) {
  let before: WireAnswer | undefined
  return {
    answer: (answer: WireAnswer) => {
      const given = before === undefined ? answer : change(answer, before)
      before = answer
      return given
    },
  }
}

function cached() {
  const seen = new Map<string, WireAnswer>()
  return {
    answer: (answer: WireAnswer, { method, path, headers }: { method: string; path: string; headers: [string, string][] }) => {
      const key = `${method} ${path} ${headerOf(headers, 'authorization')}`
      const known = seen.get(key)
      if (known === undefined && answer.status < 300) seen.set(key, answer)
      return known ?? answer
    },
  }
}

function swapped() {
  let waiting: { answer: WireAnswer; give: (other: WireAnswer) => void } | undefined
  return {
    answer: (answer: WireAnswer): Promise<WireAnswer> | WireAnswer => {
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
