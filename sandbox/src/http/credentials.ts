import type { Credentials } from '../rules/authenticate.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads the Authorization header; null when there is none or it cannot be read. */
export function credentialsOf(header: string | undefined): Credentials | null {
  const [, scheme = '', value = ''] = /^(\S+) +(\S+)$/.exec((header ?? '').trim()) ?? []
  if (scheme.toLowerCase() === 'bearer') return { scheme: 'bearer', token: value }
  if (scheme.toLowerCase() !== 'basic') return null
  try {
    const text = fromUtf8(atob(value))
    const colon = text.indexOf(':')
    return colon === -1 ? null : { scheme: 'basic', name: text.slice(0, colon), key: text.slice(colon + 1) }
  } catch {
    return null
  }
}

/** Text whose bytes stand in a string, one in each character; most are ASCII and need no decoding. */
function fromUtf8(binary: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  return /^[\x00-\x7f]*$/.test(binary) ? binary : utf8.decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
}
