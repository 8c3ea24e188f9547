import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { coverageOf } from './coverage.ts'
import type { CoverageItem, OperationCoverage } from './redocly-drift.ts'

const description = JSON.parse(readFileSync(new URL('../../../generated/openapi.json', import.meta.url), 'utf8'))
const operation = (id: string, covered: CoverageItem[], missing: CoverageItem[]): OperationCoverage => {
  const update = { method: 'PATCH', path: '/asyncOrders/customers/{customerIdentifier}/accounts/{accountIdentifier}/{externalRefID}' }
  const action = { method: 'POST', path: '/asyncOrders/{referenceOrderID}/freeze' }
  return { ...(id === 'updateAsyncOrder' ? update : action), operationId: id, covered, missing }
}
const property = (status: string, path: string): CoverageItem => ({ kind: 'property', target: 'response', status, path })

it('takes what is marked x-never-observed out of the count, with all that stands below it', () => {
  const marked = ['status', 'failedLineItems', 'failedLineItems[].errors[].message'].map((path) => property('200', path))
  const found = coverageOf([operation('updateAsyncOrder', [], [...marked, property('200', 'notes')])], description)
  expect(found).toMatchObject({ neverObserved: 3, inEmptyLists: 0, missing: ['updateAsyncOrder response 200 notes'] })
  expect(found.totals.property).toEqual({ covered: 0, total: 1 })
})

it('takes the items of an empty list out of the count, when another answer of the schema shows them', () => {
  const [seen, notSeen] = [property('422', 'errors[].path'), property('404', 'errors[].path')]
  const list = property('404', 'errors')
  const judged = (covered: CoverageItem[]) => coverageOf([operation('freezeAsyncOrder', covered, [notSeen])], description)
  const gap = { inEmptyLists: 0, missing: ['freezeAsyncOrder response 404 errors[].path'] }
  expect(judged([seen, list])).toMatchObject({ inEmptyLists: 1, missing: [] })
  expect(judged([list])).toMatchObject(gap)
  expect(judged([seen])).toMatchObject(gap)
  expect(judged([seen, list, property('404', 'errors[].code')])).toMatchObject(gap)
})

it('names what was not seen', () => {
  const missing: CoverageItem[] = [
    { kind: 'operation' },
    { kind: 'parameter', name: 'referenceOrderID' },
    { kind: 'response', status: '405' },
    { kind: 'property', target: 'request', path: 'otherReason' },
  ]
  const { totals, ...found } = coverageOf([operation('freezeAsyncOrder', [{ kind: 'response', status: '202' }], missing)], description)
  expect(totals.response).toEqual({ covered: 1, total: 2 })
  expect(found.missing).toEqual([
    'freezeAsyncOrder operation',
    'freezeAsyncOrder parameter referenceOrderID',
    'freezeAsyncOrder response 405',
    'freezeAsyncOrder request otherReason',
  ])
})
