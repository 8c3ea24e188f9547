import { limited, type Wait } from './time-limit.ts'

/** A platform name and a platform key, sent as Basic credentials. Clause GEN-03. */
export interface PlatformCredentials {
  platformName: string
  platformKey: string
  token?: never
  renewOn?: never
}

/**
 * An OAuth access token, or a function that gives one, sent as Bearer credentials. The function is asked before the first request, and
 * again when the API returns 401; calls that need a token at the same time share one. The signal tells it to give up.
 * Tango hands out few tokens a day: a function that stores its token should still hand out a fresh one when it is asked again. Clause GEN-04.
 */
export interface TokenCredentials {
  token: string | ((options: { signal: AbortSignal }) => string | Promise<string>)
  /** The statuses that ask for a new token; default: `[401]`. Add 403 if Tango returns that for an expired one (C-CODES-AUTH). */
  renewOn?: readonly number[] | undefined
  platformName?: never
  platformKey?: never
}

/** How the client proves who it is. Clauses GEN-03, GEN-04. */
export type Credentials = PlatformCredentials | TokenCredentials

/** What gives the Authorization header of each request. */
export interface Authorizer {
  /** The value of the header; a promise that may be shared. */
  header: () => string | Promise<string>
  /** Learns that a value got 401; returns true when another one can be had. */
  renew: (refused: string) => boolean
}

/**
 * Checks credentials once, and gives what makes the Authorization header of each request. No error names a credential.
 * Clauses GEN-03, GEN-04.
 *
 * @param limit how long a token function may take
 * @throws TypeError when the credentials cannot be sent
 */
export function authorizer(credentials: Credentials | undefined, limit: { wait: Wait; milliseconds: number }): Authorizer {
  const { platformName, platformKey, token } = credentials ?? {}
  const basic = platformName !== undefined || platformKey !== undefined
  if (basic === (token !== undefined)) {
    throw refused('the credentials are not of one kind', 'Give either platformName and platformKey, or token')
  }
  if (typeof token === 'function') {
    return renewable(async () => bearer(await limited((signal) => token({ signal }), limit), 'authorize the request: the function gave'))
  }
  const header = basic
    ? `Basic ${base64(`${userName(platformName)}:${usable('platformKey', platformKey)}`)}`
    : bearer(token, 'create the client: the token is')
  return { header: () => header, renew: () => false }
}

/** Asks for a header when there is none, once for all who wait for it, and keeps it until it is refused. */
function renewable(ask: () => Promise<string>): Authorizer {
  let header: string | undefined
  let asked: Promise<string> | undefined
  const renewed = async () => {
    try {
      header = await ask()
      return header
    } finally {
      asked = undefined
    }
  }
  return {
    header: () => {
      if (header !== undefined) return header
      asked ??= renewed()
      return asked
    },
    renew: (refused) => {
      // Another call may have had the same answer before, and a new header is here already.
      if (header === refused) header = undefined
      return true
    },
  }
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
  throw new TypeError(`Failed to ${failure} no bearer token. Give the access token alone, without "Bearer" and without blanks.`)
}

// btoa takes Latin-1 only; Basic credentials are UTF-8.
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

function refused(what: string, remedy: string): TypeError {
  return new TypeError(`Failed to create the client: ${what}. ${remedy}.`)
}
