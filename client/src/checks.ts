/**
 * Gives a base URL without the slashes at its end. The URL itself is not quoted: it may hold a user name and a password.
 *
 * @throws TypeError when no request can be made to it
 * @example
 * checkedBaseUrl('https://integration-api.tangocard.com/raas/v2/')
 */
export function checkedBaseUrl(baseUrl: string): string {
  const url = typeof baseUrl === 'string' && URL.canParse(baseUrl) ? new URL(baseUrl) : null
  const remedy = 'Give one like https://integration-api.tangocard.com/raas/v2.'
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`Failed to create the client: the baseUrl is no absolute http or https URL. ${remedy}`)
  }
  if (url.username || url.password) {
    throw new TypeError('Failed to create the client: the baseUrl holds credentials. Give them as credentials.')
  }
  if (/[?#]/.test(baseUrl)) {
    throw new TypeError(`Failed to create the client: the baseUrl has a query or a fragment. ${remedy}`)
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/**
 * Gives back the parts of a path. '', '.' and '..' lead to another path: the URL parser resolves dots, also when they are percent-encoded,
 * and '' leaves a segment out. Half of a surrogate pair cannot be percent-encoded.
 *
 * @throws TypeError when one is not allowed in a path
 * @example
 * checkedPath({ referenceOrderID })
 */
export function checkedPath<Path extends Record<string, string>>(path: Path): Path {
  for (const [name, value] of Object.entries(path)) {
    const half = /\p{Surrogate}/u.test(value)
    if (half || typeof value !== 'string' || ['', '.', '..'].includes(value)) {
      const why = half ? 'holds half of a surrogate pair' : 'is not allowed in a path'
      throw new TypeError(`Failed to send the request: the ${name} ${why}. Give the whole id as a non-empty string.`)
    }
  }
  return path
}

/**
 * Gives a body with its JSON, made once: a mistake of the caller must not look like a lost answer, and each attempt sends the same bytes.
 *
 * @throws TypeError when it has no form in JSON, such as a BigInt, a cycle, or nothing; its `cause` is what JSON.stringify threw
 * @example
 * api.POST(path, { ...checkedBody({ reasonCode: 'FRAUD' }) })
 */
export function checkedBody<Body>(body: Body): { body: Body; bodySerializer: () => string } {
  let cause: unknown
  try {
    const text: string | undefined = JSON.stringify(body)
    if (text !== undefined) return { body, bodySerializer: () => text }
  } catch (error) {
    cause = error
  }
  const why = cause ? ` (${Object(cause).message})` : ''
  throw new TypeError(`Failed to send the request: its body has no form in JSON${why}. Give an object of strings.`, { cause })
}
