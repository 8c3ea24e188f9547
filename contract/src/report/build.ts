import type { Case } from '../cases/case.ts'
import { clausesOf } from '../checks/assertions-of.ts'
import type { ProbeResult } from '../probes/probe.ts'
import type { Register } from '../register/load.ts'
import type { CaseResult } from '../run/check-case.ts'
import type { PhaseResult } from '../run/phase.ts'
import type { TargetName } from '../targets/target.ts'
import { reportClauses } from './clauses.ts'
import { cutExchange } from './exchange.ts'
import type { Report, ReportCase, ReportClause, TargetCounts, Verdict } from './report.ts'

/** All that a report is made of. */
export interface Findings {
  contractVersion: string
  startedAt: string
  durationMs: number
  seed: number
  /** Options that a command needs to meet the same target again, such as `--url URL`. */
  again?: string
  /** The options that narrowed the run; none for a whole one. */
  narrowed?: readonly string[]
  verdict: Report['verdict']
  baseline?: Report['baseline']
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
  const phases = reportPhases(found, names)
  const clauses = reportClauses(found, names)
  return {
    contractVersion: found.contractVersion,
    startedAt: found.startedAt,
    durationMs: found.durationMs,
    seed: found.seed,
    verdict: found.verdict,
    ...(found.again ? { again: found.again } : {}),
    ...(found.narrowed?.length ? { narrowed: [...found.narrowed] } : {}),
    ...(found.baseline === undefined ? {} : { baseline: found.baseline }),
    targets: Object.fromEntries(
      names.map((name) => [
        name,
        { baseUrl: found.baseUrls[name] ?? '', ...count([...cases, ...phases], name, found.baseline !== undefined) },
      ]),
    ),
    cases,
    phases,
    clauses,
    parity: clauses.map(({ id, results }) => ({ clause: id, verdict: verdict(results) })),
    interpretations: [...found.register.interpretations.values()].map(({ id, chosen }) => ({
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
    const { id, target, status, reason, forced, failures, undocumented, curl, exchange } = result
    const command = `npx async-orders contract --target ${target} --case ${id} ${again}`.trimEnd()
    const replay = { command, ...(curl === undefined ? {} : { curl }) }
    return {
      id,
      name: row.name,
      target,
      status,
      ...(reason === undefined ? {} : { reason }),
      ...(forced === undefined ? {} : { forced }),
      clauses: [...clausesOf(row)],
      durationMs: Math.round(durationMs),
      failures: failures.map(({ restsOn: _, ...failure }) => failure),
      ...(undocumented.length === 0 ? {} : { undocumented }),
      ...(exchange === undefined ? {} : { exchange: cutExchange(exchange) }),
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
      if (result !== undefined) return result
      return { phase: name, target, status: 'skipped', reason, seed, counts: {}, failures: [], durationMs: 0 }
    }),
  )
}

function count(rows: readonly (ReportCase | PhaseResult)[], name: TargetName, withKnown: boolean): TargetCounts {
  const of = (status: ReportCase['status']): number => rows.filter((row) => row.target === name && row.status === status).length
  const counts = { passed: of('passed'), failed: of('failed'), skipped: of('skipped'), inconclusive: of('inconclusive') }
  return withKnown ? { ...counts, known: of('known') } : counts
}

/** Where a clause was observed to hold: on two targets or more, on one, or nowhere. A clause that failed or differs somewhere does not agree. */
function verdict(results: ReportClause['results']): Verdict {
  const held = (Object.keys(results) as TargetName[]).filter((name) => results[name] === 'passed' || results[name] === 'partial')
  const against = Object.values(results).some((status) => status === 'failed' || status === 'differs')
  if (held.length >= 2 && !against) return 'agree'
  const [only] = held
  return only === undefined || held.length > 1 ? 'unverified' : `${only}-only`
}

/** One option where all actions follow the same, else the option of each. */
function observed(probes: ProbeResult[], id: string, name: TargetName): string {
  const rows = probes.filter((row) => row.target === name && row.interpretation.split('.')[0] === id)
  const [first] = rows
  if (first === undefined) return 'skipped'
  if (rows.every((row) => row.observed === first.observed)) return first.observed
  return rows.map((row) => `${row.interpretation.slice(id.length + 1)}: ${row.observed}`).join(', ')
}
