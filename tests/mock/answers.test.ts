import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Mock, startMock } from '../../contract/src/mock/start.ts'
import { actions } from '../../generated/operations.ts'
import { FREEZE, send } from './send.ts'

const ORDER = '/raas/v2/asyncOrders/customers/acme-health/accounts/acme-wellness/'

let mock: Mock
beforeAll(async () => {
  mock = await startMock()
})
afterAll(() => mock.close())

describe('what the description answers', () => {
  it.each(actions)('accepts a %s', async (action) => {
    const { status, answer } = await send(mock.origin, 'POST', `/raas/v2/asyncOrders/AA1/${action}`, { body: { reasonCode: 'FRAUD' } })
    expect({ status, answer }).toMatchObject({ status: 202, answer: { status: 'PENDING' } })
  })

  it('updates an order', async () => {
    expect(await send(mock.origin, 'PATCH', `${ORDER}o-1`, { body: { notes: '' } })).toMatchObject({
      status: 200,
      answer: { orderStatus: 'COMPLETE' },
    })
  })

  it('answers JSON whatever the Accept header says', async () => {
    const { status } = await send(mock.origin, 'POST', FREEZE, { body: { reasonCode: 'FRAUD' }, headers: { accept: 'text/html' } })
    expect(status).toBe(202)
  })
})

describe('a request that cannot be read', () => {
  it.each([
    ['malformed JSON', '{"reasonCode":', {}, 'The body is not valid JSON.'],
    ['no body', undefined, {}, 'The request has no body.'],
    ['another media type', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 'The Content-Type is not application/json.'],
    ['another charset', '{}', { 'content-type': 'application/json; charset=utf-16' }, 'The Content-Type is not application/json.'],
  ])('answers 400 for %s', async (_, body, headers, message) => {
    for (const [method, path] of [['POST', FREEZE] as const, ['PATCH', `${ORDER}o-1`] as const]) {
      const { status, answer } = await send(mock.origin, method, path, { body, headers })
      expect(status).toBe(400)
      expect(answer.message).toContain(message)
    }
  })

  it('answers 401 first when there are no credentials', async () => {
    for (const body of ['{', undefined, '{}']) {
      expect((await send(mock.origin, 'POST', FREEZE, { body, headers: { authorization: '' } })).status).toBe(401)
    }
  })

  it('answers 413 for a body over 1 MiB, and takes one of 1 MiB', async () => {
    const body = (bytes: number): string => `{"reasonCode":"OTHER","otherReason":"${'x'.repeat(bytes - 39)}"}`
    expect(body(1024 * 1024)).toHaveLength(1024 * 1024)
    expect((await send(mock.origin, 'POST', FREEZE, { body: body(1024 * 1024) })).status).toBe(202)
    expect((await send(mock.origin, 'POST', FREEZE, { body: body(1024 * 1024 + 1) })).status).toBe(413)
  })
})

describe('a request that breaks the schema', () => {
  it.each([
    [{}, 'reasonCode', 'reasonCode is required.'],
    [{ reasonCode: 'OTHER' }, 'otherReason', 'otherReason is required when reasonCode is OTHER.'],
    [{ reasonCode: 'OTHER', otherReason: ' ' }, 'otherReason', 'otherReason is required when reasonCode is OTHER.'],
    [{ reasonCode: 'BOREDOM' }, 'reasonCode', 'BOREDOM is not a reason code of this action.'],
    [{ reasonCode: 5 }, 'reasonCode', 'reasonCode must be a string.'],
    [{ reasonCode: 'FRAUD', otherReason: 5 }, 'otherReason', 'otherReason must be a string.'],
    [{ reasonCode: 'OTHER', otherReason: 'x', extra: 1 }, 'extra', 'extra is not a field of this request.'],
    [{ reasonCode: 'OTHER', otherReason: 'x', "its 'own'": 1 }, "its 'own'", "its 'own' is not a field of this request."],
    [[], '', 'The body must be an object.'],
  ])('answers 422 with the example that fits for %j', async (body, path, message) => {
    const { status, answer } = await send(mock.origin, 'POST', FREEZE, { body })
    expect({ status, answer }).toMatchObject({ status: 422, answer: { path: FREEZE, message, errors: [{ path, message }] } })
  })

  it.each([
    ['o-1', {}, undefined, 'Send at least one of campaign, purchaseOrderNumber and notes.'],
    ['o-1', { notes: 'x'.repeat(151) }, 'notes', 'notes has more than 150 characters.'],
    ['o-1', { campaign: 'x'.repeat(1025) }, 'campaign', 'campaign has more than 1024 characters.'],
    ['o-1', { campaign: 5 }, 'campaign', 'campaign must be a string.'],
    ['o-1', { extra: 1 }, 'extra', 'extra is not a field of this request.'],
    ['o-1', [], '', 'The body must be an object.'],
    ['o'.repeat(101), { notes: 'x' }, 'externalRefID', 'externalRefID has more than 100 characters.'],
    ['%zz', { notes: 'x' }, 'externalRefID', 'externalRefID must match pattern'],
  ])('answers 400 for an update of %s with %j', async (order, body, path, message) => {
    const { status, answer } = await send(mock.origin, 'PATCH', `${ORDER}${order}`, { body })
    expect(status).toBe(400)
    expect(answer.message).toContain(message)
    expect((answer.errors as { path: string }[])[0]?.path).toBe(path)
  })
})

describe('paths and methods', () => {
  it.each([
    '/',
    '/raas/v2',
    '/raas/v2x/asyncOrders/A/freeze',
    '/asyncOrders/A/freeze',
    `${FREEZE}/`,
    '/raas/v2/asyncOrders/A%2Ffreeze',
    '/raas/v2/asyncOrders//freeze',
  ])('answers 404 for %s and names the operations', async (path) => {
    const { status, answer } = await send(mock.origin, 'POST', path, { body: { reasonCode: 'FRAUD' } })
    expect({ status, answer }).toMatchObject({ status: 404, answer: { path, i18nKey: '404.001' } })
    expect(answer.message).toContain('POST /asyncOrders/{referenceOrderID}/freeze')
  })

  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'])('answers 405 with Allow for %s', async (method) => {
    const { status, headers } = await send(mock.origin, method, FREEZE, method === 'PUT' ? { body: '{' } : {})
    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'POST' })
    expect((await send(mock.origin, method === 'PATCH' ? 'POST' : method, `${ORDER}o-1`)).headers.get('allow')).toBe('PATCH')
  })

  it('takes an undecodable and a very long path', async () => {
    for (const id of ['%zz', '%E0%A4%A', '{}', '(', 'x'.repeat(100_000)]) {
      expect(
        (await send(mock.origin, 'POST', `/raas/v2/asyncOrders/${id}/freeze`, { body: { reasonCode: 'FRAUD' } })).status,
        id.slice(0, 9),
      ).toBe(202)
    }
  })
})
