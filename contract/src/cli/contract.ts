import { styleText } from 'node:util'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { assetText, DESCRIPTION } from '../assets.ts'
import { cases as allCases } from '../cases/index.ts'
import { withConfig } from '../config/config.ts'
import type { Redactor } from '../redact/redactor.ts'
import { loadRegister } from '../register/load.ts'
import { descriptionHash } from '../report/description-hash.ts'
import { narrowedBy, reportFolder } from '../report/narrowed.ts'
import { type Paint, reportText, summaryText } from '../report/text.ts'
import type { Ran } from '../run/conclude.ts'
import { run, secretsIn } from '../run/run.ts'
import { settingsFrom } from '../run/settings.ts'
import { checkBaselinePlace, writeBaseline } from './baseline-write.ts'
import { dryRun } from './dry-run.ts'
import { type Given, optionsFrom } from './given.ts'
import { forgetHar, writeHar } from './har-file.ts'
import { keepEvidence, knownEvidence, staleAfterFrom } from './live-evidence.ts'
import { provenClauses } from './mutants.ts'
import { createProgress } from './progress.ts'
import { makeReportFolder, writeReportTo } from './report-folder.ts'

/**
 * The command `async-orders contract`: reads the options, runs, and writes and prints what was found.
 *
 * @param redactor knows the secrets of the process
 * @returns the exit code
 * @throws UsageError when an option is not as it must be, or a file cannot be written, after what was found is printed
 * @example process.exitCode = await contract(given, guardOutput(process))
 */
export async function contract(typed: Given, redactor: Redactor): Promise<number> {
  const { given, env, reports } = configured(typed)
  const folder = makeFolders(given, reports)
  const options = optionsFrom(given, env)
  redactor.learn(secretsIn(options))
  const settings = settingsFrom(options, loadRegister(), () => Math.floor(Math.random() * 2 ** 31))
  if (given['baseline-write'] !== undefined) checkBaselinePlace(given['baseline-write'])
  // Read before anything starts: a file that is not as it must be is not to be found when the prepared orders are used up.
  const known = knownEvidence(given)
  const staleAfterDays = staleAfterFrom(given['stale-after'])
  if (settings.live !== null && given['dry-run']) return dryRun(settings, settings.live)
  const proven = provenClauses(given.mutants, descriptionHash(assetText(DESCRIPTION)), (why) => void process.stderr.write(`${why}\n`))
  const progress = createProgress(settings.selected.length * settings.targets.length, process.stderr)
  const ran = await run(settings, { redactor, proven, record: given.har !== undefined, tell: progress.tell })
  progress.end()
  return publish(ran, given, { folder, redactor, known, staleAfterDays })
}

/** With what a configuration says. Where that cannot be read, this run has no result, and an earlier one left none of it. */
function configured(typed: Given): ReturnType<typeof withConfig> {
  try {
    return withConfig({ given: typed, env: process.env })
  } catch (error) {
    makeFolders(typed)
    throw error
  }
}

/** However this run ends, what an earlier one left is not its result. Returns where the reports go. */
function makeFolders(given: Given, reports?: string): string {
  const { case: cases, clause: clauses, operation: operations, phase, replay } = given
  const folder = reportFolder(given.report, narrowedBy({ cases, clauses, operations, phase, replay }), reports)
  if (given['dry-run']) return folder
  makeReportFolder(folder)
  if (given.har !== undefined) forgetHar(given.har)
  return folder
}

type Kept = Pick<Parameters<typeof keepEvidence>[2], 'known' | 'staleAfterDays'> & { folder: string; redactor: Redactor }

/** Writes what a run found, as evidence, reports and an archive, and prints it. */
function publish({ report: found, settings, register, isJudged, hash, exchanges, recorded }: Ran, given: Given, about: Kept): number {
  const { folder, redactor, known, staleAfterDays } = about
  // What could not be judged is no evidence.
  const baseUrl = isJudged ? (found.targets.live?.baseUrl ?? null) : null
  const evidence = {
    descriptionHash: hash,
    all: allCases,
    selected: settings.selected,
    register,
    exchanges,
    known,
    staleAfterDays,
    baseUrl,
  }
  const { report: kept, file, problem } = keepEvidence(found, given, { ...evidence, now: Date.now() })
  const reasons = [...found.verdict.reasons, ...(problem === undefined ? [] : [problem])]
  const exitCode = found.verdict.exitCode === 0 && reasons.length > 0 ? 2 : found.verdict.exitCode
  const report = { ...kept, verdict: { exitCode, reasons } }
  const paint: Paint = (format, plain) => styleText(format, plain, { stream: process.stderr })
  const parts = [reportText(report, register, paint), reasons.map(onOneLine).join('\n'), file === null ? '' : `evidence in ${file}`]
  const tell = (last: string): void => void process.stderr.write(`${[...parts, last].filter((part) => part !== '').join('\n\n')}\n`)
  try {
    writeReportTo(folder, report, { register, problems: reasons, redactor })
    if (given.har !== undefined) writeHar(given.har, recorded, report.contractVersion)
    if (given['baseline-write'] !== undefined) parts.push(writeBaseline(given['baseline-write'], report, register))
  } catch (error) {
    // What was found is not lost with the disk.
    tell('')
    throw error
  }
  tell(summaryText(report, exitCode, folder, paint))
  return exitCode
}
