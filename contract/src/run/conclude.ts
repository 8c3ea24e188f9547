import { assetText, DESCRIPTION, ourDescription } from '../assets.ts'
import { cases } from '../cases/index.ts'
import { createSchemaCheck } from '../checks/schema.ts'
import { baselineFaults, baselineStates, dayOf, isWholeRun, withKnown } from '../evaluate/baseline.ts'
import { evaluate, silentPhases } from '../evaluate/exit-code.ts'
import { unexpected } from '../evaluate/traceability.ts'
import { openSchemas } from '../evaluate/vacuous-pass.ts'
import { weighed, withMissing } from '../evaluate/verdict.ts'
import type { HarEntry } from '../evidence/exchanges.ts'
import type { Redactor } from '../redact/redactor.ts'
import { loadRegister, type Register } from '../register/load.ts'
import { buildReport } from '../report/build.ts'
import { reportClauses } from '../report/clauses.ts'
import { descriptionHash } from '../report/description-hash.ts'
import { narrowedBy } from '../report/narrowed.ts'
import type { Report } from '../report/report.ts'
import type { TargetName } from '../targets/target.ts'
import { calledAt } from './live-host.ts'
import type { RunOptions } from './options.ts'
import type { Found } from './run-target.ts'
import type { Settings } from './settings.ts'

/** What a run found, and what it was asked to do. */
export interface Ran {
  report: Report
  settings: Settings
  register: Register
  /** Nothing is inconclusive. */
  isJudged: boolean
  /** SHA-256 of the description, in hexadecimal. */
  hash: string
  /** With a target that is not ours. */
  exchanges: readonly HarEntry[]
  /** With mock and sandbox. */
  recorded: readonly HarEntry[]
}

/** What there is to know of a run beside what it found. */
interface About {
  redactor: Redactor
  /** Clauses that a mutation run has proven, or not. */
  proven: ReadonlyMap<string, boolean>
  baseUrls: Partial<Record<TargetName, string>>
  withoutControl: boolean
  /** When the run began; milliseconds since 1970. */
  began: number
  durationMs: number
}

/**
 * Says of what was found what counts, and makes a report of it.
 *
 * @example const { report } = conclude(settings, found, about)
 */
export function conclude(settings: Settings, all: Found, about: About): Ran {
  const { targets, selected, complete, phases, seed, address, options } = settings
  const { redactor, proven, baseUrls, withoutControl, began, durationMs } = about
  const register = loadRegister()
  const description = ourDescription()
  const found = withMissing(redactor.value(all), targets, selected)
  const { suite, baseline, faults } = weighedWithBaseline(settings, found, about, register)
  const verdict = evaluate({
    targets,
    called: (target) => calledAt(target, address),
    results: suite.results.map(({ result }) => result),
    phases: suite.phases,
    ...{ rows: selected, complete, withoutControl, baseline: faults },
    errors: [
      ...unexpected(cases, description).map((problem) => `Failed to judge anything: ${problem.charAt(0).toLowerCase()}${problem.slice(1)}`),
      ...openSchemas(description, createSchemaCheck(description), seed),
      ...[...found.errors, ...silentPhases(phases.options?.names ?? [], targets, suite.phases)].map(
        (error) => `Failed to run the suite: ${error}`,
      ),
    ],
  })
  const report = buildReport({
    contractVersion: description.info.version,
    startedAt: new Date(began).toISOString(),
    ...{ durationMs, seed, again: sameTarget(options), narrowed: narrowedBy(options), verdict, cases: selected, register, proven },
    ...{ baseUrls, wantedPhases: phases.wanted, results: suite.results, probes: suite.probes, phases: suite.phases },
    ...(baseline === null ? {} : { baseline }),
  })
  const { exchanges, recorded } = found
  const isJudged = verdict.reasons.length === faults.length
  return { report, settings, register, isJudged, hash: descriptionHash(assetText(DESCRIPTION)), exchanges, recorded }
}

/** What counts of a run, by the policy and by the baseline, and what of the baseline is not met. */
function weighedWithBaseline(settings: Settings, found: Found, { redactor, began }: About, register: Register) {
  const { targets, selected, address, failOn } = settings
  const weights = weighed(found, { ours: address === null, failOn, register })
  if (settings.baseline === null) return { suite: weights, baseline: null, faults: [] }
  const today = dayOf(began)
  const entries = redactor.value(settings.baseline)
  const suite = withKnown(weights, entries, today)
  const clauses = reportClauses({ cases: selected, register, results: suite.results, phases: suite.phases }, targets)
  const baseline = baselineStates(entries, clauses, isWholeRun(settings, suite), today)
  return { suite, baseline, faults: baselineFaults(baseline, clauses) }
}

/**
 * The options with which a printed command meets the target of this run again, and not one of ours. A token is named, never written.
 *
 * @example sameTarget({ url: 'http://127.0.0.1:8080/raas/v2' }) // "--url 'http://127.0.0.1:8080/raas/v2'"
 */
export function sameTarget({ url, fixtures, controlToken, failOn, strict }: RunOptions): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
  return [
    ...(url === undefined ? [] : [`--url ${quoted(url)}`]),
    ...(typeof fixtures !== 'string' ? [] : [`--fixtures ${quoted(fixtures)}`]),
    ...(failOn === undefined ? [] : [`--fail-on ${failOn}`]),
    ...(strict ? ['--strict'] : []),
    ...(controlToken === undefined ? [] : ['--control-token "$CONTROL_TOKEN"']),
  ].join(' ')
}
