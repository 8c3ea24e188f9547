import { type Mutant, rowsOf } from '../mutant.ts'
import { answers, headerOf, onDeliveryWire, requests, withHeader } from './alter.ts'
import type { WireRequest } from './wire-proxy.ts'

const SIGNATURE = 'X-Signed-Payload'

const header = (name: string, value: string | null) => requests(({ headers }) => ({ headers: withHeader(headers, name, value) }))
const text = (change: (body: string) => string) => requests(({ body }) => ({ body: Buffer.from(change(body.toString())) }))
const signature = (change: (value: string) => string) =>
  requests(({ headers }) => {
    const value = headerOf(headers, SIGNATURE)
    return value === '' ? {} : { headers: withHeader(headers, SIGNATURE, change(value)) }
  })

/**
 * What happens to deliveries between the sandbox and a receiver. That two of them change places is not among these: deliveries may come
 * out of order, and a receiver goes by the revision.
 */
export const deliveryMutants: Mutant[] = rowsOf(onDeliveryWire, [
  ['signature-dropped', 'EVT-19', 'loses the signature', header(SIGNATURE, null)],
  ['signature-in-lower-case', 'EVT-29', 'writes the signature in lower case', signature((value) => value.toLowerCase())],
  ['signature-cut', 'EVT-29', 'cuts the padding off the signature', signature((value) => value.replace(/=+$/, ''))],
  ['signature-quoted', 'EVT-29', 'puts the signature into quotes', signature((value) => `"${value}"`)],
  [
    'signature-added',
    'EVT-20',
    'signs what is not to be signed',
    requests(({ headers }) => ({ headers: headerOf(headers, SIGNATURE) === '' ? [...headers, [SIGNATURE, 'AAAA']] : headers })),
  ],
  ['byte-altered', ['EVT-29', 'EVT-11'], 'alters a letter of the body', text((body) => body.replace('SUCCESSFUL', 'SUCCESSFUl'))],
  ['body-indented', 'EVT-29', 'indents the body', text((body) => JSON.stringify(JSON.parse(body), null, 2))],
  ['newline-added', 'EVT-29', 'ends the body with a newline', text((body) => `${body}\n`)],
  ['byte-order-mark', ['EVT-29', 'EVT-18'], 'puts a byte order mark before the body', text((body) => `\uFEFF${body}`)],
  [
    'body-in-latin-1',
    ['EVT-29', 'EVT-08', 'EVT-18'],
    'writes the body in Latin-1',
    requests(({ body }) => ({ body: Buffer.from(body.toString(), 'latin1') })),
  ],
  ['body-cut', ['EVT-18', 'EVT-29'], 'cuts the end off the body', requests(({ body }) => ({ body: body.subarray(0, -10) }))],
  ['content-type-dropped', 'EVT-18', 'loses the Content-Type', header('Content-Type', null)],
  ['content-type-text', 'EVT-18', 'declares the body as text', header('Content-Type', 'text/plain')],
  ['charset-utf-16', 'EVT-18', 'declares the UTF-8 of the body as UTF-16', header('Content-Type', 'application/json; charset=utf-16')],
  ['method-put', 'EVT-18', 'delivers by PUT', requests(() => ({ method: 'PUT' }))],
  ['custom-headers-dropped', 'EVT-21', 'loses the custom headers', header('X-Tenant', null)],
  ['twice', 'EVT-15', 'delivers twice', () => ({ request: (request) => [request, request] })],
  ['dropped', ['FRZ-29', 'UNF-29', 'CAN-29', 'EVT-16'], 'delivers nothing', () => ({ request: () => [] })],
  [
    'every-second-dropped',
    ['EVT-16', 'FRZ-29', 'UNF-29', 'CAN-29', 'EVT-15', 'EVT-23', 'EVT-27'],
    'delivers every second event only',
    () => {
      let count = 0
      return { request: (request) => (++count % 2 === 0 ? [] : request) }
    },
  ],
  [
    'to-one-url',
    ['EVT-23', 'EVT-29'],
    'delivers to the URL of the first subscription',
    requests(({ path }) => ({ path: path.replace(/\/1$/, '/0') })),
  ],
  [
    'stale-body',
    ['EVT-06', 'EVT-08', 'EVT-09', 'EVT-10', 'EVT-12', 'EVT-13', 'EVT-14', 'EVT-21'],
    'carries the body and the signature of the delivery before',
    () => {
      let before: WireRequest | undefined
      return {
        request: (request) => {
          const given = before === undefined ? request : { ...before, path: request.path }
          before = request
          return given
        },
      }
    },
  ],
  ['receipt-now-202', 'EVT-25', 'tells the sender 202 for the 200 of the receiver', answers(() => ({ status: 202 }), 200)],
  ['refusal-now-200', 'EVT-25', 'tells the sender 200 for the 500 of the receiver', answers(() => ({ status: 200 }), 500)],
  [
    'receipt-lost',
    'EVT-25',
    'resets the connection instead of passing the answer on',
    () => ({
      bytes: () => Buffer.alloc(0),
    }),
  ],
])
