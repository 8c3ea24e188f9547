import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Mock, startMock } from '../../contract/src/mock/start.ts'
import { FREEZE, send } from './send.ts'

let mock: Mock
beforeAll(async () => {
  mock = await startMock()
})
afterAll(() => mock.close())

describe('Prefer', () => {
  it.each([400, 401, 404, 405, 413, 422, 429, 500, 503])('gives the described answer %i', async (code) => {
    const { status, headers } = await send(mock.origin, 'POST', FREEZE, {
      body: { reasonCode: 'FRAUD' },
      headers: { prefer: `code=${code}` },
    })
    expect(status).toBe(code)
    if (code === 429 || code === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it.each([
    ['code=422, example=unknownReasonCode', { reasonCode: 'FRAUD' }, 422, 'BOREDOM is not a reason code'],
    ['code=422, example=unknownField', {}, 422, 'comment is not a field'],
    ['code=422, example=orderFailed', { reasonCode: 'FRAUD' }, 404, 'The description has no 422 answer with the example orderFailed'],
    ['code=418', { reasonCode: 'FRAUD' }, 404, 'The description has no 418 answer for this operation.'],
    ['code=404, example=nope', { reasonCode: 'FRAUD' }, 404, 'The description has no 404 answer with the example nope'],
    ['code=x', { reasonCode: 'FRAUD' }, 400, 'The Prefer header cannot be read: code=x.'],
  ])('%s with %j', async (prefer, body, want, message) => {
    const { status, answer } = await send(mock.origin, 'POST', FREEZE, { body, headers: { prefer } })
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
    expect((await send(other.origin, 'POST', FREEZE, { headers, body })).status).toBe(want)
    await other.close()
  })
})
