import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { act, type Case } from '../../contract/src/cases/case.ts'
import { cases } from '../../contract/src/cases/index.ts'
import { createSchemaCheck } from '../../contract/src/checks/schema.ts'
import { loadRegister } from '../../contract/src/register/load.ts'
import { ten } from './behaviour/ten.ts'
import type { Benign } from './benign/index.ts'
import { onTransaction } from './inside.ts'
import { type Mistakes, type Mutant, mutantsOf } from './mutant.ts'
import { mutants } from './mutants.ts'
import { type Alarm, createReport, holds, type Judged, judge, toTable } from './report.ts'
import { runBenign, runMutant, runSubjects } from './run.ts'
import { onAnswer, onBody, onDelivery, onRequest } from './wire.ts'

const description = JSON.parse(readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8'))
const schemas = createSchemaCheck(description)
const wrong = (name: string, what: Mistakes[string]): Mutant => mutantsOf('behaviour', { [name]: what })[0] as Mutant
const harmless = wrong('nothing-wrong FRZ-12', { rules: {} })
const answering202: Case = { id: 'answers-202', name: 'answers 202', clause: 'FRZ-12', request: act('freeze'), want: { status: 202 } }

it.each(ten)('kills $id and blames $clause alone', async (mutant) => {
  const { clause, also = [] } = mutant
  const { killed, blamed } = await runMutant(mutant, cases, schemas)
  expect(killed).toBe(true)
  expect(blamed).toContain(clause)
  expect([clause, ...also]).toEqual(expect.arrayContaining(blamed))
})

it('lets a mutant survive that changes nothing', async () => {
  expect(await runMutant(harmless, cases, schemas)).toEqual({ killed: false, blamed: [] })
})

it.each([
  { way: 'requests', what: onRequest('any', () => ({})) },
  { way: 'bodies', what: onBody('any', (body) => ({ ...body })) },
  { way: 'answers', what: onAnswer('any', () => ({})) },
  { way: 'deliveries', what: onDelivery(() => ({})) },
  { way: 'memory', what: onTransaction(() => ({})) },
])('spoils nothing of $way by reading and writing them alone', async ({ what }) => {
  // To read and write JSON is to drop one of two keys: for these cases that is no way to do nothing.
  const plain = cases.filter(({ clause }) => clause !== 'GEN-22')
  expect(await runMutant(wrong('nothing-wrong FRZ-12', what), plain, schemas)).toEqual({ killed: false, blamed: [] })
})

it('kills an edit that only the mock shows, and one that only the sandbox shows', async () => {
  const verdictOf = (id: string) => runMutant(mutants.find((mutant) => mutant.id === id) as Mutant, cases, schemas)
  expect(await verdictOf('freeze-request-another-reason-open')).toMatchObject({ killed: true, on: 'mock' })
  expect(await verdictOf('event-signature-required')).toMatchObject({ killed: true, on: 'sandbox' })
})

it('names a case for the clause, and finds the same in every run', async () => {
  const everything = wrong(
    'answers-500 UPD-60',
    onAnswer('any', () => ({ status: 500 })),
  )
  const first = await runMutant(everything, cases, schemas)
  expect(cases.find(({ id }) => id === first.by)?.clause).toBe('UPD-60')
  expect(await runMutant(everything, cases, schemas)).toEqual(first)
})

it('judges nothing while a case fails on the sandbox as it is', async () => {
  const red = { ...answering202, id: 'answers-200', want: { status: 200 } }
  await expect(runSubjects([harmless], [answering202, red], schemas)).rejects.toThrow(
    'Failed to judge mutants: where nothing is wrong, these cases fail: answers-200.',
  )
})

it('gives each mutant an id of its own, and clauses of the register', () => {
  const { clauses } = loadRegister()
  const ids = mutants.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([])
  expect(mutants.filter(({ clause, also = [] }) => [clause, ...also].some((one) => !clauses.has(one)))).toEqual([])
  expect(mutants.filter(({ equivalent }) => equivalent === '')).toEqual([])
})

it('breaks every clause that can be observed at least once', () => {
  const broken = new Set(mutants.flatMap(({ clause, also = [] }) => [clause, ...also]))
  const observable = [...loadRegister().clauses.values()].filter(({ unobservable }) => unobservable === undefined)
  expect(observable.filter(({ id }) => !broken.has(id)).map(({ id }) => id)).toEqual([])
})

const equivalent = { ...harmless, id: 'the-same', equivalent: 'Nobody can see it.' }
const found = wrong('found FRZ-12 FRZ-13', { rules: {} })
const blaming = (...blamed: string[]): Judged => judge(found, { killed: true, by: 'a-case', blamed })
const survived = judge(harmless, { killed: false, blamed: [] })
const same = judge(equivalent, { killed: false, blamed: [] })
const about = { descriptionHash: 'a hash', complete: true, benign: 2, alarms: [] as Alarm[] }
const alarm: Alarm = { id: 'other-words', allows: 'no page gives words', blamed: ['GEN-05'], by: 'a-case' }

it('reports counts, in all and by family and clause, every survivor, and what was blamed', () => {
  const counts = { killed: 3, survived: 1, equivalent: 1 }
  const judged = [blaming('FRZ-12'), blaming('FRZ-12'), blaming('UPD-01', 'UPD-02', 'FRZ-13'), survived, same]
  const report = createReport(judged, { ...about, alarms: [alarm] })
  expect(report).toMatchObject({
    ...counts,
    byFamily: { behaviour: counts },
    byClause: { 'FRZ-12': counts },
    survivors: [
      { id: 'nothing-wrong', family: 'behaviour', clause: 'FRZ-12' },
      { id: 'the-same', family: 'behaviour', clause: 'FRZ-12', reason: 'Nobody can see it.' },
    ],
    ...{ blamedRightly: 2, blamedClauses: 5, blamedWrongly: 2, blame: { median: 1, ninthDecile: 3, most: 3 } },
    ...{ benign: 2, alarms: [alarm] },
  })
  const table = toTable(report)
  for (const line of ['npm run mutants -- --only nothing-wrong', '2 of 5 clauses blamed wrongly', '1 false alarms on 2 variants'])
    expect(table).toContain(line)
})

it.each<[string, boolean, { killed: number; survived?: number; same?: number; beside?: number; wrong?: number; alarms?: Alarm[] }]>([
  ['all is well', true, { killed: 99, same: 1 }],
  ['too many are equivalent', false, { killed: 98, same: 2 }],
  ['one survives without a reason', false, { killed: 999, survived: 1 }],
  ['few are blamed on another clause', true, { killed: 99, beside: 1 }],
  ['too many are blamed on another clause', false, { killed: 97, beside: 3 }],
  ['too many clauses are blamed wrongly', false, { killed: 90, wrong: 10 }],
  ['a benign variant is blamed', false, { killed: 100, alarms: [alarm] }],
])(
  'where %s, the scores hold: %s',
  (_, isHeld, { killed, survived: left = 0, same: equal = 0, beside = 0, wrong: more = 0, alarms = [] }) => {
    const times = (count: number, one: Judged): Judged[] => Array.from({ length: count }, () => one)
    const judged = [
      ...times(killed, blaming('FRZ-12')),
      ...times(beside, blaming('UPD-01')),
      ...times(more, blaming('FRZ-12', 'UPD-01')),
      ...times(left, survived),
      ...times(equal, same),
    ]
    expect(holds(createReport(judged, { ...about, alarms }))).toBe(isHeld)
  },
)

it('blames nothing where a variant keeps to the documentation, and tells of one that does not', async () => {
  const variant = { id: 'the-same', allows: 'everything' }
  expect(await runBenign({ ...variant, rules: {} }, cases, schemas)).toEqual({ killed: false, blamed: [] })
  const broken: Benign = { ...variant, ...onAnswer('any', () => ({ status: 500 })) }
  expect((await runBenign(broken, cases, schemas)).blamed).not.toEqual([])
})
