import type { TargetName } from '../targets/target.ts'
import { cut } from './exchange.ts'
import type { Report, ReportClause } from './report.ts'

/** Why a clause was not run when the run was restricted to some cases. */
export const NOT_ASKED = 'no case of this run verifies it'

/** The clauses that the run was about: all, unless it was restricted to some cases. */
export function askedClauses({ clauses, cases }: Pick<Report, 'clauses' | 'cases'>): ReportClause[] {
  if (!clauses.some(({ reason }) => reason === NOT_ASKED)) return clauses
  const named = new Set(cases.flatMap((row) => row.clauses))
  return clauses.filter(({ id, reason }) => reason !== NOT_ASKED && named.has(id))
}

/** How many cases and phases passed, failed and were not run, over all targets. */
export function totals({ cases, phases = [] }: Report): { passed: number; failed: number; notRun: number } {
  const of = (wanted: string): number => [...cases, ...phases].filter(({ status }) => status === wanted).length
  return { passed: of('passed'), failed: of('failed'), notRun: of('not-run') }
}

/** Why cases and phases were not run, the most frequent reason first. */
export function notRunReasons({ cases, phases = [] }: Report): { target: TargetName; reason: string; count: number }[] {
  const rows = [...cases, ...phases].filter(({ status }) => status === 'not-run')
  const groups = Object.values(Object.groupBy(rows, ({ target, reason }) => `${target} ${reason}`))
  return groups
    .flatMap((group = []) =>
      group.slice(0, 1).map(({ target, reason = '' }) => ({ target, reason: cut(reason, 300), count: group.length })),
    )
    .toSorted((one, other) => other.count - one.count)
}

/** How many clauses have each verdict of parity. */
export function parityCounts(report: Report): { verdict: string; count: number }[] {
  const asked = new Set(askedClauses(report).map(({ id }) => id))
  const groups = Object.groupBy(
    report.parity.filter(({ clause }) => asked.has(clause)),
    ({ verdict }) => verdict,
  )
  return Object.entries(groups).map(([verdict, list = []]) => ({ verdict, count: list.length }))
}

/** What is known of the option that each target follows. */
export function readingCounts({ readings }: Report, target: TargetName): { told: number; otherwise: Report['readings'] } {
  const told = readings.filter(({ observed }) => !['not-run', 'inconclusive'].includes(observed[target] ?? 'not-run'))
  return { told: told.length, otherwise: told.filter(({ chosen, observed }) => observed[target] !== chosen) }
}
