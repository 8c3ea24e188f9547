import { keyed } from '../mutant.ts'
import { type Benign, eachOf, onText, type Variants, variantsOf } from './benign.ts'

type Fields = [name: string, value: string][]

const JSON_TYPE = 'application/json'

/** Sets header fields in responses, or in those of one status; cookies are added one by one. */
const set = (fields: Fields, about?: number) =>
  onText(({ status, headers }) => {
    const given = about === undefined || about === status ? fields : []
    for (const [name, value] of given) headers[name === 'Set-Cookie' ? 'append' : 'set'](name, value)
    return { headers }
  })

const mediaTypes: Variants<string> = {
  'RFC 8259 11': { charset: `${JSON_TYPE}; charset=utf-8` },
  'RFC 9110 8.3.1, 8.3.2': {
    'charset-quoted': `${JSON_TYPE};charset="UTF-8"`,
    capitals: 'Application/JSON',
    'all-capitals': 'APPLICATION/JSON; CHARSET=UTF-8',
  },
  'RFC 9110 5.6.6': {
    'blank-before-semicolon': `${JSON_TYPE} ; charset=utf-8`,
    'tab-after-semicolon': `${JSON_TYPE};\tcharset=utf-8`,
    'empty-parameter': `${JSON_TYPE};`,
  },
  'RFC 2045 5': { parameter: `${JSON_TYPE}; profile="https://api.example/raas"`, 'two-parameters': `${JSON_TYPE}; v=2; charset=utf-8` },
  'RFC 9110 5.6.4': { 'quoted-semicolon': `${JSON_TYPE}; note="a; charset=latin1"; charset=utf-8` },
}

const many = keyed(Array.from({ length: 40 }), (_, index) => [`X-Gateway-${index}`, index % 2 === 0 ? '' : 'x'.repeat(100)])

/** More fields than documented. */
const extras: Variants<Record<string, string>> = {
  'RFC 9110 7.6.3, 10.2.4': { 'server-and-via': { Server: 'gateway/2.1 (linux)', Via: '1.1 edge-3' } },
  'RFC 9110 6.6.1': { date: { Date: 'Mon, 02 Mar 2026 10:00:00 GMT' } },
  'RFC 6797 8.1; RFC 9110 5.1': {
    security: {
      'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'",
    },
  },
  'RFC 9111 5': { caching: { 'Cache-Control': 'no-store, max-age=0', Pragma: 'no-cache', Expires: '0' } },
  'RFC 9110 8.8.3': { etag: { ETag: 'W/"33a64df5"' } },
  'RFC 9110 12.5.5': { vary: { Vary: 'Accept-Encoding, Origin' } },
  'RFC 8594 3; RFC 9745 2': {
    sunset: {
      Deprecation: '@1798761600',
      Sunset: 'Thu, 31 Dec 2026 23:59:59 GMT',
      Link: '<https://api.example/v3>; rel="successor-version"',
    },
  },
  'RFC 9110 5.1; no page forbids it': {
    'rate-limits': { 'RateLimit-Limit': '10', 'RateLimit-Remaining': '0', 'RateLimit-Reset': '1', 'RateLimit-Policy': '10;w=1' },
  },
  'WHATWG Fetch 3.3': { cors: { 'Access-Control-Allow-Origin': '*' } },
  'RFC 9110 8.5': { language: { 'Content-Language': 'en-GB' } },
  'RFC 7838 3': { 'alternative-service': { 'Alt-Svc': 'h3=":443"; ma=86400' } },
  'RFC 5789 3.1; RFC 9110 14.3': { 'accept-patch': { 'Accept-Patch': JSON_TYPE, 'Accept-Ranges': 'none' } },
  'RFC 9110 5.1, 5.5': {
    tracing: { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', 'Server-Timing': 'db;dur=1, app;dur=4' },
    'correlation-id': { 'X-Correlation-ID': 'c-1', 'Request-ID': 'r-1' },
    many,
  },
}

const cookies: Fields = [
  ['Set-Cookie', 'lb=a1b2; Path=/; Secure; HttpOnly'],
  ['Set-Cookie', 'region=eu; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
]
const challenge = (value: string) => set([['WWW-Authenticate', value]], 401)
const retryAfter = (status: number, value: string) => set([['Retry-After', value]], status)
const inAnHour = (status: number) => ({ ...retryAfter(status, 'Mon, 02 Mar 2026 11:00:00 GMT'), differsFrom: ['GEN-29'] })
const noRetryAfter = onText(({ status, headers }) => {
  if (status === 503) headers.delete('Retry-After')
  return { headers }
})

/** Other spellings of the media type, more headers than documented, and other values of those that are. */
export const headerVariants: Benign[] = [
  ...variantsOf(
    'media-type',
    eachOf(mediaTypes, (value) => set([['Content-Type', value]])),
  ),
  ...variantsOf(
    'header',
    eachOf(extras, (fields) => set(Object.entries(fields))),
  ),
  ...variantsOf('header', {
    'RFC 6265 3': { cookies: set(cookies) },
    'RFC 9110 11.1, 11.6.1': {
      'challenge-parameters': challenge('Bearer realm="raas", error="invalid_token", Basic realm="raas", charset="UTF-8"'),
      'challenge-lower-case': challenge('basic realm="raas"'),
    },
    'RFC 9110 10.2.3; no page says how long': {
      'retry-after-longer': retryAfter(429, '120'),
      'retry-after-zero': retryAfter(429, '0'),
      'retry-after-date': inAnHour(429),
      'retry-after-date-503': inAnHour(503),
    },
    'RFC 9110 15.6.4; no page asks for it': { 'retry-after-missing': { ...noRetryAfter, differsFrom: ['GEN-29'] } },
  }),
]
