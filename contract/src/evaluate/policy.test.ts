import { describe, expect, it } from 'vitest'
import type { Violation } from '../checks/assertion.ts'
import { loadRegister } from '../register/load.ts'
import type { CaseResult } from '../run/check-case.ts'
import { applyPolicy, applyPolicyToPhase, type Policy } from './policy.ts'

const register = loadRegister()
const policy: Policy = { ours: false, failOn: 'inferred', register, observed: [] }
const observing = (interpretation: string, observed: string): Policy => ({
  ...policy,
  observed: [{ interpretation, target: 'live', observed }],
})

const failure = (clause: string, follows?: string): Violation => ({
  clause,
  what: 'the status',
  expected: 202,
  actual: 422,
  restsOn: [],
  ...(follows === undefined ? {} : { follows }),
})
const result = (...failures: Violation[]): CaseResult => ({
  id: 'row',
  target: 'live',
  status: 'failed',
  held: [],
  failures,
  undocumented: [],
  answered: { operation: 'unfreezeAsyncOrder', wanted: 202, status: 422, compared: { answer: 1, state: 0, events: 0 } },
})
const judged = (given: Policy, ...failures: Violation[]) =>
  applyPolicy([result(...failures)], given).map(({ status, failures: found }) => ({ status, differs: found.map(({ differs }) => differs) }))

// FRZ-12 is documented, FRZ-11 inferred, GEN-25 assumed.
describe('what counts on a target that is not ours', () => {
  it.each<[string, Policy['failOn'], string, 'passed' | 'failed']>([
    ['a documented clause', 'documented', 'FRZ-12', 'failed'],
    ['an inferred clause', 'inferred', 'FRZ-11', 'failed'],
    ['no inferred clause, with --fail-on documented', 'documented', 'FRZ-11', 'passed'],
    ['no assumed clause', 'inferred', 'GEN-25', 'passed'],
    ['a field that is not described, which only --strict looks for', 'documented', 'GEN-28', 'failed'],
    ['an assumed clause, with --fail-on assumed', 'assumed', 'GEN-25', 'failed'],
  ])('is %s', (_, failOn, clause, status) => {
    const differs = [status === 'passed' ? 'assumed' : undefined]
    expect(judged({ ...policy, failOn }, failure(clause))).toEqual([{ status, differs }])
  })

  it('is everything on a target of ours', () => {
    expect(judged({ ...observing('C-NONE-ELIGIBLE', 'reject'), ours: true }, failure('GEN-25'), failure('UNF-22'))).toEqual([
      { status: 'failed', differs: [undefined, undefined] },
    ])
  })

  it('is a case that has one other failure', () => {
    expect(judged(policy, failure('GEN-25'), failure('FRZ-12'))).toEqual([{ status: 'failed', differs: ['assumed', undefined] }])
  })

  it('is nothing that rests on a clause that does not count', () => {
    expect(judged(policy, failure('GEN-25'), failure('FRZ-12', 'GEN-25'))).toEqual([{ status: 'passed', differs: ['assumed', 'assumed'] }])
  })
})

describe('an open question', () => {
  it.each([
    ['excuses a clause that asks it, where the target follows another option', 'C-NONE-ELIGIBLE', 'reject', 'C-NONE-ELIGIBLE=reject'],
    ['excuses it by the answer for its action', 'C-NONE-ELIGIBLE.unfreeze', 'reject', 'C-NONE-ELIGIBLE.unfreeze=reject'],
    ['does not where only another action has that answer', 'C-NONE-ELIGIBLE.freeze', 'reject', undefined],
    ['does not where the target follows our option', 'C-NONE-ELIGIBLE', 'accept', undefined],
    ['does not where the probe saw nothing it knows', 'C-NONE-ELIGIBLE', 'inconclusive', undefined],
    ['does not excuse clauses that do not ask it', 'C-PATCH-EMPTY', 'accepted', undefined],
  ])('%s', (_, interpretation, observed, differs) => {
    expect(judged(observing(interpretation, observed), failure('UNF-22'))).toEqual([
      { status: differs === undefined ? 'failed' : 'passed', differs: [differs] },
    ])
  })

  it('is answered by its own action where it is asked for each', () => {
    const observed = ['C-NONE-ELIGIBLE', 'C-NONE-ELIGIBLE.unfreeze'].map((interpretation, index) => ({
      interpretation,
      target: 'live' as const,
      observed: index === 0 ? 'reject' : 'accept',
    }))
    expect(judged({ ...policy, observed }, failure('UNF-22'))).toEqual([{ status: 'failed', differs: [undefined] }])
  })
})

describe('generated tests', () => {
  const phase = (clause: string | null) => ({
    phase: 'schema',
    target: 'sandbox' as const,
    status: 'failed' as const,
    seed: 7,
    counts: {},
    failures: [{ clause, what: 'the status', expected: 400, actual: 200, cases: 1, replay: '' }],
    durationMs: 1,
  })

  it.each([
    ['GEN-25', 'passed'],
    ['FRZ-12', 'failed'],
    [null, 'failed'],
  ])('follow the same rule: %s is %s', (clause, status) => {
    expect(applyPolicyToPhase(phase(clause), policy)).toMatchObject({ status })
    expect(applyPolicyToPhase(phase(clause), { ...policy, ours: true })).toEqual(phase(clause))
  })
})
