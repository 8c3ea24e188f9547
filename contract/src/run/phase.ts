import type { Target, TargetName } from '../targets/target.ts'

/** What a phase is told. */
export interface PhaseOptions {
  /** Everything random follows from it. */
  seed: number
  /** Milliseconds after which no further batch of random examples is begun. The systematic ones and the first batch run whatever it is. */
  budgetMs: number
  /** Of an earlier failure: run this one example alone. */
  replay: string | null
}

/** One thing that failed, shrunk to the smallest example that shows it. */
export interface PhaseFailure {
  /** The clause that is violated; null where none says it. */
  clause: string | null
  what: string
  expected: unknown
  actual: unknown
  /** How many examples show the same. */
  cases: number
  /** What `PhaseOptions.replay` takes to see it again; empty where only the whole phase with the same seed shows it. */
  replay: string
  /** A line that sends its request again, where it is about one. */
  curl?: string
  /** Why it does not count on this target; see `Failure.differs`. */
  differs?: string
  /** Why a baseline knows it; see `Failure.known`. */
  known?: string
}

/** What a phase found on one target; plain data, as the report has it. */
export interface PhaseResult {
  phase: string
  target: TargetName
  /** Known: all that failed is in a baseline. */
  status: 'passed' | 'failed' | 'known' | 'inconclusive' | 'skipped'
  /** Why it was not run, what could not be judged, or why its failures are known. */
  reason?: string
  seed: number
  /** How many examples were run, by kind. */
  counts: Record<string, number>
  /** How often the examples came to each thing that must be covered. */
  covered?: Record<string, number>
  failures: PhaseFailure[]
  durationMs: number
}

/** A part of the contract run that makes its own cases. */
export interface Phase {
  name: string
  run: (target: Target, options: PhaseOptions, now: () => number) => Promise<PhaseResult>
}
