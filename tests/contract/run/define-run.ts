import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, inject, it, type TaskMeta } from 'vitest'
import { type Asking, createAsking } from '../ask.ts'
import { cases } from '../cases/index.ts'
import { createSchemaCheck } from '../checks/schema.ts'
import { recorded } from '../har.ts'
import type { ContractOptions } from '../options.ts'
import { phases } from '../phases/index.ts'
import { probe } from '../probe.ts'
import { probes } from '../probes/index.ts'
import { explainFailure } from '../replay.ts'
import { connect } from '../targets/from-options.ts'
import type { TargetName } from '../targets/target.ts'

const description = JSON.parse(readFileSync(new URL('../../../generated/openapi.json', import.meta.url), 'utf8'))

/** Registers every wanted case, probe and phase for one target, if it is wanted at all. */
export function defineRun(name: TargetName): void {
  const options = inject('contract')
  const wanted = options.only === null ? cases : cases.filter(({ id }) => options.only?.includes(id))
  describe.skipIf(!options.targets.includes(name))(name, () => {
    let connection: Awaited<ReturnType<typeof connect>>
    let asking: Asking
    beforeAll(async () => {
      connection = await connect(name, options)
      asking = createAsking(connection.target)
    })
    afterAll(() => connection?.close())
    const schemas = createSchemaCheck(description)
    // Without a control plane, requests are sequential: events are told apart by their order.
    const test = options.live === null ? it.concurrent : it
    const keepExchanges = (task: { meta: TaskMeta }, comment: string): void => {
      const exchanges = connection.target.takeExchanges?.()
      if (exchanges !== undefined) task.meta.exchanges = exchanges.map((entry) => ({ ...entry, comment }))
    }
    for (const row of wanted) {
      test(`${row.id}: ${row.name}`, async ({ task, skip }) => {
        const record = options.record === null || options.live !== null ? null : recorded(asking.target, row, options.record)
        const result = await asking.check(row, schemas, record?.target)
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
      test(`phase ${phase.name}`, async ({ task, skip }) => {
        const cannot = unrun(options, asking)
        const about = { phase: phase.name, target: name, seed: run.seed, counts: {}, failures: [], durationMs: 0 }
        const result = cannot === null ? await phase.run(asking.target, run, Date.now) : { ...about, ...cannot }
        task.meta.phase = result
        if (result.status === 'not-run') skip(result.reason)
        if (result.status === 'failed') throw new Error(result.failures.map(({ what }) => what).join('\n  '))
      })
    }
    const readings = options.readings ?? (options.only === null ? null : [])
    for (const row of probes.filter(({ reading }) => readings === null || readings.includes(reading.split('.')[0] ?? ''))) {
      test(`probe ${row.reading}`, async ({ task, skip }) => {
        task.meta.probe = await probe(row, asking.target)
        keepExchanges(task, `probe-${row.reading}`)
        if (task.meta.probe.observed === 'not-run') skip(task.meta.probe.reason)
      })
    }
  })
}

/** What becomes of generated tests that are not begun. */
function unrun({ live }: ContractOptions, { stopped }: Asking): { status: 'not-run' | 'inconclusive'; reason: string } | null {
  const why = stopped()
  if (why !== null) return { status: 'inconclusive', reason: why }
  return live === null ? null : { status: 'not-run', reason: 'it needs more orders than can be prepared by hand' }
}
