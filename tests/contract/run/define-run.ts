import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, inject, it } from 'vitest'
import { cases } from '../cases/index.ts'
import { checkCase } from '../check-case.ts'
import { createSchemaCheck } from '../checks/schema.ts'
import { recorded } from '../har.ts'
import { probe } from '../probe.ts'
import { probes } from '../probes/index.ts'
import { explainFailure } from '../replay.ts'
import { connect } from '../targets/from-options.ts'
import type { TargetName } from '../targets/target.ts'

const description = JSON.parse(readFileSync(new URL('../../../generated/openapi.json', import.meta.url), 'utf8'))

/** Registers every wanted case and probe for one target, if it is wanted at all. */
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
    // A live target is asked one thing at a time.
    const test = name === 'live' ? it : it.concurrent
    for (const row of wanted) {
      test(`${row.id}: ${row.name}`, async ({ task, skip }) => {
        const record = options.record === null || name === 'live' ? null : recorded(connection.target, row, options.record)
        const result = await checkCase(row, record?.target ?? connection.target, schemas)
        task.meta.contract = result
        if (record !== null) task.meta.recorded = record.entries
        if (result.status === 'not-run') skip(result.reason)
        if (result.status === 'failed') throw new Error(result.failures.map(explainFailure).join('\n  '))
      })
    }
    if (options.only !== null) return
    for (const row of probes) {
      test(`probe ${row.reading}`, async ({ task, skip }) => {
        task.meta.probe = await probe(row, connection.target)
        if (task.meta.probe.observed === 'not-run') skip(task.meta.probe.reason)
      })
    }
  })
}
