import { describe, expect, it } from 'vitest'
import { T0, testSandbox } from '../test-sandbox.ts'
import { HOUR } from '../units.ts'

type Sandbox = ReturnType<typeof testSandbox>

const revisions = ({ delivered }: Sandbox) => delivered.map(({ body }) => JSON.parse(body).revision)
const freeze = (sandbox: Sandbox) => sandbox.act('freeze', sandbox.order())

const signed = { payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: btoa('a secret') }

async function subscribed(fault: object, subscription: object = {}) {
  const sandbox = testSandbox()
  await sandbox.subscribe(subscription)
  expect((await sandbox.control('POST', '/faults', { operation: 'any', ...fault })).status).toBe(201)
  return sandbox
}

describe('a fault of an event', () => {
  it('that is lost is told in the log as not sent, and has its revision', async () => {
    const sandbox = await subscribed({ event: 'lost' })
    for (let n = 0; n < 2; n++) await freeze(sandbox)
    await sandbox.drain()
    expect(revisions(sandbox)).toEqual([2])
    const reason = 'not sent: a fault that was asked for lost it'
    const lost = { revision: 1, attempts: [{ at: new Date(T0).toISOString(), status: null, received: false, reason }] }
    expect((await sandbox.deliveries())[0]).toMatchObject(lost)
  })

  it('that is duplicated is sent twice, with one id', async () => {
    const sandbox = await subscribed({ event: 'duplicated' })
    for (let n = 0; n < 2; n++) await freeze(sandbox)
    await sandbox.drain()
    expect(revisions(sandbox)).toEqual([1, 1, 2])
    expect(sandbox.delivered[0]?.body).toBe(sandbox.delivered[1]?.body)
  })

  it('that is late is sent so much later on the clock of the platform', async () => {
    const sandbox = await subscribed({ event: 'late', delay: HOUR })
    for (let n = 0; n < 2; n++) await freeze(sandbox)
    await sandbox.advance(HOUR - 1)
    expect(revisions(sandbox)).toEqual([2])
    await sandbox.advance(1)
    expect(revisions(sandbox)).toEqual([2, 1])
    expect((await sandbox.deliveries())[0]?.attempts[0]?.at).toBe(new Date(T0 + HOUR).toISOString())
  })

  it.each(['drain', 'advance'] as const)('that is reordered waits for the next event, and no longer: %s', async (how) => {
    const sandbox = await subscribed({ event: 'reordered', remaining: 2 })
    const go = () => (how === 'drain' ? sandbox.drain() : sandbox.advance(0))
    for (let n = 0; n < 2; n++) await freeze(sandbox)
    await go()
    expect(revisions(sandbox)).toEqual([])
    await freeze(sandbox)
    await go()
    expect(revisions(sandbox)).toEqual([3, 1, 2])
    await go()
    expect(revisions(sandbox)).toEqual([3, 1, 2])
  })

  it('that is reordered holds a hundred events at most', async () => {
    const sandbox = await subscribed({ event: 'reordered', remaining: null })
    const id = sandbox.order()
    for (let n = 0; n < 101; n++) await sandbox.act('freeze', id)
    await sandbox.drain()
    expect(revisions(sandbox)).toEqual([101, ...Array.from({ length: 100 }, (_, index) => index + 1)])
  })

  it.each([
    ['forged', 'sent with the signature of another key: a fault that was asked for'],
    ['unsigned', 'sent without a signature: a fault that was asked for'],
  ])('that is %s is followed by the true one, and never counts as received', async (event, reason) => {
    const sandbox = await subscribed({ event }, signed)
    await sandbox.control('PUT', '/interpretations', { 'C-DELIVERY': 'retries' })
    for (let n = 0; n < 2; n++) await freeze(sandbox)
    await sandbox.drain()
    await sandbox.advance(HOUR)
    expect(revisions(sandbox)).toEqual([1, 1, 2])
    expect(sandbox.delivered[0]?.body).toBe(sandbox.delivered[1]?.body)
    const [wrong, right] = sandbox.delivered.map(({ headers }) => headers.get('x-signed-payload'))
    const one = { received: true, reason: null, signature: right, fault: null }
    expect(right).toMatch(/=$/)
    expect(wrong === null).toBe(event === 'unsigned')
    expect(wrong).not.toBe(right)
    const [first, second] = await sandbox.deliveries()
    expect(first?.attempts).toMatchObject([{ status: 200, received: false, reason, signature: wrong, fault: event }, one])
    expect(second?.attempts).toMatchObject([{ received: true, fault: null }])
  })

  it.each(['forged', 'unsigned'])('that is to be %s waits for a subscription that is signed', async (event) => {
    const sandbox = await subscribed({ event })
    await freeze(sandbox)
    await sandbox.drain()
    expect(revisions(sandbox)).toEqual([1])
    expect((await sandbox.control('GET', '/faults')).body).toMatchObject([{ event, remaining: 1 }])
  })

  it('meets the subscription that it names only, which has to be there', async () => {
    const sandbox = await subscribed({ event: 'lost', remaining: 7, operation: 'cancelAsyncOrder' })
    const { webhookId } = (await sandbox.subscribe({ url: 'http://127.0.0.1:1/second' })).body
    const add = (fault: object) => sandbox.control('POST', '/faults', { operation: 'any', ...fault })
    expect((await add({ event: 'late', delay: HOUR, subscription: webhookId })).body).toMatchObject({ subscription: webhookId })
    await freeze(sandbox)
    await sandbox.drain()
    expect(sandbox.delivered.map(({ url }) => new URL(url).pathname)).toEqual(['/hook'])
    expect((await add({ event: 'lost', subscription: 'none' })).status).toBe(404)
    expect((await add({ status: 500, subscription: webhookId })).body.message).toBe(
      'Failed to add a fault: subscription goes with event only. Leave it out.',
    )
  })

  it('meets each subscription on its own', async () => {
    const sandbox = await subscribed({ event: 'lost' })
    await sandbox.subscribe({ url: 'http://127.0.0.1:1/second' })
    await freeze(sandbox)
    await sandbox.drain()
    expect(sandbox.delivered.map(({ url }) => new URL(url).pathname)).toEqual(['/second'])
  })

  it('meets the events of its operation only', async () => {
    const sandbox = await subscribed({ operation: 'cancelAsyncOrder', event: 'lost' })
    await freeze(sandbox)
    await sandbox.run('cancel', sandbox.order())
    expect(revisions(sandbox)).toEqual([1])
  })
})

describe('a fault of line items', () => {
  it('counts across the slices of a long order, and is over after one action', async () => {
    const sandbox = await subscribed({ unprocessable: { count: 1_500 } })
    const id = sandbox.order({ lineItems: [{ count: 2_500 }] })
    for (let n = 0; n < 2; n++) await sandbox.act('freeze', id)
    await sandbox.drain()
    const counts = sandbox.delivered.map(({ body }) => JSON.parse(body).eventData.failedLineItems)
    expect(counts).toEqual([1_500, 0])
  })

  it('is told even where empty runs are not', async () => {
    const sandbox = await subscribed({ unprocessable: { count: 1 } })
    await sandbox.control('PUT', '/interpretations', { 'C-NONE-EVENT': 'not-sent' })
    await sandbox.run('cancel', sandbox.order())
    expect(sandbox.delivered).toHaveLength(1)
  })

  it('is not used up by a request that is refused', async () => {
    const sandbox = await subscribed({ unprocessable: { count: 1 } })
    await sandbox.act('freeze', 'AA-nobody')
    await sandbox.act('freeze', sandbox.order({ status: 'FAILED', lineItems: [{}] }), {})
    expect((await sandbox.control('GET', '/faults')).body).toHaveLength(1)
  })
})

describe('chance', () => {
  const answers = async (fault: object, count = 200) => {
    const sandbox = await subscribed({ status: 503, remaining: null, ...fault })
    const id = sandbox.order()
    const statuses: number[] = []
    for (let n = 0; n < count; n++) statuses.push((await freezeOf(sandbox, id)).status)
    return statuses
  }
  const freezeOf = (sandbox: Sandbox, id: string) => sandbox.act('freeze', id)

  it('is the same from the same seed, and another from another', async () => {
    const first = await answers({ probability: 0.5, seed: 7 })
    expect(await answers({ probability: 0.5, seed: 7 })).toEqual(first)
    expect(await answers({ probability: 0.5, seed: 8 })).not.toEqual(first)
    const share = first.filter((status) => status === 503).length / first.length
    expect(share).toBeGreaterThan(0.35)
    expect(share).toBeLessThan(0.65)
  })

  it.each([
    [0, 0],
    [1, 20],
  ])('of %f hits %i times of 20', async (probability, hits) => {
    expect((await answers({ probability }, 20)).filter((status) => status === 503)).toHaveLength(hits)
  })

  it('counts off only what it hits', async () => {
    const statuses = await answers({ probability: 0.5, seed: 7, remaining: 3 })
    expect(statuses.filter((status) => status === 503)).toHaveLength(3)
    expect(statuses.slice(0, 3)).not.toEqual([503, 503, 503])
  })
})
