import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import { type HarEntry, harOf } from '../evidence/exchanges.ts'
import { forgetFiles, writeFiles } from './write-files.ts'

/**
 * Removes the archive of an earlier run.
 *
 * @throws UsageError when it cannot be removed
 * @example forgetHar('exchanges.har')
 */
export const forgetHar = (file: string): void => writing(() => forgetFiles([file]))

/**
 * Writes an HTTP archive; its folder is made when it is not there.
 *
 * @throws UsageError when it cannot be written
 * @example writeHar('exchanges.har', entries, '0.1.0')
 */
export const writeHar = (file: string, entries: readonly HarEntry[], version: string): void =>
  writing(() => {
    mkdirSync(dirname(file), { recursive: true })
    writeFiles({ [file]: `${JSON.stringify(harOf(entries, version), null, 1)}\n` })
  })

function writing(write: () => void): void {
  try {
    write()
  } catch (error) {
    throw new UsageError(`Failed to write the archive: ${error instanceof Error ? error.message : error}. Choose another --har.`)
  }
}
