import { behaviourMutants } from './behaviour/index.ts'
import { descriptionMutants } from './description/index.ts'
import type { Family, Mutant } from './mutant.ts'

/** The families there are; description and transport are named for those who script against the command, and hold no mutant yet. */
export const families: readonly Family[] = ['behaviour', 'description', 'transport']

/** Every mutant there is; the ten that the suite was first asked to find come first. */
export const mutants: readonly Mutant[] = [...behaviourMutants, ...descriptionMutants]
