import { DAY } from '../../../sandbox/src/units.ts'
import { narrowedBy } from '../report/narrowed.ts'
import type { ReportClause } from '../report/report.ts'
import type { CaseResult } from '../run/check-case.ts'
import type { PhaseResult } from '../run/phase.ts'
import type { Settings } from '../run/settings.ts'
import type { TargetName } from '../targets/target.ts'

/** A violation that is known and does not fail a run until it expires. */
export interface KnownViolation {
  target: TargetName
  clause: string
  /** Why it is known and not fixed yet. */
  reason: string
  /** The last day on which it is known, `YYYY-MM-DD` in UTC. */
  expires: string
}

/**
 * An entry of a baseline after a run. `known`: violated, which does not fail the run. `expired`: violated after its last day. `healed`: the
 * clause has passed. `unused`: this run neither shows nor refutes it.
 */
export type BaselineEntry = KnownViolation & { state: 'known' | 'expired' | 'healed' | 'unused' }

interface Results {
  results: { result: CaseResult; durationMs: number }[]
  phases: PhaseResult[]
}

/**
 * Marks the failures that a baseline knows. A case or phase in which nothing else fails is `known` and no failure.
 *
 * @param today `YYYY-MM-DD` in UTC; what expired before it is not known
 * @example withKnown(suite, entries, '2026-12-01').results.filter(({ result }) => result.status === 'known')
 */
export function withKnown<Any extends Results>(found: Any, entries: readonly KnownViolation[], today: string): Any {
  const current = new Map(entries.filter(({ expires }) => expires >= today).map((entry) => [`${entry.target} ${entry.clause}`, entry]))
  const mark = <Row extends CaseResult | PhaseResult>(row: Row): Row => {
    const failures = row.failures.map((failure) => {
      // What follows from a known violation is known with it.
      const root = ('follows' in failure && failure.follows) || failure.clause
      const entry = failure.differs === undefined ? current.get(`${row.target} ${root}`) : undefined
      return entry === undefined ? failure : { ...failure, known: `${entry.reason} (until ${entry.expires})` }
    })
    const counting = failures.filter(({ differs }) => differs === undefined)
    const isKnown = row.status === 'failed' && counting.length > 0 && counting.every((failure) => 'known' in failure)
    const clauses = [...new Set(counting.map(({ clause }) => clause))].join(', ')
    return { ...row, failures, ...(isKnown ? { status: 'known', reason: `known violation of ${clauses}: ${reasonsOf(counting)}` } : {}) }
  }
  return { ...found, results: found.results.map((one) => ({ ...one, result: mark(one.result) })), phases: found.phases.map(mark) }
}

const reasonsOf = (failures: readonly { known?: string }[]): string => [...new Set(failures.flatMap(({ known }) => known ?? []))].join('; ')

type Clauses = readonly Pick<ReportClause, 'id' | 'results'>[]

/**
 * What became of each entry of a baseline.
 *
 * @param clauses what a run found of them
 * @param isWhole whether all that could show a violation was run on a target: only then a clause that passed has healed
 * @param today `YYYY-MM-DD` in UTC
 * @example baselineStates(entries, report.clauses, () => true, '2026-12-01') // [{ clause: 'FRZ-12', …, state: 'healed' }]
 */
export function baselineStates(
  entries: readonly KnownViolation[],
  clauses: Clauses,
  isWhole: (target: TargetName) => boolean,
  today: string,
): BaselineEntry[] {
  const byId = new Map(clauses.map(({ id, results }) => [id, results]))
  return entries.map((entry) => {
    const status = byId.get(entry.clause)?.[entry.target]
    if (status === 'failed') return { ...entry, state: entry.expires < today ? 'expired' : 'known' }
    return { ...entry, state: status === 'passed' && isWhole(entry.target) ? 'healed' : 'unused' }
  })
}

/**
 * Whether all that could show a violation was run on a target, so that a clause which passed has no violation left.
 *
 * @example isWholeRun(settings, suite)('sandbox')
 */
export const isWholeRun =
  ({ options, phases }: Pick<Settings, 'options' | 'phases'>, found: Results) =>
  (target: TargetName): boolean =>
    narrowedBy(options).length === 0 &&
    phases.wanted.every(({ leftOut }) => leftOut === null) &&
    [...found.results.map(({ result }) => result), ...found.phases].every((row) => row.target !== target || row.status !== 'inconclusive')

/** More clauses than these are in the report only. */
const MOST_NAMED = 20

/**
 * Why a run fails by its baseline, a sentence for each reason: violations that are not in it, and entries that expired or healed.
 *
 * @example baselineFaults(states, report.clauses) // ['Failed to match the baseline: CAN-16 on the sandbox is a new violation. …']
 */
export function baselineFaults(states: readonly BaselineEntry[], clauses: Clauses): string[] {
  const inIt = new Set(states.map(({ target, clause }) => `${target} ${clause}`))
  const fresh = clauses.flatMap(({ id, results }) =>
    Object.entries(results).flatMap(([target, status]) =>
      status === 'failed' && !inIt.has(`${target} ${id}`) ? `${id} on the ${target}` : [],
    ),
  )
  const more = fresh.length > MOST_NAMED ? ` and ${fresh.length - MOST_NAMED} more` : ''
  return [
    ...(fresh.length === 0
      ? []
      : [`new violations: ${fresh.slice(0, MOST_NAMED).join(', ')}${more}. Fix them, or add them with a reason and an expiry date.`]),
    ...states.flatMap(({ target, clause, reason, expires, state }) => {
      if (state === 'expired') return `${clause} on the ${target} expired on ${expires} (${reason}). Fix it, or agree on a later date.`
      return state === 'healed' ? `${clause} on the ${target} has healed: it passed. Remove it from the baseline.` : []
    }),
  ].map((what) => `${MISMATCH}${what}`)
}

const MISMATCH = 'Failed to match the baseline: '

/** Whether a reason of a verdict is about the baseline. */
export const isOfBaseline = (reason: string): boolean => reason.startsWith(MISMATCH)

/**
 * A day after an instant, in UTC.
 *
 * @param instant milliseconds since 1970
 * @example dayOf(Date.UTC(2026, 11, 1), 30) // '2026-12-31'
 */
export const dayOf = (instant: number, days = 0): string => new Date(instant + days * DAY).toISOString().slice(0, 10)
