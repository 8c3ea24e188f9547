import type { TargetName } from '../targets/target.ts'
import type { ReportExchange } from './exchange.ts'

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
  /** Of each phase on each target; a phase makes cases of its own. */
  phases?: ReportPhase[]
  clauses: ReportClause[]
  parity: { clause: string; verdict: Verdict }[]
  readings: { id: string; chosen: string; observed: Partial<Record<TargetName, string>>; changed?: ReadingChange }[]
  /** How evidence of live runs was judged; missing when it was not looked for. */
  evidence?: {
    staleAfterDays: number
    /** Whether this run was a rehearsal; null when it had no live target. */
    rehearsal: boolean | null
  }
}

/** The option that a live target followed when evidence of it was last written. */
interface ReadingChange {
  was: string
  /** ISO 8601, UTC. */
  at: string
}

/** What was last seen of a clause on a live target. */
export interface ClauseEvidence {
  /** ISO 8601, UTC. */
  at: string
  host: string
  result: 'passed' | 'failed' | 'partial'
  ageDays: number
  /** Older than the report asks for. */
  stale: boolean
  /** Seen on a stand-in only: the clause was never seen live. */
  rehearsal?: true
  /** The description has changed since. */
  otherDescription?: true
}

/** What a phase found on one target. */
export interface ReportPhase {
  phase: string
  target: TargetName
  status: 'passed' | 'failed' | 'not-run'
  reason?: string
  seed: number
  /** How many examples were run, by what they were about. */
  counts: Record<string, number>
  /** @property replay what `--phase NAME --replay` takes to run the one example again */
  failures: { clause: string | null; what: string; expected: unknown; actual: unknown; replay: string; curl?: string }[]
  durationMs: number
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
  /** What was sent and answered, where the case failed and there was an answer. */
  exchange?: ReportExchange
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
  /** Why it was not run anywhere. */
  reason?: string
  /** Null: never seen live, not even in a rehearsal. Missing when evidence was not looked for. */
  evidence?: ClauseEvidence | null
  /** False when every mutant that breaks it survives. Missing when no mutation run was looked at. */
  proven?: boolean
}

export type Verdict = 'agree' | 'mock-only' | 'sandbox-only' | 'live-only' | 'unverified'
