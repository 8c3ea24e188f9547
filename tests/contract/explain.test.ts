import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cases } from '../../contract/src/cases/index.ts'
import { explain } from '../../contract/src/cli/explain.ts'
import type { Material } from '../../contract/src/explain/facts.ts'
import { readKnown } from '../../contract/src/explain/known.ts'
import { factsText } from '../../contract/src/explain/text.ts'
import { register, sampleReport } from '../../contract/src/report/sample.ts'
import { nearest } from '../../sandbox/src/node/command/nearest.ts'
import { runScript } from './spawn.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'explain-'))
  const live = (day: string, rehearsal: boolean, result: string): object => ({
    ...{ startedAt: `2026-11-${day}T10:00:00.000Z`, host: 'api.example', rehearsal },
    ...{ clauses: [{ id: 'FRZ-12', result }], interpretations: [{ id: 'C-400-422', observed: result }] },
  })
  const files: Record<string, unknown> = {
    'reports/report.json': sampleReport(['freeze-answer-accepts']),
    'mutants.json': { mutants: [{ id: 'm1', clause: 'FRZ-12', breaks: 'answers 200', status: 'killed', by: 'freeze-answer-accepts' }] },
    'live/1.json': live('02', false, 'passed'),
    'live/2.json': live('01', false, 'failed'),
    'live/3.json': live('03', true, 'partial'),
    'rehearsed/3.json': live('03', true, 'partial'),
    'narrowed/report.json': sampleReport(['freeze-answer-accepts'], ['freeze-answer-accepts', 'freeze-accepts-FRAUD']),
    'bad/report.json': { cases: [] },
    'bad/live.json': { startedAt: 1 },
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), JSON.stringify(content))
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

const material = (known: Partial<Material['known']> = {}): Material => ({
  ...{ register, cases, pointers: new Map([['FRZ-12', [{ pointer: '/paths', mark: 'documented' }]]]), probed: new Set(['C-400-422']) },
  known: { report: null, mutants: null, live: [], problems: [], ...known },
})

const places = (report: string, mutants: string, evidence: string) =>
  readKnown({ report: join(folder, report), mutants: join(folder, mutants), evidence: join(folder, evidence) })

const text = (id: string, known?: Partial<Material['known']>): string => factsText(explain(id, material(known)))

describe('a clause is explained', () => {
  it('by what states it, where it is described, its rule, cases and mutants', () => {
    const said = text('FRZ-12')
    expect(said).toMatch(/^FRZ-12 {2}An accepted request returns 202\.\n\n {2}basis {10}documented, observed in the response\n/)
    expect(said).toMatch(
      / {2}source +freeze#response-codes\/1 {2}https:\/\/developers.tangocard.com\/docs\/freeze-async-orders \(saved 2026/,
    )
    expect(said).toMatch(/ {2}described at +\/paths \(documented\)\n {2}rule +acceptedStatus, sandbox\/src\/rules\/rules\.ts:\d+\n/)
    expect(said).toContain('freeze-answer-accepts: returns 202 (for this clause)\n')
    expect(said).toMatch(
      / {2}mutants +unknown: there is no report of a mutation run\n {2}last results +none yet; run npx async-orders contract\n {2}last verified +never verified live\n$/,
    )
  })

  it('by the interpretation that it holds under, or why it cannot be seen', () => {
    expect(text('UNF-42')).toMatch(/ {2}applies with +C-NONE-ELIGIBLE.unfreeze=reject, which is not our default\n/)
    expect(text('UPD-08')).toMatch(/ {2}unobservable +None of the four operations reads/)
  })

  it('by what the last runs found', () => {
    const known = places('reports', 'mutants.json', 'live')
    expect(known.problems).toEqual([])
    const said = text('FRZ-12', known)
    expect(said).toMatch(/last results +2026-11-22T10:00:00.000Z\n +mock passed\n +sandbox failed\n/)
    expect(said).toContain('m1: answers 200 [killed by freeze-answer-accepts]')
    expect(said).toContain('freeze-answer-accepts: returns 202 (for this clause) [mock passed, sandbox failed]')
    // The last live run, though a rehearsal was later.
    expect(said).toContain('last verified  passed at 2026-11-02T10:00:00.000Z on api.example\n')
  })

  it('by what failed, each mistake once, and says that the run was narrowed', () => {
    const said = text('FRZ-12', places('narrowed', 'none', 'none'))
    expect(said).toMatch(
      /last results +\S+ \(narrowed by --case freeze-answer-accepts --case \S+: run npx async-orders contract for all\)\n +mock/,
    )
    expect(said).toMatch(
      / {2}failures +sandbox: a field is a text instead of a number \(1 case\)\n +npx async-orders contract --target sandbox --case freeze-answer-accepts\n/,
    )
    expect(text('FRZ-12', places('reports', 'none', 'none'))).not.toContain('narrowed')
  })

  it('as never verified live when it was only rehearsed', () => {
    expect(text('FRZ-12', places('none', 'none', 'rehearsed'))).toContain('never verified live; rehearsed: partial at 2026-11-03')
    expect(text('FRZ-13', places('none', 'none', 'live'))).toMatch(/last verified +never verified live\n/)
  })
})

it('a rule for integrators is explained by its basis, where it is from, and what happens otherwise', () => {
  const said = text('CON-07')
  expect(said).toMatch(/^CON-07 {2}A signature is compared as a whole/)
  expect(said).toMatch(/ {2}for +receiver\n {2}basis +inferred\n {2}source +EVT-29\n {2}interpretation C-HMAC-FORM\n/)
  expect(said).toMatch(/ {2}follows from +CON-06\n {2}checked by +npx async-orders receiver\n/)
  expect(text('CON-32')).toContain('no page says it')
})

describe('an interpretation is explained', () => {
  it('by its options, our choice, its probe and its clauses', () => {
    const said = text('C-400-422')
    expect(said).toContain('422-on-actions: 422 on the three actions (ours)')
    expect(said).toContain('npm run sandbox -- --interpretation C-400-422=OPTION')
    expect(said).toMatch(/ {2}probe +Send freeze without reasonCode/)
    expect(said).toContain('GEN-23: ')
    expect(text('C-NONE-ELIGIBLE')).toMatch(/ {2}other options +C-NONE-ELIGIBLE.unfreeze=reject: UNF-42: /)
    expect(text('C-NONE-ELIGIBLE')).toMatch(/ {2}probe +none; it would be: /)
  })

  it('by the option that each target followed', () => {
    const said = text('C-400-422', places('reports', 'mutants.json', 'live'))
    expect(said).toMatch(/last results +2026-11-22T10:00:00.000Z\n +mock skipped\n +sandbox 400\n/)
    expect(said).toContain('last verified  passed at 2026-11-02')
  })
})

describe('a case is explained', () => {
  it('by its clauses and its row, patterns too', () => {
    expect(text('freeze-answer-accepts')).toMatch(
      /clauses +FRZ-12: An accepted .*\n(?: {17}[A-Z]{3}-\d+: .*\n)+ {2}request +\{"operation":"freezeAsyncOrder".*\n {2}want +\{"status":202\}/,
    )
    const withPattern = cases.find(({ want }) => Object.values(want.headers ?? {}).some((value) => value instanceof RegExp))
    expect(text(withPattern?.id ?? '')).toMatch(/want .*"headers":\{"[a-z-]+":"\/.*\/"/)
  })

  it('by what the last runs found, and the mutants that it killed', () => {
    const said = text('freeze-answer-accepts', places('reports', 'mutants.json', 'live'))
    expect(said).toMatch(/sandbox failed\n +FRZ-12: a field: expected 202, actual "<\/pre>/)
    expect(said).toContain('npx async-orders contract --target sandbox --case freeze-answer-accepts\n')
    expect(said).toMatch(/ {2}kills +m1: answers 200\n$/)
    expect(said.match(/(?!\n)[\p{Cc}\u202e]/gu)).toBe(null)
  })
})

it.each([
  ['frz-12', /Did you mean FRZ-12, /],
  ['C-400', /Did you mean C-400-422/],
  ['freeze-answer-acepts', /Did you mean freeze-answer-accepts/],
  ['x'.repeat(5_000), /ids are in openapi\/clauses/],
  ['constructor', /no clause, interpretation or case has this id/],
])('%s is unknown, and those like it are named', (id, message) => {
  expect(() => explain(id, material())).toThrow(message)
})

it('the nearest ids come first, and few of them', () => {
  expect(nearest('FRZ-1', ['UNF-01', 'FRZ-10', 'FRZ-01', 'FRZ-11', 'CAN-77'], 3)).toEqual(['FRZ-10', 'FRZ-11', 'FRZ-01'])
})

it('what is no report is told, and not used', () => {
  const { report, live, problems } = places('bad', 'none', 'bad')
  expect({ report, live }).toEqual({ report: null, live: [] })
  expect(problems).toHaveLength(3)
  expect(problems.join('\n')).toMatch(/^Failed to use .*report.json: it must have required property .*\. Run its command again\.$/m)
})

describe.concurrent('npx async-orders explain', () => {
  const nowhere = ['--report', 'none', '--mutants', 'none', '--evidence', 'none']

  it.concurrent('prints to stdout, as text or as JSON', async () => {
    const [plain, machine] = await Promise.all([
      runScript('explain', ['FRZ-07', ...nowhere]),
      runScript('explain', ['FRZ-07', '--json', ...nowhere]),
    ])
    expect(plain).toMatchObject({ code: 0, stderr: '' })
    expect(plain.stdout).toMatch(/^FRZ-07 {2}/)
    expect(plain.stdout).toMatch(/ {2}described at +\/components\/schemas\/FreezeRequest\S* \(documented\)/)
    expect(JSON.parse(machine.stdout)).toMatchObject({ kind: 'clause', id: 'FRZ-07', basis: 'documented', evidence: null, results: null })
  })

  it.concurrent.each([
    [['FRZ-7'], /no clause, interpretation or case has this id\. Did you mean FRZ-07/],
    [[], /the id is missing/],
    [['FRZ-07', 'FRZ-08'], /"FRZ-08" is not one/],
    [['FRZ-07', '--case', 'x'], /Unknown option '--case'\. Run `npx async-orders explain --help`/],
  ])('exits 2 for %j', async (args, message) => {
    const { code, stdout, stderr } = await runScript('explain', args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
  })

  it.concurrent('has a help text of its own', async () => {
    const { code, stdout } = await runScript('explain', ['--help'])
    expect(code).toBe(0)
    expect(stdout).toContain('Usage: npx async-orders explain ID')
  })
})
