import { expect, it } from 'vitest'
import type { Sequence } from './sequence.ts'
import { shrink } from './shrink.ts'
import { parseSequence, textOf } from './text.ts'

const smallest = async (text: string, fails: (sequence: Sequence) => boolean): Promise<string> => {
  const { sequence } = await shrink(parseSequence(text), 'it fails', async (smaller) => (fails(smaller) ? 'it fails' : null))
  return textOf(sequence)
}
const holds =
  (...parts: string[]) =>
  (sequence: Sequence) =>
    parts.every((part) => textOf(sequence).includes(part))

it.each<[string, (sequence: Sequence) => boolean, string]>([
  ['mixed: freeze; +24h; cancel; +24h; unfreeze; update notes=a; freeze', holds('freeze', 'cancel'), 'active: freeze; cancel'],
  ['mixed: freeze; cancel', holds('mixed', 'cancel'), 'mixed: cancel'],
  ['active: (freeze | cancel | unfreeze | redeem 1)', holds('cancel | ', 'redeem 1'), 'active: (cancel | redeem 1)'],
  ['active: (freeze, cancel)', holds('cancel'), 'active: cancel'],
  ['active: (freeze | cancel)', holds('freeze', 'cancel'), 'active: freeze; cancel'],
  [
    'active: +24h; +24h',
    ({ steps }) => steps.reduce((sum, step) => sum + ('wait' in step ? step.wait : 0), 0) >= 172_800_000,
    'active: +48h',
  ],
])('makes %s as small as can be', async (text, fails, expected) => {
  expect(await smallest(text, fails)).toBe(expected)
})

it('gives up after so many tries', async () => {
  const text = `active: ${Array.from({ length: 50 }, (_, index) => `redeem ${index + 1}`).join('; ')}`
  let tries = 0
  let length = 50
  // Only to leave out the last step helps, which is tried after all others.
  const { sequence } = await shrink(parseSequence(text), 0, async ({ start, steps }) => {
    tries++
    if (steps.length !== length - 1 || !text.startsWith(textOf({ start, steps }))) return null
    length--
    return 0
  })
  expect(tries).toBe(300)
  expect(sequence.steps).toHaveLength(length)
})
