import { description } from './description.ts'
import type { Phase } from './phase.ts'
import { sequences } from './sequences.ts'

/** Every phase of the contract run, in the order of the report. */
export const phases: readonly Phase[] = [description, sequences]
