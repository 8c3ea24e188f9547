import { readFileSync } from 'node:fs'
import { styleText } from 'node:util'
import { cases } from '../../tests/contract/cases/index.ts'
import { createSchemaCheck } from '../../tests/contract/checks/schema.ts'
import { openSchemas } from '../../tests/contract/guards.ts'
import type { ContractOptions } from '../../tests/contract/options.ts'
import { buildReport } from '../../tests/contract/report/build.ts'
import { descriptionHash } from '../../tests/contract/report/description-hash.ts'
import { printable } from '../../tests/contract/report/printable.ts'
import { type Paint, reportText, summaryText } from '../../tests/contract/report/text.ts'
import { writeReport } from '../../tests/contract/report/write.ts'
import type { TargetName } from '../../tests/contract/targets/target.ts'
import { loadRegister } from '../register/load.ts'
import { reachable } from './choose.ts'
import { dryRun } from './dry-run.ts'
import { forgetHar, writeHar } from './har-file.ts'
import { judge, silentPhases } from './judge.ts'
import { keepEvidence } from './live-evidence.ts'
import { provenClauses } from './mutants.ts'
import { sameTarget } from './same-target.ts'
import { type Given, type Settings, settingsFrom } from './settings.ts'
import { type Running, start } from './start.ts'

/** What a run takes from outside. */
interface Surroundings {
  /** The clock; milliseconds. */
  now: () => number
  /** Draws a seed where none is given. */
  drawSeed: () => number
}

/**
 * Judges the targets that the options name, and writes the reports.
 *
 * @returns the exit code
 * @throws UsageError when the options cannot be used together
 */
export async function judgeTargets(given: Given, { now, drawSeed }: Surroundings): Promise<number> {
  const settings = settingsFrom(given, loadRegister(), drawSeed)
  if (settings.live !== null && given['dry-run']) return dryRun(settings, settings.live)
  const described = readDescription()
  // Before anything is started: a report that cannot be used is a mistake of the caller.
  const proven = provenClauses(given.mutants, described.hash, (why) => void process.stderr.write(`${why}\n`))
  if (given.har !== undefined) forgetHar(given.har)
  const running: Partial<Record<TargetName, Running>> = {}
  try {
    for (const name of settings.targets) {
      const { address } = settings
      running[name] = address === null && name !== 'live' ? await start(name) : await reachable(name, address ?? '')
    }
    return await runOn(running, settings, given, { ...described, proven, now })
  } finally {
    await Promise.all(Object.values(running).map(({ close }) => close()))
  }
}

/** What a run is given before a target is started. */
interface Read extends ReturnType<typeof readDescription> {
  /** Clauses that mutants have proven, or not. */
  proven: ReadonlyMap<string, boolean>
  now: Surroundings['now']
}

function readDescription() {
  const text = readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8')
  return { description: JSON.parse(text), hash: descriptionHash(text) }
}

/** Runs the suite on targets that answer, writes the reports, and returns the exit code. */
async function runOn(running: Partial<Record<TargetName, Running>>, settings: Settings, given: Given, read: Read): Promise<number> {
  const { targets, selected, complete, phases, seed, staleAfterDays, known, live } = settings
  const register = loadRegister()
  const { description, hash, proven, now } = read
  const baseUrls = Object.fromEntries(Object.entries(running).map(([name, { baseUrl }]) => [name, baseUrl])) as ContractOptions['baseUrls']
  const only = complete ? null : selected.map(({ id }) => id)
  const began = now()
  const controlToken = given['control-token'] ?? null
  const record = given.har === undefined ? null : new Date(began).toISOString()
  const options = { targets, only, baseUrls, controlToken, record, phases: phases.options, live }
  // Vitest takes a second to load, which refusals need not wait for.
  const { runSuite } = await import('./run-suite.ts')
  const suite = await runSuite(options, seed)
  const found = buildReport({
    contractVersion: description.info.version,
    startedAt: new Date(began).toISOString(),
    durationMs: now() - began,
    seed,
    again: sameTarget(given),
    baseUrls,
    cases: selected,
    register,
    wantedPhases: phases.wanted,
    proven,
    ...suite,
  })
  const { code, reasons } = judge({
    targets,
    results: suite.results.map(({ result }) => result),
    phases: suite.phases,
    rows: selected,
    complete,
    errors: [
      ...openSchemas(description, createSchemaCheck(description), seed),
      ...[...suite.errors, ...silentPhases(phases.options?.names ?? [], targets, suite.phases)].map(
        (error) => `Failed to run the suite: ${error}`,
      ),
    ],
  })
  // What could not be judged is no evidence.
  const baseUrl = reasons.length === 0 ? (baseUrls.live ?? null) : null
  const run = { descriptionHash: hash, all: cases, selected, register, exchanges: suite.exchanges, known, now: now(), staleAfterDays }
  const { report, file } = keepEvidence(found, given, { ...run, baseUrl })
  writeReport(report, given.report, { register, problems: reasons })
  if (given.har !== undefined) writeHar(given.har, suite.recorded, report.contractVersion)
  const paint: Paint = (format, plain) => styleText(format, plain, { stream: process.stderr })
  const evidence = file === null ? '' : `evidence in ${file}`
  const parts = [
    reportText(report, register, paint),
    reasons.map(printable).join('\n'),
    evidence,
    summaryText(report, code, given.report, paint),
  ]
  process.stderr.write(`${parts.filter((part) => part !== '').join('\n\n')}\n`)
  return code
}
