import type { Mutant } from '../mutant.ts'
import { onWire, requests, withHeader } from './alter.ts'

/** What happens to requests between a caller and the sandbox. */
export const requestMutants: Mutant[] = [
  onWire(
    'authorization-dropped',
    'GEN-03',
    'loses the credentials of requests',
    requests(({ headers }) => ({ headers: withHeader(headers, 'Authorization', null) })),
  ),
  onWire('authorization-kept-for-others', ['GEN-01', 'UPD-62'], 'gives requests without credentials those of the request before', () => {
    let kept: [string, string][] = []
    return {
      request: (request) => {
        const own = request.headers.filter(([name]) => name.toLowerCase() === 'authorization')
        const headers = own.length > 0 ? request.headers : [...request.headers, ...kept]
        if (own.length > 0) kept = own
        return { ...request, headers }
      },
    }
  }),
  onWire(
    'media-type-dropped',
    ['FRZ-05', 'UNF-05', 'CAN-05', 'UPD-16'],
    'loses the Content-Type of requests',
    requests(({ headers }) => ({ headers: withHeader(headers, 'Content-Type', null) })),
  ),
  onWire(
    'media-type-mended',
    'GEN-19',
    'declares every request as JSON',
    requests(({ headers }) => ({ headers: withHeader(headers, 'Content-Type', 'application/json') })),
  ),
  onWire(
    'request-body-cut',
    ['UPD-16', 'FRZ-05', 'UNF-05', 'CAN-05', 'GEN-23'],
    'cuts the end off requests',
    requests(({ body }) => ({ body: body.subarray(0, -1) })),
  ),
  onWire(
    'request-body-dropped',
    ['UNF-05', 'FRZ-05', 'CAN-05', 'UPD-16'],
    'loses the bodies of requests',
    requests(() => ({ body: Buffer.alloc(0) })),
  ),
  onWire(
    'request-body-in-latin-1',
    'UPD-16',
    'writes requests in Latin-1',
    requests(({ body }) => ({ body: Buffer.from(body.toString(), 'latin1') })),
  ),
  onWire(
    'request-json-rewritten',
    'GEN-22',
    'reads and writes the JSON of requests anew',
    requests(({ body }) => ({ body: rewritten(body) })),
  ),
  onWire(
    'path-in-lower-case',
    ['UPD-04', 'GEN-31', 'UPD-06', 'FRZ-02', 'UNF-02', 'CAN-02'],
    'writes paths in lower case',
    requests(({ path }) => ({ path: path.replace(/[^/]+$/, (last) => last.toLowerCase()) })),
  ),
  onWire(
    'path-decoded',
    'UPD-06',
    'decodes the slashes in paths',
    requests(({ path }) => ({ path: path.replace(/%2f/gi, '/') })),
  ),
  onWire(
    'patch-as-post',
    'UPD-01',
    'sends a PATCH on as a POST',
    requests(({ method }) => ({ method: method === 'PATCH' ? 'POST' : method })),
  ),
  onWire('request-sent-twice', ['EVT-15', 'UNF-06'], 'sends each request on twice', () => ({ request: (request) => [request, request] })),
]

function rewritten(body: Buffer): Buffer {
  try {
    return Buffer.from(JSON.stringify(JSON.parse(body.toString())))
  } catch {
    return body
  }
}
