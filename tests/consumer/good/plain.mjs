// Nothing but fetch, and nothing is sent again.
const { TANGO_BASE_URL, TANGO_PLATFORM_NAME, TANGO_PLATFORM_KEY, TANGO_ORDER } = process.env
const headers = {
  authorization: `Basic ${btoa(`${TANGO_PLATFORM_NAME}:${TANGO_PLATFORM_KEY}`)}`,
  'content-type': 'application/json',
}
const order = `/asyncOrders/${TANGO_ORDER}`
const calls = [
  ['POST', `${order}/freeze`, { reasonCode: 'FRAUD' }],
  ['POST', `${order}/unfreeze`, { reasonCode: 'VERIFIED_ORDER' }],
  ['POST', `${order}/cancel`, { reasonCode: 'OTHER', otherReason: 'Sent twice.' }],
  ['PATCH', '/asyncOrders/customers/acme-health/accounts/acme-wellness/demo-order', { notes: 'Checked.' }],
]
for (const [method, path, body] of calls) {
  const response = await fetch(`${TANGO_BASE_URL}${path}`, { method, headers, body: JSON.stringify(body), redirect: 'manual' })
  if (!response.ok) throw new Error(`${method} ${path} returned ${response.status}`)
}
