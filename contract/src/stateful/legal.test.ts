import { expect, it } from 'vitest'
import type { OrderView } from '../targets/target.ts'
import { differences } from './difference.ts'
import { legalOutcomes } from './legal.ts'
import { orderFrom } from './model/arranged.ts'
import { addOrder, emptyModel, type Model } from './model/model.ts'
import type { Step } from './sequence.ts'
import { parseSequence } from './text.ts'

const NOW = Date.UTC(2026, 2, 2, 10)

function modelOfOneReward(): Model {
  const model = emptyModel(NOW)
  const view = { referenceOrderID: 'AA1', externalRefID: 'ref-1', lineItems: [{ reward: { rewardId: 'r-1' } }] } as unknown as OrderView
  addOrder(model, orderFrom({ lineItems: [{ amount: 100 }] }, view, NOW))
  return model
}

const step = (text: string): Step => parseSequence(`active: ${text}`).steps[0] as Step

it.each([
  ['freeze', ['FROZEN']],
  ['(freeze, cancel)', ['CANCELLED']],
  ['(freeze | cancel)', ['CANCELLED', 'CANCELLED']],
  ['(freeze | unfreeze)', ['ACTIVE', 'FROZEN']],
  ['(unfreeze, freeze)', ['FROZEN']],
  // A redemption may overtake an action that was accepted before it, and not the other way round.
  ['(cancel, redeem 1)', ['CANCELLED', 'ACTIVE']],
  ['(redeem 1, cancel)', ['ACTIVE']],
  ['(freeze, unfreeze, redeem 1)', ['ACTIVE', 'ACTIVE', 'ACTIVE']],
])('knows each legal outcome of %s', (text, expected) => {
  const model = modelOfOneReward()
  const outcomes = legalOutcomes(model, step(text), NOW)
  expect(outcomes.map((legal) => legal.model.orders[0]?.lineItems[0]?.reward?.status)).toEqual(expected)
  expect(model).toEqual(modelOfOneReward())
})

it('counts days from the beginning, and waits for none that has passed', () => {
  const model = modelOfOneReward()
  const at = (text: string, now: number): number | undefined => legalOutcomes({ ...model, now }, step(text), NOW)[0]?.model.now
  expect(at('day 6', NOW)).toBe(Date.UTC(2026, 2, 8))
  expect(at('day 6-1ms', NOW)).toBe(Date.UTC(2026, 2, 8) - 1)
  expect(at('day 6', Date.UTC(2026, 2, 9))).toBe(Date.UTC(2026, 2, 9))
})

it('tells each value that differs by its path', () => {
  const expected = { answers: [{ status: 202 }], events: [{ revision: 1 }, { revision: 2 }] }
  expect(differences(expected, { answers: [{ status: 200, more: 1 }], events: [{ revision: 1 }] })).toEqual([
    { path: 'answers.0.status', expected: 202, actual: 200 },
    { path: 'answers.0.more', expected: undefined, actual: 1 },
    { path: 'events.1', expected: { revision: 2 }, actual: undefined },
  ])
  expect(differences(expected, structuredClone(expected))).toEqual([])
})
