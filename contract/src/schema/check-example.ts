import type { SchemaCheck } from '../checks/schema.ts'
import { type CaseResult, checkCase } from '../run/check-case.ts'
import type { PhaseFailure } from '../run/phase.ts'
import type { Target } from '../targets/target.ts'
import { limitClause } from './clauses.ts'
import { type Example, replayOf } from './example.ts'
import { caseOf, type MadeCase } from './expectation.ts'
import { type Oracle, ruleName } from './oracle.ts'
import type { Described } from './schema.ts'

/** A failure, and what it has in common with others. */
export interface Found extends PhaseFailure {
  /** Failures of one clause and one cause show the same mistake. */
  cause: string
  /** The clause that explains it where that is violated as well. */
  broader?: string
}

/** What examples are checked with. */
export interface Checking {
  target: Target
  oracle: Oracle
  schemas: SchemaCheck
}

/** What became of an example. */
export interface Checked {
  example: Example
  made: MadeCase
  failures: Found[]
  /** Whether it had to be accepted, and was not. */
  refused: boolean
  /** Why it could not be judged, if so. */
  unjudged?: string
}

/** What a refusal with another status than ours violates: no page says which one it is. */
const STATUS_OF_REFUSAL = 'GEN-23'

/** Sends one example and judges the response. */
export async function checkExample({ target, oracle, schemas }: Checking, example: Example, described: Described): Promise<Checked> {
  const made = caseOf(example, described, oracle, target.name !== 'mock')
  const { row, alsoTakes } = made
  const result = await checkCase(row, { ...target, alsoTakes: () => alsoTakes }, schemas)
  const reason = reasonOf(result)
  if (reason !== null) return { example, made, failures: [], refused: false, unjudged: reason }
  const status = result.answered?.status ?? 0
  const isExpected = [row.want.status, ...alsoTakes].includes(status)
  const failures = result.failures.map((failure): Found => {
    const { what, expected, actual } = failure
    const clause = isExpected ? failure.clause || null : statusClause(made, status)
    const broader = limitClause(ruleOf(example, made))
    return {
      ...{ clause, what: `${example.operation}, ${ruleOf(example, made)}: ${what}`, expected, actual, cases: 1, replay: replayOf(example) },
      ...(result.curl === undefined ? {} : { curl: result.curl }),
      ...(isExpected || broader === undefined || broader === clause ? {} : { broader }),
      cause: clause === null ? ruleOf(example, made) : isExpected ? what : `status, ${expected} expected`,
    }
  })
  return { example, made, failures, refused: made.accepted && !isExpected }
}

/** Why a result is no verdict; null when it is one. Every target of this phase can take every example. */
function reasonOf({ status, reason, curl, failures: [first] }: CaseResult): string | null {
  if ((status === 'passed' || status === 'failed') && curl !== undefined) return null
  return reason ?? String(first?.actual)
}

/** The rule that an example breaks, or what it is about. */
function ruleOf({ about }: Example, { breaks }: MadeCase): string {
  const [rule] = breaks
  return rule && breaks.length === 1 ? ruleName(rule) : about
}

/** What must be refused and is, with another status, violates no rule of its own. An id that cannot be may as well be unknown. */
function statusClause({ accepted, breaks, clause }: MadeCase, status: number): string | null {
  return !accepted && breaks.length > 0 && status >= 400 && status < 500 && status !== 404 ? STATUS_OF_REFUSAL : clause
}
