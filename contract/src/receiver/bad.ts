import { createHash, createHmac } from 'node:crypto'
import { type Events, header, type Part, signatureOf } from './vector.ts'

const OTHER = Buffer.from('the secret of somebody else!').toString('base64')

/** Forged, or changed on the way: a receiver returns no 2xx, and does nothing. */
export function* forgedParts(events: Events): Generator<Part> {
  yield* signatures(events)
  yield* encodings(events)
}

/** Rows of the same body with one wrong signature. */
function* wrong(
  event: Events['event'],
  clause: string,
  rows: [name: string, why: string, of: (body: string) => string][],
): Generator<Part> {
  for (const [name, why, of] of rows) {
    const body = event()
    yield { name, why, clause, body, signatures: header(of(body)) }
  }
}

function* signatures({ event, secret }: Events): Generator<Part> {
  const changed = (body: string, change: (body: string) => string) => ({
    body: change(body),
    signatures: header(signatureOf(body, secret)),
  })
  yield {
    name: 'unsigned',
    why: 'A subscription with HMAC gets no event without a signature.',
    clause: 'CON-05',
    body: event(),
    signatures: [],
  }
  yield* wrong(event, 'CON-05', [['empty-signature', 'The header has no value.', () => '']])
  yield* wrong(event, 'CON-06', [
    ['other-key', 'Signed with another key.', (text) => signatureOf(text, OTHER)],
    ['other-body', 'The right signature of another event.', () => signatureOf(event(), secret)],
    ['no-key', 'A hash of the body, which anybody can make.', (text) => createHash('sha256').update(text).digest('base64')],
    ['empty-key', 'Signed with an empty key, which anybody can do.', (text) => signatureOf(text, '')],
    ['no-base64', 'No base64 at all.', () => 'signed by Tango'],
  ])
  const body = event()
  const forged = header(signatureOf(body, OTHER))
  yield { name: 'header-twice-forged', why: 'Two forged signatures.', clause: 'CON-06', body, signatures: [...forged, ...forged] }
  yield {
    name: 'changed-body',
    why: 'The reason code was changed on the way.',
    clause: 'CON-06',
    ...changed(event(), (text) => text.replace('"FRAUD"', '"OTHER"')),
  }
  yield { name: 'longer-body', why: 'A line break was added.', clause: 'CON-02', ...changed(event(), (text) => `${text}\n`) }
  yield {
    name: 'serialised-again',
    why: 'The same event, without the white space that was signed.',
    clause: 'CON-02',
    ...changed(JSON.stringify(JSON.parse(event()), null, 2), (text) => JSON.stringify(JSON.parse(text))),
  }
}

function encodings({ event, secret }: Events): Generator<Part> {
  const key = Buffer.from(secret, 'base64')
  const right = (body: string): string => signatureOf(body, secret)
  return wrong(event, 'CON-07', [
    ['hex', 'Written in hexadecimal, as under C-HMAC-FORM=hex.', (body) => createHmac('sha256', key).update(body).digest('hex')],
    [
      'raw-key',
      'The secret was not decoded, as under C-HMAC-FORM=raw-key.',
      (body) => createHmac('sha256', secret).update(body).digest('base64'),
    ],
    ['sha1', 'HMAC-SHA1.', (body) => createHmac('sha1', key).update(body).digest('base64')],
    ['sha512', 'HMAC-SHA512.', (body) => createHmac('sha512', key).update(body).digest('base64')],
    [
      'truncated',
      'Only the first 16 bytes of the signature.',
      (body) => Buffer.from(right(body), 'base64').subarray(0, 16).toString('base64'),
    ],
    ['prefixed', 'With the prefix that other senders write.', (body) => `sha256=${right(body)}`],
    ['lower-case', 'Base64 has a case.', (body) => right(body).toLowerCase()],
  ])
}

/** With a right signature, which the sender makes for events only: who keeps what came and parses it later may return 200. */
export function noEvents(): Part[] {
  const clause = 'CON-16'
  return [
    { name: 'malformed-json', why: 'No JSON.', clause, body: '{"eventId":"e-1","revision":1,' },
    { name: 'empty-body', why: 'No JSON.', clause, body: '' },
    { name: 'json-null', why: 'JSON, but no event.', clause, body: 'null' },
    { name: 'json-array', why: 'JSON, but no event.', clause, body: '[]' },
  ]
}

/** Authentic, and not as the sender writes it: to accept it does no harm, and to refuse it neither. */
export function* unusualParts({ event, secret }: Events): Generator<Part> {
  const right = (body: string) => header(signatureOf(body, secret))
  const twice = event()
  yield {
    name: 'header-twice',
    why: 'The right signature twice.',
    clause: 'CON-03',
    body: twice,
    signatures: [...right(twice), ...right(twice)],
  }
  const second = event()
  yield {
    name: 'header-twice-second-forged',
    why: 'The right signature, then a forged one.',
    clause: 'CON-06',
    body: second,
    signatures: [...right(second), ...header(signatureOf(second, OTHER))],
  }
  yield* wrong(event, 'CON-07', [
    ['unpadded', 'The right bytes in base64 without its padding.', (body) => signatureOf(body, secret).replace(/=+$/, '')],
    ['base64url', 'The right bytes in base64url.', (body) => Buffer.from(signatureOf(body, secret), 'base64').toString('base64url')],
  ])
  yield { name: 'put', why: 'An event comes as a POST.', clause: 'CON-03', body: event(), method: 'PUT' }
  yield { name: 'text-plain', why: 'An event comes as JSON.', clause: 'CON-03', body: event(), mediaType: 'text/plain' }
  yield { name: 'byte-order-mark', why: 'JSON begins with none.', clause: 'CON-02', body: `\ufeff${event()}` }
  yield { name: 'no-utf-8', why: 'JSON is written in UTF-8.', clause: 'CON-02', body: Buffer.from(event({ note: 'é' }), 'latin1') }
  yield {
    name: 'field-twice',
    why: 'Parsers take the first value, the last, or neither.',
    clause: 'CON-02',
    body: event().replace('"FRAUD"', '"FRAUD","reasonCode":"OTHER"'),
  }
  yield {
    name: 'rounded-revision',
    why: 'JavaScript cannot distinguish this revision from the next.',
    clause: 'CON-02',
    body: event().replace(/"revision":\d+/, '"revision":9007199254740993'),
  }
}
