import { describe, expect, it } from 'vitest'
import { listen } from '../node/index.ts'
import { revisions, subscribed, T0, testSandbox } from '../test-sandbox.ts'
import { DAY, HOUR } from '../units.ts'

const iso = (instant: number) => new Date(instant).toISOString()

describe('a subscription', () => {
  it('is read without its secrets, and deleted', async () => {
    const signed = { payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: 'c2VjcmV0LTAx' }
    const sandbox = await subscribed(0, { headers: [{ name: 'X-Key', value: 'header-secret' }], ...signed })
    const { body, text } = await sandbox.control('GET', sandbox.at)
    const made = await sandbox.subscribe(signed)
    const list = await sandbox.control('GET', '/subscriptions')
    await sandbox.control('DELETE', `/subscriptions/${made.body.webhookId}`)
    expect(body).toMatchObject({ webhookId: sandbox.webhookId, headers: ['X-Key'], revision: 0, expiresAt: iso(T0 + 365 * DAY) })
    expect(Object.keys(body)).not.toContain('held')
    expect(made.text + text + list.text).not.toMatch(/c2VjcmV0LTAx|header-secret/)
    await sandbox.control('DELETE', sandbox.at)
    expect((await sandbox.control('GET', sandbox.at)).status).toBe(404)
    expect((await sandbox.control('GET', '/subscriptions')).body).toEqual([])
  })

  it('that is deleted gets nothing more, not even what was on its way', async () => {
    const sandbox = await subscribed(1)
    await sandbox.act('freeze', sandbox.order())
    await sandbox.control('POST', '/faults', { operation: 'any', event: 'late', delay: 5 })
    await sandbox.control('DELETE', sandbox.at)
    await sandbox.act('freeze', sandbox.order())
    await sandbox.advance(HOUR)
    expect(sandbox.delivered).toHaveLength(1)
    expect(sandbox.reported).toEqual([])
  })
})

describe('a header of a subscription', () => {
  const answer = async (headers: object[], more: Parameters<typeof testSandbox>[0] = {}) => {
    const sandbox = testSandbox(more)
    return { ...(await sandbox.subscribe({ headers })), sandbox }
  }

  it.each([
    ...['Transfer-Encoding', 'Content-Length', 'Expect', 'Host', '__proto__', 'Connection', 'Keep-Alive', 'Upgrade'],
    ...['content-type', 'Sec-Fetch-Mode', 'X-SIGNED-PAYLOAD'],
  ])('is refused when it can never be delivered: %s', async (name) => {
    const { status, body } = await answer([
      { name: 'X-A', value: 'a' },
      { name, value: '5' },
    ])
    expect([status, body.errors[0].path]).toEqual([400, 'headers.1.name'])
    expect(body.message).toBe(`The header ${name} cannot be delivered: it is set by the sender. Leave it out.`)
  })

  it('is refused when its name occurs twice, or its value begins or ends with a space', async () => {
    const twice = await answer([
      { name: 'X-A', value: 'a' },
      { name: 'x-a', value: 'b' },
    ])
    expect([twice.status, twice.body.message]).toEqual([400, 'The header x-a cannot be delivered: it occurs twice. Leave it out.'])
    for (const value of [' a', 'a ', ' ']) expect((await answer([{ name: 'X-A', value }])).status).toBe(400)
  })

  it('is delivered as it was given otherwise', async () => {
    const names = ['X-Key', 'Authorization', 'Cookie', 'User-Agent', 'TE', 'Trailer', 'Date', 'Origin', 'constructor', 'toString', 'Sec-A']
    const received: Record<string, string | null>[] = []
    const receiver = await listen(
      async ({ headers }) => {
        received.push(Object.fromEntries(names.map((name) => [name, headers.get(name)])))
        return new Response()
      },
      { host: '127.0.0.1', port: 0, allowOriginHosts: ['b'] },
    )
    const values = Object.fromEntries(names.map((name) => [name, name === 'Origin' ? 'http://b' : '[a] b']))
    const sandbox = testSandbox({ deliver: fetch })
    const headers = names.map((name) => ({ name, value: values[name] }))
    expect((await sandbox.subscribe({ url: receiver.origin, headers })).status).toBe(201)
    await sandbox.run('freeze', sandbox.order())
    await receiver.close()
    expect(received).toEqual([values])
  })
})

describe('a subscription that expires', () => {
  it('gets nothing from its last instant on, which the log tells', async () => {
    const sandbox = await subscribed(0, { expiresAt: iso(T0 + HOUR) })
    await sandbox.advance(HOUR - 1)
    await sandbox.act('freeze', sandbox.order())
    await sandbox.advance(1)
    await sandbox.run('freeze', sandbox.order())
    expect(sandbox.delivered).toHaveLength(1)
    const [sent, missed] = await sandbox.deliveries()
    expect(sent?.attempts).toMatchObject([{ status: 200, received: true }])
    const reason = `not sent: the subscription expired at ${iso(T0 + HOUR)}`
    expect(missed?.attempts).toEqual([{ at: iso(T0 + HOUR), status: null, received: false, reason, signature: null, fault: null }])
  })

  it('is not retried, and gets what it missed by a replay once it is renewed', async () => {
    const sandbox = await subscribed(0, { expiresAt: iso(T0 + HOUR) })
    await sandbox.control('PUT', '/interpretations', { 'C-DELIVERY': 'retries' })
    await sandbox.advance(HOUR)
    await sandbox.act('freeze', sandbox.order())
    await sandbox.advance(HOUR)
    expect((await sandbox.deliveries())[0]?.attempts).toHaveLength(1)
    const renewed = await sandbox.control('POST', `${sandbox.at}/renew`)
    expect(renewed.body).toEqual({ webhookId: sandbox.webhookId, expiresAt: iso(T0 + 2 * HOUR + 365 * DAY) })
    await sandbox.control('POST', `${sandbox.at}/replay?fromRevision=1`)
    await sandbox.drain()
    expect(sandbox.delivered).toHaveLength(1)
  })
})

describe('a replay', () => {
  it.each([
    ['fromRevision=0', [1, 2, 3, 4]],
    ['fromRevision=2', [2, 3, 4]],
    ['fromRevision=2&toRevision=3', [2, 3]],
    ['fromRevision=3&toRevision=3', [3]],
    ['fromRevision=5', []],
  ])('of %s sends %j again, and the event log lists the same', async (query, wanted) => {
    const sandbox = await subscribed(4)
    const first = sandbox.delivered.splice(0)
    expect((await sandbox.control('POST', `${sandbox.at}/replay?${query}`)).text).toBe('')
    await sandbox.drain()
    const again = sandbox.delivered
    expect(revisions(again.map(({ body }) => JSON.parse(body)))).toEqual(wanted)
    for (const { body } of again) expect(first.map((sent) => sent.body)).toContain(body)
    expect(revisions((await sandbox.control('GET', `${sandbox.at}/events?${query}`)).body)).toEqual(wanted)
    expect((await sandbox.control('GET', sandbox.at)).body.revision).toBe(4)
  })

  it('goes back three months, and so does the event log', async () => {
    const sandbox = await subscribed(1)
    await sandbox.advance(92 * DAY)
    await sandbox.control('POST', `${sandbox.at}/replay?fromRevision=0`)
    await sandbox.advance(1)
    await sandbox.control('POST', `${sandbox.at}/replay?fromRevision=0`)
    await sandbox.drain()
    expect(sandbox.delivered).toHaveLength(2)
    expect((await sandbox.control('GET', `${sandbox.at}/events`)).body).toEqual([])
  })

  it('keeps a delivery no longer than it can be replayed: it goes when the next event is sent', async () => {
    const sandbox = await subscribed(1)
    const kept = async () => (await sandbox.deliveries()).map(({ revision }) => revision)
    const next = async () => {
      await sandbox.run('freeze', sandbox.order())
    }
    await sandbox.advance(92 * DAY)
    await next()
    expect(await kept()).toEqual([1, 2])
    await sandbox.advance(1)
    await next()
    expect(await kept()).toEqual([2, 3])
  })

  it('sends nothing of another subscription', async () => {
    const sandbox = await subscribed(0)
    await sandbox.subscribe({ url: 'http://127.0.0.1:1/other' })
    await sandbox.run('freeze', sandbox.order())
    await sandbox.control('POST', `${sandbox.at}/replay?fromRevision=0`)
    await sandbox.drain()
    expect(sandbox.delivered.map(({ url }) => new URL(url).pathname)).toEqual(['/hook', '/other', '/hook'])
  })
})
