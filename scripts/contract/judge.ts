import type { PhaseResult } from '../../tests/contract/phases/phase.ts'
import type { Report } from '../../tests/contract/report/report.ts'
import type { TargetName } from '../../tests/contract/targets/target.ts'

/**
 * The exit code of a run. The gate fails closed: a target on which nothing was verified has not been judged.
 *
 * @param errors what went wrong outside of any case
 * @returns 0 all that ran holds; 1 something does not; 2 it could not be judged
 */
export function judge({ cases, phases }: Pick<Report, 'cases' | 'phases'>, targets: TargetName[], errors: string[]): number {
  for (const error of errors) process.stderr.write(`Failed to run the suite: ${error}\n`)
  if ([...cases, ...phases].some(({ status }) => status === 'failed')) return 1
  const verified =
    cases.length > 0
      ? cases.filter(({ status, forced }) => status === 'passed' && !forced)
      : phases.filter(({ status }) => status === 'passed')
  const idle = targets.filter((name) => !verified.some(({ target }) => target === name))
  const what = cases.length > 0 ? 'no case' : 'no phase'
  for (const name of idle) process.stderr.write(`Failed to judge the ${name}: ${what} verified anything there. The reasons stand above.\n`)
  return idle.length > 0 || errors.length > 0 ? 2 : 0
}

/** An error for each phase that was wanted and told nothing of a target: what ended so has not passed. */
export function silentPhases(names: readonly string[], targets: readonly TargetName[], results: readonly PhaseResult[]): string[] {
  return names.flatMap((name) =>
    targets
      .filter((target) => !results.some((result) => result.phase === name && result.target === target))
      .map((target) => `the phase ${name} told nothing of the ${target}`),
  )
}
