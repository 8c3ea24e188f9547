import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Case } from '../../contract/src/cases/case.ts'
import { cases } from '../../contract/src/cases/index.ts'
import { createSchemaCheck } from '../../contract/src/checks/schema.ts'
import { evaluate } from '../../contract/src/evaluate/exit-code.ts'
import { weighed } from '../../contract/src/evaluate/verdict.ts'
import { probes } from '../../contract/src/probes/index.ts'
import { probe } from '../../contract/src/probes/probe.ts'
import { loadRegister } from '../../contract/src/register/load.ts'
import { createAsking } from '../../contract/src/run/ask.ts'
import type { CaseResult } from '../../contract/src/run/check-case.ts'
import { manualClock } from '../../contract/src/run/manual-clock.ts'
import { createLiveTarget } from '../../contract/src/targets/live.ts'
import { type BugName, bugs } from './bugs.ts'
import { startForeign } from './server.ts'

const register = loadRegister()
const schemas = createSchemaCheck(JSON.parse(readFileSync('generated/openapi.json', 'utf8')))

/** What the gate says of the foreign server: as `npx async-orders contract --target sandbox --url …` without a control plane. */
async function gate(rows: readonly Case[], bug?: BugName) {
  const now = () => Date.UTC(2026, 2, 2, 9)
  const server = await startForeign({ ...(bug === undefined ? {} : { bug }), now, newId: randomUUID, later: (work) => work() })
  const { credentials, token, fixtures, webhookId } = server
  const pace = { rate: Number.POSITIVE_INFINITY, maxWrites: Number.POSITIVE_INFINITY, webhookId, eventWait: 60_000 }
  const options = { ...credentials, token, fixtures, ...pace }
  const { target, check } = createAsking(createLiveTarget(server.baseUrl, options, { fetch, ...manualClock() }, { name: 'sandbox' }))
  const played: { result: CaseResult; durationMs: number }[] = []
  for (const row of rows) played.push({ result: await check(row, schemas), durationMs: 0 })
  const observed = []
  for (const row of probes) observed.push(await probe(row, target))
  await server.close()
  const suite = weighed({ results: played, phases: [], probes: observed }, { ours: false, failOn: 'inferred', register })
  const results = suite.results.map(({ result }) => result)
  const run = { targets: ['sandbox' as const], results, phases: [], rows, complete: rows === cases, withoutControl: true, errors: [] }
  const failures = results.flatMap((result) => result.failures).filter(({ follows }) => follows === undefined)
  return { ...evaluate(run), results, failures }
}

let correct: Awaited<ReturnType<typeof gate>>
beforeAll(async () => {
  correct = await gate(cases)
})

describe('the foreign server, correct', () => {
  it('passes, whatever it does otherwise than we assume', () => {
    expect(correct.failures.filter(({ differs }) => differs === undefined)).toEqual([])
    expect(correct.failures.map(({ differs }) => differs)).toContain('assumed')
    expect([correct.exitCode, correct.reasons]).toEqual([0, []])
  })

  it('shows what could not be observed, with the reason', () => {
    const reasons = new Set(correct.results.flatMap(({ status, reason }) => (status === 'skipped' ? [reason] : [])))
    expect([...reasons].sort()).toEqual([
      'a method that the pages do not list may be a live operation there',
      'no prepared order has this shape',
      'only a control plane can arrange or show this',
      'only a delivery shows this; the list of events does not',
      'the target cannot switch to another option of an open question',
      'there are no credentials of a second platform',
    ])
  })

  it('shows at least this much of what is documented', () => {
    const held = new Set(correct.results.flatMap((result) => result.held))
    const documented = [...register.clauses.values()].filter(({ basis }) => basis === 'documented')
    expect(documented.filter(({ id }) => held.has(id)).length).toBeGreaterThanOrEqual(SHOWN)
  })
})

describe('the foreign server, as it is made', () => {
  it('breaks only clauses that the register has, by its bugs', () => {
    expect(bugs.flatMap((bug) => bug.clauses).filter((id) => !register.clauses.has(id))).toEqual([])
  })

  it('prepares orders as a fixtures file lists them', async () => {
    const { fixtures, close } = await startForeign({ now: () => 0, newId: randomUUID })
    const schema = JSON.parse(readFileSync('contract/src/targets/fixtures.schema.json', 'utf8'))
    const validate = new Ajv2020().compile(schema)
    expect(validate(fixtures), JSON.stringify(validate.errors)).toBe(true)
    expect(Object.keys(fixtures)).toEqual(Object.keys(schema.properties))
    await close()
  })
})

/** How many documented clauses documented calls show. */
const SHOWN = 129

/** The cases that send what a bug is about, in the request or in a step. */
function rowsFor(name: BugName): Case[] {
  if (name.startsWith('event-')) return cases.filter(({ events }) => events !== undefined)
  const [, action] = /^(freeze|unfreeze|cancel|update)-/.exec(name) ?? []
  const isOf = ({ request, before = [], after = [] }: Case): boolean =>
    request.operation === `${action}AsyncOrder` || [...before, ...after].some((step) => 'act' in step && step.act === action)
  if (action !== undefined) return cases.filter(isOf)
  // What is about every operation shows in one action and the update.
  return cases.filter(({ request }) => request.operation === 'freezeAsyncOrder' || request.operation === 'updateAsyncOrder')
}

/** Where the gate names other clauses than the list of bugs. */
const OTHERWISE: Partial<Record<BugName, readonly string[]>> = {
  'cancel-accepts-failed-order': ['CAN-56'],
  // UNF-38 is about rewards that were never frozen.
  'unfreeze-revives-cancelled': ['CAN-41', 'UNF-44'],
  // No prepared order has FAILED line items.
  'freeze-counts-without-failed': [],
}

describe('the foreign server, with a bug', () => {
  it.each(bugs)('$name: $does', async ({ name, clauses }) => {
    const { exitCode, failures } = await gate(rowsFor(name), name)
    const usual = new Set(correct.failures.map(({ clause }) => clause))
    const named = new Set(failures.map(({ clause }) => clause).filter((clause) => !usual.has(clause)))
    expect([...named].sort()).toEqual([...(OTHERWISE[name] ?? clauses)].sort())
    expect(exitCode).toBe(failures.some(({ differs }) => differs === undefined) ? 1 : 0)
  })
})
