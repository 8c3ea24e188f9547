import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createSchemaCheck } from '../checks/schema.ts'
import { operationsOf } from '../mock/description.ts'
import { closedFindings } from './findings.ts'
import type { Entry } from './read-har.ts'
import { trafficOf } from './traffic.ts'

const description = JSON.parse(readFileSync(new URL('../../../generated/openapi.json', import.meta.url), 'utf8'))
const operations = operationsOf(description)
const SERVER = 'http://sandbox.test/raas/v2'

function entry(method: string, path: string, status: number, more: Partial<Entry> = {}): Entry {
  const content = { size: 2, mimeType: 'application/json', text: '{}' }
  return { request: { method, url: `${SERVER}${path}`, headers: [] }, response: { status, headers: [], content }, ...more }
}

const shownOf = (...entries: Entry[]) => trafficOf(entries, SERVER, operations)

describe('what is shown of traffic', () => {
  it('is an unknown path, unless its case asked for it and was answered 404', () => {
    const nowhere = { _onPurpose: 'other-path' } as const
    expect(shownOf(entry('POST', '/nowhere', 404, nowhere))).toMatchObject({
      shown: [],
      leftOut: [{ reason: 'requests an unknown path on purpose, and returns 404', count: 1 }],
    })
    expect(shownOf(entry('POST', '/nowhere', 200, nowhere)).shown).toHaveLength(1)
    expect(shownOf(entry('POST', '/nowhere', 404)).shown).toHaveLength(1)
    expect(shownOf(entry('POST', '/asyncOrders/AA1/freeze', 404, nowhere)).shown).toHaveLength(1)
  })

  it('is an unknown method as an answer of its path, when its case asked for it and was answered 405', () => {
    const other = { _onPurpose: 'other-method' } as const
    const moved = shownOf(entry('GET', '/asyncOrders/AA1/freeze', 405, other))
    expect(moved).toMatchObject({ otherMethod: 1, shown: [{ request: { method: 'POST' }, response: { status: 405 } }] })
    for (const one of [
      entry('GET', '/asyncOrders/AA1/freeze', 405),
      entry('GET', '/asyncOrders/AA1/freeze', 200, other),
      entry('POST', '/asyncOrders/AA1/freeze', 405, other),
    ]) {
      expect(shownOf(one)).toEqual({ shown: [one], otherMethod: 0, leftOut: [] })
    }
  })

  it('is not another interpretation, another server, or a body that was not recorded; each is counted', () => {
    const path = '/asyncOrders/AA1/freeze'
    const elsewhere = { ...entry('POST', path, 202), request: { method: 'POST', url: 'http://mock.test/raas/v2/x', headers: [] } }
    const noBody = { ...entry('POST', path, 202), response: { status: 202, headers: [], content: { size: 70_000, mimeType: '' } } }
    const other = entry('POST', path, 202, { _onPurpose: 'other-interpretation' })
    expect(shownOf(elsewhere, noBody, other, other)).toEqual({
      shown: [],
      otherMethod: 0,
      leftOut: [
        { reason: `went elsewhere than ${SERVER}`, count: 1 },
        { reason: 'has a body that was not recorded', count: 1 },
        { reason: 'is about another interpretation than that of the description, on purpose', count: 2 },
      ],
    })
    expect(shownOf({ ...elsewhere, request: { ...elsewhere.request, url: `${SERVER}2/asyncOrders` } }).shown).toEqual([])
  })
})

describe('our own check', () => {
  const accepted = { referenceOrderId: 'AA1', externalRefID: '', status: 'PENDING', totalLineItems: 1, date: '2026-03-02T10:00:00.000Z' }
  const found = (status: number, body: unknown, mimeType = 'application/json') => {
    const content = { size: 2, mimeType, text: JSON.stringify(body) }
    const one = { ...entry('POST', '/asyncOrders/AA1/freeze', status, { comment: 'a-case' }), response: { status, headers: [], content } }
    return closedFindings([one, one], SERVER, operations, createSchemaCheck(description))
  }

  it('finds nothing in an answer that is described', () => {
    expect(found(202, accepted)).toEqual([])
  })

  it.each([
    [202, { ...accepted, actionId: 'x' }, undefined, '/actionId is not described'],
    [418, accepted, undefined, 'the description has no such response'],
    [202, accepted, 'text/html', 'the media type is text/html, not application/json'],
    [202, accepted, '', 'the media type is missing, not application/json'],
  ])('finds what redocly does not look at', (status, body, type, message) => {
    const where = { method: 'POST', path: '/asyncOrders/{referenceOrderID}/freeze', status, case: 'a-case' }
    expect(found(status, body, type)).toEqual([{ by: 'closed schema', message, count: 2, ...where }])
  })
})
