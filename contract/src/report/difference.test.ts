import { describe, expect, it } from 'vitest'
import { differenceOf } from './difference.ts'

const schema = 'the response against the OpenAPI description'
const differ = (what: string, expected: unknown, actual: unknown) => differenceOf({ what, expected, actual })

describe('a difference in words', () => {
  it.each([
    ['the status', 202, '200 {"id":1}', 'returns 200 instead of 202'],
    ['the request is refused', 422, '202 {}', 'the request is refused: returns 202 instead of 422'],
    [schema, 'fits', "the body must have required property 'sender'", '`sender` is missing'],
    [schema, 'fits', "/errors/0 must have required property 'code'", '`errors[].code` is missing'],
    [schema, 'fits', '/date must match format "date-time"', '`date` must match format "date-time"'],
    [schema, 'fits', 'the header X-REQUEST-ID is missing', 'the header X-REQUEST-ID is missing'],
    [
      'the event against the OpenAPI description',
      'fits',
      "/eventData must have required property 'action'",
      '`eventData.action` is missing in the event',
    ],
    ['the fields of the body', 'described fields', '/lineItems/3/colour', '`lineItems[].colour` is not in the OpenAPI description'],
    ['referenceOrderId', 'A-1', 'A-2', '`referenceOrderId` has another value'],
    ['totalLineItems', 3, 2, '`totalLineItems` is too low'],
    ['status', 'PENDING', 'QUEUED', '`status` is QUEUED instead of PENDING'],
    ['lineItems.0.note', 'a', 7, '`lineItems[].note` is a number instead of a text'],
    ['notes', 'a', undefined, '`notes` is missing'],
    ['line item 12: status of the reward', 'FROZEN', 'ACTIVE', 'a line item: status of the reward is ACTIVE instead of FROZEN'],
    ['line item 0', { a: 1 }, { a: 2 }, 'a line item has another value'],
    ['the number of deliveries', 1, 2, 'the number of deliveries is too high'],
    ['createdAt', { $match: 'instant' }, 'yesterday', '`createdAt` has another value'],
  ])('%s: expected %j, observed %j', (what, expected, actual, title) => {
    expect(differ(what, expected, actual).title).toBe(title)
  })

  it('has the same cause whatever the ids, instants and counts of the case', () => {
    const same = (one: Parameters<typeof differ>, other: Parameters<typeof differ>) => expect(differ(...one).key).toBe(differ(...other).key)
    same(['referenceOrderId', 'A-1', 'A-2'], ['referenceOrderId', 'A-3', 'B-4'])
    same(['totalLineItems', 3, 2], ['totalLineItems', 50, 7])
    same(['the status', 202, '200 {"id":1}'], ['the status', 202, '200 {"id":2}'])
    same(['date', '2026-03-02T10:00:00.000Z', '2026-03-02T11:00:00.000Z'], ['date', '2027-03-02T10:00:00.000Z', '2027-03-02T12:00:00.000Z'])
    same(
      ['a step', 'as written', 'redeeming 5 of line item 1 was refused'],
      ['a step', 'as written', 'redeeming 70 of line item 0 was refused'],
    )
    same([schema, 'fits', "/errors/0 must have required property 'code'"], [schema, 'fits', "/errors/4 must have required property 'code'"])
  })

  it('has another cause where another place, status or word of the API is wrong', () => {
    const keys = [
      differ('the status', 202, '200 '),
      differ('the status', 202, '201 '),
      differ('the status', 404, '200 '),
      differ('status', 'PENDING', 'QUEUED'),
      differ('status', 'PENDING', 'DONE'),
      differ('totalLineItems', 3, 2),
      differ('totalLineItems', 3, 4),
      differ('the number of deliveries', 1, 0),
    ].map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('is short, whatever a target said', () => {
    expect(differ('a step', 'as written', 'x'.repeat(5_000)).title.length).toBeLessThan(250)
  })
})
