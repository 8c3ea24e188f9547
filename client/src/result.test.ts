import { describe, expect, it } from 'vitest'
import { createClient, dataOrThrow } from './index.ts'
import { thrownBy } from './test-script.ts'

const accepted = { referenceOrderId: 'A1', externalRefID: '', status: 'PENDING', totalLineItems: 2, date: '2026-03-02T09:15:04.218Z' }
const error = {
  timestamp: '2026-03-02T09:15:04.218Z',
  requestId: 'id-2',
  path: '/raas/v2/asyncOrders/A1/freeze',
  httpCode: 422,
  httpPhrase: 'Unprocessable Content',
  i18nKey: '422.007',
  message: 'reasonCode is required.',
  errors: [],
}
const html = '<html>Service Unavailable</html>'

function answering(body: string | null, init: ResponseInit) {
  return createClient({
    baseUrl: 'https://sandbox.test/raas/v2',
    credentials: { token: 't' },
    retries: { requests: 1 },
    fetch: async () => new Response(body, init),
  })
}

const freeze = (body: unknown, status: number, headers: Record<string, string> = {}) =>
  answering(typeof body === 'string' || body === null ? body : JSON.stringify(body), { status, headers }).freezeAsyncOrder('A1', {
    reasonCode: 'FRAUD',
  })
const update = (body: unknown, status: number) =>
  answering(JSON.stringify(body), { status }).updateAsyncOrder(
    { customerIdentifier: 'c', accountIdentifier: 'a', externalRefID: 'e' },
    { notes: '' },
  )

describe('a documented answer', () => {
  it('of success has data, with fields that nobody knows yet', async () => {
    const result = await freeze({ ...accepted, added: true }, 202, { 'X-REQUEST-ID': 'id-1' })
    expect(result).toMatchObject({ ok: true, status: 202, data: { ...accepted, added: true }, requestId: 'id-1' })
    expect(result.response.status).toBe(202)
  })

  it.each([400, 401, 404, 405, 413, 422, 429, 500, 503])('of status %d has an error', async (status) => {
    expect(await freeze(error, status)).toMatchObject({ ok: false, status, error, requestId: 'id-2' })
  })

  it.each([400, 401, 404, 405, 413, 429, 500, 503])('of status %d to an update has an error', async (status) => {
    expect(await update(error, status)).toMatchObject({ status, error })
  })

  it('of success to an update has data', async () => {
    expect(await update({ referenceOrderID: 'A1' }, 200)).toMatchObject({ ok: true, status: 200, data: { referenceOrderID: 'A1' } })
  })

  it.each([
    ['orderStatus', { orderStatus: 'COMPLETE' }, 'COMPLETE'],
    ['status', { status: 'completed' }, 'completed'],
    ['both', { status: 'completed', orderStatus: 'COMPLETE' }, 'COMPLETE'],
    ['neither', {}, undefined],
  ])('of success to an update has orderStatus, sent as %s (C-PATCH-STATUS)', async (_, fields, orderStatus) => {
    const result = await update(fields, 200)
    expect(result.ok && result.data).toEqual({ ...fields, ...(orderStatus && { orderStatus }) })
  })
})

describe('an undocumented answer', () => {
  it('of a status that no operation has, with a documented error, has that (C-PATCH-422)', async () => {
    const result = await update(error, 422)
    expect(result).toMatchObject({ ok: false, status: 'undocumented', body: error, error })
    expect(thrownBy(() => dataOrThrow(result))).toMatchObject({ status: 422, i18nKey: '422.007', fieldErrors: [] })
  })

  it.each([
    ['a status that no operation has', error, 418, error],
    ['the success of another operation', accepted, 200, accepted],
    ['a redirect', null, 307, undefined],
    ['a page of a gateway', html, 503, html],
    ['a success that is no JSON', html, 202, html],
    ['a success that is a list', [accepted], 202, [accepted]],
    ['a success without a body', null, 202, undefined],
    ['nothing at all', null, 204, undefined],
    [
      'an error of another shape (C-ERR-SHAPES)',
      { message: 'Not found', i18nKey: '404.001' },
      404,
      { message: 'Not found', i18nKey: '404.001' },
    ],
    ['an error without a body', null, 500, undefined],
  ])('is told as such, with its body: %s', async (_, sent, status, body) => {
    const result = await freeze(sent, status)
    expect(result).toMatchObject({ ok: false, status: 'undocumented', requestId: (body as { requestId?: string })?.requestId ?? null })
    expect(result).toHaveProperty('body', body)
    expect(result.response.status).toBe(status)
  })

  it('is a 422 to an update: its page documents none', async () => {
    expect(await update(error, 422)).toMatchObject({ status: 'undocumented', body: error })
  })
})
