/** The host of a URL as the URL standard writes it: in lower case, addresses in decimal, IPv6 in brackets. Null when it is no URL. */
export const hostnameOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).hostname : null)

/** Where deliveries may go. */
export interface AllowedHosts {
  /** Hosts allowed by name, as the URL standard writes them. */
  named: ReadonlySet<string>
  /** Whether this machine is allowed without being named. */
  loopback: boolean
}

/**
 * Reads names of hosts.
 *
 * @throws Error when one is more or less than the name of a host
 * @example hostNames(['Hooks.Example.com']) // Set { 'hooks.example.com' }
 */
export function hostNames(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.map((name) => {
      const url = URL.canParse(`http://${name}`) ? new URL(`http://${name}`) : null
      // Nothing but a host survives: no port, path, query or user.
      if (url !== null && url.href === `http://${url.hostname}/` && !/[/?#@]|:\d*$/.test(name)) return url.hostname
      throw new Error(`Failed to allow host ${name}: it is not the bare name of a host. Write it as hooks.example.com.`)
    }),
  )
}

/** Whether a URL is one that a delivery may go to, as far as the URL itself shows. */
export function mayReach(url: string, { named, loopback }: AllowedHosts): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null
  return (
    parsed !== null &&
    ['http:', 'https:'].includes(parsed.protocol) &&
    // fetch takes no such address, and it would be shown back.
    parsed.username + parsed.password === '' &&
    (named.has(parsed.hostname) || (loopback && (parsed.hostname === 'localhost' || isLoopback(parsed.hostname))))
  )
}

/**
 * Why a delivery may not be sent, or null when it may. Asked again for each attempt: the store may come from a sandbox that allowed more.
 *
 * @param resolve the addresses of a name, where they can be asked for; a host that was allowed is not looked up
 */
export async function barrier(
  url: string,
  allowed: AllowedHosts,
  resolve: ((hostname: string) => Promise<string[]>) | null,
): Promise<string | null> {
  if (!mayReach(url, allowed)) return allowed.loopback ? 'its host is neither of this machine nor allowed' : 'its host is not allowed'
  const { hostname } = new URL(url)
  if (allowed.named.has(hostname) || isLoopback(hostname) || resolve === null) return null
  const elsewhere = (await resolve(hostname)).find((address) => !isLoopback(address.includes(':') ? `[${address}]` : address))
  return elsewhere === undefined ? null : `${hostname} resolves to ${elsewhere}, which is not of this machine`
}

/** Of an address in the form that `hostnameOf` gives it: decimal, octal and hexadecimal ones are dotted by then. */
export function isLoopback(hostname: string): boolean {
  return hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
