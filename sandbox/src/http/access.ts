import { hostNames, hostnameOf, isLoopback } from '../engine/reach.ts'
import { cut } from './errors.ts'

const ANY_ADDRESS = ['0.0.0.0', '[::]']

/**
 * Makes the rule that keeps web pages of others away from a server: a request names a host of ours, and no page of another origin made it.
 * A page can reach a local port by a name of its own that resolves to this machine (DNS rebinding), or by a form, an image or a `fetch`
 * whose response it cannot read. Programs other than browsers send neither Origin nor Sec-Fetch-Site.
 *
 * @param host the server listens on; an address literal is a host of ours where that is every address, since no page can name one as its own
 * @param named other names of the server
 * @returns why a request is refused, or null
 * @throws Error when one of the names is more or less than the name of a host
 * @example pageRule('127.0.0.1', [])(new Request('http://evil.example:8080/_sandbox/')) // 'The request names the host evil.example, …'
 */
export function pageRule(host: string, named: readonly string[]): (request: Request) => string | null {
  const own = hostnameOf(`http://${host.includes(':') ? `[${host}]` : host}`)
  const names = hostNames(named)
  const ours = (hostname: string): boolean => hostname === 'localhost' || isLoopback(hostname) || hostname === own || names.has(hostname)
  const onAny = ANY_ADDRESS.includes(own ?? '')
  const notOurs = (asked: string | null): boolean => asked === null || !(ours(asked) || (onAny && isAddress(asked)))
  // Clients ask for one host all the time, and to parse it costs as much as to find the route.
  let latest = ''
  return ({ url, headers }) => {
    const given = headers.get('host') ?? ''
    if (given !== latest || !url.startsWith(`http://${given}/`)) {
      // A request line can name a host too, which is then the one of the URL.
      const stranger = [`http://${given}`, url].find((asked) => notOurs(hostnameOf(asked)))
      if (stranger !== undefined) return strangeHost(hostnameOf(stranger) ?? given)
      latest = given
    }
    const origin = headers.get('origin')
    const from = hostnameOf(origin ?? '') ?? ''
    if (names.has(from)) return null
    if (origin !== null && !ours(from) && from !== hostnameOf(`http://${given}`)) return strangePage(origin)
    const site = headers.get('sec-fetch-site') ?? 'none'
    return site === 'none' || site === 'same-origin' ? null : OTHER_SITE
  }
}

const strangeHost = (host: string): string =>
  `The request names the host ${cut(host)}, which is not one of this server. If you gave it that name, ${ALLOW}.`
const strangePage = (origin: string): string =>
  `The request comes from a page of ${cut(origin)}, which may not call this server. If that page is yours, ${ALLOW}.`
const OTHER_SITE =
  'The request comes from a page of another origin, which may neither call nor open this server. Type or paste the address.'
const ALLOW = 'allow its host with --allow-origin-host (allowOriginHosts in code)'

const isAddress = (hostname: string): boolean => hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
