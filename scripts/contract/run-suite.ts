import { Writable } from 'node:stream'
import { startVitest } from 'vitest/node'
import { cases } from '../../tests/contract/cases/index.ts'
import type { ContractOptions } from '../../tests/contract/options.ts'
import { ContractReporter } from '../../tests/contract/report/reporter.ts'
import { createProgress } from './progress.ts'

/** What the tests told. */
export type Told = Pick<ContractReporter, 'results' | 'probes' | 'phases' | 'exchanges' | 'recorded' | 'errors'>

/**
 * Runs the vitest project `contract` with our reporter.
 *
 * @param options goes to the test threads
 * @param seed of the order of the cases
 */
export async function runSuite(options: ContractOptions, seed: number): Promise<Told> {
  const total = (options.only?.length ?? cases.length) * options.targets.length
  const progress = createProgress(total, process.stderr)
  const reporter = new ContractReporter(progress.tell)
  // People read our table on stderr, and machines the files: vitest's own words go nowhere.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const config: Parameters<typeof startVitest>[2] = {
    project: ['contract'],
    run: true,
    watch: false,
    provide: { contract: options },
    // A live target is asked in the order of the tables, so that each case claims the order that a dry run shows.
    sequence: { seed, shuffle: { tests: options.live === null } },
    reporters: [reporter],
  }
  const vitest = await startVitest('test', [], config, {}, { stdout: silent, stderr: silent })
  await vitest.close()
  progress.end()
  // Vitest sets its own exit code for a failed case; ours is decided from the report.
  process.exitCode = 0
  const { results, probes, phases, exchanges, recorded, errors } = reporter
  return { results, probes, phases, exchanges, recorded, errors }
}
