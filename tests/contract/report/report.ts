import type { TargetName } from '../targets/target.ts'

/** What a contract run found; the contents of report.json, described by report.schema.json. */
export interface Report {
  /** `info.version` of the description. */
  contractVersion: string
  /** ISO 8601, UTC. */
  startedAt: string
  durationMs: number
  /** Of the order in which the cases ran. */
  seed: number
  targets: Partial<Record<TargetName, { baseUrl: string; passed: number; failed: number; notRun: number }>>
  cases: ReportCase[]
  clauses: ReportClause[]
  parity: { clause: string; verdict: Verdict }[]
  readings: { id: string; chosen: string; observed: Partial<Record<TargetName, string>> }[]
}

export interface ReportCase {
  id: string
  name: string
  target: TargetName
  status: 'passed' | 'failed' | 'not-run'
  reason?: string
  /** The answer was forced: the case verifies no clause. */
  forced?: true
  clauses: string[]
  durationMs: number
  failures: { clause: string; what: string; expected: unknown; actual: unknown }[]
  /** Commands that do it again. */
  replay: { command: string; curl?: string }
}

export type ClauseStatus = 'passed' | 'failed' | 'partial' | 'not-run'

export interface ReportClause {
  id: string
  results: Partial<Record<TargetName, ClauseStatus>>
  /** Targets that showed it when forced. */
  forced?: TargetName[]
  /** It contradicts our reading, and was checked under this option. */
  holdsUnder?: string
  /** Whether a mutation run killed a mutant of it; false where all survived. */
  proven?: boolean
  /** Why it was not run anywhere. */
  reason?: string
}

export type Verdict = 'agree' | 'mock-only' | 'sandbox-only' | 'live-only' | 'unverified'
