import type { Fetch } from '../mutant.ts'
import type { Json } from '../wire.ts'
import { type Benign, benign, onJson, onStatus, onText } from './benign.ts'

/** Another spelling of the same instants. */
interface InstantSpelling {
  id: string
  differs: string
  allows: string
  /** Gets the instant up to its milliseconds, without the Z. */
  write: (upToMilliseconds: string) => string
}

/** Up to nine digits are in the published example of an event. */
export const instants: InstantSpelling[] = [
  {
    id: 'without-zeros',
    differs: 'writes no more digits of a second than needed',
    allows: 'RFC 3339 5.6',
    write: (at) => `${at.replace(/\.?0+$/, '')}Z`,
  },
  { id: 'microseconds', differs: 'writes six digits of a second', allows: 'RFC 3339 5.6', write: (at) => `${at}000Z` },
  {
    id: 'nanoseconds',
    differs: 'counts nanoseconds',
    allows: 'RFC 3339 5.6; docs/order-category-events shows nine digits',
    write: (at) => `${at}578300Z`,
  },
  { id: 'offset-zero', differs: 'writes UTC as +00:00', allows: 'RFC 3339 5.6', write: (at) => `${at}+00:00` },
  { id: 'lower-case', differs: 'writes t and z in lower case', allows: 'RFC 3339 5.6', write: (at) => `${at.toLowerCase()}z` },
]

const INSTANT = /("(?:date|createdAt|timestamp|eventOccurredAt)":")([^"]+)Z"/g
/** @example respelt('{"date":"2026-03-02T10:00:00.000Z"}', (at) => `${at}000Z`) */
export const respelt = (json: string, write: InstantSpelling['write']): string =>
  json.replace(INSTANT, (_, key: string, at: string) => `${key}${write(at)}"`)

const BASE_32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ulid = (hex: string): string =>
  Array.from({ length: 26 }, (_, index) => BASE_32[Number((BigInt(`0x${hex}`) >> BigInt(5 * (25 - index))) & 31n)]).join('')

const requestIds: [id: string, differs: string, write: (uuid: string, hex: string) => string][] = [
  ['capitals', 'writes request ids as UUIDs in capitals', (uuid) => uuid.toUpperCase()],
  ['ulid', 'gives requests ULIDs', (_, hex) => ulid(hex)],
  ['digits', 'gives requests numbers', (_, hex) => BigInt(`0x${hex}`).toString()],
  ['short', 'gives requests short ids', (_, hex) => hex.slice(-8)],
  ['long', 'gives requests ids of two hundred characters', (uuid) => uuid.padStart(200, 'gateway-eu-west-1.')],
  ['of-gateway', 'gives requests ids with other punctuation', (_, hex) => `Root=1-${hex.slice(0, 8)}-${hex.slice(8)};Self=1/2`],
]
const requestId = (write: (uuid: string, hex: string) => string) =>
  onText(({ headers, text }) => {
    const uuid = headers.get('x-request-id') ?? ''
    const id = write(uuid, uuid.replaceAll('-', ''))
    headers.set('x-request-id', id)
    return { headers, text: text.replace(`"requestId":"${uuid}"`, `"requestId":${JSON.stringify(id)}`) }
  })

const orderIds: [id: string, differs: string, make: (count: string) => string][] = [
  ['long', 'gives orders ids of a hundred characters', (count) => `AA-${count.padStart(97, '0')}`],
  ['short', 'gives orders short ids', (count) => `O${count.padStart(4, '0')}`],
  ['lower-case', 'gives orders ids in lower case', (count) => `aa260302-${count}-x`],
  ['digits', 'gives orders numbers', (count) => count.padStart(12, '90')],
  ['uuid', 'gives orders UUIDs', (count) => `0b6f6a0e-3a2b-4b9f-8c3e-${count.padStart(12, '0')}`],
]
/** Names orders that are made without an id of their own. */
const named =
  (make: (count: string) => string) =>
  (fetch: Fetch): Fetch => {
    let count = 0
    return async (request) => {
      if (request.method !== 'POST' || !request.url.endsWith('/_sandbox/orders')) return fetch(request)
      const body = JSON.stringify({ referenceOrderID: make(String(++count)), ...(await request.json()) })
      return fetch(new Request(request.url, { method: 'POST', headers: request.headers, body }))
    }
  }

const BEARS = 'docs/response-classes: clients bear unknown fields'
const LINKS = [{ rel: 'self', href: 'https://api.example/raas/v2/asyncOrders' }]
const detail = (more: Json) => (body: Json) => ({ ...body, errors: body.errors.map((error: Json) => ({ ...error, ...more })) })
const extra = (id: string, differs: string, allows: string, how: Parameters<typeof benign>[3]): Benign =>
  benign(`field-${id}`, differs, allows, how)

/** Other spellings of instants, ids of another form, and fields that no page has. */
export const valueVariants: Benign[] = [
  ...instants.map(({ id, differs, allows, write }) =>
    benign(
      `instant-${id}`,
      `${differs}, in responses`,
      allows,
      onText(({ text }) => ({ text: respelt(text, write) })),
    ),
  ),
  ...requestIds.map(([id, differs, write]) =>
    benign(`request-id-${id}`, differs, 'no page gives the form of X-REQUEST-ID', requestId(write)),
  ),
  ...orderIds.map(([id, differs, make]) =>
    benign(`order-id-${id}`, differs, 'no page has a pattern or a length of referenceOrderID', { wrapFetch: named(make) }),
  ),
  extra(
    'accepted',
    'adds the id of the action and links to a 202',
    BEARS,
    onStatus(202, (body) => ({ ...body, actionId: 'a-1', links: LINKS })),
  ),
  extra(
    'accepted-other-case',
    'writes the ids of a 202 in both cases',
    BEARS,
    onStatus(202, (body) => ({ ...body, referenceOrderID: body.referenceOrderId, externalRefId: body.externalRefID })),
  ),
  extra(
    'updated',
    'adds tags and a version to a 200',
    BEARS,
    onStatus(200, (body) => ({ ...body, tags: [], version: 7, approvedBy: null })),
  ),
  extra(
    'updated-table',
    'adds the empty lists of the table of the update page to a 200',
    'the table of the update page',
    onStatus(200, (body) => ({ failedLineItems: [], duplicateLineItemRefIds: {}, ...body })),
  ),
  extra(
    'error',
    'adds links and a number to errors',
    BEARS,
    onJson((body, { status }) => (status < 400 ? body : { ...body, code: 1, links: LINKS })),
  ),
  extra(
    'error-detail',
    'adds the invalid value to entries of errors',
    BEARS,
    onStatus(422, detail({ invalidValue: null, constraint: 'NotBlank', i18nTokenReplacements: [] })),
  ),
  extra(
    'named-like-methods',
    'adds fields named as methods are',
    `RFC 8259 7; ${BEARS}`,
    onJson((body) => ({ ...body, constructor: 1, toString: 'x', length: 0 })),
  ),
]
