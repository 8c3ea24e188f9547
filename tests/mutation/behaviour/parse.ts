import { forEachAction, wrong } from '../mutant.ts'
import { isAbout, onRequest, onText, statusInstead, withHeader } from '../wire.ts'

const FRAUD = '{"reasonCode":"FRAUD"}'

/** JSON as a parser has read it: of two keys the last. */
function plain(sent: string): string {
  try {
    return JSON.stringify(JSON.parse(sent))
  } catch {
    return sent
  }
}

/** What cannot be parsed, and what can but is no request. */
export const parseMutants = forEachAction(({ op, prefix: P }) => {
  const text = (id: string, breaks: string, change: (text: string) => string) =>
    wrong(`${op}-${id}`, id === 'ignores-what-follows' ? [`${P}-19`, 'GEN-23'] : `${P}-19`, `${op} ${breaks}`, onText(op, change))
  const declared = (id: string, breaks: string, type: (sent: string | null) => string | null) =>
    wrong(
      `${op}-${id}`,
      'GEN-19',
      `${op} ${breaks}`,
      onRequest(op, ({ headers }) => ({ headers: withHeader(headers, 'content-type', type(headers.get('content-type'))) })),
    )
  const isEmpty = (sent: string): boolean => sent === ''
  return [
    wrong(`${op}-malformed-422`, `${P}-19`, `${op} answers 422 to what cannot be parsed`, statusInstead(op, 400, 422)),
    wrong(`${op}-malformed-500`, `${P}-19`, `${op} fails with 500 at what cannot be parsed`, statusInstead(op, 400, 500)),
    text('takes-trailing-comma', 'takes a comma at the end', (sent) => sent.replace(/,\s*\}$/, '}')),
    text('takes-single-quotes', 'takes single quotes', (sent) => (sent.startsWith("{'") ? sent.replaceAll("'", '"') : sent)),
    text('takes-a-form', 'takes a form', (sent) => (/^\w+=\w+$/.test(sent) ? FRAUD : sent)),
    text('takes-truncated-json', 'closes what was not closed', (sent) => (/^\{"[^}]*$/.test(sent) ? `${sent}}` : sent)),
    text('ignores-what-follows', 'ignores what follows the JSON', (sent) => sent.replace(/\}\}$/, '}')),
    wrong(
      `${op}-unprocessable-400`,
      ['GEN-23', ...{ FRZ: [], UNF: ['UNF-42', 'UNF-43', 'UNF-54'], CAN: ['CAN-56'] }[P]],
      `${op} answers 400 to what is understood but cannot be processed`,
      statusInstead(op, 422, 400),
    ),
    wrong(
      `${op}-takes-a-list`,
      `${P}-21`,
      `${op} takes a list for an empty object with FRAUD`,
      onText(op, (sent) => (sent === '[]' ? FRAUD : sent)),
    ),
    wrong(
      `${op}-takes-null-body`,
      `${P}-21`,
      `${op} takes null for FRAUD`,
      onText(op, (sent) => (sent === 'null' ? FRAUD : sent)),
    ),
    wrong(
      `${op}-needs-no-body`,
      'GEN-18',
      `${op} takes FRAUD where there is no body`,
      onText(op, (sent) => (isEmpty(sent) ? FRAUD : sent)),
    ),
    wrong(
      `${op}-no-body-422`,
      'GEN-18',
      `${op} answers 422 where there is no body`,
      onText(op, (sent) => (isEmpty(sent) ? '{}' : sent)),
    ),
    wrong(`${op}-keeps-the-last-key`, 'GEN-22', `${op} keeps the last of two keys`, onText(op, plain)),
    wrong(
      `${op}-nesting-422`,
      'GEN-22',
      `${op} answers 422 to nesting without end`,
      onText(op, (sent) => (sent.includes('['.repeat(64)) ? '{}' : sent)),
    ),
    declared('takes-any-media-type', 'takes a body whatever it is declared as', () => 'application/json'),
    declared('takes-undeclared', 'takes a body that is not declared', (sent) => sent ?? 'application/json'),
    declared('takes-text', 'takes JSON that is declared as text', (sent) => (sent === 'text/plain' ? 'application/json' : sent)),
    declared('ignores-charset', 'ignores the charset', (sent) => sent?.split(';')[0] ?? null),
    declared('refuses-charset', 'refuses a media type with a parameter', (sent) => (sent?.includes(';') ? 'text/plain' : sent)),
    declared('minds-letter-case-of-media-type', 'refuses a media type with capitals', (sent) =>
      sent === sent?.toLowerCase() ? sent : 'text/plain',
    ),
    wrong(
      `${op}-takes-a-large-body`,
      'GEN-16',
      `${op} takes a body of any size`,
      onText(op, (sent) => (sent.length > 1024 * 1024 ? FRAUD : sent)),
    ),
    wrong(`${op}-too-large-400`, 'GEN-16', `${op} answers 400 to a body that is too large`, statusInstead(op, 413, 400)),
    wrong(
      `${op}-served-by-put`,
      'GEN-15',
      `${op} is served for PUT too`,
      onRequest(op, ({ method }) => ({ method: method === 'PUT' ? 'POST' : method })),
    ),
    wrong(`${op}-served-by-get`, 'GEN-15', `${op} is served for GET too`, {
      wrapFetch: (fetch) => (request) => {
        if (!isAbout(op, request) || request.method !== 'GET') return fetch(request)
        return fetch(new Request(request.url, { method: 'POST', headers: request.headers, body: FRAUD }))
      },
    }),
    wrong(
      `${op}-only-by-put`,
      [`${P}-01`, 'GEN-15'],
      `${op} is served for PUT alone`,
      onRequest(op, ({ method }) => ({ method: method === 'POST' ? 'PUT' : method === 'PUT' ? 'POST' : method })),
    ),
    wrong(
      `${op}-elsewhere`,
      `${P}-01`,
      `${op} stands at another path`,
      onRequest(op, ({ url }) => ({ url: url.replace(/asyncOrders/, 'orders') })),
    ),
  ]
})
