import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type HarEntry, harOf } from '../../tests/contract/har.ts'

/** Removes the archive of an earlier run, so that nobody takes it for this one's when this one ends early. */
export function forgetHar(file: string): void {
  rmSync(file, { force: true })
}

/**
 * Writes an HTTP archive; its folder is made when it is not there.
 *
 * @throws Error when it cannot be written
 */
export function writeHar(file: string, entries: readonly HarEntry[], version: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(harOf(entries, version), null, 1)}\n`)
  } catch (error) {
    throw new Error(`Failed to write the archive: ${error instanceof Error ? error.message : error}. Choose another --har.`)
  }
}
