import { answers, headerOf, requests, type WireMistakes, withHeader } from './alter.ts'
import type { Headers, WireRequest } from './wire-proxy.ts'

const header = (name: string, value: string | null) => requests(({ headers }) => ({ headers: withHeader(headers, name, value) }))
const body = (change: (body: Buffer) => Buffer) => requests(({ body: sent }) => ({ body: change(sent) }))
const text = (change: (body: string) => string) => body((sent) => Buffer.from(change(sent.toString())))
const inLatin1 = body((sent) => Buffer.from(sent.toString(), 'latin1'))
const twice = () => ({ request: (request: WireRequest) => [request, request] })

function rewritten(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json))
  } catch {
    return json
  }
}

/** Gives requests without credentials those of the request before. */
function keepsCredentials() {
  let kept: Headers = []
  return {
    request: (request: WireRequest) => {
      const own = request.headers.filter(([name]) => name.toLowerCase() === 'authorization')
      const headers = own.length > 0 ? request.headers : [...request.headers, ...kept]
      if (own.length > 0) kept = own
      return { ...request, headers }
    },
  }
}

/** What happens to requests between a caller and the sandbox. */
export const requestMistakes: WireMistakes = {
  'authorization-dropped GEN-03': header('Authorization', null),
  'authorization-kept-for-others GEN-01 UPD-62': keepsCredentials,
  'media-type-dropped FRZ-05 UNF-05 CAN-05 UPD-16': header('Content-Type', null),
  'media-type-mended GEN-19': header('Content-Type', 'application/json'),
  'request-body-cut UPD-16 FRZ-05 UNF-05 CAN-05 GEN-23': body((sent) => sent.subarray(0, -1)),
  'request-body-dropped UNF-05 FRZ-05 CAN-05 UPD-16': body(() => Buffer.alloc(0)),
  'request-body-in-latin-1 UPD-16': inLatin1,
  'request-json-rewritten GEN-22': text(rewritten),
  'path-in-lower-case UPD-04 GEN-31 UPD-06 FRZ-02 UNF-02 CAN-02': requests(({ path }) => ({
    path: path.replace(/[^/]+$/, (last) => last.toLowerCase()),
  })),
  'path-decoded UPD-06': requests(({ path }) => ({ path: path.replace(/%2f/gi, '/') })),
  'patch-as-post UPD-01': requests(({ method }) => ({ method: method === 'PATCH' ? 'POST' : method })),
  'request-sent-twice EVT-15 UNF-06': twice,
}

const SIGNATURE = 'X-Signed-Payload'
const signature = (change: (value: string) => string) =>
  requests(({ headers }) => {
    const value = headerOf(headers, SIGNATURE)
    return value === '' ? {} : { headers: withHeader(headers, SIGNATURE, change(value)) }
  })

function everySecond() {
  let count = 0
  return { request: (request: WireRequest) => (++count % 2 === 0 ? [] : request) }
}

/** Carries the body and the signature of the delivery before. */
function stale() {
  let before: WireRequest | undefined
  return {
    request: (request: WireRequest) => {
      const given = before === undefined ? request : { ...before, path: request.path }
      before = request
      return given
    },
  }
}

/**
 * What happens to deliveries between the sandbox and a receiver. That two of them change places is not among these: deliveries may come
 * out of order, and a receiver goes by the revision.
 */
export const deliveryMistakes: WireMistakes = {
  'signature-dropped EVT-19': header(SIGNATURE, null),
  'signature-in-lower-case EVT-29': signature((value) => value.toLowerCase()),
  'signature-cut EVT-29': signature((value) => value.replace(/=+$/, '')),
  'signature-quoted EVT-29': signature((value) => `"${value}"`),
  'signature-added EVT-20': requests(({ headers }) => ({
    headers: headerOf(headers, SIGNATURE) === '' ? [...headers, [SIGNATURE, 'AAAA']] : headers,
  })),
  'byte-altered EVT-29 EVT-11': text((json) => json.replace('SUCCESSFUL', 'SUCCESSFUl')),
  'body-indented EVT-29': text((json) => JSON.stringify(JSON.parse(json), null, 2)),
  'newline-added EVT-29': text((json) => `${json}\n`),
  'byte-order-mark EVT-29 EVT-18': text((json) => `\uFEFF${json}`),
  'body-in-latin-1 EVT-29 EVT-08 EVT-18': inLatin1,
  'body-cut EVT-18 EVT-29': body((sent) => sent.subarray(0, -10)),
  'content-type-dropped EVT-18': header('Content-Type', null),
  'content-type-text EVT-18': header('Content-Type', 'text/plain'),
  'charset-utf-16 EVT-18': header('Content-Type', 'application/json; charset=utf-16'),
  'method-put EVT-18': requests(() => ({ method: 'PUT' })),
  'custom-headers-dropped EVT-21': header('X-Tenant', null),
  'twice EVT-15': twice,
  'dropped FRZ-29 UNF-29 CAN-29 EVT-16': () => ({ request: () => [] }),
  'every-second-dropped EVT-16 FRZ-29 UNF-29 CAN-29 EVT-15 EVT-23 EVT-27': everySecond,
  'to-one-url EVT-23 EVT-29': requests(({ path }) => ({ path: path.replace(/\/1$/, '/0') })),
  'stale-body EVT-06 EVT-08 EVT-09 EVT-10 EVT-12 EVT-13 EVT-14 EVT-21': stale,
  'receipt-now-202 EVT-25': answers(() => ({ status: 202 }), 200),
  'refusal-now-200 EVT-25': answers(() => ({ status: 200 }), 500),
  'receipt-lost EVT-25': () => ({ bytes: () => Buffer.alloc(0) }),
}
