import { existsSync, writeFileSync } from 'node:fs'
import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import { dayOf, type KnownViolation } from '../evaluate/baseline.ts'
import type { Report } from '../report/report.ts'
import type { TargetName } from '../targets/target.ts'

const EXPIRES_AFTER_DAYS = 30

const HEAD = `# Known violations of async-orders contract. Write a reason for each, and check the last day (UTC) on which it is known.
# Then run: npx async-orders contract --baseline FILE
`

/**
 * @throws UsageError when something is in the place of a baseline that is to be written
 */
export function refuseExisting(file: string): void {
  if (existsSync(file)) throw existing(file)
}

const existing = (file: string): UsageError =>
  new UsageError(`Failed to write the baseline: ${file} exists, and its reasons are not written over. Name another file, or remove it.`)

/**
 * Writes the violations of a run as a baseline in which a person fills in the reasons. Where there is none, writes nothing.
 *
 * @returns what was done, in a sentence
 * @throws UsageError when the file cannot be written, or exists
 * @example writeBaseline('baseline.yaml', report) // 'baseline of 2 violations in baseline.yaml: …'
 */
export function writeBaseline(file: string, report: Report): string {
  const entries = violationsOf(report)
  if (entries.length === 0) return `no baseline in ${file}: no clause is violated`
  const lines = entries.map(
    ({ target, clause, reason, expires }) => `- target: ${target}\n  clause: ${clause}\n  reason: "${reason}"\n  expires: "${expires}"\n`,
  )
  try {
    writeFileSync(file, `${HEAD}\n${lines.join('\n')}`, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw existing(file)
    throw new UsageError(
      `Failed to write the baseline: ${error instanceof Error ? error.message : error}. Choose another --baseline-write.`,
    )
  }
  return `baseline of ${entries.length} ${entries.length === 1 ? 'violation' : 'violations'} in ${file}: write a reason for each, then pass it as --baseline`
}

/** By clause and target, what counts. */
const violationsOf = ({ clauses, startedAt }: Report): KnownViolation[] =>
  clauses.flatMap(({ id, results }) =>
    (Object.keys(results) as TargetName[])
      .filter((target) => results[target] === 'failed')
      .map((target) => ({ target, clause: id, reason: '', expires: dayOf(Date.parse(startedAt), EXPIRES_AFTER_DAYS) })),
  )
