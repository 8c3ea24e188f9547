import { join } from 'node:path'
import { Writable } from 'node:stream'
import { startVitest } from 'vitest/node'
import { cases } from '../../tests/contract/cases/index.ts'
import type { ContractOptions } from '../../tests/contract/options.ts'
import { ContractReporter } from '../../tests/contract/report/reporter.ts'

/**
 * Runs the vitest project `contract` with our reporter, and JUnit beside it.
 *
 * @param options goes to the test threads
 */
export async function runSuite(options: ContractOptions, { seed, report }: { seed: number; report: string }): Promise<ContractReporter> {
  const total = (options.only?.length ?? cases.length) * options.targets.length
  const reporter = new ContractReporter((done) => {
    if (process.stderr.isTTY && total > 0) process.stderr.write(`\r  ${done} of ${total} cases${done === total ? '\n' : ''}`)
  })
  // People read our table on stderr, and machines the files: vitest's own words go nowhere.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const config: Parameters<typeof startVitest>[2] = {
    project: ['contract'],
    run: true,
    watch: false,
    provide: { contract: options },
    // A live target is asked in the order of the tables, so that each case claims the order that a dry run shows.
    sequence: { seed, shuffle: { tests: options.live === null } },
    reporters: [reporter, ['junit', { outputFile: join(report, 'junit.xml'), suiteName: 'contract' }]],
  }
  const vitest = await startVitest('test', [], config, {}, { stdout: silent, stderr: silent })
  await vitest.close()
  // Vitest sets its own exit code for a failed case; ours is decided from the report.
  process.exitCode = 0
  return reporter
}
