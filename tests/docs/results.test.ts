import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { observedOn, proofOf, type Results, readResults, runWords, statusOn } from '../../scripts/docs/results.ts'

const report = (clause: object) => ({
  contractVersion: '1.0.0',
  startedAt: '2026-03-02T10:00:00.000Z',
  durationMs: 1,
  seed: 1,
  targets: { mock: { baseUrl: 'http://127.0.0.1/', passed: 1, failed: 0, notRun: 0 } },
  cases: [],
  phases: [],
  clauses: [clause],
  parity: [],
  readings: [{ id: 'C-400-422', chosen: '400', observed: { mock: '400' } }],
})
const found = (clause: object): Results => ({ contract: report({ id: 'FRZ-01', ...clause }) as Results['contract'], mutants: null })
const NOTHING: Results = { contract: null, mutants: null }

describe('what is known of a clause', () => {
  it('is nothing where nothing was run', () => {
    expect(statusOn('mock', 'FRZ-01', NOTHING).words).toBe('not run in this build')
    expect(statusOn('live', 'FRZ-01', NOTHING)).toEqual({ status: 'unseen', words: 'never seen live' })
    expect(proofOf('FRZ-01', NOTHING).words).toBe('not run in this build')
    expect(observedOn('mock', 'C-400-422', NOTHING)).toBeNull()
    expect(runWords(NOTHING)).toContain('was not run')
  })

  it('is what the report says of the target', () => {
    expect(statusOn('mock', 'FRZ-01', found({ results: { mock: 'partial' } }))).toEqual({ status: 'partial', words: 'partial' })
    expect(statusOn('sandbox', 'FRZ-01', found({ results: { mock: 'passed' } }))).toEqual({ status: 'not-run', words: 'not run' })
    expect(statusOn('mock', 'FRZ-01', found({ results: { mock: 'not-run' }, forced: ['mock'] })).words).toBe('forced only')
    expect(statusOn('mock', 'FRZ-02', found({ results: { mock: 'passed' } })).words).toBe('not run in this build')
  })

  it('was seen live only with evidence that is of the real API', () => {
    const live = (clause: object) => statusOn('live', 'FRZ-01', found({ results: { live: 'passed' }, ...clause })).words
    const evidence = { at: '2026-03-02T10:00:00.000Z', result: 'failed' }
    expect(live({})).toBe('never seen live')
    expect(live({ evidence: null })).toBe('never seen live')
    expect(live({ evidence: { ...evidence, rehearsal: true } })).toBe('never seen live')
    expect(live({ evidence })).toBe('failed on 2026-03-02')
  })

  it('is proven by a mutant that was killed, and by no other', () => {
    const of = (counts: { killed: number; survived: number }) => proofOf('FRZ-01', { contract: null, mutants: { 'FRZ-01': counts } }).words
    expect([of({ killed: 1, survived: 1 }), of({ killed: 0, survived: 1 })]).toEqual(['proven', 'unproven'])
    expect(proofOf('FRZ-02', { contract: null, mutants: {} }).words).toBe('no mutant')
    expect(proofOf('FRZ-01', { ...found({ results: {}, proven: false }), mutants: { 'FRZ-01': { killed: 1, survived: 0 } } }).words).toBe(
      'unproven',
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

  it.each(['{', '{"contractVersion":"1.0.0"}', '[]'])('refuses %s, which is no report', (text) => {
    write(text)
    expect(() => readResults(folder, '1.0.0')).toThrow(/^Failed to read .*report\.json: .* Run `npm run contract` again\.$/)
  })
})
