import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Where the pictures of the README are, and the hashes that they were made of. */
export const FOLDER = join(root, 'docs/images')
export const HASHES = join(FOLDER, 'sources.json')

/** Each picture, and the folders whose code it shows. */
export const IMAGES = {
  'report.png': ['contract/src/report/html'],
  'console.png': ['console'],
} as const

/**
 * One hash for each picture, of the sources that it shows: where it has changed, the picture may be out of date.
 *
 * @example hashesOfSources()['report.png'] === JSON.parse(readFileSync(HASHES, 'utf8'))['report.png']
 */
export function hashesOfSources(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(IMAGES).map(([name, folders]) => {
      const hash = createHash('sha256')
      for (const folder of folders)
        for (const file of sourcesIn(folder)) hash.update(`${file}\n${readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n')}`)
      return [name, hash.digest('hex').slice(0, 16)]
    }),
  )
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => /\.(ts|tsx|css|html|js)$/.test(name) && !name.endsWith('.test.ts'))
    .toSorted()
    .map((name) => `${folder}/${name}`)
