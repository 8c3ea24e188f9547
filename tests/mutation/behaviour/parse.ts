import { forEachAction, type Mistakes } from '../mutant.ts'
import { isAbout, type Operation, onRequest, onText, statusInstead, withHeader } from '../wire.ts'

const FRAUD = '{"reasonCode":"FRAUD"}'

/** JSON as a parser has read it: of two keys the last. */
function plain(sent: string): string {
  try {
    return JSON.stringify(JSON.parse(sent))
  } catch {
    return sent
  }
}

/** A body that is declared otherwise on its way in. */
const declared = (op: Operation, type: (sent: string | null) => string | null) =>
  onRequest(op, ({ headers }) => ({ headers: withHeader(headers, 'content-type', type(headers.get('content-type'))) }))

/** What any of the four operations may read too kindly, by the clause that what cannot be parsed breaks. */
export const readsKindly = (op: Operation, malformed: string): Mistakes => ({
  [`takes-trailing-comma ${malformed}`]: onText(op, (sent) => sent.replace(/,\s*\}$/, '}')),
  [`takes-single-quotes ${malformed}`]: onText(op, (sent) => (sent.startsWith("{'") ? sent.replaceAll("'", '"') : sent)),
  [`takes-truncated-json ${malformed}`]: onText(op, (sent) => (/^\{"[^}]*$/.test(sent) ? `${sent}}` : sent)),
  'takes-any-media-type GEN-19': declared(op, () => 'application/json'),
  'takes-undeclared GEN-19': declared(op, (sent) => sent ?? 'application/json'),
  'takes-text GEN-19': declared(op, (sent) => (sent === 'text/plain' ? 'application/json' : sent)),
  'ignores-charset GEN-19': declared(op, (sent) => sent?.split(';')[0] ?? null),
  'refuses-charset GEN-19': declared(op, (sent) => (sent?.includes(';') ? 'text/plain' : sent)),
})

/** What cannot be parsed, and what can but is no request. */
export const parseMutants = forEachAction(({ op, prefix }) => ({
  ...readsKindly(op, '19'),
  'ignores-what-follows 19 GEN-23': onText(op, (sent) => sent.replace(/\}\}$/, '}')),
  'malformed-422 19': statusInstead(op, 400, 422),
  'malformed-500 19': statusInstead(op, 400, 500),
  'takes-a-form 19': onText(op, (sent) => (/^\w+=\w+$/.test(sent) ? FRAUD : sent)),
  [`unprocessable-400 GEN-23${{ FRZ: '', UNF: ' 42 43 54', CAN: ' 56' }[prefix]}`]: statusInstead(op, 422, 400),
  'takes-a-list 21': onText(op, (sent) => (sent === '[]' ? FRAUD : sent)),
  'takes-null-body 21': onText(op, (sent) => (sent === 'null' ? FRAUD : sent)),
  'needs-no-body GEN-18': onText(op, (sent) => (sent === '' ? FRAUD : sent)),
  'no-body-422 GEN-18': onText(op, (sent) => (sent === '' ? '{}' : sent)),
  'keeps-the-last-key GEN-22': onText(op, plain),
  'nesting-422 GEN-22': onText(op, (sent) => (sent.includes('['.repeat(64)) ? '{}' : sent)),
  'minds-letter-case-of-media-type GEN-19': declared(op, (sent) => (sent === sent?.toLowerCase() ? sent : 'text/plain')),
  'takes-a-large-body GEN-16': onText(op, (sent) => (sent.length > 1024 * 1024 ? FRAUD : sent)),
  'too-large-400 GEN-16': statusInstead(op, 413, 400),
  'served-by-put GEN-15': onRequest(op, ({ method }) => ({ method: method === 'PUT' ? 'POST' : method })),
  'served-by-get GEN-15': {
    wrapFetch: (fetch) => (request) => {
      if (!isAbout(op, request) || request.method !== 'GET') return fetch(request)
      return fetch(new Request(request.url, { method: 'POST', headers: request.headers, body: FRAUD }))
    },
  },
  'only-by-put 1 GEN-15': onRequest(op, ({ method }) => ({
    method: ({ POST: 'PUT', PUT: 'POST' } as Record<string, string>)[method] ?? method,
  })),
  'elsewhere 1': onRequest(op, ({ url }) => ({ url: url.replace(/asyncOrders/, 'orders') })),
  'needs-trailing-slash 1': onRequest(op, ({ url }) => ({ url: `${url}/` })),
}))
