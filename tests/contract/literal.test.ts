import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { cases } from '../../contract/src/cases/index.ts'
import { createSchemaCheck } from '../../contract/src/checks/schema.ts'
import { evaluate } from '../../contract/src/evaluate/exit-code.ts'
import { weighed } from '../../contract/src/evaluate/verdict.ts'
import { probes } from '../../contract/src/probes/index.ts'
import { probe } from '../../contract/src/probes/probe.ts'
import { loadRegister } from '../../contract/src/register/load.ts'
import { checkCase } from '../../contract/src/run/check-case.ts'
import { inProcessTarget } from './in-process.ts'

it('a target that follows the saved pages literally, each action its own, passes', async () => {
  const schemas = createSchemaCheck(JSON.parse(readFileSync('generated/openapi.json', 'utf8')))
  const target = { ...inProcessTarget({ interpretations: { 'C-NONE-ELIGIBLE.unfreeze': 'reject' } }), strict: false }
  const rows = cases.filter(({ under }) => under === undefined)
  const results = []
  for (const row of rows) results.push({ result: await checkCase(row, target, schemas), durationMs: 0 })
  const observed = []
  for (const row of probes.filter(({ interpretation }) => interpretation.startsWith('C-NONE-ELIGIBLE')))
    observed.push(await probe(row, target))
  const found = weighed({ results, phases: [], probes: observed }, { ours: false, failOn: 'inferred', register: loadRegister() })
  const differing = found.results.flatMap(({ result }) => result.failures).filter(({ follows }) => follows === undefined)
  expect(new Set(differing.map(({ clause, differs }) => `${clause} ${differs}`))).toEqual(
    new Set(['UNF-22 C-NONE-ELIGIBLE.unfreeze=reject']),
  )
  const judged = found.results.map(({ result }) => result)
  expect(evaluate({ targets: ['sandbox'], results: judged, phases: [], rows, complete: false, errors: [] })).toEqual({
    exitCode: 0,
    reasons: [],
  })
})
