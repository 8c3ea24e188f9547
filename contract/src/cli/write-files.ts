import { lstatSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Writes files whole or not at all: each beside its place, and when all are written they are moved there.
 *
 * @param files texts, by path
 * @throws Error when one of them cannot be written
 * @example writeFiles({ 'reports/contract/report.md': '# Contract' })
 */
export function writeFiles(files: Readonly<Record<string, string>>): void {
  const written = Object.entries(files).map(([file, text]) => ({ file, text, beside: isDevice(file) ? file : besideOf(file) }))
  try {
    for (const { beside, text } of written) writeFileSync(beside, text)
    for (const { beside, file } of written) if (beside !== file) renameSync(beside, file)
  } catch (error) {
    for (const { beside, file } of written) if (beside !== file) rmSync(beside, { force: true })
    throw error
  }
}

/**
 * Removes files of an earlier run, so that nobody takes them for those of this one when it ends early.
 *
 * @throws Error when a folder is in the place of one
 * @example forgetFiles(['reports/contract/report.md'])
 */
export function forgetFiles(files: readonly string[]): void {
  for (const file of files) {
    if (!isDevice(file)) rmSync(file, { force: true })
    rmSync(besideOf(file), { force: true })
  }
}

const besideOf = (file: string): string => join(dirname(file), `.${basename(file)}.partial`)

/** Neither a file nor a folder, such as /dev/stdout or a link to it: written to as it is, and never replaced. */
function isDevice(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false }) ?? lstatSync(file, { throwIfNoEntry: false })
  return found !== undefined && !found.isFile() && !found.isDirectory() && !found.isSymbolicLink()
}
