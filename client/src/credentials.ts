/** A platform name and a platform key, sent as Basic credentials. Clause GEN-03. */
export interface PlatformCredentials {
  platformName: string
  platformKey: string
  token?: never
}

/** An OAuth access token, or a function that gives one before each request, sent as Bearer credentials. Clause GEN-04. */
export interface TokenCredentials {
  token: string | (() => string | Promise<string>)
  platformName?: never
  platformKey?: never
}

/** How the client proves who it is. Clauses GEN-03, GEN-04. */
export type Credentials = PlatformCredentials | TokenCredentials

/** Gives the value of the Authorization header of the next request. */
export type Authorize = () => Promise<string>

/**
 * Checks credentials once, and gives the function that makes the Authorization header of each request. No error names a credential.
 * Clauses GEN-03, GEN-04.
 *
 * @throws TypeError when the credentials cannot be sent
 */
export function authorizer(credentials: Credentials | undefined): Authorize {
  const { platformName, platformKey, token } = credentials ?? {}
  const basic = platformName !== undefined || platformKey !== undefined
  if (basic === (token !== undefined)) {
    throw refused('the credentials are not of one kind', 'Give either platformName and platformKey, or token')
  }
  if (basic) {
    const header = `Basic ${base64(`${userName(platformName)}:${usable('platformKey', platformKey)}`)}`
    return async () => header
  }
  if (typeof token === 'function') return async () => bearer(await token(), 'Failed to authorize the request: the token function gave')
  const header = bearer(token, 'Failed to create the client: the token is')
  return async () => header
}

function userName(platformName: unknown): string {
  const name = usable('platformName', platformName)
  // RFC 7617: the first colon ends the user name, so the rest of the name would become part of the key.
  if (name.includes(':')) throw refused('the platformName holds a colon', 'Give the platform name alone, without the key')
  return name
}

function usable(field: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') throw refused(`the ${field} is missing`, 'Give a non-empty string')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what RFC 7617 forbids
  if (/[\u0000-\u001f\u007f]/.test(value)) {
    throw refused(`the ${field} holds a control character`, 'Was it read from a file, with the end of its line? Trim it')
  }
  return value
}

// A header that fetch refuses is quoted in the error it throws: what cannot be sent must not get that far.
function bearer(token: unknown, failure: string): string {
  if (typeof token === 'string' && /^[\w.~+/-]+=*$/.test(token)) return `Bearer ${token}`
  throw new TypeError(`${failure} no bearer token. Give the access token alone, without "Bearer" and without blanks.`)
}

// btoa takes Latin-1 only; Basic credentials are UTF-8.
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

function refused(what: string, remedy: string): TypeError {
  return new TypeError(`Failed to create the client: ${what}. ${remedy}.`)
}
