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

const headerChange: fc.Arbitrary<Record<string, string>> = fc.oneof(
  fc
    .constantFrom(
      '',
      'Basic',
      'Basic %%%',
      'Bearer',
      'Bearer x y',
      'Digest a=b',
      `Basic ${btoa('fuzz')}`,
      `Basic ${btoa('fuzz:\xff')}`,
      `Bearer ${'x'.repeat(8_000)}`,
    )
    .map((authorization) => ({ authorization })),
  fc
    .constantFrom(
      '',
      'text/plain',
      'application/json; charset=latin1',
      'APPLICATION/JSON;charset="utf-8"',
      'application/json;;',
      'multipart/form-data',
    )
    .map((type) => ({ 'content-type': type })),
  fc.constantFrom('gzip', 'br', 'identity').map((encoding) => ({ 'content-encoding': encoding })),
  fc.constantFrom('100-continue', 'x').map((expect) => ({ expect })),
  fc.constantFrom('h2c', 'websocket').map((upgrade) => ({ upgrade, connection: 'upgrade' })),
  fc.string({ unit: 'grapheme-ascii' }).map((prefer) => ({ prefer, 'x-request-id': prefer, host: prefer.trim() || 'h' })),
)

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 3,
    arbitrary: bodies.map(
      (body): Change =>
        (sent) => ({ ...sent, body }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.nat().map(
      (at): Change =>
        (sent) => ({ ...sent, body: String(sent.body).slice(0, at % (sent.body.length + 1)) }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(), segments).map(
      ([at, segment]): Change =>
        (sent) => {
          const parts = sent.path.split('/')
          return {
            ...sent,
            path: `/${parts
              .slice(1)
              .with(at % (parts.length - 1), segment)
              .join('/')}`,
          }
        },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'POST', 'PATCH', 'QUERY', 'PROPFIND').map(
      (method): Change =>
        (sent) => ({ ...sent, method }),
    ),
  },
  {
    weight: 2,
    arbitrary: headerChange.map(
      (changed): Change =>
        (sent) => ({ ...sent, headers: { ...sent.headers, ...changed } }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('authorization', 'content-type').map(
      (name): Change =>
        (sent) => ({ ...sent, headers: { ...sent.headers, [name]: '' } }),
    ),
  },
)

/** Requests with one thing wrong. */
export const oneOff: fc.Arbitrary<Sent> = fc.tuple(valid, change).map(([sent, changed]) => changed(sent))
