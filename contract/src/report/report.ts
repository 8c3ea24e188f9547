import type { Failure } from '../checks/failure.ts'
import type { BaselineEntry } from '../evaluate/baseline.ts'
import type { PhaseResult } from '../run/phase.ts'
import type { TargetName } from '../targets/target.ts'
import type { ReportExchange } from './exchange.ts'

/** What a contract run found; the contents of report.json, described by report.schema.json. */
export interface Report {
  /** `info.version` of the description. */
  contractVersion: string
  /** ISO 8601, UTC. */
  startedAt: string
  durationMs: number
  /** Of the order in which the cases ran, and of what the phases made at random. */
  seed: number
  /**
   * What the run comes to: 0 passed, 1 a clause was violated or the baseline is not met, 2 inconclusive; and in sentences what is inconclusive
   * and why, and what is new, expired or healed by the baseline.
   */
  verdict: { exitCode: 0 | 1 | 2; reasons: string[] }
  /** Options that a command needs to meet the same target again, such as `--url URL`; missing where it needs none. */
  again?: string
  /** Counts are of cases and phases. */
  targets: Partial<Record<TargetName, TargetCounts & { baseUrl: string }>>
  cases: ReportCase[]
  /** Of each phase on each target, also where it was left out. */
  phases: PhaseResult[]
  clauses: ReportClause[]
  parity: { clause: string; verdict: Verdict }[]
  interpretations: { id: string; chosen: string; observed: Partial<Record<TargetName, string>>; changed?: InterpretationChange }[]
  /** The options that narrowed the run, such as `--case freeze-basic`; missing for a whole run. */
  narrowed?: string[]
  /** Each entry of the baseline, and what became of it; missing without a baseline. */
  baseline?: BaselineEntry[]
  /** How evidence of live runs was judged; missing when it was not looked for. */
  evidence?: {
    staleAfterDays: number
    /** Whether the evidence of this run is of a rehearsal; null when it left none. */
    rehearsal: boolean | null
  }
}

/** How many cases and phases have each status. */
export interface TargetCounts {
  passed: number
  failed: number
  skipped: number
  inconclusive: number
  /** Missing without a baseline. */
  known?: number
}

/** The option that a live target followed when evidence of it was last written. */
export interface InterpretationChange {
  was: string
  /** ISO 8601, UTC. */
  at: string
}

/** What was last seen of a clause on a live target. */
export interface ClauseEvidence {
  /** ISO 8601, UTC. */
  at: string
  host: string
  result: Exclude<ClauseStatus, 'skipped' | 'inconclusive'>
  ageDays: number
  /** Older than the report asks for. */
  stale: boolean
  /** Seen on a stand-in only: the clause was never seen live. */
  rehearsal?: true
  /** The description has changed since. */
  otherDescription?: true
}

export interface ReportCase {
  id: string
  name: string
  target: TargetName
  /** `known`: all that failed is in the baseline. */
  status: 'passed' | 'failed' | 'known' | 'skipped' | 'inconclusive'
  reason?: string
  /** The answer was forced: the case verifies no clause. */
  forced?: true
  clauses: string[]
  durationMs: number
  failures: Failure[]
  /** Fields that the OpenAPI description does not have, such as `freezeAsyncOrder 202 /actionId`. */
  undocumented?: string[]
  /** What was sent and answered, where the case failed and there was an answer. */
  exchange?: ReportExchange
  /** Commands that do it again. */
  replay: { command: string; curl?: string }
}

/** `differs`: the target differs from a clause that does not count there. */
export type ClauseStatus = 'passed' | 'failed' | 'differs' | 'partial' | 'inconclusive' | 'skipped'

export interface ReportClause {
  id: string
  results: Partial<Record<TargetName, ClauseStatus>>
  /** Targets that showed it when forced. */
  forced?: TargetName[]
  /** It contradicts our interpretation, and was checked under this option. */
  holdsUnder?: string
  /** Whether a mutation run killed a mutant of it; false where all survived. */
  proven?: boolean
  /** Why it was not run anywhere. */
  reason?: string
  /** Null: never seen live, not even in a rehearsal. Missing when evidence was not looked for. */
  evidence?: ClauseEvidence | null
}

export type Verdict = 'agree' | 'mock-only' | 'sandbox-only' | 'live-only' | 'unverified'
