import fc from 'fast-check'

/** A request as it goes out; the body is text, or bytes that are no text. */
export interface Sent {
  method: string
  path: string
  headers: Record<string, string>
  body: string | Uint8Array
}

/** Orders that there are, by state; the update finds them by `ref-` and the id. */
export const ORDER_IDS = ['FUZZ-active', 'FUZZ-mixed', 'FUZZ-pending', 'FUZZ-failed'] as const

const CREDENTIALS = ['Bearer fuzz-token', `Basic ${btoa('fuzz:fuzz-key')}`, 'Bearer faulty-token'] as const
const CODES = ['FRAUD', 'OTHER', 'DUPLICATE', 'CURRENCY', 'VERIFY_ORDER', 'DELIVERY_INFO'] as const

const orderId = fc.constantFrom(...ORDER_IDS)
const headers = fc.constantFrom(...CREDENTIALS).map((authorization) => ({ authorization, 'content-type': 'application/json' }))

const action: fc.Arbitrary<Sent> = fc
  .record({ id: orderId, verb: fc.constantFrom('freeze', 'unfreeze', 'cancel'), reasonCode: fc.constantFrom(...CODES), headers })
  .map(({ id, verb, reasonCode, headers: sent }) => ({
    method: 'POST',
    path: `/raas/v2/asyncOrders/${id}/${verb}`,
    headers: sent,
    body: JSON.stringify({ reasonCode, otherReason: 'told' }),
  }))

const details = fc.record(
  { campaign: fc.string({ unit: 'binary' }), purchaseOrderNumber: fc.string(), notes: fc.string({ unit: 'grapheme' }) },
  { requiredKeys: [] },
)
const update: fc.Arbitrary<Sent> = fc.record({ id: orderId, fields: details, headers }).map(({ id, fields, headers: sent }) => ({
  method: 'PATCH',
  path: `/raas/v2/asyncOrders/customers/acme-health/accounts/acme-wellness/ref-${id}`,
  headers: sent,
  body: JSON.stringify(fields),
}))

const controlBody = fc.oneof(
  fc.record({ lineItems: fc.array(fc.record({ count: fc.nat(5), product: fc.constantFrom('OTHER', 'PROMO_LINK') }), { maxLength: 3 }) }),
  fc.record({ milliseconds: fc.integer({ min: -1, max: 10 }) }),
  fc.record({
    to: fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    ),
  }),
  fc.record({ amount: fc.double() }),
  fc.record({ url: fc.webUrl(), eventTypes: fc.array(fc.string(), { maxLength: 2 }) }),
  fc.record({ name: fc.string(), clock: fc.constantFrom('real', 'manual', 'none') }),
  fc.record({ operation: fc.string(), status: fc.integer() }),
)
/** Everything of the control plane but what would ask for faults of `fuzz`, or for the clock to go far: those would show in other answers. */
const control: fc.Arbitrary<Sent> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    place: fc.constantFrom(
      'orders',
      'orders/FUZZ-mixed',
      'rewards/none/redeem',
      'clock',
      'clock/advance',
      'platforms',
      'subscriptions',
      'drain',
    ),
    body: controlBody,
  })
  .map(({ method, place, body }) => ({
    method,
    path: `/_sandbox/${place}`,
    headers: { authorization: 'Bearer side-token', 'content-type': 'application/json' },
    body: method === 'GET' ? '' : JSON.stringify(body),
  }))

/** Requests as they should be. */
export const valid: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 5, arbitrary: action },
  { weight: 3, arbitrary: update },
  { weight: 2, arbitrary: control },
)

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

const segments = fc.oneof(
  fc.constantFrom(
    '',
    '.',
    '..',
    '%2e%2e',
    '%',
    '%00',
    '%ff',
    '%2F',
    '%E0%A4%A',
    'AA1?x=1',
    'AA1#x',
    '__proto__',
    'x'.repeat(4_000),
    '%F0%9F%98%80',
  ),
  fc.string({ unit: 'grapheme-ascii' }).map((text) => encodeURIComponent(text)),
)

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

/** Bytes: noise, and requests in which some bytes were put in, left out or replaced. */
export const rawBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(oneOff, fc.array(fc.record({ at: fc.nat(), cut: fc.nat(3), put: fc.uint8Array({ maxLength: 3 }) }), { maxLength: 4 }))
      .map(([sent, edits]) => edits.reduce(edited, bytesOf(sent))),
  },
  { weight: 1, arbitrary: fc.tuple(valid, fc.nat()).map(([sent, at]) => bytesOf(sent).slice(0, at % 400)) },
  { weight: 1, arbitrary: fc.tuple(valid, valid).map(([one, other]) => new Uint8Array([...bytesOf(one), ...bytesOf(other)])) },
)

function edited(bytes: Uint8Array, { at, cut, put }: { at: number; cut: number; put: Uint8Array }): Uint8Array {
  const place = at % (bytes.length + 1)
  return new Uint8Array([...bytes.subarray(0, place), ...put, ...bytes.subarray(place + cut)])
}

function bytesOf({ method, path, headers: given, body }: Sent): Uint8Array {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body.slice(0, 2_000)) : body
  const lines = Object.entries({ host: 'fuzz', ...given, 'content-length': String(bytes.length) }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  return new Uint8Array([...new TextEncoder().encode(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), ...bytes])
}
