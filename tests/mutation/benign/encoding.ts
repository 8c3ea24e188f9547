import { deflateSync, gzipSync } from 'node:zlib'
import type { InProcess } from '../mutant.ts'
import { headerOf } from '../transport/alter.ts'
import { isAbout } from '../wire.ts'
import { type Benign, benign, inPieces, onApiWire, turns } from './benign.ts'

const row = (id: string, differs: string, allows: string, how: Parameters<typeof benign>[3]): Benign =>
  benign(`encoding-${id}`, differs, allows, how)
const pace = (id: string, differs: string, allows: string, how: InProcess): Benign => benign(`timing-${id}`, differs, allows, how)

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
  row('gzip', 'zips bodies for callers that accept it', 'RFC 9110 8.4.1.3, 12.5.3', encoded('gzip', 'gzip', gzipSync)),
  row('gzip-in-capitals', 'names the coding GZIP', 'RFC 9110 8.4.1', encoded('gzip', 'GZIP', gzipSync)),
  row('gzip-alias', 'names the coding x-gzip', 'RFC 9110 8.4.1.3', encoded('gzip', 'x-gzip', gzipSync)),
  row('gzip-members', 'zips bodies in two members', 'RFC 1952 2.2', encoded('gzip', 'gzip', twoMembers)),
  row('deflate', 'deflates bodies for callers that accept it', 'RFC 9110 8.4.1.2', encoded('deflate', 'deflate', deflateSync)),
  row(
    'two-codings',
    'zips what it deflated',
    'RFC 9110 8.4',
    encoded('gzip', 'deflate, gzip', (body) => gzipSync(deflateSync(body))),
  ),
  pace('body-in-pieces', 'sends bodies byte by byte', 'no standard sets the size of a read', slow(1, 0)),
  pace('body-slow', 'pauses between the pieces of a body', 'no page promises a time', slow(40, 20)),
  pace('late', 'sends responses later', 'no page promises a time', late(50)),
]
