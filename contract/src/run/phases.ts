import { schema } from '../schema/phase.ts'
import { stateful } from '../stateful/phase.ts'
import type { Phase } from './phase.ts'

/** Every phase of the contract run, in the order of the report. */
export const phases: readonly Phase[] = [schema, stateful]
