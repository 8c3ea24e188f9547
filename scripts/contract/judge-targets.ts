import { readFileSync } from 'node:fs'
import { cases } from '../../tests/contract/cases/index.ts'
import { createSchemaCheck } from '../../tests/contract/checks/schema.ts'
import { openSchemas } from '../../tests/contract/guards.ts'
import type { ContractOptions } from '../../tests/contract/options.ts'
import type { Redactor } from '../../tests/contract/redact/redactor.ts'
import { buildReport } from '../../tests/contract/report/build.ts'
import { descriptionHash } from '../../tests/contract/report/description-hash.ts'
import { narrowedBy, reportFolder } from '../../tests/contract/report/narrowed.ts'
import type { TargetName } from '../../tests/contract/targets/target.ts'
import { loadRegister } from '../register/load.ts'
import { dryRun } from './dry-run.ts'
import { forgetHar } from './har-file.ts'
import { judge, silentPhases } from './judge.ts'
import { calledAt } from './live-host.ts'
import { provenClauses } from './mutants.ts'
import { preflight } from './preflight.ts'
import { publish } from './publish.ts'
import { makeReportFolder } from './report-folder.ts'
import { beginLimit, type RunLimit } from './run-limit.ts'
import { sameTarget } from './same-target.ts'
import { type Given, type Settings, settingsFrom } from './settings.ts'
import { type Running, start } from './start.ts'
import { readingsOf, weighed, withMissing } from './verdict.ts'

/** What a run takes from outside. */
interface Surroundings {
  /** The clock; milliseconds. */
  now: () => number
  /** Draws a seed where none is given. */
  drawSeed: () => number
  /** Knows the secrets of the process. */
  redactor: Redactor
}

/**
 * Judges the targets that the options name, and writes the reports.
 *
 * @returns the exit code
 * @throws UsageError when the options cannot be used together
 */
export async function judgeTargets(given: Given, surroundings: Surroundings): Promise<number> {
  const { now, drawSeed } = surroundings
  const narrowed = narrowedBy(given)
  const folder = reportFolder(given.report, narrowed)
  if (!given['dry-run']) {
    // However this run ends, what an earlier one left is not its result.
    makeReportFolder(folder)
    if (given.har !== undefined) forgetHar(given.har)
  }
  const settings = settingsFrom(given, loadRegister(), drawSeed)
  if (settings.live !== null && given['dry-run']) return dryRun(settings, settings.live)
  const described = readDescription()
  // Before anything is started: a report that cannot be used is a mistake of the caller.
  const proven = provenClauses(given.mutants, described.hash, (why) => void process.stderr.write(`${why}\n`))
  const limit = beginLimit(settings.runLimitMs, now)
  const running: Partial<Record<TargetName, Running>> = {}
  try {
    let { live } = settings
    for (const name of settings.targets) {
      const { address: baseUrl, limitMs } = settings
      if (baseUrl === null && name !== 'live') {
        running[name] = await start(name)
        continue
      }
      const asked = { name, baseUrl: baseUrl ?? '', live, controlToken: given['control-token'], limitMs, run: limit.signal }
      if ((await preflight(asked)).hasControl) live = null
      running[name] = { baseUrl: asked.baseUrl, close: async () => undefined }
    }
    return await runOn(running, { ...settings, live }, given, { ...described, proven, narrowed, folder, limit, ...surroundings })
  } finally {
    limit.end()
    await Promise.all(Object.values(running).map(({ close }) => close()))
  }
}

/** What a run is given before a target is started. */
interface Read extends ReturnType<typeof readDescription>, Surroundings {
  /** Clauses that mutants have proven, or not. */
  proven: ReadonlyMap<string, boolean>
  /** The options that narrow the run. */
  narrowed: string[]
  /** Where the reports go. */
  folder: string
  limit: RunLimit
}

function readDescription() {
  const text = readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8')
  return { description: JSON.parse(text), hash: descriptionHash(text) }
}

/** Runs the suite on targets that answer, writes the reports, and returns the exit code. */
async function runOn(running: Partial<Record<TargetName, Running>>, settings: Settings, given: Given, read: Read): Promise<number> {
  const { targets, selected, complete, phases, seed, staleAfterDays, known, live, address, strict, failOn, limitMs } = settings
  const register = loadRegister()
  const { description, hash, proven, narrowed, folder, limit, now, redactor } = read
  const baseUrls = Object.fromEntries(Object.entries(running).map(([name, { baseUrl }]) => [name, baseUrl])) as ContractOptions['baseUrls']
  const only = complete ? null : selected.map(({ id }) => id)
  const began = now()
  const controlToken = given['control-token'] ?? null
  const record = given.har === undefined ? null : new Date(began).toISOString()
  // A narrowed run on a target that is not ours asks for the readings that could explain what its cases find.
  const readings = complete ? {} : { readings: address === null ? [] : readingsOf(selected, register) }
  const options = {
    targets,
    only,
    baseUrls,
    controlToken,
    record,
    phases: phases.options,
    live,
    strict,
    limitMs,
    ours: address === null,
    ...readings,
  }
  // Vitest takes a second to load, which refusals need not wait for.
  const { runSuite } = await import('./run-suite.ts')
  const told = redactor.value(await runSuite({ ...options, over: limit.left() }, seed))
  const { results, probes, phases: generated, exchanges, recorded, errors } = withMissing(told, targets, selected)
  const suite = weighed({ results, probes, phases: generated }, { ours: address === null, failOn, register })
  const found = buildReport({
    contractVersion: description.info.version,
    startedAt: new Date(began).toISOString(),
    durationMs: now() - began,
    seed,
    again: sameTarget(given),
    narrowed,
    baseUrls,
    cases: selected,
    register,
    wantedPhases: phases.wanted,
    proven,
    ...suite,
  })
  const judged = judge({
    targets,
    called: (target) => calledAt(target, address),
    results: suite.results.map(({ result }) => result),
    phases: suite.phases,
    rows: selected,
    complete,
    withoutControl: live !== null,
    errors: [
      ...openSchemas(description, createSchemaCheck(description), seed),
      ...[...errors, ...silentPhases(phases.options?.names ?? [], targets, suite.phases)].map(
        (error) => `Failed to run the suite: ${error}`,
      ),
    ],
  })
  // What could not be judged is no evidence.
  const baseUrl = judged.reasons.length === 0 ? (baseUrls.live ?? null) : null
  const run = { descriptionHash: hash, all: cases, selected, register, exchanges, known, now: now(), staleAfterDays, baseUrl }
  return publish(found, judged, { given, register, run, recorded, folder, redactor })
}
