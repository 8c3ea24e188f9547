import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, inject, it, type TaskMeta } from 'vitest'
import { cases } from '../cases/index.ts'
import { checkCase } from '../check-case.ts'
import { createSchemaCheck } from '../checks/schema.ts'
import { recorded } from '../har.ts'
import { phases } from '../phases/index.ts'
import { probe } from '../probe.ts'
import { probes } from '../probes/index.ts'
import { explainFailure } from '../replay.ts'
import { connect } from '../targets/from-options.ts'
import type { TargetName } from '../targets/target.ts'

const description = JSON.parse(readFileSync(new URL('../../../generated/openapi.json', import.meta.url), 'utf8'))

/** On top of the budget of a phase: what is systematic is done whatever the budget, and a failure is made as small as can be. */
const PHASE_LIMIT_MS = 60_000

/** A case may send several requests, each of them up to five times with pauses of a minute. */
const LIVE_LIMIT_MS = 1_800_000

/** Registers every wanted case, probe and phase for one target, if it is wanted at all. */
export function defineRun(name: TargetName): void {
  const options = inject('contract')
  const wanted = options.only === null ? cases : cases.filter(({ id }) => options.only?.includes(id))
  describe.skipIf(!options.targets.includes(name))(name, () => {
    let connection: Awaited<ReturnType<typeof connect>>
    beforeAll(async () => {
      connection = await connect(name, options)
    })
    afterAll(() => connection?.close())
    const schemas = createSchemaCheck(description)
    // A live target is asked one thing at a time, and may ask to wait.
    const test = name === 'live' ? it : it.concurrent
    const limit = name === 'live' ? { timeout: LIVE_LIMIT_MS } : {}
    const keepExchanges = (task: { meta: TaskMeta }, comment: string): void => {
      const exchanges = connection.target.takeExchanges?.()
      if (exchanges !== undefined) task.meta.exchanges = exchanges.map((entry) => ({ ...entry, comment }))
    }
    for (const row of wanted) {
      test(`${row.id}: ${row.name}`, limit, async ({ task, skip }) => {
        const record = options.record === null || name === 'live' ? null : recorded(connection.target, row, options.record)
        const result = await checkCase(row, record?.target ?? connection.target, schemas)
        task.meta.contract = result
        if (record !== null) task.meta.recorded = record.entries
        keepExchanges(task, row.id)
        if (result.status === 'not-run') skip(result.reason)
        if (result.status === 'failed') throw new Error(result.failures.map(explainFailure).join('\n  '))
      })
    }
    for (const phase of phases) {
      const { names, run } = options.phases ?? { names: [], run: { seed: 0, budgetMs: 0, replay: null } }
      if (!names.includes(phase.name)) continue
      test(`phase ${phase.name}`, { timeout: run.budgetMs + PHASE_LIMIT_MS }, async ({ task, skip }) => {
        const result = await phase.run(connection.target, run, Date.now)
        task.meta.phase = result
        if (result.status === 'not-run') skip(result.reason)
        if (result.status === 'failed') throw new Error(result.failures.map(({ what }) => what).join('\n  '))
      })
    }
    if (options.only !== null) return
    for (const row of probes) {
      test(`probe ${row.reading}`, limit, async ({ task, skip }) => {
        task.meta.probe = await probe(row, connection.target)
        keepExchanges(task, `probe-${row.reading}`)
        if (task.meta.probe.observed === 'not-run') skip(task.meta.probe.reason)
      })
    }
  })
}
