import { type Benign, benign, onText } from './benign.ts'

type Fields = [name: string, value: string][]

const JSON_TYPE = 'application/json'

/** Sets header fields in responses, or in those of some statuses; cookies are added one by one. */
const set = (fields: Fields, about = (_status: number): boolean => true) =>
  onText(({ status, headers }) => {
    for (const [name, value] of about(status) ? fields : []) headers[name === 'Set-Cookie' ? 'append' : 'set'](name, value)
    return { headers }
  })
const on = (status: number) => (given: number) => given === status

const mediaTypes: [id: string, differs: string, allows: string, value: string][] = [
  ['charset', 'names the charset', 'RFC 8259 11', `${JSON_TYPE}; charset=utf-8`],
  ['charset-quoted', 'names the charset in quotes and capitals', 'RFC 9110 8.3.1, 8.3.2', `${JSON_TYPE};charset="UTF-8"`],
  ['blank-before-semicolon', 'puts a blank before the semicolon', 'RFC 9110 5.6.6', `${JSON_TYPE} ; charset=utf-8`],
  ['tab-after-semicolon', 'puts a tab behind the semicolon', 'RFC 9110 5.6.6', `${JSON_TYPE};\tcharset=utf-8`],
  ['capitals', 'writes the media type as Application/JSON', 'RFC 9110 8.3.1', 'Application/JSON'],
  ['all-capitals', 'writes media type and parameter in capitals', 'RFC 9110 8.3.1', 'APPLICATION/JSON; CHARSET=UTF-8'],
  ['parameter', 'adds an unknown parameter', 'RFC 2045 5', `${JSON_TYPE}; profile="https://api.example/raas"`],
  ['two-parameters', 'adds an unknown parameter before the charset', 'RFC 2045 5', `${JSON_TYPE}; v=2; charset=utf-8`],
  ['quoted-semicolon', 'quotes a semicolon in a parameter', 'RFC 9110 5.6.4', `${JSON_TYPE}; note="a; charset=latin1"; charset=utf-8`],
  ['empty-parameter', 'ends with a semicolon', 'RFC 9110 5.6.6', `${JSON_TYPE};`],
]

const cookies: Fields = [
  ['Set-Cookie', 'lb=a1b2; Path=/; Secure; HttpOnly'],
  ['Set-Cookie', 'region=eu; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
]
const caching: Fields = [
  ['Cache-Control', 'no-store, max-age=0'],
  ['Pragma', 'no-cache'],
  ['Expires', '0'],
]
const security: Fields = [
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Content-Security-Policy', "default-src 'none'"],
]
const sunset: Fields = [
  ['Deprecation', '@1798761600'],
  ['Sunset', 'Thu, 31 Dec 2026 23:59:59 GMT'],
  ['Link', '<https://api.example/v3>; rel="successor-version"'],
]
const tracing: Fields = [
  ['traceparent', '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'],
  ['Server-Timing', 'db;dur=1, app;dur=4'],
]
const rateLimits: Fields = [
  ['RateLimit-Limit', '10'],
  ['RateLimit-Remaining', '0'],
  ['RateLimit-Reset', '1'],
  ['RateLimit-Policy', '10;w=1'],
]
const many = Array.from({ length: 40 }, (_, index): Fields[number] => [`X-Gateway-${index}`, index % 2 === 0 ? '' : 'x'.repeat(100)])

const extras: [id: string, differs: string, allows: string, fields: Fields][] = [
  [
    'server-and-via',
    'names the server and a gateway',
    'RFC 9110 7.6.3, 10.2.4',
    [
      ['Server', 'gateway/2.1 (linux)'],
      ['Via', '1.1 edge-3'],
    ],
  ],
  ['date', 'carries Date', 'RFC 9110 6.6.1', [['Date', 'Mon, 02 Mar 2026 10:00:00 GMT']]],
  ['security', 'carries HSTS and other headers for browsers', 'RFC 6797 8.1; RFC 9110 5.1', security],
  ['cookies', 'sets two cookies', 'RFC 6265 3', cookies],
  ['caching', 'forbids caching in three ways', 'RFC 9111 5', caching],
  ['etag', 'carries a weak ETag', 'RFC 9110 8.8.3', [['ETag', 'W/"33a64df5"']]],
  ['vary', 'varies by encoding and origin', 'RFC 9110 12.5.5', [['Vary', 'Accept-Encoding, Origin']]],
  ['sunset', 'announces a deprecation and a successor', 'RFC 8594 3; RFC 9745 2', sunset],
  ['tracing', 'carries a trace and timings', 'RFC 9110 5.1', tracing],
  ['rate-limits', 'shows the rate limit in every response', 'RFC 9110 5.1; no page forbids it', rateLimits],
  ['cors', 'allows every origin', 'WHATWG Fetch 3.3', [['Access-Control-Allow-Origin', '*']]],
  ['language', 'names the language', 'RFC 9110 8.5', [['Content-Language', 'en-GB']]],
  ['alternative-service', 'offers HTTP/3', 'RFC 7838 3', [['Alt-Svc', 'h3=":443"; ma=86400']]],
  [
    'accept-patch',
    'carries Accept-Patch and Accept-Ranges',
    'RFC 5789 3.1; RFC 9110 14.3',
    [
      ['Accept-Patch', JSON_TYPE],
      ['Accept-Ranges', 'none'],
    ],
  ],
  [
    'correlation-id',
    'carries a second id in X-Correlation-ID',
    'RFC 9110 5.1',
    [
      ['X-Correlation-ID', 'c-1'],
      ['Request-ID', 'r-1'],
    ],
  ],
  ['many', 'carries forty unknown headers, some of them empty', 'RFC 9110 5.1, 5.5', many],
]

const perStatus: [id: string, differs: string, allows: string, status: number, name: string, value: string][] = [
  [
    'challenge-parameters',
    'offers Bearer first, with parameters',
    'RFC 9110 11.6.1',
    401,
    'WWW-Authenticate',
    'Bearer realm="raas", error="invalid_token", Basic realm="raas", charset="UTF-8"',
  ],
  ['challenge-lower-case', 'writes schemes in lower case', 'RFC 9110 11.1', 401, 'WWW-Authenticate', 'basic realm="raas"'],
  ['retry-after-longer', 'asks for two minutes in a 429', 'RFC 9110 10.2.3; no page says how long', 429, 'Retry-After', '120'],
  ['retry-after-zero', 'asks for no wait in a 429', 'RFC 9110 10.2.3', 429, 'Retry-After', '0'],
  ['retry-after-date', 'writes the Retry-After of a 429 as a date', 'RFC 9110 10.2.3', 429, 'Retry-After', 'Mon, 02 Mar 2026 11:00:00 GMT'],
  [
    'retry-after-date-503',
    'writes the Retry-After of a 503 as a date',
    'RFC 9110 10.2.3',
    503,
    'Retry-After',
    'Mon, 02 Mar 2026 11:00:00 GMT',
  ],
]

/** Other spellings of the media type, more headers than documented, and other values of those that are. */
export const headerVariants: Benign[] = [
  ...mediaTypes.map(([id, differs, allows, value]) => benign(`media-type-${id}`, differs, allows, set([['Content-Type', value]]))),
  ...extras.map(([id, differs, allows, fields]) => benign(`header-${id}`, differs, allows, set(fields))),
  ...perStatus.map(([id, differs, allows, status, name, value]) => ({
    ...benign(`header-${id}`, differs, allows, set([[name, value]], on(status))),
    ...(id.includes('retry-after-date') ? { differsFrom: ['GEN-29'] } : {}),
  })),
  {
    ...benign(
      'header-retry-after-missing',
      'leaves Retry-After out of a 503',
      'RFC 9110 15.6.4; no page asks for it',
      onText(({ status, headers }) => {
        if (status === 503) headers.delete('Retry-After')
        return { headers }
      }),
    ),
    differsFrom: ['GEN-29'],
  },
]
