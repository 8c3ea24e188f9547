import { expect, it } from 'vitest'
import { linkFrom } from './links.ts'

it.each([
  ['', {}],
  ['#operation=freezeAsyncOrder', { operation: 'freezeAsyncOrder' }],
  ['#operation=dropTables', { unknown: ['operation=dropTables'] }],
  ['#reading=C-FRZ-FROZEN&option=restart', { reading: 'C-FRZ-FROZEN', option: 'restart' }],
  ['#reading=C-FRZ-FROZEN&option=never', { reading: 'C-FRZ-FROZEN', unknown: ['option=never'] }],
  ['#reading=toString&option=restart', { unknown: ['reading=toString', 'option=restart'] }],
  ['#__proto__=1&orders', { unknown: ['__proto__=1', 'orders'] }],
  ['#operation=cancelAsyncOrder&reading=C-PRODUCTS', { operation: 'cancelAsyncOrder', reading: 'C-PRODUCTS' }],
])('reads the link %s and tells what it does not know', (hash, link) => {
  expect(linkFrom(hash)).toEqual(link)
})
