import { behaviourMutants } from './behaviour/index.ts'
import { descriptionMutants } from './description/index.ts'
import type { Family, Mutant } from './mutant.ts'
import { transportMutants } from './transport/index.ts'

/** The families there are. */
export const families: readonly Family[] = ['behaviour', 'description', 'transport']

/** Every mutant there is; the ten that the suite was first asked to find come first. */
export const mutants: readonly Mutant[] = [...behaviourMutants, ...descriptionMutants, ...transportMutants]
