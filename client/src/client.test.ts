import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createClient } from './index.ts'

const baseUrl = 'https://sandbox.test/raas/v2'
const credentials = { platformName: 'harbor-clinic', platformKey: 'key-1' }
const order = { customerIdentifier: 'harbor-clinic', accountIdentifier: 'harbor clinic/rewards', externalRefID: 'w09_ü?' }

/** A client whose requests end here. */
function recorded(options: Partial<Parameters<typeof createClient>[0]> = {}) {
  const requests: Request[] = []
  const fetch = async (request: Request) => {
    requests.push(request)
    return Response.json({ referenceOrderId: 'A1' }, { status: 202, headers: { 'X-REQUEST-ID': 'id-1' } })
  }
  return { client: createClient({ baseUrl, credentials, fetch, ...options }), requests }
}

describe('a request', () => {
  const { client, requests } = recorded()
  const at = '/asyncOrders/customers/harbor-clinic/accounts/harbor%20clinic%2Frewards/w09_%C3%BC%3F'
  it.each([
    ['POST', '/asyncOrders/A%2F1/freeze', { reasonCode: 'FRAUD' }, (body: object) => client.freezeAsyncOrder('A/1', body as never)],
    ['POST', '/asyncOrders/A%201/unfreeze', { reasonCode: 'FRAUD' }, (body: object) => client.unfreezeAsyncOrder('A 1', body as never)],
    ['POST', '/asyncOrders/%7BA%7D/cancel', { otherReason: 'ü' }, (body: object) => client.cancelAsyncOrder('{A}', body as never)],
    ['PATCH', at, { notes: '' }, (body: object) => client.updateAsyncOrder(order, body as never)],
  ])('%s %s goes out with its body and the credentials', async (method, path, body, call) => {
    const result = await call(body)
    const [request] = requests.splice(0)
    expect(request).toMatchObject({ method, url: `${baseUrl}${path}` })
    expect(await request?.text()).toBe(JSON.stringify(body))
    expect(Object.fromEntries(request?.headers ?? [])).toEqual({
      accept: 'application/json',
      authorization: 'Basic aGFyYm9yLWNsaW5pYzprZXktMQ==',
      'content-type': 'application/json',
    })
    expect(result.requestId).toBe('id-1')
  })

  it('follows no redirect: it would carry the credentials elsewhere', async () => {
    const { client, requests } = recorded()
    await client.freezeAsyncOrder('A1', { reasonCode: 'FRAUD' })
    expect(requests[0]?.redirect).toBe('manual')
  })

  it('ends with its signal, before and after it went out', async () => {
    const hanging = (request: Request) =>
      new Promise<Response>((_, reject) => {
        const end = () => reject(request.signal.reason)
        if (request.signal.aborted) end()
        else request.signal.addEventListener('abort', end)
      })
    const client = createClient({ baseUrl, credentials, fetch: hanging })
    await expect(client.freezeAsyncOrder('A1', { reasonCode: 'FRAUD' }, { signal: AbortSignal.abort('early') })).rejects.toBe('early')
    const controller = new AbortController()
    const pending = client.updateAsyncOrder(order, { notes: '' }, { signal: controller.signal })
    controller.abort('late')
    await expect(pending).rejects.toBe('late')
  })

  it.each([[''], ['.'], ['..'], [undefined]])('is not sent for an id that would name another path: %j', async (id) => {
    const { client, requests } = recorded()
    const refusal = 'is not allowed in a path. Give the whole id as a non-empty string.'
    await expect(client.cancelAsyncOrder(id as string, { reasonCode: 'FRAUD' })).rejects.toThrow(`the referenceOrderID ${refusal}`)
    await expect(client.updateAsyncOrder({ ...order, externalRefID: id as string }, { notes: '' })).rejects.toThrow(
      `the externalRefID ${refusal}`,
    )
    expect(requests).toEqual([])
  })

  it('is not sent for an id with half a character, which no path can hold', async () => {
    const { client, requests } = recorded()
    const refusal = 'the referenceOrderID holds half of a surrogate pair. Give the whole id as a non-empty string.'
    await expect(client.freezeAsyncOrder('A\ud83c', { reasonCode: 'FRAUD' })).rejects.toThrow(
      new TypeError(`Failed to send the request: ${refusal}`),
    )
    expect(requests).toEqual([])
    await client.freezeAsyncOrder('A🎁', { reasonCode: 'FRAUD' })
    expect(requests).toHaveLength(1)
  })

  const cyclic: Record<string, unknown> = {}
  cyclic.notes = cyclic
  it.each([
    ['a BigInt', { notes: 10n }, /\(Do not know how to serialize a BigInt\)/],
    ['a cycle', cyclic, /\(Converting circular structure to JSON/],
    ['nothing', undefined, /no form in JSON\. /],
    ['a function', () => undefined, /no form in JSON\. /],
  ])('is not sent for a body that JSON has no form for: %s', async (_, body, message) => {
    const { client, requests } = recorded()
    for (const pending of [client.updateAsyncOrder(order, body as never), client.cancelAsyncOrder('A1', body as never)]) {
      const error = await pending.catch((error) => error)
      expect(error).toBeInstanceOf(TypeError)
      expect(error.message).toMatch(/^Failed to send the request: its body has no form in JSON/)
      expect(error.message).toMatch(message)
    }
    expect(requests).toEqual([])
  })

  it('goes out again with the body of the call, also when the caller changes the object meanwhile', async () => {
    const bodies: string[] = []
    const body = { notes: 'first' }
    const fetch = async (request: Request) => {
      bodies.push(await request.text())
      body.notes = 'changed'
      return new Response(null, { status: bodies.length === 1 ? 503 : 200 })
    }
    await recorded({ fetch, random: () => 0 }).client.updateAsyncOrder(order, body)
    expect(bodies).toEqual(['{"notes":"first"}', '{"notes":"first"}'])
  })
})

describe('a base URL', () => {
  it.each([['http://127.0.0.1:4010/raas/v2'], ['http://127.0.0.1:4010/raas/v2/'], ['http://127.0.0.1:4010/raas/v2//']])(
    'is taken with and without slashes at its end: %s',
    async (baseUrl) => {
      const { client, requests } = recorded({ baseUrl })
      await client.freezeAsyncOrder('A1', { reasonCode: 'FRAUD' })
      expect(requests[0]?.url).toBe('http://127.0.0.1:4010/raas/v2/asyncOrders/A1/freeze')
    },
  )

  const absolute = 'the baseUrl is no absolute http or https URL. Give one like https://integration-api.tangocard.com/raas/v2.'
  it.each([
    ['', absolute],
    ['/raas/v2', absolute],
    ['ftp://user:S3CRET@sandbox.test', absolute],
    ['http://user:S3CRET@127.0.0.1:{port}/raas/v2', absolute],
    [undefined, absolute],
    ['https://user:S3CRET@sandbox.test/raas/v2', 'the baseUrl holds credentials. Give them as credentials.'],
    [
      'https://sandbox.test/raas/v2?key=S3CRET',
      'the baseUrl has a query or a fragment. Give one like https://integration-api.tangocard.com/raas/v2.',
    ],
  ])('is refused, and not quoted: %s', (baseUrl, message) => {
    const refusal = `Failed to create the client: ${message}`
    expect(() => createClient({ baseUrl: baseUrl as string, credentials })).toThrow(new TypeError(refusal))
  })
})

it('holds no credential where a log would print it', () => {
  const { client } = recorded()
  expect(inspect(client, { depth: null, showHidden: true })).not.toMatch(/key-1|aGFy/)
})

it('uses the global fetch of the moment', async () => {
  const client = createClient({ baseUrl, credentials })
  const original = globalThis.fetch
  globalThis.fetch = async () => Response.json({}, { status: 202 })
  const result = await client.freezeAsyncOrder('A1', { reasonCode: 'FRAUD' }).finally(() => {
    globalThis.fetch = original
  })
  expect(result.status).toBe(202)
})
