import { onTransaction } from '../inside.ts'
import type { OnWire } from '../mutant.ts'
import { requests } from '../transport/alter.ts'
import type { Headers as Fields } from '../transport/wire-proxy.ts'
import { type Json, onDelivery, withHeader } from '../wire.ts'
import { type Benign, eachOf, inPieces, onEvent, onEventText, turns, variantsOf } from './benign.ts'
import { spellings } from './json.ts'
import { BEARS, instants, respelt } from './values.ts'

const mediaType = (value: string) => onDelivery(({ headers }) => ({ headers: withHeader(headers, 'Content-Type', value) }))
const extraHeaders = (fields: Record<string, string>) =>
  onDelivery(({ headers }) => ({ headers: new Headers([...headers, ...Object.entries(fields)]) }))
const onFields = (change: (fields: Fields) => Fields): OnWire => ({
  deliveryWire: requests(({ headers }) => ({ headers: change(headers) })),
})
const names = (change: (name: string) => string) => onFields((fields) => fields.map(([name, value]) => [change(name), value]))

const version = (digit: string) => onEvent((event) => ({ ...event, eventId: event.eventId.replace(/^(.{14})./, `$1${digit}`) }))
const data = (more: Json) => onEvent((event) => ({ ...event, eventData: { ...event.eventData, ...more } }))
const lineItems = [{ referenceLineItemId: 'AA260302-118204-37-1', outcome: 'CHANGED' }]

const SPELT =
  /-(indented|line-per-token|newline-at-end|blanks-before|keys-reversed|keys-sorted|all-escaped|vowels-escaped|integers-with-(fraction|exponent))$/

/** Events with other texts, headers and timing; the signature is always over the bytes that are sent. */
export const eventVariants: Benign[] = [
  ...variantsOf('event-json', eachOf(spellings, onEventText)).filter(({ id }) => SPELT.test(id)),
  ...variantsOf(
    'event-instant',
    eachOf(instants, (write) => onEventText((body) => respelt(body, write))),
  ),
  ...variantsOf('event', {
    'RFC 9562 4, 5.1, 5.7': {
      'id-in-capitals': onEvent((event) => ({ ...event, eventId: event.eventId.toUpperCase() })),
      'id-version-1': version('1'),
      'id-version-7': version('7'),
    },
    [BEARS]: {
      'field-of-envelope': onEvent((event) => ({ ...event, categories: ['ORDER'], webhookId: 'w-1', apiVersion: 2 })),
      'field-of-data': data({ otherReason: null, skippedLineItems: 0, lineItems }),
      'field-in-other-case': onEvent((event) => ({
        ...event,
        eventData: { ...event.eventData, referenceOrderID: event.eventData.referenceOrderId },
      })),
    },
    'RFC 8259 11': { 'media-type-charset': mediaType('application/json ; charset="UTF-8"') },
    'RFC 9110 8.3.1': { 'media-type-capitals': mediaType('APPLICATION/JSON') },
    'RFC 9110 5.6.4': { 'media-type-quoted-semicolon': mediaType('application/json; note="a; charset=latin1"') },
    'RFC 9110 10.1.5': { 'header-user-agent': extraHeaders({ 'User-Agent': 'Tango-Webhooks/2.3 (+https://api.example)', Accept: '*/*' }) },
    'RFC 7239 4; RFC 9110 7.6.3': {
      'header-of-proxies': extraHeaders({
        Via: '1.1 egress',
        Forwarded: 'for=192.0.2.60;proto=https',
        'X-Forwarded-For': '192.0.2.60, 198.51.100.2',
      }),
    },
    'RFC 9110 5.1, 5.3': {
      'header-ids': extraHeaders({
        'X-Request-ID': 'r-1',
        'X-Webhook-Attempt': '1',
        'X-Sent-At': '1772445600',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      }),
      'names-in-lower-case': names((name) => name.toLowerCase()),
      'names-in-capitals': names((name) => name.toUpperCase()),
      'headers-reversed': onFields((fields) => fields.toReversed()),
    },
    'no page promises a time': {
      late: {
        wrapDeliver: (deliver) => async (request) => {
          await turns(50)
          return deliver(request)
        },
      },
    },
    'RFC 9112 7.1': {
      'in-pieces': {
        wrapDeliver: (deliver) => async (request) => {
          const { url, method, headers } = request
          return deliver(new Request(url, { method, headers, body: inPieces(await request.text(), 1, 0), duplex: 'half' } as RequestInit))
        },
      },
    },
    'docs/webhook-notifications: order is not guaranteed': {
      'subscriptions-swapped': onTransaction((tx) => ({ listSubscriptions: (platform) => tx.listSubscriptions(platform).toReversed() })),
    },
  }),
]
