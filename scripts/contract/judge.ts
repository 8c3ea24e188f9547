import type { Case } from '../../tests/contract/case.ts'
import type { CaseResult } from '../../tests/contract/check-case.ts'
import { emptySuccess } from '../../tests/contract/guards.ts'
import type { PhaseResult } from '../../tests/contract/phases/phase.ts'
import type { TargetName } from '../../tests/contract/targets/target.ts'

/** What a run found, as far as its exit code goes. */
export interface Outcome {
  targets: readonly TargetName[]
  results: readonly CaseResult[]
  phases: readonly PhaseResult[]
  rows: readonly Case[]
  complete: boolean
  /** Sentences about what went wrong outside of any case or target. */
  errors: readonly string[]
}

/**
 * The exit code of a run, and why it could not be judged, if so. The gate fails closed: a target on which nothing was verified, or whose
 * answers prove nothing, has not been judged, whatever failed there.
 */
export function judge({ targets, results, phases, rows, complete, errors }: Outcome): { code: 0 | 1 | 2; reasons: string[] } {
  const guarded = targets.flatMap((target) => {
    const own = results.filter((result) => result.target === target)
    return emptySuccess({ target, results: own, rows, complete })
  })
  const failed = [...results, ...phases].some(({ status }) => status === 'failed')
  const [what, verified] =
    rows.length > 0
      ? ['no case', results.filter(({ status, forced }) => status === 'passed' && !forced)]
      : ['no phase', phases.filter(({ status }) => status === 'passed')]
  const idle = targets.filter((name) => !verified.some(({ target }) => target === name))
  const reasons = [
    ...guarded,
    ...errors,
    ...(failed ? [] : idle.map((name) => `Failed to judge the ${name}: ${what} verified anything there. The reasons stand above.`)),
  ]
  if (guarded.length > 0) return { code: 2, reasons }
  if (failed) return { code: 1, reasons }
  return { code: reasons.length > 0 ? 2 : 0, reasons }
}

/** An error for each phase that was wanted and told nothing of a target: what ended so has not passed. */
export function silentPhases(names: readonly string[], targets: readonly TargetName[], results: readonly PhaseResult[]): string[] {
  return names.flatMap((name) =>
    targets
      .filter((target) => !results.some((result) => result.phase === name && result.target === target))
      .map((target) => `the phase ${name} told nothing of the ${target}`),
  )
}
