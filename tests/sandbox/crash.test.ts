import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { times } from '../long.ts'
import { actUntilKilled, type Kept, type Sent, settled } from './crash.ts'

const ROUNDS = times(3, 100)
const SEED = Number(process.env.CRASH_SEED ?? 20_261_122)

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'async-orders-crash-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** What of an event is looked at. */
interface Event {
  eventId: string
  eventData: { referenceOrderId: string; action: string }
}

/** What was sent to one order, beside what the sandbox holds of it in the end. */
const sentTo = (sent: Sent[], order: string) => sent.filter((action) => action.order === order)

function checkHistories({ sent }: { sent: Sent[] }, { orders }: Kept): void {
  for (const { referenceOrderID, lineItems } of orders) {
    const ours = sentTo(sent, referenceOrderID)
    const accepted = ours.filter(({ status }) => status === 202).map(({ action }) => action)
    const lost = ours.filter(({ status }) => status === null).map(({ action }) => action)
    for (const { history } of lineItems) {
      const done = history.map(({ action }) => action)
      // Actions on an order are sent one after the other, so the one whose answer was lost is the last.
      expect([accepted, [...accepted, ...lost]], referenceOrderID).toContainEqual(done)
    }
    expect(new Set(lineItems.map(({ history }) => JSON.stringify(history.map(({ action, at }) => [action, at])))).size).toBe(1)
  }
}

function checkEvents({ received }: { received: Map<string, Set<string>> }, { orders, deliveries }: Kept): void {
  const events = deliveries.map(({ event }) => event as unknown as Event)
  const perOrder = (id: string) =>
    events.filter(({ eventData }) => eventData.referenceOrderId === id).map(({ eventData }) => eventData.action)
  for (const { referenceOrderID, lineItems } of orders) {
    expect(perOrder(referenceOrderID), referenceOrderID).toEqual(lineItems[0]?.history.map(({ action }) => action))
  }
  expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length)
  for (const [index, { attempts }] of deliveries.entries()) {
    const { eventId = '' } = events[index] ?? {}
    expect(
      attempts.filter((attempt) => attempt.received),
      eventId,
    ).toHaveLength(1)
    expect(
      [...(received.get(eventId) ?? [])].map((body) => JSON.parse(body)),
      'one body, however often it was sent',
    ).toEqual([events[index]])
  }
  expect(received.size).toBe(events.length)
}

function checkMoney({ orders, accounts }: Kept): void {
  const rewards = orders.flatMap(({ lineItems }) => lineItems.flatMap(({ reward }) => reward ?? []))
  const outstanding = rewards.filter(({ status }) => status !== 'CANCELLED').reduce((sum, { amount }) => sum + amount, 0)
  expect(accounts).toHaveLength(1)
  expect((accounts[0]?.balance ?? 0) + outstanding).toBe(accounts[0]?.funded)
}

it(`loses no accepted action and applies none twice, killed at ${ROUNDS} random moments`, { timeout: ROUNDS * 20_000 }, async () => {
  const next = seededNumbers(SEED)
  const total = { accepted: 0, lost: 0, deliveries: 0, repeated: 0, unfinished: 0 }
  for (let round = 0; round < ROUNDS; round++) {
    const killed = await actUntilKilled(join(home, `${round}.db`), next, round % 2 === 1)
    const kept = await settled(killed)
    const where = `seed ${SEED}, round ${round + 1}`
    try {
      checkHistories(killed, kept)
      checkEvents(killed, kept)
      checkMoney(kept)
    } catch (error) {
      throw new Error(`${where}: ${error instanceof Error ? error.message : error}`, { cause: error })
    }
    total.accepted += killed.sent.filter(({ status }) => status === 202).length
    total.lost += killed.sent.filter(({ status }) => status === null).length
    total.deliveries += kept.deliveries.length
    total.repeated += killed.posts() - kept.deliveries.length
    total.unfinished += kept.deliveries.length - killed.eventsAtKill
  }
  process.stderr.write(`crash: ${ROUNDS} rounds, seed ${SEED}: ${JSON.stringify(total)}\n`)
  expect(total.accepted).toBeGreaterThan(ROUNDS)
  expect(total.repeated, 'a delivery was under way at a kill').toBeGreaterThan(0)
  expect(total.unfinished, 'something was left to do after a kill').toBeGreaterThan(0)
})

/** Whole numbers from 0 up to but not including the limit: random to look at, and the same for the same seed (mulberry32). */
function seededNumbers(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}
