import { describe, expect, it } from 'vitest'
import { createControl } from '../control.ts'
import { demo, T0, testSandbox } from '../test-sandbox.ts'

const sent = { reasonCode: 'OTHER', otherReason: 'Sent twice.' }

describe('the journal', () => {
  it('shows requests to the API with their responses, and neither keys nor what no page documents', async () => {
    const sandbox = testSandbox()
    const id = sandbox.order()
    await sandbox.act('freeze', id, { ...sent, email: 'someone@example.test', token: { secret: 'x' } })
    await sandbox.call('POST', `/raas/v2/asyncOrders/${id}/freeze?key=demo-key`, sent, { accept: 'application/json' })
    const requests = await createControl({ fetch: sandbox.fetch }).listRequests()
    expect(requests).toMatchObject([
      { status: 422, body: sent, otherFields: ['email', 'token'], query: [] },
      {
        at: new Date(T0).toISOString(),
        method: 'POST',
        path: `/asyncOrders/${id}/freeze`,
        query: ['key'],
        headers: { accept: 'application/json', contentType: 'application/json', userAgent: null },
        authorization: 'bearer',
        body: sent,
        otherFields: [],
        status: 202,
        retryAfter: null,
        connection: null,
      },
    ])
    expect(JSON.stringify(requests)).not.toMatch(/demo-key|demo-token|someone|secret/)
  })

  it('shows what a fault did', async () => {
    const sandbox = testSandbox()
    const control = createControl({ fetch: sandbox.fetch })
    await control.addFault({ operation: 'any', status: 429, retryAfter: 7 })
    await sandbox.act('freeze', sandbox.order())
    await control.addFault({ operation: 'any', connection: 'reset' })
    await expect(sandbox.act('freeze', sandbox.order())).rejects.toThrow('fetch failed')
    expect(await control.listRequests()).toMatchObject([
      { status: 429, retryAfter: '7', connection: null },
      { status: null, connection: 'reset' },
    ])
  })

  it('belongs to the platform whose credentials were sent, and ends with its reset', async () => {
    const sandbox = testSandbox()
    const control = createControl({ fetch: sandbox.fetch })
    const other = createControl({ fetch: sandbox.fetch, credentials: await control.createPlatform() })
    await sandbox.act('freeze', 'AA-NONE')
    const wrong = { authorization: 'Bearer wrong' }
    expect((await sandbox.call('POST', '/raas/v2/asyncOrders/AA-NONE/freeze', sent, wrong)).status).toBe(401)
    expect(await other.listRequests()).toEqual([])
    expect(await control.listRequests()).toHaveLength(1)
    await control.reset()
    expect(await control.listRequests()).toEqual([])
  })

  it('is narrowed by path and status, and read in pages', async () => {
    const sandbox = testSandbox()
    const control = createControl({ fetch: sandbox.fetch })
    const id = sandbox.order()
    for (const body of [{}, sent, {}]) await sandbox.act('freeze', id, body)
    expect(await control.listRequests({ path: `/asyncOrders/${id}`, status: 202 })).toHaveLength(1)
    expect(await control.listRequests({ path: '/asyncOrders/customers' })).toEqual([])
    const first = await sandbox.control('GET', '/requests?limit=2')
    expect(first.body).toHaveLength(2)
    expect(first.headers.get('link')).toMatch(/^<\/_sandbox\/requests\?limit=2&after=.*>; rel="next"$/)
    expect(await sandbox.control('GET', '/requests?status=all')).toMatchObject({ status: 400 })
  })

  it('keeps the latest thousand, and of each what is not longer than it may be', async () => {
    const sandbox = testSandbox()
    const names = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`${index}${'x'.repeat(300)}`, 1]))
    const long = { reasonCode: 7, notes: 'n'.repeat(5_000), ...names }
    await sandbox.call('PATCH', `/raas/v2/asyncOrders/customers/a/accounts/${'b'.repeat(500)}/c`, long, { accept: 'a'.repeat(500) })
    const [entry] = await createControl({ fetch: sandbox.fetch, credentials: demo }).listRequests()
    expect(entry?.body).toEqual({ reasonCode: null, notes: 'n'.repeat(200) })
    expect([entry?.path.length, entry?.headers.accept?.length, entry?.otherFields.length]).toEqual([200, 200, 50])
    for (let times = 0; times < 2_000; times++) await sandbox.call('POST', `/raas/v2/asyncOrders/A${times}/freeze`, '{')
    const requests = await createControl({ fetch: sandbox.fetch }).listRequests()
    expect([requests.length, requests[0]?.path, requests.at(-1)?.path]).toEqual([
      1_000,
      '/asyncOrders/A1000/freeze',
      '/asyncOrders/A1999/freeze',
    ])
  })
})
