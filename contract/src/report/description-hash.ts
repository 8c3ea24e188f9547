import { createHash } from 'node:crypto'

/**
 * Tells one description from another: what was found with one is not taken for the other.
 *
 * @param text of generated/openapi.json
 * @returns SHA-256 of its bytes, in hex
 * @example descriptionHash(readFileSync('generated/openapi.json'))
 */
export const descriptionHash = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')
