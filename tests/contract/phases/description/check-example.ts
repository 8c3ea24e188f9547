import { checkCase } from '../../check-case.ts'
import type { SchemaCheck } from '../../checks/schema.ts'
import type { Target } from '../../targets/target.ts'
import type { PhaseFailure } from '../phase.ts'
import { type Example, replayOf } from './example.ts'
import { caseOf, type MadeCase } from './expectation.ts'
import { type Oracle, ruleName } from './oracle.ts'
import type { Described } from './schema.ts'

/** A failure, and the line that sends its request again. */
export type Found = PhaseFailure & { curl?: string }

/** What examples are checked with. */
export interface Checking {
  target: Target
  oracle: Oracle
  schemas: SchemaCheck
}

/** What became of an example. */
export interface Checked {
  made: MadeCase
  failures: Found[]
  /** Whether there was an answer at all. */
  answered: boolean
}

/** Sends one example and judges the answer. What could not be run has failed too: each target here can take every example. */
export async function checkExample({ target, oracle, schemas }: Checking, example: Example, described: Described): Promise<Checked> {
  const made = caseOf(example, described, oracle, target.name !== 'mock')
  const { row, alsoTakes, clause } = made
  const { status, reason, failures, curl } = await checkCase(row, { ...target, alsoTakes: () => alsoTakes }, schemas)
  const [rule] = made.breaks
  const about = `${example.operation}, ${rule && made.breaks.length === 1 ? ruleName(rule) : example.about}`
  const replay = replayOf(example)
  const found = failures.map(({ what, expected, actual, clause: named }) => ({
    clause: named === row.clauses[0] ? clause : named,
    what: `${about}: ${what}`,
    expected,
    actual,
    replay,
    ...(curl === undefined ? {} : { curl }),
  }))
  if (status === 'not-run') found.push({ clause, what: `${about}: the example`, expected: 'run', actual: reason, replay })
  return { made, failures: found, answered: curl !== undefined }
}
