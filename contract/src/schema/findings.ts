import { groupBy } from '../group-by.ts'
import type { PhaseFailure, PhaseResult } from '../run/phase.ts'

/**
 * Failures of one clause and cause are one: the one with the shortest replay represents them. The most frequent come first.
 *
 * @param causeOf what two failures have in common that show the same mistake
 * @example grouped(failures, ({ clause }) => `${clause}`).map(({ cases }) => cases) // [53]
 */
export function grouped<Failure extends PhaseFailure>(failures: readonly Failure[], causeOf: (failure: Failure) => string): Failure[] {
  return [...groupBy(failures, causeOf).values()]
    .flatMap((group) => {
      const [shortest] = group.toSorted((one, other) => one.replay.length - other.replay.length)
      return shortest === undefined ? [] : [{ ...shortest, cases: total(group) }]
    })
    .toSorted((one, other) => other.cases - one.cases)
}

/**
 * Leaves out what another failure explains: where the limit itself is wrong, nothing is known of how exactly it is measured.
 *
 * @param broader the clause that explains a failure when it is violated as well
 * @example explained(failures, ({ clause }) => (clause === 'CAN-55' ? 'CAN-42' : undefined))
 */
export function explained<Failure extends PhaseFailure>(
  failures: readonly Failure[],
  broader: (failure: Failure) => string | undefined,
): Failure[] {
  const explains = (one: Failure, other: Failure): boolean => one.clause !== null && one.clause === broader(other)
  return failures
    .filter((failure) => !failures.some((other) => explains(other, failure)))
    .map((failure) => ({ ...failure, cases: total([failure, ...failures.filter((other) => explains(failure, other))]) }))
}

const total = (failures: readonly PhaseFailure[]): number => failures.reduce((sum, { cases }) => sum + cases, 0)

/**
 * The verdict of a phase: a violation counts whatever else could not be judged.
 *
 * @param reason what could not be judged, if anything
 * @example verdictOf([], 'connection reset').status // 'inconclusive'
 */
export const verdictOf = (failures: readonly PhaseFailure[], reason: string | undefined): Pick<PhaseResult, 'status' | 'reason'> => ({
  status: failures.length > 0 ? 'failed' : reason === undefined ? 'passed' : 'inconclusive',
  ...(reason === undefined ? {} : { reason }),
})
