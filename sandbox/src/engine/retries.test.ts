import { afterEach, describe, expect, it, vi } from 'vitest'
import { T0, testSandbox } from '../test-sandbox.ts'
import { DAY, HOUR, MINUTE } from '../units.ts'

afterEach(() => vi.useRealTimers())

/** Standard Webhooks' schedule, each counted from the attempt before. */
const SCHEDULE = [0, 5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]

/** A sandbox that retries, and an event whose deliveries are answered so, one after the other; the last answer stays. */
async function failing(...answers: number[]) {
  let left = answers
  const sandbox = testSandbox({
    interpretations: { 'C-DELIVERY': 'retries' },
    deliver: async () => {
      const [status = 500, ...rest] = left
      if (rest.length > 0) left = rest
      return new Response(null, { status })
    },
  })
  await sandbox.subscribe()
  await sandbox.act('freeze', sandbox.order())
  const attempts = async () =>
    (await sandbox.deliveries())[0]?.attempts.map(({ at, received }) => [Date.parse(at) - T0, received] as const) ?? []
  return { ...sandbox, attempts }
}

describe('retries', () => {
  it('follow the schedule, each at its own instant, and then end', async () => {
    const sandbox = await failing(500)
    await sandbox.advance(30 * DAY)
    const instants = SCHEDULE.map((_, index) => SCHEDULE.slice(0, index + 1).reduce((sum, delay) => sum + delay))
    expect(await sandbox.attempts()).toEqual(instants.map((at) => [at, false]))
  })

  it('end when one is received', async () => {
    const sandbox = await failing(500, 503, 200)
    await sandbox.advance(30 * DAY)
    expect(await sandbox.attempts()).toEqual([
      [0, false],
      [5_000, false],
      [5_000 + 5 * MINUTE, true],
    ])
  })

  it('end when the event was received because it was sent again on request', async () => {
    const sandbox = await failing(500, 200)
    await sandbox.drain()
    const [delivery] = await sandbox.deliveries()
    await sandbox.control('POST', `/deliveries/${delivery?.deliveryId}/redeliver`)
    await sandbox.advance(DAY)
    expect(await sandbox.attempts()).toEqual([
      [0, false],
      [0, true],
    ])
  })

  it('are not made of what was sent on request', async () => {
    const sandbox = await failing(200, 500)
    await sandbox.drain()
    const [delivery] = await sandbox.deliveries()
    await sandbox.control('POST', `/deliveries/${delivery?.deliveryId}/redeliver`)
    await sandbox.advance(DAY)
    expect(await sandbox.attempts()).toEqual([
      [0, true],
      [0, false],
    ])
  })

  it('leave the latest hundred attempts in the log', async () => {
    const sandbox = await failing(500)
    await sandbox.drain()
    const [delivery] = await sandbox.deliveries()
    for (let n = 0; n < 120; n++) await sandbox.control('POST', `/deliveries/${delivery?.deliveryId}/redeliver`)
    await sandbox.drain()
    expect(await sandbox.attempts()).toHaveLength(100)
  })

  it('come by themselves where the clock is a real one', async () => {
    vi.useFakeTimers()
    let sent = 0
    const deliver = async () => {
      sent++
      return new Response(null, { status: 500 })
    }
    const sandbox = testSandbox({
      interpretations: { 'C-DELIVERY': 'retries' },
      now: Date.now,
      platforms: [{ name: 'demo', key: 'demo-key', token: 'demo-token' }],
      deliver,
    })
    await sandbox.subscribe()
    await sandbox.act('freeze', sandbox.order())
    await vi.advanceTimersByTimeAsync(4_990)
    expect(sent).toBe(1)
    await vi.advanceTimersByTimeAsync(20)
    expect(sent).toBe(2)
    sandbox.close()
    await vi.advanceTimersByTimeAsync(HOUR)
    expect(sent).toBe(2)
  })
})
