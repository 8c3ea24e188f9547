import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RunOptions } from '../run/options.ts'

/**
 * The options that narrow a run; none for a whole one. A single target is whole on this target.
 *
 * @example narrowedBy({ cases: ['freeze-answer-accepts'] }) // ['--case freeze-answer-accepts']
 */
export function narrowedBy({ cases = [], clauses = [], operations = [], phase, replay }: RunOptions): string[] {
  const options = { case: cases, clause: clauses, operation: operations, phase: [phase ?? []].flat(), replay: [replay ?? []].flat() }
  return Object.entries(options).flatMap(([name, values]) => values.map((value) => `--${name} ${value}`))
}

/**
 * That a report tells of a part only, in words.
 *
 * @example narrowedWords(['--clause FRZ-12']) // 'narrowed by --clause FRZ-12'
 */
export const narrowedWords = (options: readonly string[]): string => `narrowed by ${options.join(' ')}`

const FOLDER = 'reports/contract'

/**
 * Where a report is written: a narrowed one beside that of a whole run, never over it, unless its folder was named.
 *
 * @param given the folder that was named
 * @example reportFolder(undefined, ['--case freeze-answer-accepts']) // 'reports/contract/narrowed'
 */
export function reportFolder(given: string | undefined, narrowed: readonly string[], usual = FOLDER): string {
  if (given !== undefined) return given
  return narrowed.length > 0 && isWhole(join(usual, 'report.json')) ? join(usual, 'narrowed') : usual
}

/** A file that cannot be read as a report is nothing to keep. */
function isWhole(file: string): boolean {
  if (!existsSync(file)) return false
  try {
    return JSON.parse(readFileSync(file, 'utf8')).narrowed === undefined
  } catch {
    return false
  }
}
