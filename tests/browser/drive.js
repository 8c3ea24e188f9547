// Runs in the page: drives an order through freeze, 48 hours and cancel, on the engine alone, and shows what it saw.
import { createSandbox, memoryStore } from './engine.js'

const delivered = []
const sandbox = createSandbox({
  now: () => Date.UTC(2026, 2, 2, 10),
  newId: () => crypto.randomUUID(),
  store: memoryStore(),
  deliver: async (request) => {
    delivered.push(await request.json())
    return new Response()
  },
  platforms: [{ name: 'demo', key: 'demo-key', token: 'demo-token', clock: 'manual' }],
})

const call = async (method, path, body) => {
  const headers = { authorization: `Basic ${btoa('demo:demo-key')}`, 'content-type': 'application/json' }
  const response = await sandbox.fetch(
    new Request(`http://sandbox${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }),
  )
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
const hmacSharedSecretKey = btoa('a secret')
await call('POST', '/_sandbox/subscriptions', {
  url: 'http://127.0.0.1/hook',
  eventTypes: ['OrderActionStatus'],
  payloadVerificationMethod: 'HMAC',
  hmacSharedSecretKey,
})
const order = (await call('POST', '/_sandbox/orders', { lineItems: [{}] })).body
const reward = async () => (await call('GET', `/_sandbox/orders/${order.referenceOrderID}`)).body.lineItems[0].reward.status
const act = async (action) => {
  const { status } = await call('POST', `/raas/v2/asyncOrders/${order.referenceOrderID}/${action}`, { reasonCode: 'FRAUD' })
  await call('POST', '/_sandbox/drain')
  return status
}

const seen = [await reward(), await act('freeze'), await reward()]
await call('POST', '/_sandbox/clock/advance', { milliseconds: 48 * 3_600_000 })
seen.push(await reward(), await act('cancel'), await reward())
document.body.textContent = JSON.stringify({ seen, events: delivered.map(({ eventData }) => eventData.action) })
document.body.dataset.done = 'true'
