import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createControl } from './control.ts'
import { listen } from './node/index.ts'
import { demo, testSandbox } from './test-sandbox.ts'
import { HOUR } from './units.ts'

const description = JSON.parse(readFileSync(new URL('../../generated/control.json', import.meta.url), 'utf8'))
const hook = { url: 'http://127.0.0.1/hook', eventTypes: ['OrderActionStatus'] }

describe('the typed control plane', () => {
  it('has a method for each call, and each one does it', async () => {
    const sandbox = testSandbox()
    const control = createControl({ fetch: sandbox.fetch })
    const { webhookId } = await control.subscribe(hook)
    const order = await control.createOrder({ lineItems: [{}, { amount: 500 }] })
    const id = order.referenceOrderID
    await sandbox.act('freeze', id)
    expect((await control.hold()).hold).toBe(true)
    await control.drain()
    expect((await control.readOrder(id)).lineItems.map(({ reward }) => reward?.status)).toEqual(['FROZEN', 'FROZEN'])
    expect((await control.advance({ milliseconds: HOUR })).mode).toBe('manual')
    const rewardId = order.lineItems[1]?.reward?.rewardId ?? ''
    await expect(control.redeem(rewardId, 501)).rejects.toThrow(/^Failed to redeem the reward: Failed to redeem 501 .* \(409\)$/)
    const [delivery] = await control.listDeliveries()
    expect((await control.redeliver(delivery?.deliveryId ?? '')).webhookId).toBe(webhookId)
    await control.replay(webhookId, { fromRevision: 0 })
    expect(await control.listEvents(webhookId)).toHaveLength(1)
    expect((await control.renew(webhookId)).webhookId).toBe(webhookId)
    expect([await control.readSubscription(webhookId)]).toEqual(await control.listSubscriptions())
    expect(await control.addFault({ operation: 'any', status: 503 })).toMatchObject({ status: 503, remaining: 1 })
    expect(await control.listFaults()).toHaveLength(1)
    expect(await control.setInterpretations({ 'C-NONE-EVENT': 'not-sent' })).toEqual(await control.readInterpretations())
    await control.clearFaults()
    await control.unsubscribe(webhookId)
    expect((await control.release()).hold).toBe(false)
    expect(await control.readClock()).toMatchObject({ hold: false })
    expect([(await control.listOrders()).length, (await control.listAccounts()).length]).toEqual([1, 1])
    expect(await control.listRequests({ status: 202 })).toMatchObject([{ method: 'POST', status: 202 }])
    await control.reset()
    expect(await control.listOrders()).toEqual([])
    expect(await control.readHealth()).toEqual({ status: 'ok' })
    const own = createControl({ fetch: sandbox.fetch, credentials: await control.createPlatform({ clock: 'manual' }) })
    expect(await own.listOrders()).toEqual([])
    const calls = Object.values<Record<string, { operationId?: string }>>(description.paths).flatMap((item) => Object.values(item))
    // Receiving is what the sandbox does, not what arranges it.
    const described = calls.filter(({ operationId }) => operationId !== undefined && operationId !== 'receiveEvent')
    expect(Object.keys(control)).toHaveLength(described.length)
  })

  it('talks to a port, with or without the path of the API, by name and key or by token', async () => {
    const sandbox = testSandbox()
    const server = await listen(sandbox.fetch, { host: '127.0.0.1', port: 0 })
    for (const path of ['', '/', '/raas/v2', '/raas/v2/']) {
      const control = createControl({ baseUrl: `${server.origin}${path}`, credentials: { token: demo.token } })
      expect((await control.readClock()).mode).toBe('manual')
    }
    await server.close()
    await expect(createControl({ baseUrl: server.origin }).drain()).rejects.toThrow(
      /^Failed to drain: the sandbox cannot be reached \(fetch failed: .*\)\. Start it, or pass its address as baseUrl\.$/,
    )
  })

  it('sends the control token, and asks where the sandbox is', async () => {
    const { fetch } = testSandbox({ controlToken: 'control-token' })
    expect((await createControl({ fetch, controlToken: 'control-token' }).createPlatform({ name: 'acme' })).name).toBe('acme')
    await expect(createControl({ fetch }).createPlatform()).rejects.toThrow(/control token.*\(401\)$/)
    expect(() => createControl()).toThrow(/neither baseUrl nor fetch/)
  })
})

it.each([
  ['/orders', { status: 'DONE', lineItems: [{}] }, 'Invalid status "DONE": expected COMPLETE, PARTIAL, PENDING, FAILED or'],
  ['/orders', { lineItems: [{}, { product: 'CARD' }] }, 'Invalid lineItems.1.product "CARD": expected REWARD_LINK, GLOBAL_CHOICE_LINK,'],
  ['/orders', { lineItems: [{ product: 'CARD' }] }, 'PROMO_LINK, DISBURSEMENT_LINK or OTHER.'],
  ['/orders', { lineItems: [{ count: -1 }] }, 'Invalid lineItems.0.count -1: expected a whole number from 1 to 50000.'],
  ['/orders', { lineItems: [{ count: '2' }] }, 'Invalid lineItems.0.count "2": expected a whole number from 1'],
  ['/orders', { lineItems: [{ prodct: 'OTHER' }] }, 'Invalid lineItems.0: there is no field prodct. Expected count, ext'],
  ['/orders', {}, "Invalid request: must have required property 'lineItems'."],
  ['/faults', { operation: 'any', explode: true }, 'there is no field explode. Expected operation, remaining,'],
  ['/faults', { operation: 'any' }, 'Send exactly one of status, latency, response, connection, event, unprocessable'],
  ['/faults', { operation: 'any', event: 'gone' }, 'expected lost, duplicated, late, reordered, forged or unsigned.'],
  ['/faults', { operation: 'freeze', status: 503 }, 'expected freezeAsyncOrder, unfreezeAsyncOrder, cancelAsync'],
  ['/platforms', { clock: 'still' }, 'Invalid clock "still": expected real or manual.'],
])('the control plane names what is wrong and the choices: %s %j', async (path, body, message) => {
  const { status, body: answer } = await testSandbox().control('POST', path, body)
  expect([status, answer.message]).toEqual([400, expect.stringContaining(message)])
})

describe('interpretations', () => {
  it.each([
    [{ 'C-NOBODY': 'x' }, 'there is no switchable interpretation C-NOBODY'],
    [{ 'C-NONE-EVENT': 'maybe' }, 'Choose one of sent, not-sent.'],
    [{ constructor: 'x' }, 'there is no switchable interpretation constructor'],
    [JSON.parse('{"__proto__":"x"}'), 'there is no switchable interpretation __proto__'],
    [{ 'C-NONE-EVENT': 1 }, 'must be string'],
    [{ 'C-NONE-EVENT.freeze': 'sent' }, 'Choose C-NONE-EVENT, which is one for all actions.'],
    [{ 'C-WINDOW-DAYS.unfreeze': 'hours' }, 'Choose C-WINDOW-DAYS.freeze, C-WINDOW-DAYS.cancel.'],
    [{ 'C-NONE-ELIGIBLE.unfreeze.x': 'reject' }, 'there is no such action'],
    [{ 'C-NONE-ELIGIBLE.unfreeze': 'maybe' }, 'it has no option maybe'],
  ])('are refused where they are unknown, for a platform and for a new one: %j', async (given, message) => {
    const control = createControl({ fetch: testSandbox().fetch })
    await expect(control.setInterpretations(given)).rejects.toThrow(message)
    await expect(control.createPlatform({ interpretations: given })).rejects.toThrow(/\(400\)$/)
  })

  it('go back to those of the sandbox when a platform names them no more; an unknown one is told all there are', async () => {
    const control = createControl({ fetch: testSandbox({ interpretations: { 'C-202-STATUS': 'SUBMITTED' } }).fetch })
    await control.setInterpretations({ 'C-NONE-EVENT': 'not-sent' })
    const interpretations = await control.setInterpretations({})
    expect(interpretations).toMatchObject({ 'C-NONE-EVENT': 'sent', 'C-202-STATUS': 'SUBMITTED' })
    const message = await control.setInterpretations({ 'C-NOBODY': 'x' }).catch((error) => error.message)
    for (const id of Object.keys(interpretations)) expect(message).toContain(id)
  })
})
