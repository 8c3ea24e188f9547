import type { Exchange } from '../send.ts'
import type { TargetCredentials } from '../targets/target.ts'

/** A request and its answer as a report shows them: no credential, and long bodies cut. */
export interface ReportExchange {
  request: { method: string; url: string; headers: Record<string, string>; body: string }
  response: { status: number; headers: Record<string, string>; body: string }
}

/** Headers of answers that a report keeps; any other could hold a credential or a cookie. */
const KEPT = ['allow', 'content-type', 'date', 'retry-after', 'www-authenticate', 'x-request-id']
const LONGEST_BODY = 4_000
const LONGEST_HEADER = 500
/** A shorter secret would be found in words that are none. */
const SHORTEST_SECRET = 4

/**
 * What a report keeps of an exchange. An answer may repeat what it was sent, so the credentials are blotted out wherever they stand.
 *
 * @param credentials of the platform that the case ran as
 * @param prefer value of the Prefer header, if one was sent
 * @example reportExchange(seen.exchange, session.credentials).response.status // 422
 */
export function reportExchange(exchange: Exchange, credentials: TargetCredentials, prefer?: string): ReportExchange {
  const blot = blotter(credentials)
  const headers = {
    ...(exchange.contentType === null ? {} : { 'content-type': cut(blot(exchange.contentType), LONGEST_HEADER) }),
    ...(prefer === undefined ? {} : { prefer }),
  }
  const kept = [...exchange.headers].filter(([name]) => KEPT.includes(name))
  return {
    request: { method: exchange.method, url: blot(exchange.url), headers, body: cut(blot(exchange.requestBody), LONGEST_BODY) },
    response: {
      status: exchange.status,
      headers: Object.fromEntries(kept.map(([name, value]) => [name, cut(blot(value), LONGEST_HEADER)])),
      body: cut(blot(exchange.text), LONGEST_BODY),
    },
  }
}

function blotter({ name, key, token }: TargetCredentials): (text: string) => string {
  const pair = name === null || key === null ? null : Buffer.from(`${name}:${key}`).toString('base64')
  const secrets = [pair, key, token].filter((secret) => secret !== null && secret.length >= SHORTEST_SECRET) as string[]
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '[credential]'), text)
}

/**
 * A text that is not longer than it may be; says how long it was.
 *
 * @example cut('abcdef', 3) // 'abc… (6 characters)'
 */
export const cut = (text: string, longest: number): string =>
  text.length > longest ? `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}… (${text.length} characters)` : text
