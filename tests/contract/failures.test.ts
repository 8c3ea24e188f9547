import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cases } from '../../contract/src/cases/index.ts'
import { createSchemaCheck } from '../../contract/src/checks/schema.ts'
import { settled } from '../../contract/src/evaluate/settled.ts'
import { failureGroups } from '../../contract/src/report/failures.ts'
import type { Report } from '../../contract/src/report/report.ts'
import { failingBy, sampleReport } from '../../contract/src/report/sample.ts'
import { checkCase } from '../../contract/src/run/check-case.ts'
import type { PhaseFailure } from '../../contract/src/run/phase.ts'
import { targetOf } from '../mutation/affected.ts'
import { mutantOf } from '../mutation/mutants.ts'

const missing = { clause: 'UPD-36', what: 'the response against the OpenAPI description', expected: 'fits' }
const withoutSender = { ...missing, actual: "the body must have required property 'sender'" }
const reportOf = (failures: Parameters<typeof failingBy>[0]): Report => sampleReport([], undefined, { change: failingBy(failures) })
const statusOf = (report: Report, id: string) => report.clauses.find((row) => row.id === id)?.results.sandbox

/** A report in which a phase failed on the sandbox. */
function withPhase(failure: Partial<PhaseFailure>, change = failingBy({})): Report {
  const failures = [
    { clause: 'FRZ-12', what: 'the status', expected: 202, actual: '200 {}', cases: 1, replay: 'active: freeze', ...failure },
  ]
  const phase = { phase: 'stateful', target: 'sandbox' as const, status: 'failed' as const, seed: 7, counts: { random: 186 }, failures }
  return sampleReport([], undefined, { change, phases: [{ ...phase, durationMs: 1 }], wantedPhases: [{ name: 'stateful', leftOut: null }] })
}

describe('failures', () => {
  it('of one clause and one cause are one entry, with the simplest case', () => {
    const report = reportOf({
      'update-answers-200': withoutSender,
      'update-is-a-patch': [withoutSender, { clause: 'UPD-30', what: 'referenceOrderID', expected: 'A-1', actual: 'A-2' }],
      'update-unknown-order': withoutSender,
    })
    const [sender, id, ...more] = failureGroups(report)
    expect(more).toEqual([])
    expect(sender).toMatchObject({
      ...{ target: 'sandbox', clause: 'UPD-36', title: '`sender` is missing in the 200', size: '3 cases', follow: [] },
      ...{ example: { id: 'update-answers-200' }, others: ['update-unknown-order', 'update-is-a-patch'] },
    })
    expect(sender?.example.replay[0]).toBe('npx async-orders contract --target sandbox --case update-answers-200')
    expect(id).toMatchObject({ clause: 'UPD-30', title: '`referenceOrderID` has another value in the 200', size: '1 case', others: [] })
  })

  it('are not split by ids, instants and counts, but by status, place and word', () => {
    const value = (what: string, expected: unknown, actual: unknown) => ({ clause: 'FRZ-16', what, expected, actual })
    const groups = failureGroups(
      reportOf({
        'freeze-answer-accepts': [value('totalLineItems', 3, 2), value('status', 'PENDING', 'DONE')],
        'freeze-accepts-FRAUD': [value('totalLineItems', 9, 1), value('status', 'PENDING', 'QUEUED')],
      }),
    )
    expect(groups.map(({ title, size }) => `${title} (${size})`)).toEqual([
      '`totalLineItems` is too low in the 200 (2 cases)',
      '`status` is DONE instead of PENDING in the 200 (1 case)',
      '`status` is QUEUED instead of PENDING in the 200 (1 case)',
    ])
  })

  it('that another explains are folded under it, and not held against their clauses', () => {
    const report = reportOf({
      'freeze-locks-the-reward': { clause: 'FRZ-25', what: 'line item 0', expected: 'changed', actual: 'as before' },
      'unfreeze-answer-accepts': { clause: 'UNF-25', what: 'line item 0', expected: 'changed', actual: 'as before', restsOn: ['FRZ-25'] },
      'update-answers-200': { clause: 'UPD-30', restsOn: ['FRZ-26'] },
    })
    expect(failureGroups(report)).toMatchObject([
      { clause: 'FRZ-25', size: '1 case', others: [], follow: [{ clause: 'UNF-25', cases: ['unfreeze-answer-accepts'] }] },
      { clause: 'UPD-30', follow: [] },
    ])
    expect([statusOf(report, 'FRZ-25'), statusOf(report, 'UNF-25'), statusOf(report, 'UPD-30')]).toEqual(['failed', 'passed', 'failed'])
    expect(report.targets.sandbox?.failed).toBe(3)
  })

  it('that explain each other are held against one of their clauses', () => {
    const report = reportOf({
      'freeze-answer-accepts': { clause: 'FRZ-25', restsOn: ['FRZ-28'] },
      'freeze-accepts-FRAUD': { clause: 'FRZ-28', restsOn: ['FRZ-25'] },
      'update-answers-200': { clause: 'UPD-25', restsOn: ['FRZ-28'] },
    })
    const [group, ...more] = failureGroups(report)
    expect([group?.clause, ...(group?.follow.map(({ clause }) => clause) ?? [])].sort()).toEqual(['FRZ-25', 'FRZ-28', 'UPD-25'])
    expect(more).toEqual([])
    expect([statusOf(report, 'FRZ-25'), statusOf(report, 'FRZ-28')].sort()).toEqual(['failed', 'passed'])
  })

  it('follow what explains the explanation', () => {
    const report = reportOf({
      'freeze-answer-accepts': { clause: 'FRZ-25' },
      'freeze-accepts-FRAUD': { clause: 'FRZ-28', restsOn: ['FRZ-25'] },
      'update-answers-200': { clause: 'UPD-25', restsOn: ['FRZ-28'] },
    })
    expect(failureGroups(report)).toMatchObject([{ clause: 'FRZ-25', follow: [{ clause: 'FRZ-28' }, { clause: 'UPD-25' }] }])
  })

  it('of phases stand with those of cases, and count as one test', () => {
    const report = withPhase({ cases: 12 }, failingBy({ 'freeze-answer-accepts': {} }))
    expect(failureGroups(report)).toMatchObject([{ clause: 'FRZ-12', size: '1 case, 12 stateful sequences', others: ['phase stateful'] }])
    expect(report.targets.sandbox?.failed).toBe(2)
    const [alone] = failureGroups(withPhase({}))
    expect(alone).toMatchObject({ title: 'returns 200 instead of 202', size: '1 stateful sequence', example: { id: 'phase stateful' } })
    expect(alone?.example.replay).toEqual([
      "npx async-orders contract --target sandbox --phase stateful --seed 7 --replay 'active: freeze'",
    ])
    expect([statusOf(withPhase({}), 'FRZ-12'), withPhase({}).targets.sandbox?.failed]).toEqual(['failed', 1])
    expect(statusOf(withPhase({ clause: null }), 'FRZ-12')).toBe('passed')
  })

  it('that do not count on the target are no failures, with all that follows from them', () => {
    const report = reportOf({
      'freeze-answer-accepts': { clause: 'GEN-30', differs: 'assumed' },
      'freeze-accepts-FRAUD': { clause: 'GEN-31', restsOn: ['GEN-30'] },
      'update-answers-200': [{ clause: 'GEN-30', differs: 'assumed' }, withoutSender],
    })
    expect(failureGroups(report)).toMatchObject([
      { clause: 'UPD-36', size: '1 case' },
      { clause: 'GEN-30', size: '2 cases', differs: 'assumed', follow: [{ clause: 'GEN-31', cases: ['freeze-accepts-FRAUD'] }] },
    ])
    expect([statusOf(report, 'GEN-30'), statusOf(report, 'UPD-36')]).toEqual(['differs', 'failed'])
    expect(report.targets.sandbox?.failed).toBe(1)
    expect(report.parity.find(({ clause }) => clause === 'GEN-30')?.verdict).toBe('mock-only')
  })
})

describe('a sandbox with one rule broken', () => {
  const schemas = createSchemaCheck(JSON.parse(readFileSync('generated/openapi.json', 'utf8')))
  const run = async (mutant: string, prefix: string) => {
    const rows = cases.filter(({ clause }) => clause.startsWith(prefix))
    const target = targetOf(mutantOf(mutant))
    const results = settled(await Promise.all(rows.map((row) => checkCase(row, target, schemas)))).map((result) => ({
      result,
      durationMs: 1,
    }))
    return sampleReport(
      [],
      rows.map(({ id }) => id),
      { results, baseUrls: { sandbox: '' } },
    )
  }

  it('is one entry, however many cases fail', async () => {
    const groups = failureGroups(await run('answers-200-instead-of-202', 'FRZ'))
    expect(groups.map(({ clause, title }) => `${clause} ${title}`)).toEqual([
      'FRZ-12 returns 200 instead of 202',
      // Cases that unfreeze.
      'UNF-12 returns 200 instead of 202',
    ])
    expect(groups[0]).toMatchObject({ example: { id: 'freeze-answer-accepts' }, size: `${(groups[0]?.others.length ?? 0) + 1} cases` })
  })

  it('whose freeze has no effect is blamed for that alone', async () => {
    const report = await run('freeze-changes-nothing', 'FRZ')
    const groups = failureGroups(report)
    expect(new Set(groups.map(({ clause }) => clause))).toEqual(new Set(['FRZ-25']))
    expect(groups[0]?.follow.length).toBeGreaterThan(5)
    expect(groups.slice(1).every(({ follow }) => follow.length === 0)).toBe(true)
    expect(report.clauses.find(({ id }) => id === 'FRZ-40')).toMatchObject({
      results: { sandbox: 'skipped' },
      reason: 'what fails of it follows from FRZ-25',
    })
  })
})
