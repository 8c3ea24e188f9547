import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadRegister } from '../../scripts/register/load.ts'
import { act, type Case } from '../contract/case.ts'
import { cases } from '../contract/cases/index.ts'
import { createSchemaCheck } from '../contract/checks/schema.ts'
import { ten } from './behaviour/ten.ts'
import { onTransaction } from './memory.ts'
import { type Mutant, wrong } from './mutant.ts'
import { mutants } from './mutants.ts'
import { createReport, holds, type Judged, judge, toTable } from './report.ts'
import { runMutant, runMutants } from './run.ts'
import { onAnswer, onBody, onDelivery, onRequest } from './wire.ts'

const description = JSON.parse(readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8'))
const schemas = createSchemaCheck(description)
const harmless = wrong('nothing-wrong', 'FRZ-12', 'does nothing wrong', { rules: {} })
const answering202: Case = { id: 'answers-202', name: 'answers 202', clauses: ['FRZ-12'], request: act('freeze'), want: { status: 202 } }

it.each(ten)('kills $id by a case that names $clause', async (mutant) => {
  const verdict = await runMutant(mutant, cases, schemas)
  expect(verdict).toMatchObject({ killed: true, clauseNamed: true })
})

it('lets a mutant survive that changes nothing', async () => {
  expect(await runMutant(harmless, cases, schemas)).toEqual({ killed: false, clauseNamed: false })
})

it.each([
  { way: 'requests', what: onRequest('any', () => ({})) },
  { way: 'bodies', what: onBody('any', (body) => ({ ...body })) },
  { way: 'answers', what: onAnswer('any', () => ({})) },
  { way: 'deliveries', what: onDelivery(() => ({})) },
  { way: 'memory', what: onTransaction(() => ({})) },
])('spoils nothing of $way by reading and writing them alone', async ({ what }) => {
  // To read and write JSON is to drop one of two keys: for these cases that is no way to do nothing.
  const plain = cases.filter(({ clauses }) => clauses[0] !== 'GEN-22')
  expect(await runMutant(wrong('nothing-wrong', 'FRZ-12', 'does nothing wrong', what), plain, schemas)).toEqual({
    killed: false,
    clauseNamed: false,
  })
})

it('kills an edit that only the mock shows, and one that only the sandbox shows', async () => {
  const verdictOf = (id: string) => runMutant(mutants.find((mutant) => mutant.id === id) as Mutant, cases, schemas)
  expect(await verdictOf('freeze-request-another-reason-open')).toMatchObject({ killed: true, on: 'mock', clauseNamed: true })
  expect(await verdictOf('event-signature-required')).toMatchObject({ killed: true, on: 'sandbox' })
})

it('meets the cases for the clause first, and finds the same in every run', async () => {
  const everything = wrong(
    'answers-500',
    'UPD-60',
    'answers 500 always',
    onAnswer('any', () => ({ status: 500 })),
  )
  const first = await runMutant(everything, cases, schemas)
  expect(cases.find(({ id }) => id === first.by)?.clauses[0]).toBe('UPD-60')
  expect(await runMutant(everything, cases, schemas)).toEqual(first)
})

it('judges nothing while a case fails on the sandbox as it is', async () => {
  const red = { ...answering202, id: 'answers-200', want: { status: 200 } }
  await expect(runMutants([harmless], [answering202, red], schemas)).rejects.toThrow(
    'Failed to judge mutants: where nothing is wrong, these cases fail: answers-200.',
  )
})

it('gives each mutant an id of its own, a clause of the register, and a sentence', () => {
  const { clauses } = loadRegister()
  const ids = mutants.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([])
  expect(mutants.filter(({ clause }) => !clauses.has(clause))).toEqual([])
  expect(mutants.filter(({ breaks, equivalent }) => breaks === '' || equivalent === '')).toEqual([])
})

it('breaks every clause that can be observed at least once', () => {
  const broken = new Set(mutants.map(({ clause }) => clause))
  const observable = [...loadRegister().clauses.values()].filter(({ unobservable }) => unobservable === undefined)
  expect(observable.filter(({ id }) => !broken.has(id)).map(({ id }) => id)).toEqual([])
})

const equivalent = { ...harmless, id: 'the-same', equivalent: 'Nobody can see it.' }
const judged: Judged[] = [
  judge(wrong('found', 'FRZ-12', 'breaks', { rules: {} }), { killed: true, by: 'a-case', clauseNamed: true }),
  judge(harmless, { killed: false, clauseNamed: false }),
  judge(equivalent, { killed: false, clauseNamed: false }),
]

const about = { descriptionHash: 'a hash', complete: true }

it('reports counts, in all and by family and clause, and every survivor', () => {
  const counts = { killed: 1, survived: 1, equivalent: 1 }
  expect(createReport(judged, about)).toEqual({
    ...about,
    ...counts,
    byFamily: { behaviour: counts },
    byClause: { 'FRZ-12': counts },
    survivors: [
      { id: 'nothing-wrong', family: 'behaviour', clause: 'FRZ-12' },
      { id: 'the-same', family: 'behaviour', clause: 'FRZ-12', reason: 'Nobody can see it.' },
    ],
    mutants: judged,
  })
  expect(toTable(createReport(judged, about))).toContain('npm run mutants -- --only nothing-wrong')
})

it('asks for 95 % killed, 3 % equivalent at most, and a reason for each survivor', () => {
  const report = (killed: number, survived: number, same: number) =>
    createReport(
      [killed, survived, same].flatMap((count, index) => Array.from({ length: count }, () => judged[index] as Judged)),
      about,
    )
  expect(holds(report(97, 0, 3))).toBe(true)
  expect(holds(report(96, 0, 4))).toBe(false)
  expect(holds(report(99, 1, 0))).toBe(false)
  expect(holds(report(94, 6, 0))).toBe(false)
})
