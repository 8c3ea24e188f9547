import { behaviourMutants } from './behaviour/index.ts'
import { type Benign, benignVariants } from './benign/index.ts'
import { descriptionMutants } from './description/index.ts'
import type { Mutant } from './mutant.ts'
import { phaseMutants } from './phases.ts'
import { transportMutants } from './transport/index.ts'

/** Every mutant there is; the ten that the suite was first asked to find come first. */
export const mutants: readonly Mutant[] = [...behaviourMutants, ...descriptionMutants, ...transportMutants]

/** What the suite is run against to measure it: what it must notice, and what it must leave alone. */
export type Subject = Mutant | (Benign & { family: 'benign' })

/** Every mutant, and every variant that breaks nothing. */
export const subjects: readonly Subject[] = [...mutants, ...benignVariants.map((variant) => ({ ...variant, family: 'benign' as const }))]

/** Whether a subject is a mistake, and not a variant that breaks nothing. */
export const isMutant = (subject: Subject): subject is Mutant => subject.family !== 'benign'

/**
 * A mutant by its id, with those that only the phases find.
 *
 * @throws Error when there is none
 * @example targetOf(mutantOf('freeze-once-only'))
 */
export function mutantOf(id: string): Mutant {
  const found = [...mutants, ...phaseMutants].find((mutant) => mutant.id === id)
  if (found === undefined) throw new Error(`Failed to find the mutant ${id}: there is none. See the ids in reports/mutants/report.json.`)
  return found
}
