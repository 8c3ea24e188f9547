import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { StoreError } from '../store/store.ts'

/** The files that belong together: what was stored last may be in the log only. */
const filesOf = (file: string): string[] => [file, `${file}-wal`]

/** How often it is looked whether the files are still there. */
const LOOK_EVERY_MS = 1_000
/** Where in a database it is written how it is read, and the value for "with a log beside it". */
const READ_VERSION = 19
const WITH_LOG = 2

/**
 * Whether a file was not closed, and the log that belongs to it is missing. A sandbox that ends in order leaves a file that needs none.
 *
 * @example if (lacksLog('sandbox.db')) process.stderr.write('what was stored last is lost\n')
 */
export function lacksLog(file: string): boolean {
  const [database = file, log = ''] = filesOf(file)
  if (!isThere(database) || isThere(log)) return false
  const head = new Uint8Array(READ_VERSION + 1)
  const opened = openSync(database, 'r')
  readSync(opened, head, 0, head.length, 0)
  closeSync(opened)
  return head[READ_VERSION] === WITH_LOG
}

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined

/**
 * Looks whether the files that are open are still those at their place: what is written to a deleted file is gone with the process.
 *
 * @param onGone told once when they are not
 * @returns `check`, which throws when they are not, and `close`, which ends the looking
 */
export function watchFiles(file: string, onGone: (error: StoreError) => void): { check: () => void; close: () => void } {
  const identity = (): string =>
    filesOf(file)
      .map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }))
      .map((found) => `${found?.dev}:${found?.ino}`)
      .join()
  const opened = identity()
  let gone: StoreError | undefined
  const check = (): void => {
    if (gone === undefined && identity() !== opened) {
      const why = 'the file, or its -wal, was deleted, moved or replaced while it was in use'
      gone = new StoreError(
        `Failed to keep the state in ${file}: ${why}. Put a copy back, or choose another file.`,
        'the data file is gone',
      )
      clearInterval(timer)
      onGone(gone)
    }
    if (gone !== undefined) throw gone
  }
  const timer = setInterval(() => {
    try {
      check()
    } catch {
      // It was told.
    }
  }, LOOK_EVERY_MS)
  timer.unref()
  return { check, close: () => clearInterval(timer) }
}
