import { type Benign, benign, onApiWire } from './benign.ts'

const row = (id: string, differs: string, allows: string, how: Parameters<typeof benign>[3]): Benign =>
  benign(`framing-${id}`, differs, allows, how)

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
export const framingVariants: Benign[] = [
  row('chunked', 'sends bodies in one chunk', 'RFC 9112 7.1', chunked({ size: 1e9 })),
  row('chunks-of-one-byte', 'sends each byte in a chunk', 'RFC 9112 7.1', chunked({ size: 1 })),
  row('chunks-of-seven-bytes', 'cuts characters apart between chunks', 'RFC 9112 7.1', chunked({ size: 7 })),
  row(
    'chunk-extensions',
    'gives chunks extensions',
    'RFC 9112 7.1.1',
    chunked({ size: 64, line: (length) => `${length.toString(16)};part=a;note="b c"` }),
  ),
  row(
    'chunk-sizes-in-capitals',
    'writes sizes of chunks in capitals, with zeros',
    'RFC 9112 7.1',
    chunked({ size: 171, line: (length) => `000${length.toString(16).toUpperCase()}` }),
  ),
  row(
    'chunked-in-capitals',
    'writes Transfer-Encoding: CHUNKED',
    'RFC 9112 7',
    chunked({ size: 50, fields: ['transfer-encoding: CHUNKED'] }),
  ),
  row(
    'trailers',
    'sends fields behind the body',
    'RFC 9112 7.1.2',
    chunked({
      size: 40,
      trailers: 'Server-Timing: app;dur=3\r\nX-Checksum: 1\r\n',
      fields: ['Trailer: Server-Timing, X-Checksum', 'Transfer-Encoding: chunked'],
    }),
  ),
  row(
    'until-close',
    'ends bodies by closing the connection',
    'RFC 9112 6.3',
    framed((head) => ({ head: withoutLength(head) })),
  ),
  row(
    'http-1-0',
    'sends responses as HTTP/1.0',
    'RFC 9110 2.5, 6.2',
    framed(([line = '', ...others]) => ({ head: [line.replace('HTTP/1.1', 'HTTP/1.0'), ...withoutLength(others)] })),
  ),
  row(
    'length-with-zeros',
    'writes Content-Length with zeros in front',
    'RFC 9110 8.6',
    fields((field) => field.replace(/^Content-Length: /, '$&000')),
  ),
  row(
    'close-in-capitals',
    'writes Connection: CLOSE, with another option',
    'RFC 9110 7.6.1',
    fields((field) => (field === 'Connection: close' ? 'Connection: CLOSE, X-Hop' : field)),
  ),
  row(
    'names-in-lower-case',
    'writes names of headers in lower case',
    'RFC 9110 5.1',
    names((name) => name.toLowerCase()),
  ),
  row(
    'names-in-capitals',
    'writes names of headers in capitals',
    'RFC 9110 5.1',
    names((name) => name.toUpperCase()),
  ),
  row(
    'headers-reversed',
    'writes headers in reverse order',
    'RFC 9110 5.3',
    framed(([line = '', ...others]) => ({ head: [line, ...others.toReversed()] })),
  ),
  row(
    'no-blank-after-colon',
    'writes headers without a blank',
    'RFC 9112 5.1',
    fields((field) => field.replace(': ', ':')),
  ),
  row(
    'blanks-before-values',
    'writes blanks and tabs before values of headers',
    'RFC 9112 5.1',
    fields((field) => field.replace(': ', ': \t ')),
  ),
  // Node's fetch does not trim them, and rejects a Content-Length that has them.
  row(
    'blanks-after-values',
    'writes blanks and tabs behind values of headers',
    'RFC 9112 5.1',
    fields((field) => (field.startsWith('Content-Length') ? field : `${field} \t`)),
  ),
  row(
    'phrase-empty',
    'leaves the reason phrase out',
    'RFC 9112 4',
    statusLine((line) => line.slice(0, 13)),
  ),
  row(
    'phrase-other',
    'has a reason phrase of its own',
    'RFC 9112 4',
    statusLine((line) => `${line.slice(0, 13)}So it is, (really)!`),
  ),
]
