import { describe, expect, it } from 'vitest'
import { HOUR } from '../../../sandbox/src/units.ts'
import { systematicParts } from './plan.ts'
import { randomBatches } from './random.ts'
import type { Sequence } from './sequence.ts'
import { parseSequence, textOf } from './text.ts'

it.each<[string, Sequence]>([
  [
    'mixed: freeze; +48h; cancel',
    { start: 'mixed', steps: [{ asks: [{ act: 'freeze' }] }, { wait: 48 * HOUR }, { asks: [{ act: 'cancel' }] }] },
  ],
  [
    'active: (cancel | redeem 7 of 2); (freeze, unfreeze)',
    {
      start: 'active',
      steps: [
        { asks: [{ act: 'cancel' }, { redeem: 7, item: 2 }], together: 'at-once' },
        { asks: [{ act: 'freeze' }, { act: 'unfreeze' }], together: 'in-turn' },
      ],
    },
  ],
  ['{"lineItems":[{"amount":7}]}: freeze', { start: { lineItems: [{ amount: 7 }] }, steps: [{ asks: [{ act: 'freeze' }] }] }],
  ['failed: update campaign= notes=a-1', { start: 'failed', steps: [{ asks: [{ update: { campaign: '', notes: 'a-1' } }] }] }],
  ['frozen: +48h-1ms; +1ms; day 6-1ms', { start: 'frozen', steps: [{ wait: 48 * HOUR - 1 }, { wait: 1 }, { day: 6, before: 1 }] }],
])('reads %s', (text, sequence) => {
  expect(parseSequence(text)).toEqual(sequence)
  expect(textOf(sequence)).toBe(text)
})

function batches(seed: number, count: number): Sequence[] {
  const all = randomBatches(seed)
  return Array.from({ length: count }, () => all.next().value ?? []).flat()
}

it('reads back every sequence that it writes', () => {
  for (const sequence of [...systematicParts().flatMap(({ sequences }) => sequences), ...batches(7, 15)]) {
    expect(parseSequence(textOf(sequence))).toEqual(sequence)
  }
})

it('makes the same random sequences for the same seed, and others for another', () => {
  expect(batches(1, 2)).toEqual(batches(1, 2))
  expect(batches(1, 2)).not.toEqual(batches(2, 2))
})

describe('refuses to read', () => {
  it.each([
    ['', 'there is no order before a colon'],
    ['freeze; cancel', 'there is no order before a colon'],
    ['constructor: freeze', 'there is no order "constructor"'],
    ['{"lineItems":}: freeze', 'the order "{"lineItems":}" is not JSON'],
    ['each:', '"" is no step'],
    ['active: freeze; ; cancel', '"" is no step'],
    ['active: FREEZE', '"FREEZE" is no step'],
    ['active: redeem 0', '"redeem 0" is no step'],
    ['active: update status=x', '"update status=x" is no step'],
    ['active: update notes=ä', '"update notes=ä" is no step'],
    ['active: +0h-1ms', 'is not between nothing and 400 days'],
    ['active: +401d', 'is not between nothing and 400 days'],
    ['active: (freeze | freeze | freeze | freeze | freeze)', 'holds 5 requests; at most 4'],
    ['active: (+48h | freeze)', '"+48h" is no step'],
    [`active: ${Array(51).fill('freeze').join(';')}`, 'it has 51 steps; at most 50 are run'],
    [`active: ${' '.repeat(2_000)}`, 'it has 2008 characters; at most 2000 are read'],
  ])('%s', (text, why) => {
    expect(() => parseSequence(text)).toThrow(why)
  })
})
