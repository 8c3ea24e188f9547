// Runs in the page, bundled: the typed control plane drives an order through freeze, 48 hours and cancel, and the page shows what it saw.
import { createControl } from '../../sandbox/src/control.ts'
import { createSandbox } from '../../sandbox/src/index.ts'

const delivered = []
const sandbox = createSandbox({
  deliver: async (request) => {
    delivered.push(await request.json())
    return new Response()
  },
  platforms: [{ name: 'démo', key: 'demo-key', token: 'demo-token', clock: 'manual' }],
})
const control = createControl({ fetch: sandbox.fetch, credentials: { name: 'démo', key: 'demo-key' } })
const hook = { url: 'http://127.0.0.1/hook', eventTypes: ['OrderActionStatus'] }
await control.subscribe({ ...hook, payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: btoa('a secret') })
const { referenceOrderID } = await control.createOrder({ lineItems: [{}] })
const reward = async () => (await control.readOrder(referenceOrderID)).lineItems[0].reward.status
const act = async (action) => {
  const headers = { authorization: 'Bearer demo-token', 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: '{"reasonCode":"FRAUD"}' }
  const { status } = await sandbox.fetch(`http://sandbox.test/raas/v2/asyncOrders/${referenceOrderID}/${action}`, init)
  await control.drain()
  return status
}

const seen = [await reward(), await act('freeze'), await reward()]
await control.advance({ milliseconds: 48 * 3_600_000 })
seen.push(await reward(), await act('cancel'), await reward())
const events = (await control.listDeliveries()).map(({ event, attempts }) => [event.eventData.action, attempts[0].received])
// Over the network of the browser: the page of a server that has no control plane.
const refusal = await createControl({ baseUrl: location.origin })
  .readClock()
  .catch(({ message }) => message)
document.body.textContent = JSON.stringify({ seen, events, delivered: delivered.length, refusal })
document.body.dataset.done = 'true'
