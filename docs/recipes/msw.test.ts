import { createSandbox } from 'async-orders-sandbox'
import { createControl } from 'async-orders-sandbox/control'
import { http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, it } from 'vitest'

// Your code calls the address that it always calls. MSW passes each request of this process to the sandbox; none leaves it.
const TANGO = 'https://integration-api.tangocard.com/raas/v2'
const sandbox = createSandbox()
const server = setupServer(http.all('*', ({ request }) => sandbox.fetch(request)))

beforeAll(() => server.listen())
afterAll(() => {
  server.close()
  sandbox.close()
})

/** Your code. It uses the global fetch and knows nothing of the sandbox. */
function cancel(order: string): Promise<Response> {
  return fetch(`${TANGO}/asyncOrders/${order}/cancel`, {
    method: 'POST',
    headers: { Authorization: `Basic ${btoa('demo:demo-key')}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ reasonCode: 'DUPLICATE' }),
  })
}

it('cancels an order', async () => {
  const control = createControl({ fetch: sandbox.fetch })
  const { referenceOrderID } = await control.createOrder({ lineItems: [{ count: 2 }] })
  expect((await cancel(referenceOrderID)).status).toBe(202)
  await control.drain()
  const { lineItems } = await control.readOrder(referenceOrderID)
  expect(lineItems.map(({ reward }) => reward?.status)).toEqual(['CANCELLED', 'CANCELLED'])
})

it('gets a 404 for an unknown order', async () => {
  expect((await cancel('AA-no-such-order')).status).toBe(404)
})
