import { choiceFrom, UsageError } from '../../../sandbox/src/node/command/command.ts'
import { HOUR } from '../../../sandbox/src/units.ts'
import type { PhasesOptions } from './options.ts'
import { phases } from './phases.ts'

/** Milliseconds per phase and target: with it, a whole run takes about ten seconds. */
const BUDGET_MS = 2_000
const LONGEST_MS = HOUR

/** What the options say about phases. */
interface Given {
  phase: string | undefined
  budgetMs: number | undefined
  replay: string | undefined
  /** Whether some cases only were asked for. */
  restricted: boolean
  seed: number
}

/** The phases to run; and each of all, with why it is left out if it is. */
export interface ChosenPhases {
  options: PhasesOptions | null
  wanted: { name: string; leftOut: string | null }[]
}

/**
 * The phases that the options ask for: all, unless told otherwise.
 *
 * @throws UsageError when the options are wrong, or do not go together
 * @example choosePhases({ phase: undefined, budgetMs: 0, replay: undefined, restricted: false, seed: 1 }).options // null
 */
export function choosePhases({ phase, budgetMs: asked, replay, restricted, seed }: Given): ChosenPhases {
  const all = phases.map(({ name }) => name)
  if (phase !== undefined) choiceFrom('phase', phase, all)
  if (phase !== undefined && restricted)
    throw new UsageError('Failed to read the options: --phase cannot be combined with --case, --clause or --operation.')
  if (replay !== undefined && phase === undefined)
    throw new UsageError('Failed to read the options: --replay needs --phase, to know whose example it is.')
  const budgetMs = budgetFrom(asked)
  if (restricted && asked !== undefined && asked > 0)
    throw new UsageError(
      'Failed to read the options: --budget has no effect with --case, --clause or --operation, which leave the phases out. Leave it out.',
    )
  if (phase !== undefined && budgetMs === 0) throw new UsageError('Failed to read the options: --phase runs nothing with --budget 0.')
  const reasonFor = (name: string): string | null => {
    if (restricted) return 'the run is restricted by --case, --clause or --operation'
    if (budgetMs === 0) return '--budget 0 leaves the phases out'
    return phase === undefined || phase === name ? null : `the run is restricted to --phase ${phase}`
  }
  const wanted = all.map((name) => ({ name, leftOut: reasonFor(name) }))
  const names = wanted.filter(({ leftOut }) => leftOut === null).map(({ name }) => name)
  return { options: names.length === 0 ? null : { names, run: { seed, budgetMs, replay: replay ?? null } }, wanted }
}

function budgetFrom(option = BUDGET_MS): number {
  if (option >= 0 && option <= LONGEST_MS) return option
  throw new UsageError(`Failed to read the options: --budget ${option} is no number of milliseconds from 0 to ${LONGEST_MS}.`)
}
