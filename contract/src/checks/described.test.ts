import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkDescribed } from './described.ts'
import { isJson } from './media-type.ts'
import { createSchemaCheck, strictProblems } from './schema.ts'

const description = JSON.parse(readFileSync('generated/openapi.json', 'utf8'))
const schemas = createSchemaCheck(description)
const accepted = { referenceOrderId: 'AA1', externalRefID: '', status: 'PENDING', totalLineItems: 1, date: '2026-03-02T09:15:04.218Z' }
const headers = new Headers({ 'x-request-id': 'an-id' })

describe('what a case demands of the description', () => {
  const freeze = schemas.response('freezeAsyncOrder', 202)
  const fits = (body: unknown, given?: Headers) => freeze?.misfits(body, given).map(({ problem }) => problem) ?? []
  const seen = { body: accepted, headers }

  it('holds where the description says as much', () => {
    const described = {
      takes: { status: ['DONE'], '': [accepted] },
      refuses: { status: [undefined, 7], totalLineItems: ['1'], '': [null] },
      refusesHeaders: { 'x-request-id': [undefined] },
    }
    expect(checkDescribed(described, seen, fits)).toEqual([])
  })

  it.each([
    ['takes what is to be refused', { refuses: { status: ['DONE'] } }, 'with status "DONE"'],
    ['refuses what is to be taken', { takes: { totalLineItems: ['1'] } }, 'with totalLineItems "1"'],
    ['takes another header', { refusesHeaders: { 'x-request-id': ['another'] } }, 'with the header x-request-id "another"'],
    ['is asked of a place that is not there', { refuses: { 'errors.0.path': [7] } }, 'with errors.0.path 7'],
  ])('fails where the description %s', (_, described, what) => {
    expect(checkDescribed(described, seen, fits)).toMatchObject([{ what: expect.stringContaining(what) }])
  })
})

describe('the check against the description', () => {
  it.each([
    ['a required header that is missing', () => schemas.response('freezeAsyncOrder', 202)?.misfits(accepted, new Headers())],
    [
      'a header of another type',
      () => schemas.response('freezeAsyncOrder', 429)?.misfits({}, new Headers({ 'x-request-id': 'an-id', 'retry-after': 'soon' })),
    ],
    ['an answer that is not described', () => strictProblems(schemas.response('freezeAsyncOrder', 418), {})],
    [
      'a path parameter that is not described',
      () => schemas.request('freezeAsyncOrder', { path: { id: 'AA1' }, body: { reasonCode: 'FRAUD' } }),
    ],
    [
      'a path parameter that is empty',
      () => schemas.request('freezeAsyncOrder', { path: { referenceOrderID: '' }, body: { reasonCode: 'FRAUD' } }),
    ],
    ['a request without its body', () => schemas.request('freezeAsyncOrder', { path: { referenceOrderID: 'AA1' } })],
    ['an event without its body', () => schemas.event?.misfits(undefined)],
  ])('notices %s', (_, problems) => {
    expect(problems()).not.toEqual([])
  })

  it('takes a request as it is described', () => {
    expect(schemas.request('freezeAsyncOrder', { path: { referenceOrderID: 'AA1' }, body: { reasonCode: 'FRAUD' } })).toEqual([])
  })

  it('knows what a receiver answers, and the header that is signed', () => {
    expect([200, 202, 500].map(schemas.receipt)).toEqual([true, false, false])
    expect(['x-signed-payload', 'x-other'].map(schemas.eventHeader)).toEqual([true, false])
  })
})

it.each([
  ['application/json', true],
  ['Application/JSON; charset=UTF-8', true],
  ['application/json;charset="utf-8"', true],
  ['application/json; charset=iso-8859-1', false],
  ['application/problem+json', false],
  ['text/plain', false],
  [null, false],
])('takes %s for JSON in UTF-8: %s', (contentType, json) => {
  expect(isJson(contentType)).toBe(json)
})
