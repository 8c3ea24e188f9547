import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type Node, operationsOf } from '../../docs/site/operations.ts'
import { ownAnswers } from '../../docs/site/own-answers.ts'

const bundle = JSON.parse(readFileSync('generated/openapi.json', 'utf8')) as Node
const operations = operationsOf(bundle)

interface Answer {
  headers: { Allow?: { example: string } }
  content: { 'application/json': { examples: Record<string, { value: { path: string; message: string } }> } }
}
const answersOf = (wanted: string): Record<string, Answer> => {
  const operation = operations.find(({ id }) => id === wanted)
  if (operation === undefined) throw new Error(`There is no ${wanted}.`)
  return ownAnswers(operation, bundle, operations) as unknown as Record<string, Answer>
}
const examplesOf = (wanted: string, code: string) => answersOf(wanted)[code]?.content['application/json'].examples ?? {}

it.each([
  ['freezeAsyncOrder', '/raas/v2/asyncOrders/AA260302-118204-37/freeze'],
  ['unfreezeAsyncOrder', '/raas/v2/asyncOrders/AA260302-118204-37/unfreeze'],
  ['cancelAsyncOrder', '/raas/v2/asyncOrders/AA260302-118204-37/cancel'],
  ['updateAsyncOrder', '/raas/v2/asyncOrders/customers/harbor-clinic/accounts/harbor-clinic-rewards/wellness-2026-w09'],
])('the errors of %s name its path', (id, path) => {
  const errors = ['400', '401', '405', '413', '422', '429', '500', '503'].flatMap((code) => Object.entries(examplesOf(id, code)))
  const others = errors.filter(([name, { value }]) => value.path !== path && name !== 'invalidExternalRefID').map(([name]) => name)
  expect(errors.length).toBeGreaterThan(10)
  expect(others).toEqual([])
})

it('an example about a value stands where the operation takes the value', () => {
  expect(Object.keys(examplesOf('cancelAsyncOrder', '404'))).toEqual(['unknownOrder', 'unknownPath'])
  expect(examplesOf('cancelAsyncOrder', '404').unknownOrder?.value.path).toBe('/raas/v2/asyncOrders/AA260302-000000-00/cancel')
  expect(Object.keys(examplesOf('updateAsyncOrder', '404'))).toEqual(['unknownExternalRefID', 'unknownPath'])
})

it('a method that the path lacks is answered with the one that it has', () => {
  const { 405: refused } = answersOf('updateAsyncOrder')
  expect(refused?.headers.Allow?.example).toBe('PATCH')
  expect(examplesOf('updateAsyncOrder', '405').methodNotAllowed?.value.message).toBe('The path does not have GET. It has PATCH.')
  expect(answersOf('freezeAsyncOrder')[405]?.headers.Allow?.example).toBe('POST')
})

it('answers without examples, and the description itself, stay as they are', () => {
  const before = JSON.stringify(bundle)
  expect(Object.keys(answersOf('OrderActionStatus'))).toEqual(['200'])
  expect(JSON.stringify(bundle)).toBe(before)
})
