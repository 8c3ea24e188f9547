import type { Register } from '../../../scripts/register/load.ts'
import type { Case } from '../case.ts'
import type { CaseResult } from '../check-case.ts'
import type { PhaseResult } from '../phases/phase.ts'
import type { ProbeResult } from '../probe.ts'
import type { TargetName } from '../targets/target.ts'
import { NOT_ASKED } from './counts.ts'
import type { ClauseStatus, Report, ReportCase, ReportClause, Verdict } from './report.ts'

/** All that a report is made of. */
export interface Findings {
  contractVersion: string
  startedAt: string
  durationMs: number
  seed: number
  /** Options that a command needs to meet the same target again, such as `--url URL`. */
  again?: string
  baseUrls: Partial<Record<TargetName, string>>
  /** The cases that were asked for. */
  cases: readonly Case[]
  results: { result: CaseResult; durationMs: number }[]
  probes: ProbeResult[]
  /** What the phases found. */
  phases: PhaseResult[]
  /** Every phase, and why it was left out if it was. */
  wantedPhases: { name: string; leftOut: string | null }[]
  register: Register
  /** What a mutation run says of each clause; see `provenBy`. */
  proven?: ReadonlyMap<string, boolean>
}

/** Puts together what a run found. */
export function buildReport(found: Findings): Report {
  const names = Object.keys(found.baseUrls) as TargetName[]
  const cases = reportCases(found)
  const clauses = reportClauses(found, cases, names)
  return {
    contractVersion: found.contractVersion,
    startedAt: found.startedAt,
    durationMs: found.durationMs,
    seed: found.seed,
    ...(found.again ? { again: found.again } : {}),
    targets: Object.fromEntries(names.map((name) => [name, { baseUrl: found.baseUrls[name] ?? '', ...count(cases, name) }])),
    cases,
    phases: reportPhases(found, names),
    clauses,
    parity: clauses.map(({ id, results }) => ({ clause: id, verdict: verdict(results) })),
    readings: [...found.register.readings.values()].map(({ id, chosen }) => ({
      id,
      chosen,
      observed: Object.fromEntries(names.map((name) => [name, observed(found.probes, id, name)])),
    })),
  }
}

function reportCases({ cases, results, again = '' }: Findings): ReportCase[] {
  const rows = new Map(cases.map((row) => [row.id, row]))
  return results.flatMap(({ result, durationMs }) => {
    const row = rows.get(result.id)
    if (row === undefined) return []
    const { id, target, status, reason, forced, failures, curl, exchange } = result
    const command = `npm run contract -- --target ${target} --case ${id} ${again}`.trimEnd()
    const replay = { command, ...(curl === undefined ? {} : { curl }) }
    return {
      id,
      name: row.name,
      target,
      status,
      ...(reason === undefined ? {} : { reason }),
      ...(forced === undefined ? {} : { forced }),
      clauses: row.clauses,
      durationMs: Math.round(durationMs),
      failures,
      ...(exchange === undefined ? {} : { exchange }),
      replay,
    }
  })
}

/** A row for each phase and target. One that was wanted and told nothing is not run either. */
function reportPhases({ phases, wantedPhases, seed }: Findings, names: TargetName[]): PhaseResult[] {
  return wantedPhases.flatMap(({ name, leftOut }) =>
    names.map((target): PhaseResult => {
      const result = phases.find((found) => found.phase === name && found.target === target)
      const reason = leftOut ?? 'it ended without a result'
      return result ?? { phase: name, target, status: 'not-run', reason, seed, counts: {}, failures: [], durationMs: 0 }
    }),
  )
}

function reportClauses({ cases, register, proven }: Findings, results: ReportCase[], names: TargetName[]): ReportClause[] {
  return [...register.clauses.values()].map((clause) => {
    const rows = cases.filter((row) => verifies(row, clause.id, register))
    const ids = new Set(rows.map(({ id }) => id))
    const own = results.filter((result) => ids.has(result.id))
    const statuses = names.map((name) => [name, clauseStatus(own.filter(({ target, forced }) => target === name && !forced))] as const)
    const forced = names.filter((name) => own.some((result) => result.target === name && result.forced && result.status === 'passed'))
    const isProven = proven?.get(clause.id)
    const reason = clause.unobservable ?? (rows.length === 0 ? NOT_ASKED : undefined)
    return {
      id: clause.id,
      results: Object.fromEntries(statuses),
      ...(forced.length === 0 ? {} : { forced }),
      ...(clause.holdsUnder === undefined ? {} : { holdsUnder: clause.holdsUnder }),
      ...(isProven === undefined ? {} : { proven: isProven }),
      ...(reason !== undefined && statuses.every(([, status]) => status === 'not-run') ? { reason } : {}),
    }
  })
}

/** Whether a case, when it passes, verifies a clause: it names it, and looks at what the clause is about. */
export function verifies(row: Case, clauseId: string, register: Register): boolean {
  const clause = register.clauses.get(clauseId)
  if (clause === undefined || !row.clauses.includes(clauseId)) return false
  const under = Object.entries(row.under ?? {}).map(([id, option]) => `${id}=${option}`)
  if (under.length > 0 && !under.includes(clause.holdsUnder ?? '')) return false
  if (clause.observe === 'event') return row.events !== undefined
  if (clause.observe === 'state') return row.state !== undefined || row.stateAtAnswer !== undefined
  return true
}

function clauseStatus(results: ReportCase[]): ClauseStatus {
  const seen = new Set(results.map(({ status }) => status))
  if (seen.has('failed')) return 'failed'
  if (!seen.has('passed')) return 'not-run'
  return seen.has('not-run') ? 'partial' : 'passed'
}

function count(cases: ReportCase[], name: TargetName): { passed: number; failed: number; notRun: number } {
  const of = (status: ReportCase['status']): number => cases.filter((row) => row.target === name && row.status === status).length
  return { passed: of('passed'), failed: of('failed'), notRun: of('not-run') }
}

/** Where a clause was seen to hold: on two targets or more, on one, or nowhere. A clause that failed somewhere does not agree. */
function verdict(results: ReportClause['results']): Verdict {
  const held = (Object.keys(results) as TargetName[]).filter((name) => results[name] === 'passed' || results[name] === 'partial')
  const failed = Object.values(results).includes('failed')
  if (held.length >= 2 && !failed) return 'agree'
  const [only] = held
  return only === undefined || held.length > 1 ? 'unverified' : `${only}-only`
}

function observed(probes: ProbeResult[], id: string, name: TargetName): string {
  return probes.find((row) => row.reading === id && row.target === name)?.observed ?? 'not-run'
}
