import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const packed = new URL('assets/', import.meta.url)

/** The folder that holds `openapi/` and `generated/`: the repository, or in the package what packing put beside the code. */
export const ROOT: URL = existsSync(packed) ? packed : new URL('../../', import.meta.url)

/**
 * The path of a file that comes with this package.
 *
 * @param path from the root of the repository
 * @example assetPath('generated/openapi.json')
 */
export const assetPath = (path: string): string => fileURLToPath(new URL(path, ROOT))

/**
 * The text of a file that comes with this package.
 *
 * @example assetText('contract/src/report/html/report.css')
 */
export const assetText = (path: string): string => readFileSync(assetPath(path), 'utf8')

/** Path of the bundled OpenAPI description. */
export const DESCRIPTION = 'generated/openapi.json'

/** A bundled OpenAPI description, as far as its fields are known. */
export interface OurDescription extends Record<string, unknown> {
  info: { version: string }
  paths: Record<string, Record<string, { operationId?: string; responses?: object }>>
}

/**
 * The bundled OpenAPI description of this project, parsed anew.
 *
 * @example ourDescription().info.version // '0.1.0'
 */
export const ourDescription = (): OurDescription => JSON.parse(assetText(DESCRIPTION))
