import { describe, expect, it } from 'vitest'
import type { CaseResult } from '../run/check-case.ts'
import type { PhaseResult } from '../run/phase.ts'
import { baselineFaults, baselineStates, dayOf, isWholeRun, type KnownViolation, withKnown } from './baseline.ts'

const TODAY = '2026-12-31'
const entry = (clause: string, expires = TODAY): KnownViolation => ({ target: 'sandbox', clause, reason: 'see #17', expires })
const failure = (clause: string, more: { follows?: string; differs?: string } = {}) => ({
  ...{ clause, what: 'the status', expected: 202, actual: '200', restsOn: [] },
  ...more,
})

function caseWith(...failures: ReturnType<typeof failure>[]) {
  const result: CaseResult = { id: 'a', target: 'sandbox', status: 'failed', held: [], failures, undocumented: [] }
  return { results: [{ result, durationMs: 1 }], phases: [] as PhaseResult[] }
}

const judged = (found: ReturnType<typeof caseWith>, ...entries: KnownViolation[]) => withKnown(found, entries, TODAY).results[0]?.result

describe('a failed case', () => {
  it('is known where all that counts is known, on the last day too', () => {
    expect(judged(caseWith(failure('FRZ-12')), entry('FRZ-12'))).toMatchObject({
      status: 'known',
      reason: 'known violation of FRZ-12: see #17 (until 2026-12-31)',
      failures: [{ known: 'see #17 (until 2026-12-31)' }],
    })
    expect(judged(caseWith(failure('FRZ-12'), failure('UPD-10', { differs: 'assumed' })), entry('FRZ-12'))?.status).toBe('known')
  })

  it('is known where it follows from what is known, and not the other way round', () => {
    const found = caseWith(failure('UNF-25', { follows: 'FRZ-12' }))
    expect(judged(found, entry('FRZ-12'))?.status).toBe('known')
    expect(judged(found, entry('UNF-25'))?.status).toBe('failed')
  })

  it('has failed where something else fails, or the entry expired or is of another target', () => {
    const found = caseWith(failure('FRZ-12'), failure('FRZ-16'))
    expect(judged(found, entry('FRZ-12'))).toMatchObject({ status: 'failed', failures: [{ known: expect.anything() }, {}] })
    expect(judged(caseWith(failure('FRZ-12')), entry('FRZ-12', '2026-12-30'))?.status).toBe('failed')
    expect(judged(caseWith(failure('FRZ-12')), { ...entry('FRZ-12'), target: 'live' })?.status).toBe('failed')
  })
})

it('knows what generated tests find of a clause, and nothing that no clause says', () => {
  const phase = (clause: string | null): PhaseResult => ({
    ...{ phase: 'schema', target: 'sandbox', status: 'failed', seed: 1, counts: {}, durationMs: 1 },
    failures: [{ ...failure(''), clause, cases: 1, replay: '' }],
  })
  const found = withKnown({ results: [], phases: [phase('GEN-17'), phase(null)] }, [entry('GEN-17')], TODAY)
  expect(found.phases.map(({ status }) => status)).toEqual(['known', 'failed'])
})

describe('an entry', () => {
  const state = (status: string, expires: string, isWhole = true) =>
    baselineStates([entry('FRZ-12', expires)], [{ id: 'FRZ-12', results: { sandbox: status as 'failed' } }], () => isWhole, TODAY)[0]?.state

  it.each([
    ['failed', TODAY, 'known'],
    ['failed', '2026-12-30', 'expired'],
    ['passed', TODAY, 'healed'],
    ['passed', '2026-12-30', 'healed'],
    ['partial', TODAY, 'unused'],
    ['skipped', '2026-12-30', 'unused'],
    ['inconclusive', TODAY, 'unused'],
    ['differs', '2026-12-30', 'unused'],
  ])('of a clause that is %s, until %s, is %s', (status, expires, expected) => {
    expect(state(status, expires)).toBe(expected)
  })

  it('has not healed in a run that leaves tests out, or in which something is inconclusive', () => {
    expect(state('passed', TODAY, false)).toBe('unused')
    const phases = { wanted: [{ name: 'schema', leftOut: null }], options: null }
    const whole = isWholeRun({ options: {}, phases }, caseWith(failure('FRZ-12')))
    expect(whole('sandbox')).toBe(true)
    expect(isWholeRun({ options: { clauses: ['FRZ-12'] }, phases }, caseWith())('sandbox')).toBe(false)
    const leftOut = { ...phases, wanted: [{ name: 'schema', leftOut: '--budget 0 leaves the phases out' }] }
    expect(isWholeRun({ options: {}, phases: leftOut }, caseWith())('sandbox')).toBe(false)
    const [{ result, durationMs } = { result: {} as CaseResult, durationMs: 0 }] = caseWith().results
    const found = { results: [{ result: { ...result, status: 'inconclusive' as const }, durationMs }], phases: [] }
    expect([isWholeRun({ options: {}, phases }, found)('sandbox'), isWholeRun({ options: {}, phases }, found)('mock')]).toEqual([
      false,
      true,
    ])
  })
})

it('names new violations, as many as have room, and the target of each', () => {
  const clauses = Array.from({ length: 22 }, (_, index) => ({
    id: `X-${index}`,
    results: { live: 'failed' as const, mock: 'differs' as const },
  }))
  expect(baselineFaults([], clauses)).toEqual([
    expect.stringMatching(/^Failed to match the baseline: new violations: X-0 on the live, .*X-19 on the live and 2 more\. Fix them, /),
  ])
  expect(baselineFaults([{ ...entry('X-0'), target: 'live', state: 'known' }], clauses.slice(0, 1))).toEqual([])
})

it('counts days in UTC', () => {
  expect([dayOf(Date.parse('2026-12-31T23:59:59.999Z')), dayOf(Date.parse('2026-12-01T10:00Z'), 30)]).toEqual([TODAY, TODAY])
})
