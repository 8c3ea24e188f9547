import { accessSync, constants, lstatSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { dayOf, type KnownViolation } from '../evaluate/baseline.ts'
import type { Register } from '../register/load.ts'
import type { Report } from '../report/report.ts'
import type { TargetName } from '../targets/target.ts'

const EXPIRES_AFTER_DAYS = 30

/**
 * Checks that a baseline can be written, before a run whose result would be lost.
 *
 * @throws UsageError when something is in its place, or its folder takes no file
 * @example checkBaselinePlace('baseline.yaml')
 */
export function checkBaselinePlace(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) throw existing(file)
  writing(file, () => accessSync(dirname(file), constants.W_OK))
}

const existing = (file: string): UsageError =>
  new UsageError(`Failed to write the baseline: ${file} exists, and its reasons are not written over. Name another file, or remove it.`)

/**
 * Writes the violations of a run as a baseline in which a person fills in the reasons. Where there is none, writes nothing.
 *
 * @returns what was done, in a sentence
 * @throws UsageError when the file cannot be written, or exists
 * @example writeBaseline('baseline.yaml', report, register) // 'baseline of 2 violations in baseline.yaml: …'
 */
export function writeBaseline(file: string, report: Report, { clauses }: Register): string {
  const entries = violationsOf(report)
  if (entries.length === 0) return `no baseline in ${file}: no clause is violated`
  const head = [
    '# Known violations of async-orders contract. Write a reason for each, and check the last day (UTC) on which it is known.',
    `# Then run: npx async-orders contract --baseline ${onOneLine(file)}`,
  ]
  const rows = entries.map(({ target, clause, reason, expires }) => [
    `# ${onOneLine(clauses.get(clause)?.statement ?? '')}`,
    ...[`- target: ${target}`, `  clause: ${clause}`, `  reason: "${reason}"`, `  expires: "${expires}"`],
  ])
  const text = [head, ...rows].map((lines) => `${lines.join('\n')}\n`).join('\n')
  writing(file, () => writeFileSync(file, text, { flag: 'wx' }))
  return `baseline of ${entries.length} ${entries.length === 1 ? 'violation' : 'violations'} in ${file}: write a reason for each, then pass it as --baseline`
}

function writing(file: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw existing(file)
    throw new UsageError(
      `Failed to write the baseline: ${error instanceof Error ? error.message : error}. Choose another --baseline-write.`,
    )
  }
}

/** By clause and target, what counts. */
const violationsOf = ({ clauses, startedAt }: Report): KnownViolation[] =>
  clauses.flatMap(({ id, results }) =>
    (Object.keys(results) as TargetName[])
      .filter((target) => results[target] === 'failed')
      .map((target) => ({ target, clause: id, reason: '', expires: dayOf(Date.parse(startedAt), EXPIRES_AFTER_DAYS) })),
  )
