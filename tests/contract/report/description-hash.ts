import { createHash } from 'node:crypto'

/**
 * Tells one description from another: what was found with one is not taken for the other.
 *
 * @param description the parsed bundle; how its file is laid out makes no difference
 * @returns SHA-256 in hex
 * @example descriptionHash(JSON.parse(readFileSync('generated/openapi.json', 'utf8')))
 */
export const descriptionHash = (description: unknown): string => createHash('sha256').update(JSON.stringify(description)).digest('hex')
