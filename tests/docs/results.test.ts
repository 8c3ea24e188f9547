import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Report, ReportClause } from '../../contract/src/report/report.ts'
import { failingBy, sampleReport } from '../../contract/src/report/sample.ts'
import { observedOn, proofOf, type Results, readResults, runWords, statusOn } from '../../docs/site/results.ts'
import { scoreWords } from '../../docs/site/scores.ts'

const report = (clause: ReportClause): Report => ({
  contractVersion: '1.0.0',
  startedAt: '2026-03-02T10:00:00.000Z',
  durationMs: 1,
  seed: 1,
  verdict: { exitCode: 0, reasons: [] },
  targets: { mock: { baseUrl: 'http://127.0.0.1/', passed: 1, failed: 0, skipped: 0, inconclusive: 0 } },
  cases: [],
  phases: [],
  clauses: [clause],
  parity: [],
  interpretations: [{ id: 'C-400-422', chosen: '400', observed: { mock: '400' } }],
})
const found = (clause: Omit<ReportClause, 'id'>): Results => ({ ...NOTHING, contract: report({ id: 'FRZ-01', ...clause }) })
const NOTHING: Results = { contract: null, mutants: null, scores: null }

describe('what is known of a clause', () => {
  it('is nothing where nothing was run', () => {
    expect(statusOn('mock', 'FRZ-01', NOTHING).words).toBe('skipped in this build')
    expect(statusOn('live', 'FRZ-01', NOTHING)).toEqual({ status: 'unseen', words: 'never verified live' })
    expect(proofOf('FRZ-01', NOTHING).words).toBe('skipped in this build')
    expect(observedOn('mock', 'C-400-422', NOTHING)).toBeNull()
    expect(runWords(NOTHING)).toContain('was skipped')
  })

  it('is what the report says of the target', () => {
    expect(statusOn('mock', 'FRZ-01', found({ results: { mock: 'partial' } }))).toEqual({ status: 'partial', words: 'partial' })
    expect(statusOn('sandbox', 'FRZ-01', found({ results: { mock: 'passed' } }))).toEqual({ status: 'skipped', words: 'not observed' })
    expect(statusOn('mock', 'FRZ-01', found({ results: { mock: 'skipped' }, forced: ['mock'] })).words).toBe('forced only')
    expect(statusOn('mock', 'FRZ-02', found({ results: { mock: 'passed' } })).words).toBe('skipped in this build')
  })

  it('is failed where a phase found it violated, and says so of what is inconclusive or differs', () => {
    const failures = [{ clause: 'FRZ-43', what: 'step 1, freeze', expected: 1, actual: 2, cases: 1, replay: 'active: freeze' }]
    const phase = {
      phase: 'stateful',
      target: 'sandbox' as const,
      status: 'failed' as const,
      seed: 7,
      counts: {},
      failures,
      durationMs: 1,
    }
    const change = failingBy({ 'freeze-answer-accepts': { differs: 'assumed' } })
    const contract = sampleReport([], undefined, { change, phases: [phase], wantedPhases: [{ name: 'stateful', leftOut: null }] })
    expect(statusOn('sandbox', 'FRZ-43', { ...NOTHING, contract })).toEqual({ status: 'failed', words: 'failed' })
    expect(statusOn('sandbox', 'FRZ-12', { ...NOTHING, contract })).toEqual({ status: 'differs', words: 'differs' })
    expect(statusOn('sandbox', 'FRZ-01', found({ results: { sandbox: 'inconclusive' } })).words).toBe('inconclusive')
  })

  it('is of a part where the run was narrowed', () => {
    const contract = { ...report({ id: 'FRZ-01', results: {} }), narrowed: ['--clause FRZ-01'] }
    expect(runWords({ ...NOTHING, contract })).toBe(
      'Status as of the contract run of 2026-03-02 10:00 UTC, narrowed by --clause FRZ-01: the other clauses were skipped.',
    )
    expect(runWords(found({ results: {} }))).toBe('Status as of the contract run of 2026-03-02 10:00 UTC.')
  })

  it('was verified live only with evidence that is of the real API', () => {
    const live = (clause: Partial<ReportClause>) => statusOn('live', 'FRZ-01', found({ results: { live: 'passed' }, ...clause })).words
    const evidence = { at: '2026-03-02T10:00:00.000Z', host: 'api.example', result: 'failed', ageDays: 1, stale: false } as const
    expect(live({})).toBe('never verified live')
    expect(live({ evidence: null })).toBe('never verified live')
    expect(live({ evidence: { ...evidence, rehearsal: true } })).toBe('never verified live')
    expect(live({ evidence })).toBe('failed on 2026-03-02')
  })

  it('is mutation-tested by a mutant that was killed, and by no other', () => {
    const of = (counts: { killed: number; survived: number }) => proofOf('FRZ-01', { ...NOTHING, mutants: { 'FRZ-01': counts } }).words
    expect([of({ killed: 1, survived: 1 }), of({ killed: 0, survived: 1 })]).toEqual(['mutation-tested', 'every mutant survives'])
    expect(proofOf('FRZ-02', { ...NOTHING, mutants: {} }).words).toBe('no mutant')
    expect(proofOf('FRZ-01', { ...found({ results: {}, proven: false }), mutants: { 'FRZ-01': { killed: 1, survived: 0 } } }).words).toBe(
      'every mutant survives',
    )
  })
})

describe('readResults', () => {
  const folder = mkdtempSync(join(tmpdir(), 'results-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const write = (text: string, of = 'contract'): void => {
    mkdirSync(join(folder, of), { recursive: true })
    writeFileSync(join(folder, of, 'report.json'), text)
  }

  it('takes a report of this version only', () => {
    write(JSON.stringify(report({ id: 'FRZ-01', results: { mock: 'passed' } })))
    expect(readResults(folder, '1.0.0').contract?.seed).toBe(1)
    expect(readResults(folder, '1.1.0').contract).toBeNull()
    expect(readResults(join(folder, 'nowhere'), '1.0.0')).toEqual(NOTHING)
    expect(readResults(null, '1.0.0')).toEqual(NOTHING)
  })

  it('takes a mutation run of all mutants only', () => {
    const byClause = { 'FRZ-01': { killed: 1, survived: 0 } }
    write(JSON.stringify({ byClause, complete: true }), 'mutants')
    expect(readResults(folder, '1.0.0').mutants).toEqual(byClause)
    write(JSON.stringify({ byClause, complete: false }), 'mutants')
    expect(readResults(folder, '1.0.0').mutants).toBeNull()
  })

  it('takes the scores of a mutation run, as far as it has them', () => {
    const counts = { killed: 1_904, survived: 2, equivalent: 0 }
    const precision = { blamedRightly: 1_900, blamedWrongly: 12, alarms: [], blame: { median: 1, ninthDecile: 2, most: 4 } }
    write(JSON.stringify({ byClause: {}, complete: true, ...counts }), 'mutants')
    expect(readResults(folder, '1.0.0').scores).toEqual(counts)
    expect(scoreWords(readResults(folder, '1.0.0'))).toEqual(['The suite notices 1904 of 1906 planted mistakes.'])
    write(JSON.stringify({ byClause: {}, complete: true, ...counts, ...precision }), 'mutants')
    expect(readResults(folder, '1.0.0').scores).toEqual({ ...counts, ...precision, alarms: 0 })
    expect(scoreWords(readResults(folder, '1.0.0')).slice(1)).toEqual([
      'It blames 1900 of these on the right clause.',
      'Clauses that it blames wrongly: 12.',
      'Clauses blamed for one mistake: 1 in the median, 2 at the ninth decile, 4 at most.',
      'False alarms on variants that keep to the documentation: 0.',
    ])
    write(JSON.stringify({ byClause: {}, complete: false, ...counts }), 'mutants')
    expect(readResults(folder, '1.0.0').scores).toBeNull()
    expect(scoreWords(NOTHING)).toEqual([])
  })

  it.each(['{', '{"contractVersion":"1.0.0"}', '[]'])('refuses %s, which is no report', (text) => {
    write(text)
    expect(() => readResults(folder, '1.0.0')).toThrow(/^Failed to read .*report\.json: .* Run `npm run contract` again\.$/)
  })
})
