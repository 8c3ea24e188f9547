import type { ContractOptions } from '../../tests/contract/options.ts'

/** How long a whole run may take. */
export interface RunLimit {
  /** Aborted, with the reason, when it is over. */
  signal: AbortSignal
  /** What is left of it for the test threads, and what is said then of what is missing. */
  left: () => NonNullable<ContractOptions['over']>
  /** Forgets about it. */
  end: () => void
}

/**
 * Begins the time of a run.
 *
 * @example const limit = beginLimit(3_600_000, Date.now); await preflight({ …, run: limit.signal }); limit.end()
 */
export function beginLimit(limitMs: number, now: () => number): RunLimit {
  const began = now()
  const reason = `the run reached its limit of ${limitMs / 1_000} s (--timeout)`
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(new Error(reason)), limitMs)
  return {
    signal: ending.signal,
    left: () => ({ afterMs: Math.max(1, limitMs - (now() - began)), reason }),
    end: () => clearTimeout(timer),
  }
}
