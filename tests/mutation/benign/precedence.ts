import type { Fetch } from '../mutant.ts'
import { isAbout } from '../wire.ts'
import { type Benign, benign } from './benign.ts'
import { SEVERAL } from './errors.ts'

const WRONG_METHOD = { httpCode: 405, httpPhrase: 'Method Not Allowed', i18nKey: '405.001', message: 'Use another method.' }
const UNKNOWN_PATH = { httpCode: 404, httpPhrase: 'Not Found', i18nKey: '404.001', message: 'There is no such path.' }
const PATHS: [method: string, path: RegExp][] = [
  ['POST', /^\/raas\/v2\/asyncOrders\/[^/]+\/(freeze|unfreeze|cancel)$/],
  ['PATCH', /^\/raas\/v2\/asyncOrders\/customers\/[^/]+\/accounts\/[^/]+\/[^/]+$/],
]
const found = ({ url }: Request) => PATHS.find(([, path]) => path.test(new URL(url).pathname))

/** Reports another mistake where credentials are missing or wrong too. */
const before401 = (instead: (request: Request) => { body: { httpCode: number }; headers: Record<string, string> } | null) => ({
  wrapFetch:
    (fetch: Fetch): Fetch =>
    async (request) => {
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

/** Requests with two mistakes, of which the other one is reported. */
export const precedenceVariants: Benign[] = [
  benign('error-order-before-body', 'looks for the order before it reads the body', SEVERAL, { wrapFetch: orderBeforeBody }),
  benign(
    'error-method-before-credentials',
    'refuses a method before it looks at credentials',
    SEVERAL,
    before401((request) => {
      const [method] = found(request) ?? []
      return method === undefined || method === request.method ? null : { body: WRONG_METHOD, headers: { Allow: method } }
    }),
  ),
  benign(
    'error-path-before-credentials',
    'refuses an unknown path before it looks at credentials',
    SEVERAL,
    before401((request) => (found(request) === undefined ? { body: UNKNOWN_PATH, headers: {} } : null)),
  ),
]
