import fc from 'fast-check'
import { emptyModel } from '../../contract/src/stateful/model/model.ts'
import type { Rules } from '../../sandbox/src/index.ts'
import { commands } from './commands.ts'
import { compareOthers } from './compare.ts'
import { placeOrder, wantedOrder } from './orders.ts'
import { START, startSystem } from './system.ts'

/** How to run sequences; `path` and `replayPath` are what a failure prints. */
export interface RunOptions {
  runs: number
  seed: number
  path?: string | undefined
  replayPath?: string | undefined
  /** Rules to go by instead of the documented ones. */
  rules?: Rules | undefined
}

/** Runs sequences of commands against the sandbox and the model, until one differs; that one is then made as short as can be. */
export function runModel({ runs, seed, path, replayPath, rules }: RunOptions) {
  const property = fc.asyncProperty(wantedOrder, commands(replayPath), async (first, sequence) => {
    const system = await startSystem(rules)
    try {
      const model = emptyModel(START)
      await placeOrder(model, system, first)
      await fc.asyncModelRun(() => ({ model, real: system }), sequence)
      await compareOthers(system)
    } finally {
      system.close()
    }
  })
  return fc.check(property, { numRuns: runs, seed, ...(path === undefined ? {} : { path }) })
}

/** What a failure prints: seed, path, and the commands with the replay path behind them. */
export const failureOf = (result: Awaited<ReturnType<typeof runModel>>): string | null =>
  result.failed ? (fc.defaultReportMessage(result) ?? 'failed') : null
