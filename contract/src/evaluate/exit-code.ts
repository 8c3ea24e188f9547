import type { Case } from '../cases/case.ts'
import { groupsBy } from '../group-by.ts'
import type { Report } from '../report/report.ts'
import type { CaseResult } from '../run/check-case.ts'
import type { PhaseResult } from '../run/phase.ts'
import type { TargetName } from '../targets/target.ts'
import { emptySuccess } from './vacuous-pass.ts'

/** What a run found, as far as its exit code goes. */
export interface Outcome {
  targets: readonly TargetName[]
  /** How sentences name a target (default: `the sandbox`). */
  called?: (target: TargetName) => string
  results: readonly CaseResult[]
  phases: readonly PhaseResult[]
  rows: readonly Case[]
  complete: boolean
  /** The target has no control plane. */
  withoutControl?: boolean
  /** Sentences about what went wrong outside of any case or target. */
  errors: readonly string[]
  /** Sentences about what a baseline does not know, or knows wrongly (default: none). */
  baseline?: readonly string[]
}

/**
 * The exit code of a run, and what of it is inconclusive and why. The gate fails closed: a run in which something was violated ends with
 * 1, and so does one that does not match its baseline; one in which something could not be observed, or that proves nothing, with 2.
 *
 * @example evaluate({ targets: ['sandbox'], results, phases, rows: cases, complete: true, errors: [] }).exitCode // 0
 */
export function evaluate({ targets, called = (target) => `the ${target}`, ...found }: Outcome): Report['verdict'] {
  const { results, phases, rows, errors, baseline = [], ...run } = found
  const reasons = targets.flatMap((target) => {
    const own = results.filter((result) => result.target === target)
    const generated = phases.filter((phase) => phase.target === target)
    return [
      ...emptySuccess({ target, called: called(target), results: own, rows, ...run }),
      ...unobserved(called(target), own, generated),
      ...idle(called(target), rows.length > 0 ? own : null, generated),
    ]
  })
  const all = [...reasons, ...errors]
  const failed = baseline.length > 0 || [...results, ...phases].some(({ status }) => status === 'failed')
  return { exitCode: failed ? 1 : all.length > 0 ? 2 : 0, reasons: [...all, ...baseline] }
}

const MOST_CAUSES = 3

/** A sentence for each cause for which cases could not be observed, the most frequent first, and for each of the generated tests. */
function unobserved(called: string, results: readonly CaseResult[], phases: readonly PhaseResult[]): string[] {
  const causes = groupsBy(
    results.filter(({ status }) => status === 'inconclusive'),
    ({ reason = '' }) => reason,
  )
  const sorted = Object.entries(causes).toSorted(([, one = []], [, other = []]) => other.length - one.length)
  const more = sorted.length - MOST_CAUSES
  return [
    ...sorted
      .slice(0, MOST_CAUSES)
      .map(([reason, list = []]) => `${list.length === 1 ? 'one case is' : `${list.length} cases are`} inconclusive: ${reason}`),
    ...(more > 0 ? [`further cases are inconclusive, for ${more} other reasons; the report lists them`] : []),
    ...phases.flatMap(({ phase, status, reason = '' }) =>
      status === 'inconclusive' ? [`the phase ${phase} is inconclusive: ${reason}`] : [],
    ),
  ].map((what) => `Failed to judge all of ${called}: ${what}.`)
}

/** A target on which nothing passed and nothing failed. @param results null where no case was asked for */
function idle(called: string, results: readonly CaseResult[] | null, phases: readonly PhaseResult[]): string[] {
  const isVerified = (results ?? phases).some((found) => found.status === 'passed' && !('forced' in found && found.forced))
  if (isVerified || [...(results ?? []), ...phases].some(({ status }) => status === 'failed' || status === 'known')) return []
  return [`Failed to judge ${called}: no ${results === null ? 'phase' : 'case'} verified anything there. See the reasons above.`]
}

/** An error for each phase that was wanted and told nothing of a target: what ended so has not passed. */
export function silentPhases(names: readonly string[], targets: readonly TargetName[], results: readonly PhaseResult[]): string[] {
  return names.flatMap((name) =>
    targets
      .filter((target) => !results.some((result) => result.phase === name && result.target === target))
      .map((target) => `the generated tests (${name}) have no result on the ${target}`),
  )
}
