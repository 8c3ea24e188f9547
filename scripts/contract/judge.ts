import type { PhaseResult } from '../../tests/contract/phases/phase.ts'
import type { Report } from '../../tests/contract/report/report.ts'
import type { TargetName } from '../../tests/contract/targets/target.ts'

/**
 * What a run is worth. The gate fails closed: a target on which nothing was verified has not been judged.
 *
 * @param errors what went wrong outside of any case
 * @returns the exit code: 0 all that ran holds; 1 something does not; 2 it could not be judged; and why, for people
 */
export function judge(
  { cases, phases }: Pick<Report, 'cases' | 'phases'>,
  targets: readonly TargetName[],
  errors: readonly string[],
): { code: 0 | 1 | 2; complaints: string[] } {
  const told = errors.map((error) => `Failed to run the suite: ${error}`)
  if ([...cases, ...phases].some(({ status }) => status === 'failed')) return { code: 1, complaints: told }
  const [what, verified] =
    cases.length > 0
      ? ['no case', cases.filter(({ status, forced }) => status === 'passed' && !forced)]
      : ['no phase', phases.filter(({ status }) => status === 'passed')]
  const idle = targets.filter((name) => !verified.some(({ target }) => target === name))
  const complaints = [
    ...told,
    ...idle.map((name) => `Failed to judge the ${name}: ${what} verified anything there. The reasons stand above.`),
  ]
  return { code: complaints.length > 0 ? 2 : 0, complaints }
}

/** An error for each phase that was wanted and told nothing of a target: what ended so has not passed. */
export function silentPhases(names: readonly string[], targets: readonly TargetName[], results: readonly PhaseResult[]): string[] {
  return names.flatMap((name) =>
    targets
      .filter((target) => !results.some((result) => result.phase === name && result.target === target))
      .map((target) => `the phase ${name} told nothing of the ${target}`),
  )
}
