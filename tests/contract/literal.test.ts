import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { judge } from '../../scripts/contract/judge.ts'
import { weighed } from '../../scripts/contract/verdict.ts'
import { loadRegister } from '../../scripts/register/load.ts'
import { cases } from './cases/index.ts'
import { checkCase } from './check-case.ts'
import { createSchemaCheck } from './checks/schema.ts'
import { inProcessTarget } from './in-process.ts'
import { probe } from './probe.ts'
import { probes } from './probes/index.ts'

it('a target that follows the saved pages literally, each action its own, passes', async () => {
  const schemas = createSchemaCheck(JSON.parse(readFileSync('generated/openapi.json', 'utf8')))
  const target = { ...inProcessTarget({ readings: { 'C-NONE-ELIGIBLE.unfreeze': 'reject' } }), strict: false }
  const rows = cases.filter(({ under }) => under === undefined)
  const results = []
  for (const row of rows) results.push({ result: await checkCase(row, target, schemas), durationMs: 0 })
  const observed = []
  for (const row of probes.filter(({ reading }) => reading.startsWith('C-NONE-ELIGIBLE'))) observed.push(await probe(row, target))
  const found = weighed({ results, phases: [], probes: observed }, { ours: false, failOn: 'inferred', register: loadRegister() })
  const differing = found.results.flatMap(({ result }) => result.failures).filter(({ follows }) => follows === undefined)
  expect(new Set(differing.map(({ clause, differs }) => `${clause} ${differs}`))).toEqual(
    new Set(['UNF-22 C-NONE-ELIGIBLE.unfreeze=reject']),
  )
  const judged = found.results.map(({ result }) => result)
  expect(judge({ targets: ['sandbox'], results: judged, phases: [], rows, complete: false, errors: [] })).toEqual({ code: 0, reasons: [] })
})
