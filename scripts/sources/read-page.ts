import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { PageName } from '../../contract/src/register/types.ts'
import { type SourceUnit, splitPage } from './split-page.ts'

const MOST_BYTES = 1024 * 1024

/**
 * Reads one saved page of the documentation and splits it.
 *
 * @param folder holds `<page>.txt`
 * @throws Error that says what to do: no such file, too large, not text
 * @example readPage('../pages', 'freeze').length
 */
export function readPage(folder: string, page: PageName): SourceUnit[] {
  const file = join(folder, `${page}.txt`)
  const text = decode(file, readBytes(file))
  if (/^\s*<(!doctype|html)\b/i.test(text)) {
    throw new Error(`Failed to split ${file}: it is HTML. Save the words of the page as plain text, as a browser's "Save as text" does.`)
  }
  const units = splitPage(page, text)
  if (units.length === 0) throw new Error(`Failed to split ${file}: it holds no words. Save the page again.`)
  return units
}

function readBytes(file: string): Uint8Array {
  const way = 'Name with --pages a folder that holds freeze.txt, unfreeze.txt, cancel.txt and update.txt.'
  let size: number | undefined
  try {
    const stat = statSync(file)
    // Anything else that has a name, such as a pipe, could keep us waiting for ever.
    if (stat.isFile()) size = stat.size
    if (size !== undefined && size <= MOST_BYTES) return readFileSync(file)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error
    throw new Error(`Failed to read ${file}: ${code === 'ENOENT' || code === 'ENOTDIR' ? 'there is no such file' : code}. ${way}`)
  }
  if (size === undefined) throw new Error(`Failed to read ${file}: it is not a file. ${way}`)
  throw new Error(`Failed to read ${file}: it has ${size} bytes, more than the ${MOST_BYTES} that a page may have. Save the words only.`)
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Error(`Failed to read ${file}: it is not UTF-8. Save it as UTF-8.`)
  }
}
