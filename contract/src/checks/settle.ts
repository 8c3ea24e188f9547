import type { CaseResult } from '../run/check-case.ts'
import type { Violation } from './assertion.ts'

/**
 * Says of each failure which more basic one explains it: a freeze that has no effect also fails all that comes after a freeze, and is one
 * mistake. A failure that rests on a clause which the same target violates is not held against its own clause.
 *
 * @param results of one target
 * @example blamed(settle(results)) // ['FRZ-25']
 */
export function settle(results: readonly CaseResult[]): CaseResult[] {
  const causes = causesOf(results.flatMap(({ failures }) => failures))
  return results.map((result) => ({
    ...result,
    failures: result.failures.map((failure) => {
      // What was found to be a cause earlier explains what was found later, and never the other way round.
      const follows = failure.restsOn.find((clause) => (causes.get(clause) ?? Infinity) < (causes.get(failure.clause) ?? 0))
      return follows === undefined ? failure : { ...failure, follows }
    }),
  }))
}

/**
 * The violated clauses, each with its turn as an explanation: first those that rest on no other, then what these explain, and of clauses
 * that rest on one another the plainest.
 */
function causesOf(failures: readonly Violation[]): Map<string, number> {
  const violated = new Set(failures.map(({ clause }) => clause))
  const causes = new Map<string, number>()
  const rests = ({ restsOn }: Violation, on: { has: (clause: string) => boolean }): boolean => restsOn.some((clause) => on.has(clause))
  for (const failure of failures) if (!rests(failure, violated)) causes.set(failure.clause, 0)
  const open = failures.toSorted((one, other) => one.restsOn.length - other.restsOn.length)
  for (let turn = 1; causes.size < violated.size; turn++) {
    const explained = open.filter((failure) => !causes.has(failure.clause) && rests(failure, causes))
    const next = explained.length > 0 ? explained : open.filter(({ clause }) => !causes.has(clause)).slice(0, 1)
    for (const { clause } of next) causes.set(clause, turn)
  }
  return causes
}

/** The clauses that failures are held against, each once. */
export const blamed = (results: readonly CaseResult[]): string[] => [
  ...new Set(results.flatMap(({ failures }) => failures.flatMap(({ clause, follows }) => (follows === undefined ? [clause] : [])))),
]
