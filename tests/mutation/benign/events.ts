import { onTransaction } from '../memory.ts'
import type { OnWire } from '../mutant.ts'
import { requests } from '../transport/alter.ts'
import type { Headers as Fields } from '../transport/wire-proxy.ts'
import { type Json, onDelivery, withHeader } from '../wire.ts'
import { type Benign, benign, inPieces, onEvent, onEventText, turns } from './benign.ts'
import { spellings } from './json.ts'
import { instants, respelt } from './values.ts'

const row = (id: string, differs: string, allows: string, how: Parameters<typeof benign>[3]): Benign =>
  benign(`event-${id}`, differs, allows, how)

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

const BEARS = 'docs/response-classes: clients bear unknown fields'
const SPELT = [
  'indented',
  'line-per-token',
  'newline-at-end',
  'blanks-before',
  'keys-reversed',
  'keys-sorted',
  'all-escaped',
  'vowels-escaped',
  'integers-with-fraction',
  'integers-with-exponent',
]

/** Events with other texts, headers and timing; the signature is always over the bytes that are sent. */
export const eventVariants: Benign[] = [
  ...spellings
    .filter(({ id }) => SPELT.includes(id))
    .map(({ id, differs, allows, write }) => row(`json-${id}`, `${differs}, in events`, allows, onEventText(write))),
  ...instants.map(({ id, differs, allows, write }) =>
    row(
      `instant-${id}`,
      `${differs}, in events`,
      allows,
      onEventText((body) => respelt(body, write)),
    ),
  ),
  row(
    'id-in-capitals',
    'writes event ids in capitals',
    'RFC 9562 4',
    onEvent((event) => ({ ...event, eventId: event.eventId.toUpperCase() })),
  ),
  row('id-version-1', 'gives events UUIDs of version 1', 'RFC 9562 5.1', version('1')),
  row('id-version-7', 'gives events UUIDs of version 7', 'RFC 9562 5.7', version('7')),
  row(
    'field-of-envelope',
    'adds categories and the webhook to the envelope',
    BEARS,
    onEvent((event) => ({ ...event, categories: ['ORDER'], webhookId: 'w-1', apiVersion: 2 })),
  ),
  row('field-of-data', 'adds the reason and line items to eventData', BEARS, data({ otherReason: null, skippedLineItems: 0, lineItems })),
  row(
    'field-in-other-case',
    'adds referenceOrderID to eventData',
    BEARS,
    onEvent((event) => ({ ...event, eventData: { ...event.eventData, referenceOrderID: event.eventData.referenceOrderId } })),
  ),
  row('media-type-charset', 'names the charset of events', 'RFC 8259 11', mediaType('application/json ; charset="UTF-8"')),
  row('media-type-capitals', 'writes the media type of events in capitals', 'RFC 9110 8.3.1', mediaType('APPLICATION/JSON')),
  row(
    'media-type-quoted-semicolon',
    'quotes a semicolon in a parameter of events',
    'RFC 9110 5.6.4',
    mediaType('application/json; note="a; charset=latin1"'),
  ),
  row(
    'header-user-agent',
    'names the sender of events',
    'RFC 9110 10.1.5',
    extraHeaders({ 'User-Agent': 'Tango-Webhooks/2.3 (+https://api.example)', Accept: '*/*' }),
  ),
  row(
    'header-ids',
    'sends ids and times in headers',
    'RFC 9110 5.1',
    extraHeaders({
      'X-Request-ID': 'r-1',
      'X-Webhook-Attempt': '1',
      'X-Sent-At': '1772445600',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    }),
  ),
  row(
    'header-of-proxies',
    'has the headers of two proxies',
    'RFC 7239 4; RFC 9110 7.6.3',
    extraHeaders({ Via: '1.1 egress', Forwarded: 'for=192.0.2.60;proto=https', 'X-Forwarded-For': '192.0.2.60, 198.51.100.2' }),
  ),
  row(
    'names-in-lower-case',
    'writes names of headers of events in lower case',
    'RFC 9110 5.1',
    names((name) => name.toLowerCase()),
  ),
  row(
    'names-in-capitals',
    'writes names of headers of events in capitals',
    'RFC 9110 5.1',
    names((name) => name.toUpperCase()),
  ),
  row(
    'headers-reversed',
    'writes headers of events in reverse order',
    'RFC 9110 5.3',
    onFields((fields) => fields.toReversed()),
  ),
  row('late', 'delivers events later', 'no page promises a time', {
    wrapDeliver: (deliver) => async (request) => {
      await turns(50)
      return deliver(request)
    },
  }),
  row('in-pieces', 'sends events byte by byte', 'RFC 9112 7.1', {
    wrapDeliver: (deliver) => async (request) => {
      const { url, method, headers } = request
      return deliver(new Request(url, { method, headers, body: inPieces(await request.text(), 1, 0), duplex: 'half' } as RequestInit))
    },
  }),
  row(
    'subscriptions-swapped',
    'delivers to the newest subscription first',
    'docs/webhook-notifications: order is not guaranteed',
    onTransaction((tx) => ({ listSubscriptions: (platform) => tx.listSubscriptions(platform).toReversed() })),
  ),
]
