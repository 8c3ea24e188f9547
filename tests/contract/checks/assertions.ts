import { isDeepStrictEqual } from 'node:util'
import type { Failure } from './failure.ts'

/** Comparisons that were made, and those that did not come out. */
export interface Assertions {
  readonly count: number
  readonly failures: Failure[]
  /** Counts a comparison, and keeps it as a failure when it does not hold. */
  that: (holds: boolean, failure: Failure) => void
  /** The same, of two values that must be deeply equal. */
  same: (clause: string, what: string, expected: unknown, actual: unknown) => void
  /** The same, of a comparison that lists what did not come out. */
  none: (failures: readonly Failure[]) => void
}

/** @example const assertions = createAssertions(); assertions.same('FRZ-12', 'the status', 202, 500); assertions.count // 1 */
export function createAssertions(): Assertions {
  const failures: Failure[] = []
  let count = 0
  const that = (holds: boolean, failure: Failure): void => {
    count++
    if (!holds) failures.push(failure)
  }
  return {
    get count() {
      return count
    },
    failures,
    that,
    none: (found) => {
      count++
      failures.push(...found)
    },
    same: (clause, what, expected, actual) => that(isDeepStrictEqual(expected, actual), { clause, what, expected, actual }),
  }
}
