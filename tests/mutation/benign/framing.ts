import { deflateSync, gzipSync } from 'node:zlib'
import type { InProcess } from '../mutant.ts'
import { headerOf } from '../transport/alter.ts'
import { isAbout } from '../wire.ts'
import { type Benign, inPieces, onApiWire, turns, variantsOf } from './benign.ts'

/** Writes the head of responses, its lines without their ends, and the body in another way. */
const framed = (change: (head: string[], body: Buffer) => { head: string[]; body?: Buffer }) =>
  onApiWire({
    bytes: (bytes) => {
      const end = bytes.indexOf('\r\n\r\n')
      const given = bytes.subarray(end + 4)
      const { head, body = given } = change(bytes.subarray(0, end).toString('latin1').split('\r\n'), given)
      return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), body])
    },
  })

/** Writes the fields of the head, or the status line, in another way. */
const fields = (change: (field: string) => string) => framed(([line = '', ...others]) => ({ head: [line, ...others.map(change)] }))
const names = (change: (name: string) => string) => fields((field) => field.replace(/^[^:]+/, change))
const statusLine = (change: (line: string) => string) => framed(([line = '', ...others]) => ({ head: [change(line), ...others] }))
const withoutLength = (head: string[]): string[] => head.filter((field) => !/^content-length:/i.test(field))

interface Chunks {
  size: number
  /** The line before a chunk, without its end. */
  line?: (length: number) => string
  /** Fields behind the last chunk, each with its end. */
  trailers?: string
  fields?: string[]
}
const chunked = ({ size, line = (length) => length.toString(16), trailers = '', fields = ['Transfer-Encoding: chunked'] }: Chunks) =>
  framed((head, body) => {
    const parts: Buffer[] = []
    for (let at = 0; at < body.length; at += size) {
      const part = body.subarray(at, at + size)
      parts.push(Buffer.from(`${line(part.length)}\r\n`), part, Buffer.from('\r\n'))
    }
    return { head: [...withoutLength(head), ...fields], body: Buffer.concat([...parts, Buffer.from(`0\r\n${trailers}\r\n`)]) }
  })

/** Other ways to write the same responses on the wire. */
export const framingVariants: Benign[] = variantsOf('framing', {
  'RFC 9112 7.1': {
    chunked: chunked({ size: 1e9 }),
    'chunks-of-one-byte': chunked({ size: 1 }),
    'chunks-of-seven-bytes': chunked({ size: 7 }),
    'chunk-sizes-in-capitals': chunked({ size: 171, line: (length) => `000${length.toString(16).toUpperCase()}` }),
    'chunked-in-capitals': chunked({ size: 50, fields: ['transfer-encoding: CHUNKED'] }),
  },
  'RFC 9112 7.1.1': { 'chunk-extensions': chunked({ size: 64, line: (length) => `${length.toString(16)};part=a;note="b c"` }) },
  'RFC 9112 7.1.2': {
    trailers: chunked({
      size: 40,
      trailers: 'Server-Timing: app;dur=3\r\nX-Checksum: 1\r\n',
      fields: ['Trailer: Server-Timing, X-Checksum', 'Transfer-Encoding: chunked'],
    }),
  },
  'RFC 9112 6.3': { 'until-close': framed((head) => ({ head: withoutLength(head) })) },
  'RFC 9110 2.5, 6.2': {
    'http-1-0': framed(([line = '', ...others]) => ({ head: [line.replace('HTTP/1.1', 'HTTP/1.0'), ...withoutLength(others)] })),
  },
  'RFC 9110 8.6': { 'length-with-zeros': fields((field) => field.replace(/^Content-Length: /, '$&000')) },
  'RFC 9110 7.6.1': { 'close-in-capitals': fields((field) => (field === 'Connection: close' ? 'Connection: CLOSE, X-Hop' : field)) },
  'RFC 9110 5.1, 5.3': {
    'names-in-lower-case': names((name) => name.toLowerCase()),
    'names-in-capitals': names((name) => name.toUpperCase()),
    'headers-reversed': framed(([line = '', ...others]) => ({ head: [line, ...others.toReversed()] })),
  },
  'RFC 9112 5.1': {
    'no-blank-after-colon': fields((field) => field.replace(': ', ':')),
    'blanks-before-values': fields((field) => field.replace(': ', ': \t ')),
    // Node's fetch does not trim them, and rejects a Content-Length that has them.
    'blanks-after-values': fields((field) => (field.startsWith('Content-Length') ? field : `${field} \t`)),
  },
  'RFC 9112 4': {
    'phrase-empty': statusLine((line) => line.slice(0, 13)),
    'phrase-other': statusLine((line) => `${line.slice(0, 13)}So it is, (really)!`),
  },
})

/** Encodes bodies for callers that accept the coding. */
const encoded = (coding: string, codings: string, encode: (body: Buffer) => Buffer) =>
  onApiWire({
    answer: (answer, { headers }) => {
      if (!headerOf(headers, 'accept-encoding').includes(coding)) return answer
      const more: [string, string][] = [...answer.headers, ['Content-Encoding', codings], ['Vary', 'Accept-Encoding']]
      return { ...answer, headers: more, body: encode(answer.body) }
    },
  })
const twoMembers = (body: Buffer): Buffer => Buffer.concat([gzipSync(body.subarray(0, 20)), gzipSync(body.subarray(20))])

const late = (count: number): InProcess => ({
  wrapFetch: (fetch) => async (request) => {
    const response = await fetch(request)
    if (isAbout('any', request)) await turns(count)
    return response
  },
})
const slow = (size: number, wait: number): InProcess => ({
  wrapFetch: (fetch) => async (request) => {
    const response = await fetch(request)
    if (!isAbout('any', request)) return response
    return new Response(inPieces(await response.text(), size, wait), { status: response.status, headers: response.headers })
  },
})

/** Compressed bodies, and responses that come later or in pieces. */
export const encodingVariants: Benign[] = [
  ...variantsOf('encoding', {
    'RFC 9110 8.4, 12.5.3': {
      gzip: encoded('gzip', 'gzip', gzipSync),
      'gzip-in-capitals': encoded('gzip', 'GZIP', gzipSync),
      'gzip-alias': encoded('gzip', 'x-gzip', gzipSync),
      deflate: encoded('deflate', 'deflate', deflateSync),
      'two-codings': encoded('gzip', 'deflate, gzip', (body) => gzipSync(deflateSync(body))),
    },
    'RFC 1952 2.2': { 'gzip-members': encoded('gzip', 'gzip', twoMembers) },
  }),
  ...variantsOf('timing', {
    'no standard sets the size of a read': { 'body-in-pieces': slow(1, 0) },
    'no page promises a time': { 'body-slow': slow(40, 20), late: late(50) },
  }),
]
