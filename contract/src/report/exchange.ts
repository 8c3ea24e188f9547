import type { Exchange } from '../targets/send.ts'

/** A request and its answer as a report shows them. */
export interface ReportExchange {
  request: { method: string; url: string; headers: Record<string, string>; body: string }
  response: { status: number; headers: Record<string, string>; body: string }
}

/** Headers of answers that a report keeps; any other could hold a credential or a cookie. */
const KEPT = ['allow', 'content-type', 'date', 'retry-after', 'www-authenticate', 'x-request-id']
const LONGEST_BODY = 4_000
const LONGEST_HEADER = 500

/**
 * What a report keeps of an exchange. Secrets are still in it, and whole, so that they can be found: see `leaving`.
 *
 * @param prefer value of the Prefer header, if one was sent
 * @example reportExchange(seen.exchange).response.status // 422
 */
export function reportExchange(exchange: Exchange, prefer?: string): ReportExchange {
  const { method, url, contentType, requestBody, status, headers, text } = exchange
  const sent = { ...(contentType === null ? {} : { 'content-type': contentType }), ...(prefer === undefined ? {} : { prefer }) }
  const kept = [...headers].filter(([name]) => KEPT.includes(name))
  return {
    request: { method, url, headers: sent, body: requestBody },
    response: { status, headers: Object.fromEntries(kept), body: text },
  }
}

/**
 * An exchange in which long bodies and headers are cut. Secrets must be gone by then: half of one would not be found.
 *
 * @example cutExchange(exchange).response.body // 'xxxx… (5000 characters)'
 */
export function cutExchange({ request, response }: ReportExchange): ReportExchange {
  const short = (headers: Record<string, string>): Record<string, string> =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, cut(value, LONGEST_HEADER)]))
  return {
    request: { ...request, headers: short(request.headers), body: cut(request.body, LONGEST_BODY) },
    response: { ...response, headers: short(response.headers), body: cut(response.body, LONGEST_BODY) },
  }
}

/**
 * A text that is not longer than it may be; says how long it was.
 *
 * @example cut('abcdef', 3) // 'abc… (6 characters)'
 */
export const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}… (${text.length} characters)` : text
