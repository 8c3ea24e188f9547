// Runs in the page, bundled: the client freezes an order on a sandbox in the page, waits for the outcome, and shows what it saw.
import { createClient } from '../../client/src/index.ts'
import { createOutcomes } from '../../client/src/outcomes.ts'
import { validation } from '../../client/src/validation.ts'
import { webhookHandler } from '../../client/src/webhooks.ts'
import { createControl } from '../../sandbox/src/control.ts'
import { createSandbox } from '../../sandbox/src/index.ts'

const secret = btoa('a secret')
const sandbox = createSandbox({ deliver: (request) => receive(request) })
const drift = []
const client = createClient({
  baseUrl: 'http://sandbox.test/raas/v2',
  credentials: { token: async () => 'demo-token' },
  fetch: sandbox.fetch,
  random: () => 0,
  validate: validation({ onDrift: (found) => drift.push(found) }),
})
const outcomes = createOutcomes({ client })
const receive = webhookHandler({ secrets: secret, onEvent: outcomes.receive })
const control = createControl({ fetch: sandbox.fetch })
const hook = { url: 'http://127.0.0.1/hook', eventTypes: ['OrderActionStatus'] }
await control.subscribe({ ...hook, payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: secret })
await control.addFault({ operation: 'freezeAsyncOrder', status: 503, retryAfter: 0 })
const order = sandbox.createOrder('demo', { lineItems: [{ count: 2 }] })
const { status, attempts, outcome } = await outcomes.freezeAndWait(order, { reasonCode: 'FRAUD' }, { timeout: 8_000 })

// Over the network of the browser: the page of a server that is no API.
const remote = createClient({ baseUrl: `${location.origin}/raas/v2`, credentials: { token: 'demo-token' } })
const missing = await remote.cancelAsyncOrder('AA1', { reasonCode: 'FRAUD' })
document.body.textContent = JSON.stringify({
  ...{ status, attempts, frozen: outcome.eventData.successfulLineItems, drift },
  missing: [missing.status, missing.response.status],
})
document.body.dataset.done = 'true'
