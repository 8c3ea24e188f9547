import type { Target, TargetName } from '../targets/target.ts'

/** What a phase is told. */
export interface PhaseOptions {
  /** Everything random follows from it. */
  seed: number
  /** Milliseconds after which nothing new is begun. */
  budgetMs: number
  /** Of an earlier failure: run this one example alone. */
  replay: string | null
}

/** One thing that did not hold, shrunk to the smallest example that shows it. */
export interface PhaseFailure {
  /** The clause that does not hold; null where none says it. */
  clause: string | null
  what: string
  expected: unknown
  actual: unknown
  /** What `PhaseOptions.replay` takes to run it again. */
  replay: string
  /** A line that sends its request again, where it is about one. */
  curl?: string
}

/** What a phase found on one target; plain data, as it stands in the report. */
export interface PhaseResult {
  phase: string
  target: TargetName
  status: 'passed' | 'failed' | 'not-run'
  /** Why it was not run. */
  reason?: string
  seed: number
  /** How many examples were run, by what they were about. */
  counts: Record<string, number>
  failures: PhaseFailure[]
  durationMs: number
}

/** A part of the contract run that makes its own cases. */
export interface Phase {
  name: string
  run: (target: Target, options: PhaseOptions, now: () => number) => Promise<PhaseResult>
}
