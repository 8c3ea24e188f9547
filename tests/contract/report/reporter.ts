import type { Reporter, TestCase } from 'vitest/node'
import type { CaseResult } from '../check-case.ts'
import type { HarEntry } from '../har.ts'
import type { PhaseResult } from '../phases/phase.ts'
import type { ProbeResult } from '../probe.ts'

/** Collects what each test found, and shows how far the run is. */
export class ContractReporter implements Reporter {
  readonly results: { result: CaseResult; durationMs: number }[] = []
  readonly probes: ProbeResult[] = []
  readonly phases: PhaseResult[] = []
  /** Of a live target, redacted. */
  readonly exchanges: HarEntry[] = []
  /** What the cases exchanged with mock and sandbox, when that is recorded. */
  readonly recorded: HarEntry[] = []
  /** Errors outside of any case: a target that could not be reached, a fault of the suite. */
  readonly errors: string[] = []
  readonly #progress: (done: number, failed: number) => void

  /** @param progress told after each case how many are done, and how many of them failed */
  constructor(progress: (done: number, failed: number) => void) {
    this.#progress = progress
  }

  onTestCaseResult(test: TestCase): void {
    const { contract, probe, phase, exchanges = [], recorded = [] } = test.meta()
    this.exchanges.push(...exchanges)
    this.recorded.push(...recorded)
    if (probe !== undefined) this.probes.push(probe)
    if (phase !== undefined) this.phases.push(phase)
    if (contract !== undefined) this.results.push({ result: contract, durationMs: test.diagnostic()?.duration ?? 0 })
    // A probe may be inconclusive, but a test that tells nothing has not done its work.
    if (contract === undefined && probe === undefined && phase === undefined && test.result().state !== 'skipped') {
      this.errors.push(
        `${test.fullName}: ${
          test
            .result()
            .errors?.map(({ message }) => message)
            .join('; ') || 'told nothing'
        }`,
      )
    }
    this.#progress(this.results.length, this.results.filter(({ result }) => result.status === 'failed').length)
  }

  onTestRunEnd(
    modules: Parameters<NonNullable<Reporter['onTestRunEnd']>>[0],
    errors: Parameters<NonNullable<Reporter['onTestRunEnd']>>[1],
  ): void {
    for (const error of [
      ...errors,
      ...modules.flatMap((module) => [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())]),
    ]) {
      this.errors.push(String(error.message))
    }
  }
}
