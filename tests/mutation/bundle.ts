import { readFileSync } from 'node:fs'

/** The bundled description as it is, parsed. */
export const bundle: Record<string, unknown> = JSON.parse(readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8'))
