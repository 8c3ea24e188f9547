import type { Fetch, InProcess } from '../mutant.ts'
import { isAbout, type Json } from '../wire.ts'
import { type Benign, onErrors, variantsOf } from './benign.ts'

/** Varies each entry of `errors`. */
const details = (change: (error: Json, index: number) => Json) => (body: Json) => ({ ...body, errors: body.errors.map(change) })
/** Reports some of several mistakes, or in another order: the first of them heads the error. */
const headedBy = (pick: (errors: Json[]) => Json[]) => (body: Json) => {
  const errors = pick(body.errors)
  return errors.length === 0 ? body : { ...body, message: errors[0].message, errors }
}
const worded = (write: (message: string) => string) => (body: Json) =>
  details((error) => ({ ...error, message: write(error.message) }))({ ...body, message: write(body.message) })

const keyedBy = (own: string, ofDetails: string) => (body: Json) =>
  details((error) => ({ ...error, i18nKey: ofDetails }))({ ...body, i18nKey: own })

const OLDER_PHRASES: Record<number, string> = { 413: 'Payload Too Large', 422: 'Unprocessable Entity' }
const KEYED = 'docs/response-classes shows a 400 with a 422 key; no page lists the keys of these operations'
const WORDS = 'no page gives messages'
const SEVERAL = 'no page says which of several mistakes are reported, or in which order'

const WRONG_METHOD = { httpCode: 405, httpPhrase: 'Method Not Allowed', i18nKey: '405.001', message: 'Use another method.' }
const UNKNOWN_PATH = { httpCode: 404, httpPhrase: 'Not Found', i18nKey: '404.001', message: 'There is no such path.' }
const PATHS: [method: string, path: RegExp][] = [
  ['POST', /^\/raas\/v2\/asyncOrders\/[^/]+\/(freeze|unfreeze|cancel)$/],
  ['PATCH', /^\/raas\/v2\/asyncOrders\/customers\/[^/]+\/accounts\/[^/]+\/[^/]+$/],
]
const found = ({ url }: Request) => PATHS.find(([, path]) => path.test(new URL(url).pathname))

/** Reports another mistake where credentials are missing or wrong too. */
const before401 = (instead: (request: Request) => { body: { httpCode: number }; headers: Record<string, string> } | null): InProcess => ({
  wrapFetch: (fetch) => async (request) => {
    const response = await fetch(request)
    const other = isAbout('any', request) && response.status === 401 ? instead(request) : null
    if (other === null) return response
    const headers = new Headers(response.headers)
    headers.delete('WWW-Authenticate')
    for (const [name, value] of Object.entries(other.headers)) headers.set(name, value)
    return new Response(JSON.stringify({ ...(await response.json()), ...other.body }), { status: other.body.httpCode, headers })
  },
})

/** Looks for the order first: where it does not exist, sends a valid body instead, which can change nothing. */
const orderBeforeBody =
  (fetch: Fetch): Fetch =>
  async (request) => {
    const again = new Request(request.url, { method: 'POST', headers: request.headers, body: '{"reasonCode":"FRAUD"}' })
    const response = await fetch(request)
    const [, id] = /\/asyncOrders\/([^/]+)\/(?:freeze|unfreeze|cancel)$/.exec(new URL(request.url).pathname) ?? []
    if (id === undefined || request.method !== 'POST' || response.status !== 422) return response
    const authorization = request.headers.get('authorization') ?? ''
    const order = await fetch(new Request(new URL(`/_sandbox/orders/${id}`, request.url), { headers: { authorization } }))
    return order.status === 404 ? fetch(again) : response
  }

/** Errors with other messages, phrases, keys and codes, other choices of what to list, and of two mistakes the other one. */
export const errorVariants: Benign[] = variantsOf('error', {
  [WORDS]: {
    'message-other': onErrors(worded(() => 'Invalid request.')),
    'message-in-german': onErrors(worded(() => 'Die Anfrage lässt sich nicht ausführen – bitte prüfen.')),
    'message-long': onErrors(worded((message) => message.padEnd(2_000, ' More of it.'))),
    'message-with-markup': onErrors(worded((message) => `<b>"${message}"</b>\r\n\t& 'more' \\ 😀`)),
  },
  'RFC 4918 11.2; RFC 7231 6.5.11': {
    'phrase-older': onErrors((body) => ({ ...body, httpPhrase: OLDER_PHRASES[body.httpCode] ?? body.httpPhrase })),
  },
  'RFC 9110 15.1: phrases are recommendations': {
    'phrase-constant': onErrors((body) => ({ ...body, httpPhrase: body.httpPhrase.toUpperCase().replaceAll(' ', '_') })),
  },
  [KEYED]: {
    'key-generic': onErrors((body) => keyedBy(`${body.httpCode}.001`, `${body.httpCode}.001`)(body)),
    'key-of-another-status': onErrors(keyedBy('422.024', '400.501')),
    'key-of-detail': onErrors((body) => ({ ...body, i18nKey: body.errors[0]?.i18nKey ?? body.i18nKey })),
  },
  'docs/response-classes shows one code alone': {
    'code-of-one-digit': onErrors(details((error, index) => ({ ...error, code: index }))),
    'code-large': onErrors(details((error, index) => ({ ...error, code: 42_200_007_000 + index }))),
  },
  [SEVERAL]: {
    'details-reversed': onErrors(headedBy((errors) => errors.toReversed())),
    'details-first-alone': onErrors(headedBy((errors) => errors.slice(0, 1))),
    'details-last-alone': onErrors(headedBy((errors) => errors.slice(-1))),
    'order-before-body': { wrapFetch: orderBeforeBody },
    'method-before-credentials': before401((request) => {
      const [method] = found(request) ?? []
      return method === undefined || method === request.method ? null : { body: WRONG_METHOD, headers: { Allow: method } }
    }),
    'path-before-credentials': before401((request) => (found(request) === undefined ? { body: UNKNOWN_PATH, headers: {} } : null)),
  },
  'no page says how many entries a mistake has': {
    'details-doubled': onErrors((body) => ({
      ...body,
      errors: body.errors.flatMap((error: Json) => [error, { ...error, i18nKey: '400.001' }]),
    })),
  },
  'no page says which errors have entries': {
    'details-for-order': onErrors(({ message, ...body }) => {
      const entry = { path: 'referenceOrderID', code: 404_005, i18nKey: '404.005', message }
      return { ...body, message, errors: body.httpCode === 404 ? [entry] : body.errors }
    }),
  },
  'no page says whether path has the query': {
    'path-with-query': onErrors((body, { url }) => ({ ...body, path: body.path + new URL(url).search })),
  },
  'RFC 3986 6.2.2.1': {
    'path-escapes-in-lower-case': onErrors((body) => ({
      ...body,
      path: body.path.replace(/%../g, (escaped: string) => escaped.toLowerCase()),
    })),
  },
})
