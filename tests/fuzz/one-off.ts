import fc from 'fast-check'
import { encodedSegments } from '../../contract/src/schema/random.ts'
import { type Sent, valid } from './requests.ts'

type Change = (sent: Sent) => Sent

const anyJson = fc.json({ maxDepth: 4 })
const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

const bodies: fc.Arbitrary<Sent['body']> = fc.oneof(
  anyJson,
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 64 }),
  fc.constantFrom('', 'null', '"FRAUD"', '{"reasonCode":1e999}', '{"reasonCode":"FRAUD","reasonCode":1}', '\ufeff{"reasonCode":"FRAUD"}'),
  fc.constantFrom(
    '{"__proto__":{"reasonCode":"FRAUD"}}',
    '{"constructor":1,"reasonCode":"FRAUD"}',
    '{"toString":1}',
    '{"notes":"\\ud800"}',
  ),
  fc.nat(20_000).map(deep),
  fc.nat(4_000).map((count) => JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, index])))),
  fc.integer({ min: 1_040_000, max: 1_060_000 }).map((length) => `{"notes":"${'x'.repeat(length)}"}`),
)

const segments = fc.oneof(fc.constantFrom('', '.', '..', '%2e%2e', 'AA1?x=1', 'AA1#x'), encodedSegments)

const CREDENTIALS = ['', 'Basic', 'Basic %%%', 'Bearer', 'Bearer x y', 'Digest a=b', `Basic ${btoa('fuzz')}`, `Basic ${btoa('fuzz:\xff')}`]
const TYPES = [
  '',
  'text/plain',
  'application/json; charset=latin1',
  'APPLICATION/JSON;charset="utf-8"',
  'application/json;;',
  'multipart/form-data',
]

const headerChange: fc.Arbitrary<Record<string, string>> = fc.oneof(
  fc.constantFrom(...CREDENTIALS, `Bearer ${'x'.repeat(8_000)}`).map((authorization) => ({ authorization })),
  fc.constantFrom(...TYPES).map((type) => ({ 'content-type': type })),
  fc.constantFrom('gzip', 'br', 'identity').map((encoding) => ({ 'content-encoding': encoding })),
  fc.constantFrom('100-continue', 'x').map((expect) => ({ expect })),
  fc.constantFrom('h2c', 'websocket').map((upgrade) => ({ upgrade, connection: 'upgrade' })),
  fc.string({ unit: 'grapheme-ascii' }).map((prefer) => ({ prefer, 'x-request-id': prefer, host: prefer.trim() || 'h' })),
)

const altered = <T>(weight: number, from: fc.Arbitrary<T>, apply: (sent: Sent, value: T) => Partial<Sent>) => ({
  weight,
  arbitrary: from.map(
    (value): Change =>
      (sent) => ({ ...sent, ...apply(sent, value) }),
  ),
})

const METHODS = ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'POST', 'PATCH', 'QUERY', 'PROPFIND']

const change: fc.Arbitrary<Change> = fc.oneof(
  altered(3, bodies, (_, body) => ({ body })),
  altered(1, fc.nat(), ({ body }, at) => ({ body: String(body).slice(0, at % (body.length + 1)) })),
  altered(2, fc.tuple(fc.nat(), segments), ({ path }, [at, segment]) => {
    const parts = path.split('/').slice(1)
    return { path: `/${parts.with(at % parts.length, segment).join('/')}` }
  }),
  altered(1, fc.constantFrom(...METHODS), (_, method) => ({ method })),
  altered(2, headerChange, ({ headers }, changed) => ({ headers: { ...headers, ...changed } })),
  altered(1, fc.constantFrom('authorization', 'content-type'), ({ headers }, name) => ({ headers: { ...headers, [name]: '' } })),
)

/** Requests with one thing wrong. */
export const oneOff: fc.Arbitrary<Sent> = fc.tuple(valid, change).map(([sent, changed]) => changed(sent))
