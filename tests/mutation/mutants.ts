import { behaviourMutants } from './behaviour/index.ts'
import { descriptionMutants } from './description/index.ts'
import type { Mutant } from './mutant.ts'
import { transportMutants } from './transport/index.ts'

/** Every mutant there is; the ten that the suite was first asked to find come first. */
export const mutants: readonly Mutant[] = [...behaviourMutants, ...descriptionMutants, ...transportMutants]
