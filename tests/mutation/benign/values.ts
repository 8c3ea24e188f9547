import type { InProcess } from '../mutant.ts'
import type { Json } from '../wire.ts'
import { type Benign, eachOf, onErrors, onJson, onStatus, onText, type Variants, variantsOf } from './benign.ts'

/** Other spellings of the same instants: each gets one up to its milliseconds, without the Z. Nine digits are in a published event. */
export const instants: Variants<(upToMilliseconds: string) => string> = {
  'RFC 3339 5.6': {
    'without-zeros': (at) => `${at.replace(/\.?0+$/, '')}Z`,
    microseconds: (at) => `${at}000Z`,
    'offset-zero': (at) => `${at}+00:00`,
    'lower-case': (at) => `${at.toLowerCase()}z`,
  },
  'RFC 3339 5.6; docs/order-category-events shows nine digits': { nanoseconds: (at) => `${at}578300Z` },
}

const INSTANT = /("(?:date|createdAt|timestamp|eventOccurredAt)":")([^"]+)Z"/g
/** @example respelt('{"date":"2026-03-02T10:00:00.000Z"}', (at) => `${at}000Z`) */
export const respelt = (json: string, write: (upToMilliseconds: string) => string): string =>
  json.replace(INSTANT, (_, key: string, at: string) => `${key}${write(at)}"`)

const BASE_32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ulid = (hex: string): string =>
  Array.from({ length: 26 }, (_, index) => BASE_32[Number((BigInt(`0x${hex}`) >> BigInt(5 * (25 - index))) & 31n)]).join('')

const requestIds: Variants<(uuid: string, hex: string) => string> = {
  'no page gives the form of X-REQUEST-ID': {
    capitals: (uuid) => uuid.toUpperCase(),
    ulid: (_, hex) => ulid(hex),
    digits: (_, hex) => BigInt(`0x${hex}`).toString(),
    short: (_, hex) => hex.slice(-8),
    long: (uuid) => uuid.padStart(200, 'gateway-eu-west-1.'),
    'of-gateway': (_, hex) => `Root=1-${hex.slice(0, 8)}-${hex.slice(8)};Self=1/2`,
  },
}
const requestId = (write: (uuid: string, hex: string) => string) =>
  onText(({ headers, text }) => {
    const uuid = headers.get('x-request-id') ?? ''
    const id = write(uuid, uuid.replaceAll('-', ''))
    headers.set('x-request-id', id)
    return { headers, text: text.replace(`"requestId":"${uuid}"`, `"requestId":${JSON.stringify(id)}`) }
  })

const orderIds: Variants<(count: string) => string> = {
  'no page has a pattern or a length of referenceOrderID': {
    long: (count) => `AA-${count.padStart(97, '0')}`,
    short: (count) => `O${count.padStart(4, '0')}`,
    'lower-case': (count) => `aa260302-${count}-x`,
    digits: (count) => count.padStart(12, '90'),
    uuid: (count) => `0b6f6a0e-3a2b-4b9f-8c3e-${count.padStart(12, '0')}`,
  },
}
/** Names orders that are made without an id of their own. */
const named = (make: (count: string) => string): InProcess => ({
  wrapFetch: (fetch) => {
    let count = 0
    return async (request) => {
      if (request.method !== 'POST' || !request.url.endsWith('/_sandbox/orders')) return fetch(request)
      const body = JSON.stringify({ referenceOrderID: make(String(++count)), ...(await request.json()) })
      return fetch(new Request(request.url, { method: 'POST', headers: request.headers, body }))
    }
  },
})

export const BEARS = 'docs/response-classes: clients bear unknown fields'
const LINKS = [{ rel: 'self', href: 'https://api.example/raas/v2/asyncOrders' }]
const detail = (more: Json) => (body: Json) => ({ ...body, errors: body.errors.map((error: Json) => ({ ...error, ...more })) })

/** Other spellings of instants, ids of another form, and fields that no page has. */
export const valueVariants: Benign[] = [
  ...variantsOf(
    'instant',
    eachOf(instants, (write) => onText(({ text }) => ({ text: respelt(text, write) }))),
  ),
  ...variantsOf('request-id', eachOf(requestIds, requestId)),
  ...variantsOf('order-id', eachOf(orderIds, named)),
  ...variantsOf('field', {
    [BEARS]: {
      accepted: onStatus(202, (body) => ({ ...body, actionId: 'a-1', links: LINKS })),
      'accepted-other-case': onStatus(202, (body) => ({
        ...body,
        referenceOrderID: body.referenceOrderId,
        externalRefId: body.externalRefID,
      })),
      updated: onStatus(200, (body) => ({ ...body, tags: [], version: 7, approvedBy: null })),
      error: onErrors((body) => ({ ...body, code: 1, links: LINKS })),
      'error-detail': onStatus(422, detail({ invalidValue: null, constraint: 'NotBlank', i18nTokenReplacements: [] })),
    },
    'the table of the update page': {
      'updated-table': onStatus(200, (body) => ({ failedLineItems: [], duplicateLineItemRefIds: {}, ...body })),
    },
    [`RFC 8259 7; ${BEARS}`]: { 'named-like-methods': onJson((body) => ({ ...body, constructor: 1, toString: 'x', length: 0 })) },
  }),
]
