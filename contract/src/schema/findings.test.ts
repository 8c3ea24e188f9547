import { expect, it } from 'vitest'
import type { PhaseFailure } from '../run/phase.ts'
import { explained, grouped, verdictOf } from './findings.ts'

const failure = (clause: string | null, replay: string, cases = 1): PhaseFailure => ({
  ...{ clause, what: 'a status', expected: 202, actual: 422, cases, replay },
})

it('makes one failure of those with one cause, names the shortest replay, and counts them', () => {
  const found = [failure('CAN-42', 'b'), failure('FRZ-12', 'long'), failure('FRZ-12', 'a', 2)]
  expect(grouped(found, ({ clause }) => String(clause))).toEqual([failure('FRZ-12', 'a', 3), failure('CAN-42', 'b')])
})

it('leaves out what a broader failure explains, and nothing else', () => {
  const broader = ({ clause }: PhaseFailure) => (clause === 'CAN-55' ? 'CAN-42' : undefined)
  const edge = failure('CAN-55', 'edge', 2)
  expect(explained([edge, failure('CAN-42', 'far'), failure(null, '')], broader)).toEqual([failure('CAN-42', 'far', 3), failure(null, '')])
  expect(explained([edge, failure('FRZ-44', 'far')], broader)).toEqual([edge, failure('FRZ-44', 'far')])
})

it('counts a violation whatever could not be judged beside it', () => {
  expect(verdictOf([], undefined)).toEqual({ status: 'passed' })
  expect(verdictOf([], 'reset')).toEqual({ status: 'inconclusive', reason: 'reset' })
  expect(verdictOf([failure(null, '')], 'reset')).toEqual({ status: 'failed', reason: 'reset' })
  expect(verdictOf([failure(null, '')], undefined)).toEqual({ status: 'failed' })
})
