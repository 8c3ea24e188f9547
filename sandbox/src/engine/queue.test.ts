import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { documentedRules, memoryStore } from '../index.ts'
import { demo, rewardStates, T0, testSandbox } from '../test-sandbox.ts'
import { DAY, HOUR } from '../units.ts'

const iso = (instant: number) => new Date(instant).toISOString()

describe('a manual clock', () => {
  const manual = { ...demo, clock: 'manual' as const }

  /** The next event that a sandbox with these options sends. */
  function watched(platform: object) {
    let told: (action: string) => void
    const event = new Promise<string>((resolve) => {
      told = resolve
    })
    const deliver = async (request: Request) => {
      told(JSON.parse(await request.text()).eventData.action)
      return new Response()
    }
    return { event, sandbox: testSandbox({ platforms: [{ ...manual, ...platform }], deliver }) }
  }

  it('stands still, and what is due runs by itself; what is due later waits', async () => {
    const { event, sandbox } = watched({})
    await sandbox.subscribe()
    const id = sandbox.order()
    await sandbox.act('freeze', id)
    expect(await event).toBe('FREEZE')
    await sandbox.drain()
    expect(rewardStates(await sandbox.read(id))).toEqual(['FROZEN'])
    expect((await sandbox.control('GET', '/clock')).body).toEqual({ mode: 'manual', now: iso(T0), hold: false })
  })

  it('runs what was held by itself after a release', async () => {
    const { event, sandbox } = watched({})
    await sandbox.subscribe()
    expect((await sandbox.control('POST', '/hold')).body.hold).toBe(true)
    const id = sandbox.order()
    await sandbox.act('freeze', id)
    await new Promise((resolve) => setTimeout(resolve))
    expect(rewardStates(await sandbox.read(id))).toEqual(['ACTIVE'])
    expect((await sandbox.control('POST', '/release')).body.hold).toBe(false)
    expect(await event).toBe('FREEZE')
  })

  it('is held for a platform that is made so', async () => {
    const sandbox = testSandbox()
    const { body: made } = await sandbox.control('POST', '/platforms', { clock: 'manual', hold: true })
    const clock = await sandbox.call('GET', '/_sandbox/clock', undefined, { authorization: `Bearer ${made.token}` })
    expect(clock.body.hold).toBe(true)
  })

  it('stands at the instant of each thing while it happens: a receiver sees it there, and its attempt is of that instant', async () => {
    const seen: string[] = []
    const sandbox = testSandbox({
      interpretations: { 'C-AUTO-EVENT': 'sent' },
      deliver: async (request) => {
        const event = JSON.parse(await request.text())
        const { body } = await sandbox.control('GET', '/clock')
        seen.push(`${event.eventData.action} of ${event.eventOccurredAt} at ${body.now}`)
        return new Response()
      },
    })
    await sandbox.subscribe()
    await sandbox.act('freeze', sandbox.order())
    await sandbox.advance(DAY)
    await sandbox.act('freeze', sandbox.order())
    await sandbox.advance(9 * DAY)
    const instants = [T0, T0 + DAY, T0 + 2 * DAY, T0 + 3 * DAY].map(iso)
    expect(seen).toEqual(['FREEZE', 'FREEZE', 'UNFREEZE', 'UNFREEZE'].map((action, n) => `${action} of ${instants[n]} at ${instants[n]}`))
    expect((await sandbox.deliveries()).map(({ attempts }) => attempts[0]?.at)).toEqual(instants)
  })

  it('lets a receiver act on an event at the instant of the event', async () => {
    const sandbox = testSandbox({
      deliver: async (request) => {
        const { eventData } = JSON.parse(await request.text())
        if (eventData.action === 'FREEZE') await sandbox.act('cancel', eventData.referenceOrderId)
        return new Response()
      },
    })
    await sandbox.subscribe()
    const id = sandbox.order()
    await sandbox.act('freeze', id)
    await sandbox.advance(30 * DAY)
    const [lineItem] = (await sandbox.read(id)).lineItems
    expect(lineItem?.history).toEqual([
      { action: 'FREEZE', at: iso(T0), outcome: 'changed' },
      { action: 'CANCEL', at: iso(T0), outcome: 'changed' },
    ])
  })

  it('moves by the sum of two advances that are asked for at once', async () => {
    const sandbox = testSandbox()
    await Promise.all([sandbox.advance(HOUR), sandbox.advance(HOUR)])
    expect((await sandbox.control('GET', '/clock')).body.now).toBe(iso(T0 + 2 * HOUR))
  })

  it.each([
    ['is behind', { to: iso(T0 - 1) }, 400, T0],
    ['is now', { to: iso(T0) }, 200, T0],
    ['is a leap second, which cannot be read', { to: '2016-12-31T23:59:60Z' }, 400, T0],
    ['is past the year 9999', { to: '9999-12-31T23:00:00-05:00' }, 400, T0],
    ['is the last of all', { to: '9999-12-31T23:59:59.999Z' }, 200, Date.UTC(9999, 11, 31, 23, 59, 59, 999)],
  ])('when its goal %s', async (_, goal, status, at) => {
    const sandbox = testSandbox()
    expect((await sandbox.control('POST', '/clock/advance', goal)).status).toBe(status)
    expect((await sandbox.control('GET', '/clock')).body.now).toBe(iso(at))
    expect((await sandbox.control('POST', '/clock/advance', { milliseconds: 315_360_000_000 })).status).toBe(at === T0 ? 200 : 400)
    expect(sandbox.reported).toEqual([])
  })

  it.each([
    ['an action', 'POST', '/AA1/freeze', '{"reasonCode":"FRAUD"}', [iso(T0 + HOUR), undefined]],
    ['an update', 'PATCH', '/customers/c/accounts/a/ref-1', '{"notes":"n"}', [undefined, 'completed']],
  ])(
    'is, as interpretations are, the one of the moment when the body of %s is there, not of its head',
    async (_, method, path, text, wanted) => {
      const sandbox = testSandbox()
      const id = sandbox.order({ customerIdentifier: 'c', accountIdentifier: 'a', externalRefID: 'ref-1', lineItems: [{}] })
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
      const answer = sandbox.stream(method, `/raas/v2/asyncOrders${path.replace('AA1', id)}`, readable, text.length)
      await sandbox.advance(HOUR)
      await sandbox.control('PUT', '/interpretations', { 'C-PATCH-STATUS': 'status', 'C-202-STATUS': 'SUBMITTED' })
      const writer = writable.getWriter()
      await writer.write(new TextEncoder().encode(text))
      await writer.close()
      const { date, status } = (await (await answer).json()) as Record<string, string>
      expect([date, status]).toEqual([wanted[0], wanted[1] ?? 'SUBMITTED'])
    },
  )
})

describe('two clients at once', () => {
  it('have their actions on one order run in the order of acceptance, slice by slice', async () => {
    const sandbox = testSandbox()
    const id = sandbox.order({ lineItems: [{ count: 2_500 }] })
    await sandbox.act('freeze', id)
    const first = sandbox.drain()
    await sandbox.act('cancel', id)
    await Promise.all([first, sandbox.drain()])
    const { lineItems } = await sandbox.read(id)
    expect(new Set(lineItems.map(({ history }) => history.map(({ action, outcome }) => `${action} ${outcome}`).join()))).toEqual(
      new Set(['FREEZE changed,CANCEL changed']),
    )
    const [account] = await sandbox.accounts()
    expect(account?.balance).toBe(account?.funded)
  })

  it('may empty the platform while an action runs: nothing of it comes back', async () => {
    const sandbox = testSandbox()
    await sandbox.subscribe()
    await sandbox.act('freeze', sandbox.order({ lineItems: [{ count: 2_500 }] }))
    const running = sandbox.drain()
    await sandbox.control('POST', '/reset')
    expect((await running).status).toBe(204)
    for (const path of ['/orders', '/accounts', '/subscriptions', '/deliveries'])
      expect((await sandbox.control('GET', path)).body, path).toEqual([])
    expect(sandbox.delivered).toEqual([])
  })

  it('does not fail the drain of one because the drain of the other failed', async () => {
    let asked = 0
    const eventSent: typeof documentedRules.eventSent = (run, interpretations) => {
      if (++asked === 1) throw new Error('a rule is broken')
      return documentedRules.eventSent(run, interpretations)
    }
    const sandbox = testSandbox({ rules: { ...documentedRules, eventSent } })
    const id = sandbox.order()
    await sandbox.act('freeze', id)
    const [first, second] = await Promise.all([sandbox.drain(), sandbox.drain()])
    expect([first.status, second.status]).toEqual([500, 204])
    expect(rewardStates(await sandbox.read(id))).toEqual(['FROZEN'])
    expect((await sandbox.read(id)).lineItems[0]?.history).toHaveLength(1)
  })
})

describe('a history', () => {
  it('keeps the latest hundred outcomes', async () => {
    const sandbox = testSandbox()
    const id = sandbox.order()
    for (let n = 0; n < 60; n++) {
      await sandbox.act('freeze', id)
      await sandbox.act('unfreeze', id)
    }
    await sandbox.drain()
    const [lineItem] = (await sandbox.read(id)).lineItems
    expect(lineItem?.history).toHaveLength(100)
    expect(lineItem?.history.at(-1)).toEqual({ action: 'UNFREEZE', at: iso(T0), outcome: 'changed' })
  })

  it('shows the end of a freeze that nobody lifted, where there was one', async () => {
    const sandbox = testSandbox()
    const id = sandbox.order({ lineItems: [{}, { product: 'OTHER' }] })
    await sandbox.act('freeze', id)
    await sandbox.advance(48 * HOUR)
    const [released, other] = (await sandbox.read(id)).lineItems
    expect(released?.history.at(-1)).toEqual({ action: 'RELEASE', at: iso(T0 + 48 * HOUR), outcome: 'changed' })
    expect(other?.history.map(({ action }) => action)).toEqual(['FREEZE'])
  })
})

describe('a real clock', () => {
  /** By how much the system's clock jumped, which no timer notices. */
  let jumped = 0
  beforeEach(() => {
    jumped = 0
    vi.useFakeTimers({ now: T0 })
  })
  afterEach(() => vi.useRealTimers())
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)
  const real = (options: Parameters<typeof testSandbox>[0] = {}) =>
    testSandbox({ now: () => Date.now() + jumped, platforms: [demo], ...options })

  it('runs an action soon after its answer, and ends the freeze after 48 hours', async () => {
    const sandbox = real()
    const id = sandbox.order()
    await sandbox.act('freeze', id)
    expect(rewardStates(await sandbox.read(id))).toEqual(['ACTIVE'])
    await pass(10)
    expect(rewardStates(await sandbox.read(id))).toEqual(['FROZEN'])
    await pass(48 * HOUR - 20)
    expect(rewardStates(await sandbox.read(id))).toEqual(['FROZEN'])
    await pass(20)
    expect(rewardStates(await sandbox.read(id))).toEqual(['ACTIVE'])
  })

  it('goes on from where it was moved to', async () => {
    const sandbox = real()
    await sandbox.advance(HOUR)
    jumped += 5
    expect((await sandbox.control('GET', '/clock')).body).toEqual({ mode: 'real', now: iso(T0 + HOUR + 5), hold: false })
  })

  it('is not held up by a receiver that never answers', async () => {
    const sandbox = real({ deliver: () => new Promise(() => undefined) })
    await sandbox.subscribe()
    const [first, second] = [sandbox.order(), sandbox.order()]
    await sandbox.act('freeze', first)
    await pass(10)
    await sandbox.act('freeze', second)
    await pass(10)
    expect(rewardStates(await sandbox.read(second))).toEqual(['FROZEN'])
    expect((await sandbox.deliveries()).map(({ attempts }) => attempts.length)).toEqual([0, 0])
  })

  it('ends a freeze in time while an event waits for its receiver', async () => {
    const sandbox = real({ deliver: () => new Promise(() => undefined) })
    const id = sandbox.order({ lineItems: [{ rewardStatus: 'FROZEN' }] })
    await pass(48 * HOUR - 5_000)
    await sandbox.subscribe()
    await sandbox.act('freeze', sandbox.order())
    await pass(10)
    await pass(4_990)
    expect(rewardStates(await sandbox.read(id))).toEqual(['ACTIVE'])
  })

  it.each([
    [
      'by a call',
      async (sandbox: ReturnType<typeof real>, wanted: object) => (await sandbox.control('POST', '/orders', wanted)).body.referenceOrderID,
    ],
    ['in process', async (sandbox: ReturnType<typeof real>, wanted: object) => sandbox.order(wanted)],
  ])('ends the freeze of an order that was made frozen %s, with nothing else to wake it', async (_, make) => {
    const sandbox = real()
    const id = await make(sandbox, { lineItems: [{ rewardStatus: 'FROZEN' }] })
    await pass(48 * HOUR)
    expect(rewardStates(await sandbox.read(id))).toEqual(['ACTIVE'])
  })

  it('goes on with what another sandbox left in the store', async () => {
    const store = memoryStore()
    const first = real({ store })
    const id = first.order()
    await first.act('freeze', id)
    first.close()
    const second = real({ store })
    await pass(10)
    expect(rewardStates(await second.read(id))).toEqual(['FROZEN'])
  })

  it('reports what goes wrong in a timer, once, and takes no process down', async () => {
    const release = () => {
      throw new Error('a rule is broken')
    }
    const sandbox = real({ rules: { ...documentedRules, freezeReward: release } })
    await sandbox.act('freeze', sandbox.order())
    await pass(HOUR)
    expect(sandbox.reported.map(({ message }) => message)).toEqual(['a rule is broken'])
  })

  it('does nothing more once the sandbox is closed', async () => {
    const sandbox = real()
    const id = sandbox.order()
    await sandbox.act('freeze', id)
    sandbox.close()
    await pass(HOUR)
    expect(rewardStates(await sandbox.read(id))).toEqual(['ACTIVE'])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that jumps forward ends a freeze within a minute', async () => {
    const store = memoryStore()
    const sandbox = real({ store })
    const id = sandbox.order({ lineItems: [{ rewardStatus: 'FROZEN' }] })
    const stored = () => rewardStates(store.transaction((tx) => tx.getOrder(demo.name, id)) as never)
    jumped = 49 * HOUR
    await pass(59_000)
    expect(stored()).toEqual(['FROZEN'])
    await pass(1_000)
    expect(stored()).toEqual(['ACTIVE'])
  })

  it('that jumped forward lets nobody see or lift a freeze that is over', async () => {
    const sandbox = real({ interpretations: { 'C-NONE-ELIGIBLE.unfreeze': 'reject' } as object })
    const [seen, lifted] = [1, 2].map(() => sandbox.order({ lineItems: [{ rewardStatus: 'FROZEN' }] }))
    jumped = 49 * HOUR
    expect((await sandbox.act('unfreeze', lifted ?? '')).status).toBe(422)
    jumped += 49 * HOUR
    expect(rewardStates(await sandbox.read(seen ?? ''))).toEqual(['ACTIVE'])
  })

  it('that jumps while a body is under way is looked at again before the action is judged', async () => {
    const sandbox = real({ interpretations: { 'C-NONE-ELIGIBLE.unfreeze': 'reject' } as object })
    const id = sandbox.order({ lineItems: [{ rewardStatus: 'FROZEN' }] })
    const text = '{"reasonCode":"FRAUD"}'
    const body = new ReadableStream({
      pull: (controller) => {
        jumped = 49 * HOUR
        controller.enqueue(new TextEncoder().encode(text))
        controller.close()
      },
    })
    expect((await sandbox.stream('POST', `/raas/v2/asyncOrders/${id}/unfreeze`, body)).status).toBe(422)
  })

  it('that jumps back runs nothing before its time', async () => {
    const sandbox = real()
    const id = sandbox.order({ lineItems: [{ rewardStatus: 'FROZEN' }] })
    jumped = -HOUR
    await pass(48 * HOUR)
    expect(rewardStates(await sandbox.read(id))).toEqual(['FROZEN'])
    await pass(HOUR)
    expect(rewardStates(await sandbox.read(id))).toEqual(['ACTIVE'])
  })
})

describe('the end of a freeze', () => {
  it.each([
    ['lifted', 'unfreeze', []],
    ['cancelled', 'cancel', []],
  ] as const)('is forgotten once all of it was %s', async (_, action, wanted) => {
    const store = memoryStore()
    const sandbox = testSandbox({ store })
    const id = sandbox.order({ lineItems: [{ count: 2 }] })
    const tasks = () => store.transaction((tx) => tx.nextTask(demo.name, Number.POSITIVE_INFINITY)?.kind)
    await sandbox.run('freeze', id)
    expect(tasks()).toBe('release')
    await sandbox.run(action, id)
    expect([tasks()].filter(Boolean)).toEqual(wanted)
  })

  it('stays for what is frozen still, and for another order', async () => {
    const sandbox = testSandbox()
    const [partly, other] = [sandbox.order({ lineItems: [{ count: 2 }] }), sandbox.order()]
    await sandbox.act('freeze', partly)
    await sandbox.run('freeze', other)
    await sandbox.control('POST', '/faults', { operation: 'unfreezeAsyncOrder', unprocessable: { count: 1 } })
    await sandbox.run('unfreeze', partly)
    expect(rewardStates(await sandbox.read(partly))).toEqual(['FROZEN', 'ACTIVE'])
    await sandbox.advance(48 * HOUR)
    expect([rewardStates(await sandbox.read(partly)), rewardStates(await sandbox.read(other))]).toEqual([['ACTIVE', 'ACTIVE'], ['ACTIVE']])
  })
})
