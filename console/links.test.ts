import { expect, it } from 'vitest'
import { linkFrom } from './links.ts'

it.each([
  ['', {}],
  ['#operation=freezeAsyncOrder', { operation: 'freezeAsyncOrder' }],
  ['#operation=dropTables', { unknown: ['operation=dropTables'] }],
  ['#interpretation=C-FRZ-FROZEN&option=restart', { interpretation: 'C-FRZ-FROZEN', option: 'restart' }],
  ['#interpretation=C-FRZ-FROZEN&option=never', { interpretation: 'C-FRZ-FROZEN', unknown: ['option=never'] }],
  ['#interpretation=toString&option=restart', { unknown: ['interpretation=toString', 'option=restart'] }],
  ['#__proto__=1&orders', { unknown: ['__proto__=1', 'orders'] }],
  ['#operation=cancelAsyncOrder&interpretation=C-PRODUCTS', { operation: 'cancelAsyncOrder', interpretation: 'C-PRODUCTS' }],
])('reads the link %s and tells what it does not know', (hash, link) => {
  expect(linkFrom(hash)).toEqual(link)
})
