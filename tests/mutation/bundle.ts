import { readFileSync } from 'node:fs'
import { descriptionHash } from '../../contract/src/report/description-hash.ts'

const text = readFileSync(new URL('../../generated/openapi.json', import.meta.url))

/** The bundled description as it is, parsed. */
export const bundle: Record<string, unknown> = JSON.parse(text.toString())

/** See `descriptionHash`. */
export const bundleHash = descriptionHash(text)
