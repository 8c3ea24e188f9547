import { expect, it } from 'vitest'
import { allMet, rowOf, toTable } from './rows.ts'

const freeze = (ours: number) =>
  rowOf(
    'freeze',
    'requests/s',
    new Map([
      ['sandbox', [1, ours, 99_999]],
      ['prism', [900, 1_000, 1_100]],
      ['bare node:http', [20_000]],
    ]),
  )

it('takes medians, and ratios of ours over theirs', () => {
  expect(freeze(10_000)).toEqual({
    name: 'freeze',
    unit: 'requests/s',
    ours: 10_000,
    peers: { prism: 1_000, 'bare node:http': 20_000 },
    ratios: { prism: 10, 'bare node:http': 0.5 },
  })
})

it.each([
  [10_000, true],
  [9_000, false],
])('with %i freezes a second, meets its bars: %s', (ours, met) => {
  expect(allMet([freeze(ours)])).toBe(met)
  expect(toTable([freeze(ours)], ['x']).includes('MISSED')).toBe(!met)
})

it('does not meet a bar that could not be measured', () => {
  expect(allMet([rowOf('ready', 'ms', new Map([['sandbox', [100]]]))])).toBe(false)
})
