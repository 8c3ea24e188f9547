import { describe, expect, it } from 'vitest'
import { createClient, NoAnswerError } from '../../client/src/index.ts'
import type { FaultRequest } from '../../sandbox/src/control.ts'
import { listen } from '../../sandbox/src/node/index.ts'
import { clientOnSandbox } from './client-on-sandbox.ts'

const body = { reasonCode: 'FRAUD' } as const
const refused = { name: 'refused' } as const

describe('the client on a sandbox that refuses', () => {
  it.each([429, 503] as const)('waits as long as the %d says, and is accepted', async (status) => {
    const { client, order, control, clock, retries } = await clientOnSandbox()
    await control.addFault({ operation: 'cancelAsyncOrder', status, retryAfter: 7, remaining: 2 })
    const pending = client.cancelAsyncOrder(order, body)
    await clock.advance(6_999)
    expect(retries).toHaveLength(1)
    await clock.advance(7_001)
    expect(await pending).toMatchObject({ status: 202, attempts: 3 })
    expect(retries).toMatchObject([
      { cause: refused.name, delay: 7_000 },
      { cause: refused.name, delay: 7_000 },
    ])
  })
})

describe('the client on a server whose connections break', () => {
  /** The sandbox behind a real port: in process there is no connection to break. */
  async function onServer(
    connection: 'reset' | 'truncated',
    operation: FaultRequest['operation'],
    use: (setup: Awaited<ReturnType<typeof setUp>>) => unknown,
  ) {
    const setup = await setUp()
    try {
      await setup.control.addFault({ operation, connection })
      await use(setup)
    } finally {
      await setup.server.close()
      setup.sandbox.close()
    }
  }
  async function setUp() {
    const setup = await clientOnSandbox()
    const server = await listen(setup.sandbox.fetch, { host: '127.0.0.1', port: 0 })
    const credentials = { platformName: 'demo', platformKey: 'demo-key' }
    return { ...setup, server, remote: createClient({ baseUrl: `${server.origin}/raas/v2`, credentials, random: () => 0 }) }
  }

  it('repeats a freeze whose answer was lost', () =>
    onServer('reset', 'freezeAsyncOrder', async ({ remote, order, pass, answers }) => {
      expect(await remote.freezeAsyncOrder(order, body)).toMatchObject({ status: 202, attempts: 2 })
      await pass()
      // Both requests were accepted, and each has its event.
      expect(answers).toEqual([200, 200])
    }))

  it('tells of a cancel whose answer was lost that it may have arrived, and it had', () =>
    onServer('reset', 'cancelAsyncOrder', async ({ remote, order, outcomes, pass }) => {
      const expectation = outcomes.expect('CANCEL', order)
      const error = await remote.cancelAsyncOrder(order, body).catch((error) => error)
      expect(error).toBeInstanceOf(NoAnswerError)
      expect(error).toMatchObject({ attempts: 1, mayHaveArrived: true })
      const outcome = expectation.outcome()
      await pass()
      expect(await outcome).toMatchObject({ eventData: { action: 'CANCEL', successfulLineItems: 2 } })
      expectation.drop()
    }))

  it('takes a 202 that broke off for an acceptance, without repeating it', () =>
    onServer('truncated', 'cancelAsyncOrder', async ({ remote, order }) => {
      const result = await remote.cancelAsyncOrder(order, body)
      expect(result).toMatchObject({ status: 'undocumented', response: { status: 202 }, attempts: 1 })
      expect(result.requestId).toMatch(/^[\da-f-]{36}$/)
    }))

  it('tells that nothing was sent when nobody listens', async () => {
    const { server, remote, order, sandbox } = await setUp()
    await server.close()
    sandbox.close()
    await expect(remote.cancelAsyncOrder(order, body)).rejects.toMatchObject({ mayHaveArrived: false, code: 'ECONNREFUSED', attempts: 5 })
  })
})

describe('the outcome of an action on the sandbox', () => {
  it('is told with the answer', async () => {
    const { outcomes, order, pass, answers } = await clientOnSandbox({}, { lineItems: [{ count: 2 }, { redeemedAmount: 500 }] })
    const pending = outcomes.freezeAndWait(order, body)
    await pass()
    const result = await pending
    expect(result).toMatchObject({ status: 202, data: { totalLineItems: 3 } })
    expect('outcome' in result && result.outcome?.eventData).toMatchObject({
      action: 'FREEZE',
      status: 'SUCCESSFUL',
      successfulLineItems: 2,
    })
    expect(answers).toEqual([200])
  })

  it('is found once though the event comes twice, and the second ends no later wait', async () => {
    const { outcomes, order, control, pass, answers } = await clientOnSandbox()
    await control.addFault({ operation: 'freezeAsyncOrder', event: 'duplicated' })
    const frozen = outcomes.freezeAndWait(order, body)
    await pass()
    const first = await frozen
    const again = outcomes.freezeAndWait(order, body)
    await pass(2_000)
    const second = await again
    expect(answers).toEqual([200, 200, 200])
    const [one, two] = [first, second].map((result) => 'outcome' in result && result.outcome)
    expect(one).toMatchObject({ eventData: { successfulLineItems: 2 } })
    expect(two).toMatchObject({ eventData: { successfulLineItems: 0 } })
  })
})

describe('waiting for an outcome on a manual clock', () => {
  it('ends by itself', async () => {
    const { outcomes, order } = await clientOnSandbox()
    const result = await outcomes.cancelAndWait(order, body)
    expect(result).toMatchObject({ status: 202, outcome: { eventData: { action: 'CANCEL', successfulLineItems: 2 } } })
  })

  it('ends when the drain comes before the request', async () => {
    const { control, outcomes, order } = await clientOnSandbox()
    const result = outcomes.cancelAndWait(order, body)
    await control.drain()
    expect(await result).toMatchObject({ status: 202, outcome: { eventData: { action: 'CANCEL' } } })
  })

  it('sees the state in between when it is held', async () => {
    const { client, control, order } = await clientOnSandbox()
    const states = async () => (await control.readOrder(order)).lineItems.map(({ reward }) => reward?.status)
    await control.hold()
    await client.cancelAsyncOrder(order, body)
    expect(await states()).toEqual(['ACTIVE', 'ACTIVE'])
    await control.drain()
    expect(await states()).toEqual(['CANCELLED', 'CANCELLED'])
  })
})
