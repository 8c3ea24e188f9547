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
import { createRedactor } from '../redact/redactor.ts'
import { connect } from '../targets/from-options.ts'
import type { TargetName } from '../targets/target.ts'
import { leaving } from './leaving.ts'

const description = JSON.parse(readFileSync(new URL('../../../generated/openapi.json', import.meta.url), 'utf8'))

/** Of what a test throws, at most; characters. */
const LONGEST_ERROR = 4_000

/** Registers every wanted case, probe and phase for one target, if it is wanted at all. */
export function defineRun(name: TargetName): void {
  const options = inject('contract')
  const wanted = options.only === null ? cases : cases.filter(({ id }) => options.only?.includes(id))
  describe.skipIf(!options.targets.includes(name))(name, () => {
    const run = whenOver(options)
    let connection: Awaited<ReturnType<typeof connect>>
    let asking: Asking
    beforeAll(async () => {
      connection = await connect(name, options, run)
      asking = createAsking(connection.target, run)
    })
    afterAll(() => connection?.close())
    const schemas = createSchemaCheck(description)
    // Without a control plane, requests are sequential: events are told apart by their order.
    const test = options.live === null ? it.concurrent : it
    /** A test whose findings leave the process without secrets; what it throws is no finding, and goes to the errors of the run. */
    const telling = (title: string, comment: string, find: () => Promise<TaskMeta>): void =>
      test(title, async ({ task }) => {
        const { takeExchanges, redactor = createRedactor() } = connection.target
        try {
          const found = await find()
          const exchanges = takeExchanges?.().map((entry) => ({ ...entry, comment }))
          Object.assign(task.meta, leaving({ ...found, ...(exchanges && { exchanges }) }, redactor))
        } catch (error) {
          throw new Error(redactor.value(error instanceof Error ? error.message : String(error), LONGEST_ERROR))
        }
      })
    for (const row of wanted) {
      telling(`${row.id}: ${row.name}`, row.id, async () => {
        const record = options.record === null || options.live !== null ? null : recorded(asking.target, row, options.record)
        return { contract: await asking.check(row, schemas, record?.target), ...(record && { recorded: record.entries }) }
      })
    }
    for (const phase of phases) {
      const { names, run } = options.phases ?? { names: [], run: { seed: 0, budgetMs: 0, replay: null } }
      if (!names.includes(phase.name)) continue
      telling(`phase ${phase.name}`, phase.name, async () => {
        const cannot = unrun(options, asking)
        const about = { phase: phase.name, target: name, seed: run.seed, counts: {}, failures: [], durationMs: 0 }
        return { phase: cannot === null ? await phase.run(asking.target, run, Date.now) : { ...about, ...cannot } }
      })
    }
    const readings = options.readings ?? (options.only === null ? null : [])
    for (const row of probes.filter(({ reading }) => readings === null || readings.includes(reading.split('.')[0] ?? '')))
      telling(`probe ${row.reading}`, `probe-${row.reading}`, async () => ({ probe: await probe(row, asking.target) }))
  })
}

/** Aborted when the whole run is over. */
function whenOver({ over }: ContractOptions): AbortSignal {
  const ending = new AbortController()
  if (over !== undefined) setTimeout(() => ending.abort(new Error(over.reason)), over.afterMs).unref()
  return ending.signal
}

/** What becomes of generated tests that are not begun. */
function unrun({ live }: ContractOptions, { stopped }: Asking): { status: 'not-run' | 'inconclusive'; reason: string } | null {
  const why = stopped()
  if (why !== null) return { status: 'inconclusive', reason: why }
  return live === null ? null : { status: 'not-run', reason: 'it needs more orders than can be prepared by hand' }
}
