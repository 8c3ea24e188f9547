import { fileURLToPath } from 'node:url'
import MiniSearch from 'minisearch'
import { rolldown } from 'rolldown'
import { INDEX_OPTIONS } from './browser/terms.ts'
import type { Page } from './page.ts'

/** The page that is an application, and no text. */
const CONSOLE = {
  url: 'console.html',
  title: 'Console',
  page: 'Try it',
  text: 'The sandbox in the page: send the four operations, see events and their signatures, move the clock, arm faults, switch interpretations.',
}

/** Of what an entry says, characters that are kept to be shown. */
const SHOWN = 140

/**
 * The index of all pages as a script that sets a global: a page that is opened as a file can load a script, and nothing else.
 *
 * @example writeFileSync('search-index.js', searchIndex(pages))
 */
export function searchIndex(pages: readonly Page[]): string {
  const index = new MiniSearch(INDEX_OPTIONS)
  const entries = pages.flatMap((page) => page.entries.map((entry) => ({ ...entry, page: page.title })))
  index.addAll([CONSOLE, ...entries])
  const plain = index.toJSON() as ReturnType<typeof index.toJSON> & { storedFields: Record<string, { text: string }> }
  for (const stored of Object.values(plain.storedFields)) stored.text = shortened(stored.text)
  return `globalThis.searchIndex=${JSON.stringify(JSON.stringify(plain))}\n`
}

const shortened = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN).replace(/\s+\S*$/, '')} …` : text)

/** A script for the browser, as one classic script with its libraries inside: a page that is opened as a file can load no modules. */
export async function browserScript(source: URL): Promise<string> {
  const bundle = await rolldown({ input: fileURLToPath(source), platform: 'browser' })
  const { output } = await bundle.generate({ format: 'iife', minify: true })
  await bundle.close()
  return output[0].code
}
