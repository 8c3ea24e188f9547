import { describe, expect, it } from 'vitest'
import { testSandbox } from '../test-sandbox.ts'

const headers = { authorization: 'Bearer demo-token', 'content-type': 'application/json' }
const body = '{"reasonCode":"FRAUD"}'

describe('takes what fetch takes', () => {
  it.each<[string, (sandbox: ReturnType<typeof testSandbox>, url: string) => Promise<Response>]>([
    ['a string with init', ({ fetch }, url) => fetch(url, { method: 'POST', headers, body })],
    ['a URL with init', ({ fetch }, url) => fetch(new URL(url), { method: 'POST', headers: new Headers(headers), body })],
    ['a Request', ({ fetch }, url) => fetch(new Request(url, { method: 'POST', headers, body }))],
    ['a Request with init that adds to it', ({ fetch }, url) => fetch(new Request(url, { headers }), { method: 'POST', body })],
  ])('%s', async (_, send) => {
    const sandbox = testSandbox()
    const response = await send(sandbox, `http://sandbox.test/raas/v2/asyncOrders/${sandbox.order()}/freeze`)
    expect([response.status, await response.json()]).toEqual([202, expect.objectContaining({ totalLineItems: 1 })])
  })

  it('a string alone: a GET', async () => {
    expect((await testSandbox().fetch('http://sandbox.test/_sandbox/health')).status).toBe(200)
  })

  it.each([
    ['no URL', '/raas/v2', {}],
    ['a GET with a body', 'http://sandbox.test/', { body }],
  ])('and rejects with a TypeError for %s', async (_, input, init) => {
    await expect(testSandbox().fetch(input, init)).rejects.toThrow(TypeError)
  })
})

describe('heeds a signal', () => {
  const gone = new Error('gone')

  it('that is aborted already: nothing happens', async () => {
    const sandbox = testSandbox()
    const id = sandbox.order()
    const url = `http://sandbox.test/raas/v2/asyncOrders/${id}/freeze`
    await expect(sandbox.fetch(url, { method: 'POST', headers, body, signal: AbortSignal.abort(gone) })).rejects.toBe(gone)
    await sandbox.drain()
    expect((await sandbox.read(id)).lineItems[0]?.reward?.status).toBe('ACTIVE')
  })

  it.each(['init', 'Request'])('of %s that is aborted while it waits', async (place) => {
    const controller = new AbortController()
    const { promise: waiting, resolve: begun } = Promise.withResolvers<void>()
    const sandbox = testSandbox({
      wait: () => {
        begun()
        return new Promise(() => undefined)
      },
    })
    await sandbox.control('POST', '/faults', { operation: 'any', latency: 60_000 })
    const url = `http://sandbox.test/raas/v2/asyncOrders/${sandbox.order()}/freeze`
    const init = { method: 'POST', headers, body, signal: controller.signal }
    const response = place === 'init' ? sandbox.fetch(url, init) : sandbox.fetch(new Request(url, init))
    const refused = expect(response).rejects.toBe(gone)
    await waiting
    controller.abort(gone)
    await refused
  })
})
