import type { Observation } from '../targets/observe.ts'
import type { Failure } from './failure.ts'
import type { SchemaCheck } from './schema.ts'

/** The parts of an observation; one that cannot be read does not keep the others from being checked. */
export type Part = 'answer' | 'state' | 'events'

/** What a case observed, and how it is to be judged. */
export interface Facts extends Observation {
  schemas: SchemaCheck
  /** Whether the target knows orders: then values are compared with what is true of this order and request. */
  stateful: boolean
  /** Whether the target has to keep to our OpenAPI description: fields that it lacks count, and the description itself is checked. */
  strict: boolean
}

/** One thing that is not as expected. */
export interface Problem {
  /** In place of the words of the assertion. */
  what?: string
  expected: unknown
  actual: unknown
}

/** One thing that must be true, and the one clause that it is about. */
export interface Assertion {
  clause: string
  part: Part
  what: string
  /** Clauses that this one takes for granted, the most basic first: where one of them is violated too, it is the one to blame. */
  restsOn?: readonly string[]
  /** When it does not hold, the rest of its part, or of the case, cannot be judged. */
  stops?: 'part' | 'case'
  /** What is wrong; none when it holds; undefined when the observation does not show it. */
  check: (seen: Facts) => readonly Problem[] | undefined
}

/** A failure, and the clauses that it rests on. */
export interface Violation extends Failure {
  restsOn: readonly string[]
}

/** What became of the assertions of a case. */
export interface Judged {
  /** Clauses of assertions that were made and hold. */
  held: string[]
  violations: Violation[]
  /** How many assertions were made about each part. */
  made: Record<Part, number>
}

/**
 * Makes the assertions of a case.
 *
 * @example const { held, violations } = judgeAssertions(assertionsOf(row, schemas), facts)
 */
export function judgeAssertions(assertions: readonly Assertion[], seen: Facts): Judged {
  const held = new Set<string>()
  const violations: Violation[] = []
  const made: Record<Part, number> = { answer: 0, state: 0, events: 0 }
  const stopped = new Set<Part>()
  for (const { clause, part, what, restsOn = [], stops, check } of assertions) {
    if (stopped.has(part)) continue
    const problems = check(seen)
    if (problems === undefined) continue
    made[part]++
    violations.push(...problems.map((problem) => ({ clause, what, ...problem, restsOn: earlier(clause, restsOn) })))
    if (problems.length === 0) held.add(clause)
    else if (stops === 'part') stopped.add(part)
    else if (stops === 'case') break
  }
  return { held: [...held], violations, made }
}

/** A clause rests on those that are named before it. */
function earlier(clause: string, restsOn: readonly string[]): readonly string[] {
  const last = restsOn.lastIndexOf(clause)
  return (last === -1 ? restsOn : restsOn.slice(0, last)).filter((other) => other !== clause)
}

/** Holds, or the one problem there is. */
export const same = (holds: boolean, expected: unknown, actual: unknown, what?: string): Problem[] =>
  holds ? [] : [{ expected, actual, ...(what === undefined ? {} : { what }) }]
