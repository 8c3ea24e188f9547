const { TANGO_BASE_URL } = process.env
const Authorization = `Basic ${Buffer.from('demo:demo-key').toString('base64')}`

/** Calls the control plane of the sandbox, which arranges orders and shows them. */
async function control(method, path, body) {
  const headers = { Authorization, 'Content-Type': 'application/json' }
  const response = await fetch(new URL(`/_sandbox/${path}`, TANGO_BASE_URL), { method, headers, body: JSON.stringify(body) })
  if (!response.ok) throw new Error(await response.text())
  return response.status === 204 ? undefined : response.json()
}

/** Your code. */
function freeze(order) {
  const headers = { Authorization, 'Content-Type': 'application/json' }
  return fetch(`${TANGO_BASE_URL}/asyncOrders/${order}/freeze`, { method: 'POST', headers, body: '{"reasonCode":"FRAUD"}' })
}

test('freezes an order', async () => {
  const { referenceOrderID } = await control('POST', 'orders', { lineItems: [{ count: 2 }] })
  const response = await freeze(referenceOrderID)
  expect(response.status).toBe(202)
  await control('POST', 'drain')
  const { lineItems } = await control('GET', `orders/${referenceOrderID}`)
  expect(lineItems.map(({ reward }) => reward.status)).toEqual(['FROZEN', 'FROZEN'])
})

test('gets a 404 for an unknown order', async () => {
  const response = await freeze('AA-no-such-order')
  expect(response.status).toBe(404)
})
