import type { Failure } from '../checks/failure.ts'
import { settle } from '../checks/settle.ts'
import type { CaseResult } from '../run/check-case.ts'

/**
 * The results of one target, each failure with the violated clause that explains it, if another does. What rests on a clause that does not
 * count on the target does not count either, and a case in which nothing counts has not failed.
 *
 * @example settled(results).flatMap(({ failures }) => failures).filter(({ follows }) => follows === undefined)
 */
export function settled(given: readonly CaseResult[]): CaseResult[] {
  const results = settle(given)
  const all = results.flatMap(({ failures }) => failures)
  const roots = new Map([...new Set(all.flatMap(({ follows }) => follows ?? []))].map((clause) => [clause, rootOf(clause, all)]))
  return results.map((result) => {
    const failures = result.failures.map(({ follows = '', ...failure }) => {
      const root = roots.get(follows)
      if (root === undefined) return failure
      const differs = failure.differs ?? root.differs
      return { ...failure, follows: root.clause, ...(differs === undefined ? {} : { differs }) }
    })
    return { ...result, failures, status: nothingCounts({ ...result, failures }) ? 'passed' : result.status }
  })
}

/**
 * Whether all that failed is what does not count on the target.
 *
 * @example nothingCounts({ status: 'failed', failures: [{ differs: 'assumed' }] }) // true
 */
export const nothingCounts = ({ status, failures }: { status: string; failures: readonly { differs?: string }[] }): boolean =>
  status === 'failed' && failures.length > 0 && failures.every(({ differs }) => differs !== undefined)

/** The clause at the end of what explains what; undefined where they explain each other, so that none of them gets lost. */
function rootOf(clause: string, all: readonly Failure[], seen: readonly string[] = []): { clause: string; differs?: string } | undefined {
  if (seen.includes(clause)) return undefined
  const failures = all.filter((failure) => failure.clause === clause)
  const own = failures.filter(({ follows }) => follows === undefined)
  const [first] = own.length > 0 ? own : failures
  if (own.length === 0) return first?.follows === undefined ? undefined : rootOf(first.follows, all, [...seen, clause])
  return {
    clause,
    ...(first?.differs !== undefined && own.every(({ differs }) => differs !== undefined) ? { differs: first.differs } : {}),
  }
}
