import type { Platform } from '../model.ts'

/** What a caller shows in the Authorization header. */
export type Credentials = { scheme: 'basic'; name: string; key: string } | { scheme: 'bearer'; token: string }

/** GEN-01, GEN-02, GEN-03, GEN-04, UPD-62, UPD-63: whether the credentials are those of the platform. */
export function authenticate(credentials: Credentials, platform: Platform): boolean {
  if (credentials.scheme === 'bearer') return sameText(credentials.token, platform.token)
  return sameText(credentials.name, platform.name) && sameText(credentials.key, platform.key)
}

/** Compares in a time that depends on the length of the given text only. */
export function sameText(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length
  for (let index = 0; index < given.length; index++)
    difference |= given.charCodeAt(index) ^ expected.charCodeAt(index % (expected.length || 1))
  return difference === 0
}
