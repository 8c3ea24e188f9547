import { ourDescription } from '../assets.ts'
import type { Case } from '../cases/case.ts'
import { groupsBy } from '../group-by.ts'
import { answerAssertions } from './answer.ts'
import type { Assertion, Part } from './assertion.ts'
import { descriptionAssertions } from './description.ts'
import { eventAssertions } from './events.ts'
import { createSchemaCheck, type SchemaCheck } from './schema.ts'
import { shownAssertions } from './shown.ts'
import { stateAssertions } from './state.ts'

/**
 * All that must be true of a case; the only place that says what a case asserts, and so which clauses it is about.
 *
 * @example assertionsOf(row, schemas).map(({ clause }) => clause)
 */
export function assertionsOf(row: Case, schemas: SchemaCheck): Assertion[] {
  return [
    ...answerAssertions(row, schemas),
    ...stateAssertions(row),
    ...shownAssertions(row),
    ...eventAssertions(row, schemas),
    ...descriptionAssertions(row, schemas),
  ]
}

let ours: SchemaCheck | undefined
const known = new WeakMap<Case, ReadonlyMap<string, readonly Part[]>>()

/** By clause, the parts of an observation that a case compares with it; by our own OpenAPI description. */
function partsByClause(row: Case): ReadonlyMap<string, readonly Part[]> {
  const found = known.get(row)
  if (found !== undefined) return found
  ours ??= createSchemaCheck(ourDescription())
  const groups = groupsBy(assertionsOf(row, ours), ({ clause }) => clause)
  const parts = new Map(Object.entries(groups).map(([clause, list = []]) => [clause, [...new Set(list.map(({ part }) => part))]]))
  known.set(row, parts)
  return parts
}

/**
 * The clauses that a case is about, that of the row first: those of its assertions.
 *
 * @example clausesOf(row) // ['FRZ-05', 'GEN-03', 'FRZ-01', …]
 */
export function clausesOf(row: Case): readonly string[] {
  const all = [...partsByClause(row).keys()]
  return [row.clause, ...all.filter((clause) => clause !== row.clause)].filter((clause) => all.includes(clause))
}

/** What a case compares with a clause: the response, the state, the events. */
export const partsOf = (row: Case, clause: string): readonly Part[] => partsByClause(row).get(clause) ?? []
