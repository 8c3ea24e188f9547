import { describe, expect, it } from 'vitest'
import { demo, T0, testSandbox } from '../test-sandbox.ts'

describe('an order', () => {
  it.each([
    ['more line items than 50,000, in one list of counts', { lineItems: [{ count: 50_000 }, {}] }, 'lineItems'],
    ['fifty million line items', { lineItems: Array.from({ length: 1_000 }, () => ({ count: 50_000 })) }, 'lineItems'],
    ['a leap second', { lineItems: [{ issuedAt: '2016-12-31T23:59:60Z' }] }, 'issuedAt'],
    ['an offset without minutes', { lineItems: [{ sentAt: '2026-03-01T00:00:00+01' }] }, 'sentAt'],
    ['a date after the year 9999', { lineItems: [{ expiresAt: '9999-12-31T23:59:59-01:00' }] }, 'expiresAt'],
    ['a date before the year 0', { lineItems: [{ issuedAt: '0000-01-01T00:00:00+01:00' }] }, 'issuedAt'],
  ])('is refused when it has %s, and leaves nothing behind', async (_, wanted, path) => {
    const sandbox = testSandbox()
    const answer = await sandbox.control('POST', '/orders', wanted)
    expect([answer.status, answer.body.errors[0].path]).toEqual([400, path])
    expect(() => sandbox.order(wanted)).toThrow(/^Failed to /)
    expect([(await sandbox.control('GET', '/orders')).body, await sandbox.accounts()]).toEqual([[], []])
    expect(sandbox.reported).toEqual([])
  })

  it('can hold 50,000 line items', () => {
    expect(() => testSandbox().order({ lineItems: [{ count: 49_999 }, {}] })).not.toThrow()
  })

  it('can be issued in the future, and is eligible then', async () => {
    const sandbox = testSandbox()
    const id = sandbox.order({ lineItems: [{ issuedAt: '2027-01-01T00:00:00Z' }] })
    await sandbox.run('freeze', id)
    expect((await sandbox.read(id)).lineItems[0]?.history[0]?.outcome).toBe('changed')
  })

  it('has an externalRefID that is its own in its account', async () => {
    const sandbox = testSandbox()
    const wanted = { externalRefID: 'week-9', lineItems: [{}] }
    sandbox.order(wanted)
    const again = await sandbox.control('POST', '/orders', wanted)
    expect([again.status, again.body.message]).toEqual([409, expect.stringContaining('week-9')])
    expect((await sandbox.control('POST', '/orders', { ...wanted, accountIdentifier: 'other' })).status).toBe(201)
    const without = { externalRefID: null, lineItems: [{}] }
    expect(sandbox.order(without)).not.toBe(sandbox.order(without))
  })

  it('has an id of its own, of its source and day', async () => {
    const sandbox = testSandbox()
    const ids = Array.from({ length: 200 }, () => sandbox.order({ source: 'RG', lineItems: [{}] }))
    expect(new Set(ids).size).toBe(200)
    for (const id of ids) expect(id).toMatch(/^RG260302-\d{6}-\d{2}$/)
  })

  it.each([
    ['always the same', '00000000-0000-4000-8000-000000000001'],
    ['no UUID', 'id-one'],
  ])('is not made with ids that are %s, and no time is spent on it', (_, id) => {
    const sandbox = testSandbox({ newId: () => id })
    const two = () => [sandbox.order({ externalRefID: null, lineItems: [{}] }), sandbox.order({ externalRefID: null, lineItems: [{}] })]
    expect(two).toThrow('Pass one that does, as crypto.randomUUID')
  })

  it('is not made for a platform that is not there', () => {
    expect(() => testSandbox().createOrder('nobody', { lineItems: [{}] })).toThrow('there is no platform nobody')
  })
})

it('an account is never charged by a refund, however high the fee', async () => {
  const sandbox = testSandbox({ interpretations: { 'C-REFUND-FEES': 'minus-fee' } })
  const id = sandbox.order({ lineItems: [{ amount: 100, fee: 500 }] })
  const [before] = await sandbox.accounts()
  await sandbox.run('cancel', id)
  expect(await sandbox.accounts()).toEqual([before])
})

it('names the platform that a sandbox begins with', () => {
  const sandbox = testSandbox({ now: () => T0, platforms: [demo] })
  expect(sandbox.createOrder('demo', { lineItems: [{}] })).toMatch(/^AA260302-/)
})
