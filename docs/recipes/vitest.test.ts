import { createClient } from 'async-orders-client'
import { createOutcomes } from 'async-orders-client/outcomes'
import { webhookHandler } from 'async-orders-client/webhooks'
import { createSandbox, type Sandbox } from 'async-orders-sandbox'
import { type Control, createControl } from 'async-orders-sandbox/control'
import { afterEach, beforeEach, expect, it } from 'vitest'

const SECRET = 'c2VjcmV0'
let sandbox: Sandbox
let control: Control
let outcomes: ReturnType<typeof createOutcomes>
let handled: number

// Each test has its own sandbox, without a port, and a clock that only the test moves.
beforeEach(async () => {
  const platform = { name: 'demo', key: 'demo-key', token: 'demo-token', clock: 'manual' as const }
  sandbox = createSandbox({ platforms: [platform], deliver: (request) => receive(request) })
  control = createControl({ fetch: sandbox.fetch, credentials: platform })
  const credentials = { platformName: platform.name, platformKey: platform.key }
  outcomes = createOutcomes({ client: createClient({ baseUrl: 'http://sandbox.test/raas/v2', credentials, fetch: sandbox.fetch }) })
  handled = 0
  const receive = webhookHandler({
    secrets: SECRET,
    onEvent: (event) => {
      handled += 1
      outcomes.receive(event)
    },
  })
  const signed = { payloadVerificationMethod: 'HMAC' as const, hmacSharedSecretKey: SECRET }
  await control.subscribe({ url: 'http://127.0.0.1/hooks', eventTypes: ['OrderActionStatus'], ...signed })
})
afterEach(() => sandbox.close())

it('freezes the rewards that were not redeemed, and gets the outcome', async () => {
  const order = sandbox.createOrder('demo', { lineItems: [{ count: 2 }, { redeemedAmount: 500 }] })
  const result = await outcomes.freezeAndWait(order, { reasonCode: 'FRAUD' })
  expect(result).toMatchObject({ ok: true, outcome: { eventData: { status: 'SUCCESSFUL', successfulLineItems: 2 } } })
})

it('ends a freeze after 48 hours', async () => {
  const order = sandbox.createOrder('demo', { lineItems: [{}] })
  await outcomes.freezeAndWait(order, { reasonCode: 'FRAUD' })
  await control.advance({ milliseconds: 48 * 3_600_000 })
  const { lineItems } = await control.readOrder(order)
  expect(lineItems.map(({ reward }) => reward?.status)).toEqual(['ACTIVE'])
})

it('handles an event once that is delivered twice', async () => {
  await control.addFault({ operation: 'freezeAsyncOrder', event: 'duplicated' })
  const order = sandbox.createOrder('demo', { lineItems: [{}] })
  await outcomes.freezeAndWait(order, { reasonCode: 'FRAUD' })
  await control.drain()
  const [delivery] = await control.listDeliveries()
  expect(delivery?.attempts).toHaveLength(2)
  expect(handled).toBe(1)
})
