import type { Case } from '../cases/case.ts'
import { clausesOf, partsOf } from '../checks/assertions-of.ts'
import { holdsWhere } from '../register/interpretation-keys.ts'
import type { Register } from '../register/load.ts'
import type { Clause } from '../register/types.ts'
import type { CaseResult } from '../run/check-case.ts'
import type { TargetName } from '../targets/target.ts'
import type { Findings } from './build.ts'
import { NOT_ASKED } from './counts.ts'
import type { ClauseStatus, ReportClause } from './report.ts'

/**
 * What became of each clause on each target.
 *
 * @example reportClauses(found, ['mock', 'sandbox']).find(({ id }) => id === 'FRZ-12')?.results // { mock: 'passed', sandbox: 'failed' }
 */
export function reportClauses(
  { cases, register, proven, results, phases }: Pick<Findings, 'cases' | 'register' | 'proven' | 'results' | 'phases'>,
  names: TargetName[],
): ReportClause[] {
  const byId = new Map(cases.map((row) => [row.id, row]))
  const byClause = new Map<string, { row: Case; result: CaseResult }[]>()
  for (const { result } of results) {
    const row = byId.get(result.id)
    if (row === undefined) continue
    for (const id of clausesOf(row)) byClause.set(id, [...(byClause.get(id) ?? []), { row, result }])
  }
  // Also of forced responses, and under options of open questions: what is violated there is violated.
  const violated = [
    ...results.flatMap(({ result: { target, failures } }) =>
      failures.filter(({ follows }) => follows === undefined).map((own) => ({ target, ...own })),
    ),
    ...phases.flatMap(({ target, failures }) => failures.map((own) => ({ target, ...own }))),
  ]
  const explained = new Map(
    results.flatMap(({ result }) =>
      result.failures.flatMap(({ clause, follows }) =>
        follows === undefined ? [] : [[clause, `what fails of it follows from ${follows}`] as const],
      ),
    ),
  )
  return [...register.clauses.values()].map((clause) => {
    const rows = (byClause.get(clause.id) ?? []).filter(({ row }) => counts(row, clause))
    const statuses = names.map(
      (name) =>
        [
          name,
          clauseStatus(
            clause,
            rows.filter(({ result }) => result.target === name),
            violated.filter((failure) => failure.target === name && failure.clause === clause.id),
          ),
        ] as const,
    )
    const forced = names.filter((name) =>
      rows.some(({ result }) => result.target === name && result.forced && result.held.includes(clause.id)),
    )
    const isProven = proven?.get(clause.id)
    const reason = clause.unobservable ?? (rows.length === 0 ? NOT_ASKED : explained.get(clause.id))
    return {
      id: clause.id,
      results: Object.fromEntries(statuses),
      ...(forced.length === 0 ? {} : { forced }),
      ...(clause.holdsUnder === undefined ? {} : { holdsUnder: clause.holdsUnder }),
      ...(isProven === undefined ? {} : { proven: isProven }),
      ...(reason !== undefined && statuses.every(([, status]) => status === 'skipped') ? { reason } : {}),
    }
  })
}

/**
 * Whether a case can verify a clause: an assertion of it is about the clause, and looks at what the clause says.
 *
 * @example verifies(row, 'FRZ-12', register)
 */
export function verifies(row: Case, clauseId: string, register: Register): boolean {
  const clause = register.clauses.get(clauseId)
  return clause !== undefined && counts(row, clause) && partsOf(row, clauseId).includes(PARTS[clause.observe])
}

const PARTS = { response: 'answer', state: 'state', event: 'events' } as const

/** Under another option of an open question, only a clause that applies under it is verified. */
function counts({ under }: Case, { holdsUnder }: Clause): boolean {
  return under === undefined ? holdsUnder === undefined : holdsUnder !== undefined && holdsWhere(holdsUnder, under)
}

function clauseStatus(
  { id }: Clause,
  rows: readonly { row: Case; result: CaseResult }[],
  violated: readonly { differs?: string }[],
): ClauseStatus {
  if (violated.length > 0) return violated.some(({ differs }) => differs === undefined) ? 'failed' : 'differs'
  const primary = (status: CaseResult['status']): boolean => rows.some(({ row, result }) => row.clause === id && result.status === status)
  if (rows.some(({ result }) => !result.forced && result.held.includes(id)))
    return primary('skipped') || primary('inconclusive') ? 'partial' : 'passed'
  return primary('inconclusive') ? 'inconclusive' : 'skipped'
}
