import { expect, it } from 'vitest'
import { linkFrom } from './links.ts'

it.each([
  ['', {}],
  ['#operation=freezeAsyncOrder', { operation: 'freezeAsyncOrder' }],
  ['#operation=dropTables', {}],
  ['#reading=C-FRZ-FROZEN&option=restart', { reading: 'C-FRZ-FROZEN', option: 'restart' }],
  ['#reading=C-FRZ-FROZEN&option=never', { reading: 'C-FRZ-FROZEN' }],
  ['#reading=toString&option=restart', {}],
  ['#operation=cancelAsyncOrder&reading=C-PRODUCTS', { operation: 'cancelAsyncOrder', reading: 'C-PRODUCTS' }],
])('reads the link %s and leaves out what it does not know', (hash, link) => {
  expect(linkFrom(hash)).toEqual(link)
})
