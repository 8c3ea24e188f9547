import type { PhaseResult } from '../run/phase.ts'
import type { TargetName } from '../targets/target.ts'
import { type Difference, differenceOf } from './difference.ts'
import type { ReportExchange } from './exchange.ts'
import type { ReportCase } from './report.ts'

/** A case, or an example of a phase, that shows a failure. */
export interface Example {
  /** Of the case, or `phase NAME`. */
  id: string
  /** A sentence without its subject; empty for an example of a phase. */
  name: string
  what: string
  expected: unknown
  actual: unknown
  exchange?: ReportExchange
  /** Commands that reproduce it, the shortest first. */
  replay: string[]
}

/** One failure of a case or of a phase, before those of one cause are put together. */
export interface Found {
  target: TargetName
  clause: string | null
  follows?: string
  differs?: string
  known?: string
  example: Example
  difference: Difference
  /** How hard it is to read, the most important measure first. */
  effort: number[]
  cases: number
  /** What is counted: cases, or the examples of a phase. */
  counted: string
}

/** What the examples of a phase are called. */
const EXAMPLES: Record<string, string> = { schema: 'generated request', stateful: 'stateful sequence' }

/**
 * The failures of a case.
 *
 * @example report.cases.flatMap(ofCase)
 */
export function ofCase({ target, id, name, clauses, failures, exchange, replay: { command, curl } }: ReportCase): Found[] {
  return failures.map(({ clause, what, expected, actual, follows, differs, known }) => ({
    target,
    clause,
    ...(follows === undefined ? {} : { follows }),
    ...(differs === undefined ? {} : { differs }),
    ...(known === undefined ? {} : { known }),
    example: {
      ...{ id, name, what, expected, actual },
      ...(exchange === undefined ? {} : { exchange }),
      replay: curl === undefined ? [command] : [command, curl],
    },
    difference: differenceOf({ what, expected, actual }),
    effort: [failures.length, clauses[0] === clause ? 0 : 1, curl?.length ?? 0],
    cases: 1,
    counted: 'case',
  }))
}

/**
 * The failures of a phase.
 *
 * @param again options that a command needs to meet the same target again
 * @example report.phases.flatMap((phase) => ofPhase(phase, ''))
 */
export function ofPhase(phase: PhaseResult, again: string): Found[] {
  return phase.failures.map(({ clause, what, expected, actual, replay, curl, cases = 1, differs, known }) => {
    // The example is named in front, which is no part of the cause.
    const own = /^\w+AsyncOrder, [^:]*: (.*)$/s.exec(what)?.[1] ?? what
    return {
      ...{ target: phase.target, clause, cases, counted: EXAMPLES[phase.phase] ?? 'generated test' },
      ...(differs === undefined ? {} : { differs }),
      ...(known === undefined ? {} : { known }),
      example: {
        ...{ id: `phase ${phase.phase}`, name: '', what, expected, actual },
        replay: [phaseCommand(phase, again, replay), ...(curl === undefined ? [] : [curl])],
      },
      difference: differenceOf({ what: own, expected, actual }),
      // A case is easier to read than what was generated.
      effort: [Number.MAX_SAFE_INTEGER, 0, replay.length],
    }
  })
}

/** The command that runs what a phase found again: one example, or the whole phase where the failure is about no single one. */
function phaseCommand({ phase, target, seed }: PhaseResult, again: string, replay: string): string {
  const command = `npx async-orders contract --target ${target} --phase ${phase} --seed ${seed} ${again}`.trimEnd()
  return replay === '' ? command : `${command} --replay '${replay.replaceAll("'", `'\\''`)}'`
}
