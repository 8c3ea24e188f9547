import { describe, expect, it } from 'vitest'
import { DAY } from '../../../sandbox/src/units.ts'
import { evidenceWords } from '../report/evidence-words.ts'
import type { Report, ReportClause } from '../report/report.ts'
import { addEvidence, evidenceText } from './age.ts'
import type { Evidence } from './evidence.ts'

const NOW = Date.UTC(2026, 10, 22)
const HASH = 'a'.repeat(64)

function evidence(daysAgo: number, result: 'passed' | 'failed' | 'partial', more: Partial<Evidence> = {}): Evidence {
  return {
    descriptionHash: HASH,
    contractVersion: '0.1.0',
    startedAt: new Date(NOW - daysAgo * DAY).toISOString(),
    host: 'integration-api.tangocard.com',
    rehearsal: false,
    redacted: '',
    clauses: [{ id: 'FRZ-12', result }],
    interpretations: [{ id: 'C-400-422', observed: '400' }],
    har: { log: { version: '1.2', creator: { name: '', version: '' }, entries: [] } },
    ...more,
  }
}

const report = (live?: string): Report => ({
  contractVersion: '0.1.0',
  startedAt: new Date(NOW).toISOString(),
  durationMs: 1,
  seed: 1,
  verdict: { exitCode: 0, reasons: [] },
  targets: {},
  cases: [],
  phases: [],
  clauses: [
    { id: 'FRZ-12', results: {} },
    { id: 'FRZ-13', results: {} },
  ],
  parity: [],
  interpretations: [{ id: 'C-400-422', chosen: '422-on-actions', observed: live === undefined ? {} : { live } }],
})

const options = { now: NOW, staleAfterDays: 30, descriptionHash: HASH }
const rehearsed = { rehearsal: true, host: '127.0.0.1:1' }
const clauseOf = (known: Evidence[], fresh: Evidence | null = null): ReportClause['evidence'] =>
  addEvidence(report(), known, fresh, options).clauses[0]?.evidence

describe('the evidence of a clause', () => {
  it.each<[string, Evidence[], object | null, string]>([
    ['is none', [], null, 'never verified live'],
    ['is young', [evidence(3, 'passed')], { ageDays: 3, stale: false, result: 'passed' }, 'passed 3 days ago'],
    ['is of yesterday', [evidence(1.5, 'failed')], { ageDays: 1, stale: false, result: 'failed' }, 'failed 1 day ago'],
    ['is just not stale', [evidence(30, 'passed')], { ageDays: 30, stale: false }, 'passed 30 days ago'],
    ['is stale', [evidence(31, 'passed')], { ageDays: 31, stale: true }, 'passed 31 days ago (stale)'],
    ['is the last', [evidence(40, 'passed'), evidence(0, 'failed')], { ageDays: 0, result: 'failed' }, 'failed today'],
    [
      'is of another description',
      [evidence(2, 'partial', { descriptionHash: 'b'.repeat(64) })],
      { otherDescription: true },
      'partial 2 days ago (under another description)',
    ],
    [
      'is a rehearsal',
      [evidence(2, 'passed', rehearsed)],
      { rehearsal: true, host: '127.0.0.1:1' },
      'never verified live; rehearsed: passed 2 days ago',
    ],
    [
      'is live, whatever was rehearsed since',
      [evidence(9, 'failed'), evidence(1, 'passed', rehearsed)],
      { ageDays: 9 },
      'failed 9 days ago',
    ],
  ])('%s', (_, known, found, words) => {
    const last = clauseOf(known)
    if (found === null) expect(last).toBe(null)
    else expect(last).toMatchObject(found)
    expect(evidenceWords(last)).toBe(words)
  })

  it('of a clause that was not run then is none', () => {
    expect(addEvidence(report(), [evidence(1, 'passed')], null, options).clauses[1]).toMatchObject({ id: 'FRZ-13', evidence: null })
  })

  it('is that of this run, if it was live', () => {
    expect(clauseOf([evidence(3, 'passed')], evidence(0, 'failed'))).toMatchObject({ ageDays: 0, result: 'failed' })
  })
})

describe('an interpretation', () => {
  const change = (live: string, known: Evidence[], fresh: Evidence) =>
    addEvidence(report(live), known, fresh, options).interpretations[0]?.changed

  it('that is followed otherwise than in the last evidence is called out', () => {
    const known = [evidence(9, 'passed', { interpretations: [] }), evidence(5, 'passed'), evidence(4, 'passed', { interpretations: [] })]
    expect(change('422-on-actions', known, evidence(0, 'passed'))).toEqual({ was: '400', at: '2026-11-17T00:00:00.000Z' })
  })

  it.each(['400', 'inconclusive', 'skipped'])('that is %s is not', (live) => {
    expect(change(live, [evidence(5, 'passed')], evidence(0, 'passed'))).toBe(undefined)
  })

  it('of a rehearsal is compared with rehearsals only', () => {
    expect(change('422-on-actions', [evidence(5, 'passed')], evidence(0, 'passed', rehearsed))).toBe(undefined)
    expect(change('422-on-actions', [evidence(5, 'passed', rehearsed)], evidence(0, 'passed', rehearsed))).toMatchObject({ was: '400' })
  })
})

describe('the text about evidence', () => {
  it('counts what was seen live, and calls out what changed', () => {
    const known = [evidence(31, 'passed', { descriptionHash: 'b'.repeat(64) })]
    expect(evidenceText(addEvidence(report('422-on-actions'), known, evidence(0, 'passed', { clauses: [] }), options))).toBe(
      [
        '  evidence: 1 of 2 clauses verified live, 1 of them stale (older than 30 days), 1 under another description, 1 never verified live',
        '    changed since 2026-10-22: C-400-422 was 400, is 422-on-actions',
      ].join('\n'),
    )
  })

  it('says that a rehearsal counts for nothing', () => {
    const text = evidenceText(addEvidence(report('400'), [], evidence(0, 'passed', rehearsed), options))
    expect(text).toMatch(/0 of 2 clauses verified live.*2 never verified live\n.*this run was a rehearsal/)
  })

  it('is none where evidence was not looked for', () => {
    expect(evidenceText(report())).toBe('')
  })
})
