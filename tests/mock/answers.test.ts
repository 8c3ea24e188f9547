import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { validateErrorInfo } from '../../generated/validators.js'
import { type Mock, startMock } from '../../scripts/mock/start.ts'

const FREEZE = '/raas/v2/asyncOrders/AA260302-118204-37/freeze'
const ORDER = '/raas/v2/asyncOrders/customers/acme-health/accounts/acme-wellness/'

let mock: Mock
beforeAll(async () => {
  mock = await startMock()
})
afterAll(() => mock.close())

interface Sent {
  body?: unknown
  headers?: Record<string, string>
}

async function send(method: string, path: string, { body, headers }: Sent = {}, origin = mock.origin) {
  const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
  const known = { authorization: 'Basic ZGVtbzpkZW1vLWtleQ==', 'content-type': 'application/json' }
  const response = await fetch(`${origin}${path}`, { method, body: text, headers: { ...known, ...headers } })
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(response.headers.get('x-request-id')).toBeTruthy()
  const answer: Record<string, unknown> = method === 'HEAD' ? {} : await response.json()
  if (response.status >= 400 && method !== 'HEAD') {
    expect(validateErrorInfo(answer), JSON.stringify(validateErrorInfo.errors)).toBe(true)
    expect(answer.httpCode).toBe(response.status)
  }
  return { status: response.status, headers: response.headers, answer }
}

describe('what the description answers', () => {
  it.each(['freeze', 'unfreeze', 'cancel'])('accepts a %s', async (action) => {
    const { status, answer } = await send('POST', `/raas/v2/asyncOrders/AA1/${action}`, { body: { reasonCode: 'FRAUD' } })
    expect({ status, answer }).toMatchObject({ status: 202, answer: { status: 'PENDING' } })
  })

  it('updates an order', async () => {
    expect(await send('PATCH', `${ORDER}o-1`, { body: { notes: '' } })).toMatchObject({ status: 200, answer: { orderStatus: 'COMPLETE' } })
  })

  it('answers JSON whatever the Accept header says', async () => {
    const { status } = await send('POST', FREEZE, { body: { reasonCode: 'FRAUD' }, headers: { accept: 'text/html' } })
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
      const { status, answer } = await send(method, path, { body, headers })
      expect(status).toBe(400)
      expect(answer.message).toContain(message)
    }
  })

  it('answers 401 first when there are no credentials', async () => {
    for (const body of ['{', undefined, '{}']) {
      expect((await send('POST', FREEZE, { body, headers: { authorization: '' } })).status).toBe(401)
    }
  })

  it('answers 413 for a body over 1 MiB, and takes one of 1 MiB', async () => {
    const body = (bytes: number): string => `{"reasonCode":"OTHER","otherReason":"${'x'.repeat(bytes - 39)}"}`
    expect(body(1024 * 1024)).toHaveLength(1024 * 1024)
    expect((await send('POST', FREEZE, { body: body(1024 * 1024) })).status).toBe(202)
    expect((await send('POST', FREEZE, { body: body(1024 * 1024 + 1) })).status).toBe(413)
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
    [[], '', 'The body must be an object.'],
  ])('answers 422 with the example that fits for %j', async (body, path, message) => {
    const { status, answer } = await send('POST', FREEZE, { body })
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
    ['', { notes: 'x' }, 'externalRefID', 'externalRefID is required.'],
  ])('answers 400 for an update of %s with %j', async (order, body, path, message) => {
    const { status, answer } = await send('PATCH', `${ORDER}${order}`, { body })
    expect(status).toBe(400)
    expect(answer.message).toContain(message)
    expect((answer.errors as { path: string }[])[0]?.path).toBe(path)
  })
})

describe('paths and methods', () => {
  it.each(['/', '/raas/v2', '/raas/v2x/asyncOrders/A/freeze', '/asyncOrders/A/freeze', `${FREEZE}/`, '/raas/v2/asyncOrders/A%2Ffreeze'])(
    'answers 404 for %s and names the operations',
    async (path) => {
      const { status, answer } = await send('POST', path, { body: { reasonCode: 'FRAUD' } })
      expect({ status, answer }).toMatchObject({ status: 404, answer: { path, i18nKey: '404.001' } })
      expect(answer.message).toContain('POST /asyncOrders/{referenceOrderID}/freeze')
    },
  )

  it.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'])('answers 405 with Allow for %s', async (method) => {
    const { status, headers } = await send(method, FREEZE, method === 'PUT' ? { body: '{' } : {})
    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'POST' })
    expect((await send(method === 'PATCH' ? 'POST' : method, `${ORDER}o-1`)).headers.get('allow')).toBe('PATCH')
  })

  it('takes an undecodable and a very long path', async () => {
    for (const id of ['%zz', '%E0%A4%A', '{}', '(', 'x'.repeat(100_000)]) {
      expect((await send('POST', `/raas/v2/asyncOrders/${id}/freeze`, { body: { reasonCode: 'FRAUD' } })).status, id.slice(0, 9)).toBe(202)
    }
  })
})

describe('Prefer', () => {
  it.each([400, 401, 404, 405, 413, 422, 429, 500, 503])('gives the described answer %i', async (code) => {
    const { status, headers } = await send('POST', FREEZE, { body: { reasonCode: 'FRAUD' }, headers: { prefer: `code=${code}` } })
    expect(status).toBe(code)
    if (code === 429 || code === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it.each([
    ['code=422, example=orderFailed', { reasonCode: 'FRAUD' }, 422, 'The order is FAILED.'],
    ['code=422, example=orderFailed', {}, 422, 'The order is FAILED.'],
    ['code=418', { reasonCode: 'FRAUD' }, 404, 'The description has no 418 answer for this operation.'],
    ['code=404, example=nope', { reasonCode: 'FRAUD' }, 404, 'The description has no 404 answer with the example nope'],
    ['code=x', { reasonCode: 'FRAUD' }, 400, 'The Prefer header cannot be read: code=x.'],
  ])('%s with %j', async (prefer, body, want, message) => {
    const { status, answer } = await send('POST', FREEZE, { body, headers: { prefer } })
    expect(status).toBe(want)
    expect(answer.message).toContain(message)
  })
})

describe('another description', () => {
  const described = (): { paths: Record<string, { post: Record<string, unknown> }>; security?: unknown } =>
    JSON.parse(readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8'))
  const started = async (edit: (description: ReturnType<typeof described>, freeze: Record<string, unknown>) => void): Promise<Mock> => {
    const description = described()
    edit(description, description.paths['/asyncOrders/{referenceOrderID}/freeze']?.post ?? {})
    const before = JSON.stringify(description)
    const other = await startMock({ description })
    expect(JSON.stringify(description)).toBe(before)
    return other
  }

  it.each([
    ['no security', (d: { security?: unknown }) => void delete d.security, { authorization: '' }, { reasonCode: 'FRAUD' }, 202],
    [
      'an optional body',
      (_: unknown, f: Record<string, unknown>) => Object.assign(f.requestBody as object, { required: false }),
      {},
      undefined,
      202,
    ],
    [
      'no 401',
      (_: unknown, f: Record<string, unknown>) => void delete (f.responses as Record<string, unknown>)['401'],
      { authorization: '' },
      {},
      401,
    ],
    [
      'no error at all',
      (_: unknown, f: Record<string, unknown>) => Object.assign(f, { responses: { 202: (f.responses as object[])[202] } }),
      {},
      {},
      422,
    ],
  ])('is followed, and left as it is: %s', async (_, edit, headers, body, want) => {
    const other = await started(edit)
    expect((await send('POST', FREEZE, { headers, body }, other.origin)).status).toBe(want)
    await other.close()
  })
})
