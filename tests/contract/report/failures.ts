import type { PhaseResult } from '../phases/phase.ts'
import type { TargetName } from '../targets/target.ts'
import type { ReportExchange } from './exchange.ts'
import type { Report } from './report.ts'

/** A case, or an example of a phase, that failed: the same for every form that a report has. */
export interface FailedCase {
  target: TargetName
  /** Of the case, or `phase NAME`. */
  id: string
  /** A sentence without its subject; empty for an example of a phase. */
  name: string
  failures: { clause: string | null; what: string; expected: unknown; actual: unknown }[]
  exchange?: ReportExchange
  /** Commands that do it again, the shortest first. */
  replay: string[]
}

/**
 * All that failed, cases first.
 *
 * @example failedCases(report).map(({ id }) => id) // ['freeze-answer-accepts', 'phase description']
 */
export function failedCases({ cases, phases = [], again = '' }: Pick<Report, 'cases' | 'phases' | 'again'>): FailedCase[] {
  const ofCases = cases
    .filter(({ status }) => status === 'failed')
    .map(({ target, id, name, failures, exchange, replay: { command, curl } }) => ({
      ...{ target, id, name, failures },
      ...(exchange === undefined ? {} : { exchange }),
      replay: curl === undefined ? [command] : [command, curl],
    }))
  const ofPhases = phases.flatMap((phase) =>
    phase.failures.map(({ replay, curl, ...failure }) => ({
      ...{ target: phase.target, id: `phase ${phase.phase}`, name: '', failures: [failure] },
      replay: [phaseCommand(phase, again, replay), ...(curl === undefined ? [] : [curl])],
    })),
  )
  return [...ofCases, ...ofPhases]
}

/** The command that runs what a phase found again: one example, or the whole phase where the failure is about no single one. */
function phaseCommand({ phase, target, seed }: PhaseResult, again: string, replay: string): string {
  const command = `npm run contract -- --target ${target} --phase ${phase} --seed ${seed} ${again}`.trimEnd()
  return replay === '' ? command : `${command} --replay '${replay.replaceAll("'", `'\\''`)}'`
}
