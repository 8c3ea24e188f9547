import type { Credentials } from '../rules/authenticate.ts'

/** Reads the Authorization header; null when there is none or it cannot be read. */
export function credentialsOf(header: string | undefined): Credentials | null {
  const [, scheme = '', value = ''] = /^(\S+) +(\S+)$/.exec((header ?? '').trim()) ?? []
  if (scheme.toLowerCase() === 'bearer') return { scheme: 'bearer', token: value }
  if (scheme.toLowerCase() !== 'basic') return null
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(value), (char) => char.charCodeAt(0)))
    const colon = text.indexOf(':')
    return colon === -1 ? null : { scheme: 'basic', name: text.slice(0, colon), key: text.slice(colon + 1) }
  } catch {
    return null
  }
}
