import { groupsBy } from '../group-by.ts'
import type { PhaseResult } from '../run/phase.ts'
import type { TargetName } from '../targets/target.ts'
import { cut } from './exchange.ts'
import type { Report, ReportClause, TargetCounts } from './report.ts'

/** Why a clause was skipped when the run was restricted to some cases. */
export const NOT_ASKED = 'no case of this run verifies it'

/** The clauses that the run was about: all, unless it was narrowed. */
export function askedClauses({ clauses, cases, narrowed }: Pick<Report, 'clauses' | 'cases' | 'narrowed'>): ReportClause[] {
  if (narrowed === undefined) return clauses
  const named = new Set(cases.flatMap((row) => row.clauses))
  // A phase that is run alone has no case, and can find a clause violated.
  return clauses.filter(
    ({ id, reason, results }) => (reason !== NOT_ASKED && named.has(id)) || Object.values(results).some((status) => status !== 'skipped'),
  )
}

/** How many cases and phases have each status, over all targets. */
export function totals({ targets }: Pick<Report, 'targets'>): TargetCounts {
  const sum = (status: keyof TargetCounts): number => Object.values(targets).reduce((all, counts) => all + (counts[status] ?? 0), 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped'), inconclusive: sum('inconclusive'), known: sum('known') }
}

/**
 * The totals in words, what has to be seen first.
 *
 * @example countWords(totals(report)) // '2 failed, 1 inconclusive, 793 passed, 12 skipped'
 */
export const countWords = ({ passed, failed, skipped, inconclusive = 0, known = 0 }: TargetCounts): string =>
  `${failed} failed, ${inconclusive === 0 ? '' : `${inconclusive} inconclusive, `}${known === 0 ? '' : `${known} known, `}${passed} passed, ${skipped} skipped`

/**
 * The verdict and the counts.
 *
 * @param problems what went wrong outside of any case
 * @example headWords(report, []) // 'PASS: 0 failed, 795 passed, 12 skipped'
 */
export function headWords(report: Report, problems: readonly string[]): string {
  const counts = totals(report)
  const isNothing = counts.passed + (counts.known ?? 0) === 0
  const word =
    counts.failed > 0 || isStale(report) ? 'FAIL' : problems.length > 0 || counts.inconclusive > 0 || isNothing ? 'INCONCLUSIVE' : 'PASS'
  return `${word}: ${countWords(counts)}`
}

/** Whether an entry of the baseline has to go. */
const isStale = ({ baseline = [] }: Report): boolean => baseline.some(({ state }) => state === 'expired' || state === 'healed')

/** How many examples a phase ran. */
export const examples = ({ counts }: Pick<PhaseResult, 'counts'>): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

/** Why cases and phases were skipped, or are inconclusive: the most frequent reason first. */
export function reasonCounts(
  { cases, phases = [] }: Pick<Report, 'cases' | 'phases'>,
  status: 'skipped' | 'inconclusive',
): { target: TargetName; reason: string; count: number }[] {
  const rows = [...cases, ...phases].filter((row) => row.status === status)
  // What differs from case to case is no other reason.
  const groups = Object.values(groupsBy(rows, ({ target, reason = '' }) => `${target} ${reason.replace(/\d+/g, '#')}`))
  return groups
    .flatMap((group = []) =>
      group.slice(0, 1).map(({ target, reason = '' }) => ({ target, reason: cut(reason, 300), count: group.length })),
    )
    .toSorted((one, other) => other.count - one.count)
}

/**
 * Fields that the OpenAPI description does not have, each place once.
 *
 * @example undocumentedFields(report) // [{ target: 'live', field: 'freezeAsyncOrder 202 /actionId', count: 150 }]
 */
export function undocumentedFields({ cases }: Pick<Report, 'cases'>): { target: TargetName; field: string; count: number }[] {
  const places = cases.flatMap(({ target, undocumented = [] }) => {
    // The items of a list are one place.
    const fields = undocumented.map((field) => field.replace(/\/\d+(?=\/)/g, '/*'))
    return [...new Set(fields)].map((field) => ({ target, field }))
  })
  return Object.values(groupsBy(places, ({ target, field }) => `${target} ${field}`))
    .flatMap((group = []) => group.slice(0, 1).map((place) => ({ ...place, count: group.length })))
    .toSorted((one, other) => other.count - one.count || one.field.localeCompare(other.field))
}

/** How many clauses have each verdict of parity. */
export function parityCounts(report: Report): { verdict: string; count: number }[] {
  const asked = new Set(askedClauses(report).map(({ id }) => id))
  const groups = groupsBy(
    report.parity.filter(({ clause }) => asked.has(clause)),
    ({ verdict }) => verdict,
  )
  return Object.entries(groups).map(([verdict, list = []]) => ({ verdict, count: list.length }))
}

/** What is known of the option that each target follows. */
export function interpretationCounts(
  { interpretations }: Report,
  target: TargetName,
): { told: number; otherwise: Report['interpretations'] } {
  const told = interpretations.filter(({ observed }) => !['skipped', 'inconclusive'].includes(observed[target] ?? 'skipped'))
  return { told: told.length, otherwise: told.filter(({ chosen, observed }) => observed[target] !== chosen) }
}
