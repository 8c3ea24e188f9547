import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createControl } from './control.ts'
import { createSandbox, memoryStore, type Sandbox, type SandboxOptions } from './index.ts'
import { demo, T0 } from './test-sandbox.ts'

const open: Sandbox[] = []
afterEach(() => {
  for (const sandbox of open.splice(0)) sandbox.close()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function sandboxWith(options?: SandboxOptions): Sandbox {
  const sandbox = createSandbox(options)
  open.push(sandbox)
  return sandbox
}

const headers = { Authorization: 'Bearer demo-token', 'Content-Type': 'application/json' }
const freeze = ({ fetch }: Sandbox, id: string) =>
  fetch(`http://sandbox.test/raas/v2/asyncOrders/${id}/freeze`, { method: 'POST', headers, body: '{"reasonCode":"FRAUD"}' })

describe('without options', () => {
  it('has the clock of the machine, ids of its own, a store, a platform to begin with, and delivers over HTTP', async () => {
    const sandbox = sandboxWith()
    vi.useFakeTimers({ toFake: ['Date'], now: T0 })
    const received = Promise.withResolvers<string>()
    const receiver = createServer(async (incoming, outgoing) => {
      received.resolve(Buffer.concat(await incoming.toArray()).toString())
      outgoing.end()
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
    await createControl({ fetch: sandbox.fetch }).subscribe({ url, eventTypes: ['OrderActionStatus'] })
    const [first = '', second] = [1, 2].map(() => sandbox.createOrder('demo', { lineItems: [{}] }))
    expect(first).not.toBe(second)
    const accepted = await freeze(sandbox, first)
    expect([accepted.status, await accepted.json()]).toEqual([202, expect.objectContaining({ date: new Date(T0).toISOString() })])
    expect(JSON.parse(await received.promise)).toMatchObject({ eventData: { referenceOrderId: first } })
    receiver.closeAllConnections()
    await new Promise((resolve) => receiver.close(resolve))
  })

  it('delivers with the fetch that there was at its start: a test may replace it with that of the sandbox', async () => {
    const delivered: string[] = []
    vi.stubGlobal('fetch', async ({ url }: Request) => {
      delivered.push(url)
      return new Response()
    })
    const sandbox = sandboxWith()
    vi.stubGlobal('fetch', sandbox.fetch)
    const control = createControl({ fetch: sandbox.fetch })
    await control.subscribe({ url: 'http://127.0.0.1:1/hook', eventTypes: ['OrderActionStatus'] })
    await freeze(sandbox, sandbox.createOrder('demo', { lineItems: [{}] }))
    await control.drain()
    expect(delivered).toEqual(['http://127.0.0.1:1/hook'])
  })
})

describe('the platform to begin with is there only where anyone can make one', () => {
  const known = memoryStore()
  known.transaction((tx) =>
    tx.putPlatform({ name: 'acme', key: 'k', token: 't', clock: { mode: 'real', offset: 0 }, interpretations: {}, faults: [] }),
  )
  it.each<[string, SandboxOptions, number]>([
    ['without options', {}, 200],
    ['with platforms of your own', { platforms: [{ name: 'acme', key: 'k', token: 't' }] }, 401],
    ['with no platform at all', { platforms: [] }, 401],
    ['with a control token', { controlToken: 'secret' }, 401],
    ['where nobody can make one', { controlToken: null }, 401],
    ['in a store that has platforms', { store: known }, 401],
  ])('%s', async (_, options, status) => {
    expect((await sandboxWith(options).fetch('http://sandbox.test/_sandbox/orders', { headers })).status).toBe(status)
  })

  it('without a control plane', async () => {
    expect((await freeze(sandboxWith({ control: false }), 'AA-1')).status).toBe(401)
  })
})

describe('what it does not know is refused at once', () => {
  it.each<[string, object, RegExp]>([
    [
      'an option',
      { interpretation: {} },
      /^Failed to create a sandbox: there is no option interpretation\. Choose one of now, .*interpretations, /,
    ],
    ['an option that every object has', { toString: String }, /no option toString\. /],
    ['an interpretation', { interpretations: { 'C-NOBODY': 'x' } }, /no switchable interpretation C-NOBODY\. Choose one of .*C-NONE-EVENT/],
    [
      'an option of an interpretation',
      { interpretations: { 'C-NONE-EVENT': 'maybe' } },
      /it has no option maybe\. Choose one of sent, not-sent\.$/,
    ],
    [
      'a field of a platform',
      { platforms: [demo, { ...demo, clok: 'manual' }] },
      /^Failed to create a sandbox: platforms\[1\] has no option clok\. Choose one of name, key, token, clock, hold\.$/,
    ],
    [
      'a clock',
      { platforms: [{ ...demo, clock: 'Manual' }] },
      /^Failed to create a sandbox: platforms\[0\] has no clock Manual\. Choose one of real, manual\.$/,
    ],
    ['no request to keep', { keepRequests: 0 }, /: keepRequests is 0\. Pass a whole number from 1 to 100000\.$/],
    ['too many requests to keep', { keepRequests: 100_001 }, /: keepRequests is 100001\. /],
    ['half a request to keep', { keepRequests: 1.5 }, /: keepRequests is 1\.5\. /],
    ['a platform without a key', { platforms: [{ name: 'demo', token: 'demo-token' }] }, /: platforms\[0\] has no key\. /],
  ])('%s', (_, options, message) => {
    expect(() => sandboxWith(options as SandboxOptions)).toThrow(message)
  })
})
