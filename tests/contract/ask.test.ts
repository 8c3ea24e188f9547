import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cases } from '../../contract/src/cases/index.ts'
import { createSchemaCheck } from '../../contract/src/checks/schema.ts'
import { probes } from '../../contract/src/probes/index.ts'
import { probe } from '../../contract/src/probes/probe.ts'
import { createAsking } from '../../contract/src/run/ask.ts'
import { phases } from '../../contract/src/run/phases.ts'
import { inProcessTarget } from './in-process.ts'

const schemas = createSchemaCheck(JSON.parse(readFileSync('generated/openapi.json', 'utf8')))

describe('asking', () => {
  it('ends where a part of a target hangs, though other cases pass in between', async () => {
    // Nothing that happens beside the request of a case is processed.
    const hanging = inProcessTarget(
      {},
      {
        fetch: (send) => (request) =>
          request.url.endsWith('/drain') ? Promise.reject(new DOMException('too late', 'TimeoutError')) : send(request),
      },
    )
    const asking = createAsking(hanging)
    const [drained = [], others = []] = [true, false].map((drains) => cases.filter(({ state }) => (state !== undefined) === drains))
    const rows = drained.slice(0, 40).flatMap((row, index) => [row, others[index] ?? row])
    const results = []
    for (const row of rows) results.push(await asking.check(row, schemas))
    expect(results.slice(0, 20).filter(({ status }) => status === 'passed').length).toBeGreaterThan(5)
    expect(asking.stopped()).toBe('not asked any more: no response within 30 s, 20 cases')
    expect(results.at(-1)).toMatchObject({ status: 'inconclusive', reason: asking.stopped() })
  })

  it('ends with the run: cases, probes and phases that are missing are inconclusive', async () => {
    const run = new AbortController()
    const { check, target, stopped } = createAsking(inProcessTarget(), run.signal)
    const [one, two] = cases.filter(({ id }) => ['freeze-answer-accepts', 'update-answers-200'].includes(id))
    if (one === undefined || two === undefined) throw new Error('the cases are gone')
    expect(await check(one, schemas)).toMatchObject({ status: 'passed' })
    run.abort(new Error('the run is over'))
    expect(stopped()).toBe('the run is over')
    expect(await check(two, schemas)).toMatchObject({ status: 'inconclusive', reason: 'the run is over' })
    for (const row of probes.slice(0, 1))
      expect(await probe(row, target)).toMatchObject({ observed: 'inconclusive', reason: 'the run is over' })
    for (const phase of phases) {
      const result = await phase.run(target, { seed: 1, budgetMs: 1, replay: null }, () => 0)
      expect(result).toMatchObject({ status: 'inconclusive', reason: expect.stringContaining('the run is over') })
    }
  })
})
