import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Vector } from '../../contract/src/receiver/vector.ts'
import { RECEIVERS, type Started } from './receivers.ts'
import { cutOff, type Delivery, send, signed } from './send.ts'

const vectors: Vector[] = JSON.parse(readFileSync('contract/vectors/webhooks.json', 'utf8'))
const of = (verdict: Vector['verdict']): Vector[] => vectors.filter((vector) => vector.verdict === verdict)
const deliveryOf = ({ method, headers, body }: Vector): Delivery => ({ method, headers, body: Buffer.from(body, 'base64') })
const isOutcome = ({ body }: Vector): boolean => Buffer.from(body, 'base64').toString().includes('OrderActionStatus')

const [secret = '', newer = ''] = new Set(vectors.map((vector) => vector.secret))
const event = (eventId: string, padding = ''): string => {
  const eventData = { referenceOrderId: 'AA1', action: 'FREEZE', status: 'SUCCESSFUL', padding }
  return JSON.stringify({ eventId, revision: 1, eventType: 'OrderActionStatus', eventOccurredAt: '2026-03-02T10:00:00Z', eventData })
}

it('the vectors are under two secrets, as while a new one replaces an old one', () => {
  expect(new Set(vectors.map((vector) => vector.secret))).toEqual(new Set([secret, newer]))
  expect([of('accept').length, of('refuse').length].map((count) => count > 9)).toEqual([true, true])
})

describe.each(RECEIVERS)('the receiver for $name', ({ name, start, skipped }) => {
  if (skipped !== undefined) {
    it.skip(`SKIPPED: ${skipped}`, () => undefined)
    return
  }
  let started: Started
  beforeAll(async () => {
    started = await start([secret, newer])
  })
  afterAll(() => started?.stop())

  const effects = async (): Promise<number> => ((await (await fetch(started.effectsUrl)).json()) as { effects: number }).effects
  /** The status of each delivery, and how many events acted. */
  async function seen(...deliveries: Delivery[]): Promise<{ statuses: number[]; acted: number }> {
    const before = await effects()
    const statuses: number[] = []
    for (const delivery of deliveries) statuses.push(await send(started.url, delivery))
    return { statuses, acted: (await effects()) - before }
  }

  it.each(of('accept'))('accepts $name', async (vector) => {
    expect(await seen(deliveryOf(vector))).toEqual({ statuses: [200], acted: isOutcome(vector) ? 1 : 0 })
  })

  it.each(of('refuse'))('refuses $name', async (vector) => {
    const { statuses, acted } = await seen(deliveryOf(vector))
    expect(statuses.map((status) => Math.floor(status / 100))).toEqual([4])
    expect(acted).toBe(0)
  })

  it.each(of('either'))('acts upon $name only where it returns 200', async (vector) => {
    const { statuses, acted } = await seen(deliveryOf(vector))
    expect(statuses[0] === 200 ? [0, 1] : [0]).toContain(acted)
    expect(statuses[0]).toBeLessThan(500)
  })

  it('acts once upon an event that comes twice', async () => {
    const twice = signed(event('twice'), secret)
    expect(await seen(twice, twice)).toEqual({ statuses: [200, 200], acted: 1 })
  })

  it('acts once upon an event that comes eight times at once', async () => {
    const before = await effects()
    const statuses = await Promise.all(Array.from({ length: 8 }, () => send(started.url, signed(event('at once'), secret))))
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(await effects()).toBe(before + 1)
  })

  it('does nothing with a body that is cut off, though its signature is right', async () => {
    const before = await effects()
    expect(await cutOff(started.url, signed(event('cut off'), secret))).not.toMatch(/^HTTP\/1\.\d 2/)
    expect(await effects()).toBe(before)
    expect(await seen(signed(event('cut off'), secret))).toEqual({ statuses: [200], acted: 1 })
  })

  it('takes 900 kB, and not 1.1 MB', async () => {
    expect(await seen(signed(event('large', 'x'.repeat(900_000)), secret))).toEqual({ statuses: [200], acted: 1 })
    const { statuses, acted } = await seen(signed(event('too large', 'x'.repeat(1_100_000)), secret))
    expect([0, 413]).toContain(statuses[0])
    expect(acted).toBe(0)
  })

  it('accepts nothing under an empty secret', async () => {
    // It may also refuse to start.
    const other = await start([secret, '']).catch(() => null)
    const status = other === null ? 401 : await send(other.url, signed(event('empty'), ''))
    await other?.stop()
    expect(status, name).toBeGreaterThanOrEqual(400)
  })
})
