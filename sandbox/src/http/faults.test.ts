import { describe, expect, it } from 'vitest'
import { createControl, type FaultRequest } from '../control.ts'
import { testSandbox } from '../test-sandbox.ts'

/** A sandbox with a fault, the credentials of its platform, and an order to freeze. */
async function armed(fault: Partial<FaultRequest>) {
  const sandbox = testSandbox()
  const control = createControl({ fetch: sandbox.fetch })
  await control.addFault({ operation: 'any', ...fault })
  return { ...sandbox, controlled: control, path: `/raas/v2/asyncOrders/${sandbox.order()}/freeze` }
}

describe('a redirect', () => {
  const headers = { Authorization: 'Bearer demo-token', 'Content-Type': 'application/json' }
  const freeze = { method: 'POST', headers, body: '{"reasonCode":"FRAUD"}' }

  it.each([
    ['http://127.0.0.1:8080', 'http://localhost:8080'],
    ['http://localhost:8080', 'http://127.0.0.1:8080'],
    ['http://[::1]:8080', 'http://localhost:8080'],
    ['http://sandbox.test', 'http://127.0.0.1'],
  ])('leads from %s to %s, and changes nothing', async (from, to) => {
    const { fetch, path, controlled } = await armed({ status: 307 })
    const response = await fetch(`${from}${path}?a=%20b`, freeze)
    const id = response.headers.get('x-request-id')
    expect([response.status, response.headers.get('location')]).toEqual([307, `${to}${path}?a=+b&redirected=${id}`])
    await controlled.drain()
    expect((await controlled.listOrders())[0]?.lineItems[0]?.reward?.status).toBe('ACTIVE')
  })

  it('shows in the journal who follows it, and whether with credentials', async () => {
    const { fetch, path, controlled } = await armed({ status: 307 })
    const to = (await fetch(`http://127.0.0.1${path}`, freeze)).headers.get('location') ?? ''
    expect((await fetch(to, freeze)).status).toBe(202)
    expect((await fetch(to, { ...freeze, headers: { 'Content-Type': 'application/json' } })).status).toBe(401)
    const other = (await fetch(`http://127.0.0.1${path}`, freeze)).headers.get('x-request-id')
    await fetch(to.replace(/redirected=.*/, `redirected=${other}`), freeze)
    expect(await controlled.listRequests()).toMatchObject([
      { status: 307, redirected: false, authorization: 'bearer' },
      { status: 202, redirected: true, authorization: 'bearer', query: ['redirected'] },
      { status: 401, redirected: true, authorization: 'none' },
      { status: 202, redirected: false, query: [] },
      { status: 202, redirected: false, query: ['redirected'] },
    ])
  })
})

describe('a response that is not documented', () => {
  const update = '/raas/v2/asyncOrders/customers/c/accounts/a/e'
  const order = { customerIdentifier: 'c', accountIdentifier: 'a', externalRefID: 'e', lineItems: [{}] }

  it('of an action has an unknown field or status, and the action is done', async () => {
    const { call, path, controlled } = await armed({ response: 'unknown-fields' })
    const first = await call('POST', path, { reasonCode: 'FRAUD' })
    await controlled.addFault({ operation: 'freezeAsyncOrder', response: 'unknown-status' })
    const second = await call('POST', path, { reasonCode: 'FRAUD' })
    const { body: usual } = await call('POST', path, { reasonCode: 'FRAUD' })
    expect([first.status, first.body]).toEqual([202, { ...usual, undocumentedField: { since: 'a later release' } }])
    expect([second.status, second.body]).toEqual([202, { ...usual, status: 'UNDER_REVIEW' }])
    await controlled.drain()
    expect((await controlled.listOrders())[0]?.lineItems[0]?.reward?.status).toBe('FROZEN')
  })

  it.each([
    ['orderStatus', {}],
    ['status', { 'C-PATCH-STATUS': 'status' }],
  ])('of an update has an unknown %s', async (field, interpretations) => {
    const { call, controlled, ...sandbox } = await armed({ response: 'unknown-status' })
    await controlled.setInterpretations(interpretations)
    sandbox.order(order)
    const answers = [await call('PATCH', update, { notes: 'n' }), await call('PATCH', update, { notes: 'n' })]
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(answers[0]?.body).toEqual({ ...answers[1]?.body, [field]: 'UNDER_REVIEW' })
    expect(answers[1]?.body[field]).not.toBe('UNDER_REVIEW')
  })

  it('is not used up by a request that is refused, and goes with a broken connection', async () => {
    const { call, path, controlled } = await armed({ response: 'unknown-status' })
    expect((await call('POST', path, {})).body).not.toHaveProperty('status')
    expect(await controlled.listFaults()).toMatchObject([{ response: 'unknown-status', remaining: 1 }])
    await controlled.addFault({ operation: 'any', connection: 'slow', bytesPerSecond: 1_000_000 })
    expect((await call('POST', path, { reasonCode: 'FRAUD' })).body.status).toBe('UNDER_REVIEW')
    expect(await controlled.listFaults()).toEqual([])
  })
})
