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
        headers: { accept: 'application/json', contentType: 'application/json', contentEncoding: null, userAgent: null },
        authorization: 'bearer',
        credentialsInUrl: true,
        bodyForm: 'object',
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

  it('belongs to the platform whose credentials were sent or are in the URL, and ends with its reset', async () => {
    const sandbox = testSandbox()
    const control = createControl({ fetch: sandbox.fetch })
    const theirs = await control.createPlatform()
    const other = createControl({ fetch: sandbox.fetch, credentials: theirs })
    await sandbox.act('freeze', 'AA-NONE')
    const wrong = { authorization: 'Bearer wrong' }
    expect((await sandbox.call('POST', '/raas/v2/asyncOrders/AA-NONE/freeze', sent, wrong)).status).toBe(401)
    expect(await other.listRequests()).toEqual([])
    expect(await control.listRequests()).toHaveLength(1)
    await sandbox.call('POST', `/raas/v2/asyncOrders/AA-NONE/freeze?key=${theirs.key}`, sent, wrong)
    expect(await other.listRequests()).toMatchObject([{ authorization: 'invalid', credentialsInUrl: true, status: 401 }])
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
    expect((await control.listRequests({ status: 422, latest: 1 })).map(({ number }) => number)).toEqual([3])
    for (const query of ['status=all', 'latest=0', 'latest=1001'])
      expect((await sandbox.control('GET', `/requests?${query}`)).status).toBe(400)
  })

  it('numbers requests from 1, so that a reader sees whether older ones were forgotten', async () => {
    const sandbox = testSandbox({ keepRequests: 3 })
    const control = createControl({ fetch: sandbox.fetch })
    const numbers = async (query = {}) => (await control.listRequests(query)).map(({ number }) => number)
    const freeze = (id: string) => sandbox.act('freeze', id)
    await freeze('A1')
    await freeze('A2')
    expect(await numbers()).toEqual([1, 2])
    for (let n = 3; n <= 2_005; n++) await freeze(`A${n}`)
    expect(await numbers()).toEqual([2_003, 2_004, 2_005])
    expect(await numbers({ path: '/asyncOrders/A2004/' })).toEqual([2_004])
    await control.reset()
    await freeze('A1')
    expect(await numbers()).toEqual([1])
  })

  it.each<[string, string | Uint8Array, Record<string, string>, string | null]>([
    ['an object', '{"reasonCode":"FRAUD"}', {}, 'object'],
    ['an object that is not declared', '{"reasonCode":"FRAUD"}', { 'content-type': 'text/plain' }, 'object'],
    ['JSON', '[]', {}, 'json'],
    ['JSON that is not declared', '"FRAUD"', { 'content-type': 'text/plain' }, 'json'],
    ['a form', 'reasonCode=FRAUD', { 'content-type': 'application/x-www-form-urlencoded' }, 'other'],
    ['packed JSON', new Uint8Array([0x1f, 0x8b, 0x08]), { 'content-encoding': 'gzip' }, 'other'],
    ['a key twice', '{"a":1,"a":2}', {}, 'other'],
    ['no body', '', {}, 'none'],
    ['a body that nobody reads', '{}', { authorization: 'Bearer wrong' }, null],
  ])('tells the form of the body: %s', async (_, body, headers, form) => {
    const sandbox = testSandbox()
    await sandbox.call('POST', `/raas/v2/asyncOrders/${sandbox.order()}/freeze`, body, headers)
    const [entry] = await createControl({ fetch: sandbox.fetch }).listRequests()
    expect(entry?.bodyForm).toBe(form)
    expect(entry?.headers.contentEncoding).toBe(headers['content-encoding'] ?? null)
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
