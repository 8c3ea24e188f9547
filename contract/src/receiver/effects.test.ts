import { describe, expect, it } from 'vitest'
import { EffectCounter } from './effects.ts'

/** A receiver whose effects happen at given times, on a clock that only pauses move. */
function counterOf() {
  let time = 0
  let readings = 0
  const due: number[] = []
  const read = async (): Promise<number> => {
    readings++
    return due.filter((at) => at <= time).length
  }
  const pause = async (milliseconds: number): Promise<void> => {
    time += milliseconds
  }
  const counter = new EffectCounter({ read, limitMs: 10_000, now: () => time, pause })
  return { counter, actsIn: (...delays: number[]) => due.push(...delays.map((delay) => time + delay)), readings: () => readings }
}

describe('effects since the last time', () => {
  it('are read at once where the receiver has acted when it responds', async () => {
    const { counter, actsIn, readings } = counterOf()
    actsIn(0)
    expect(await counter.since(1)).toBe(1)
    actsIn(0, 0)
    expect(await counter.since(1)).toBe(2)
    expect(readings()).toBe(4)
  })

  it('are waited for, also one too many that comes after the others', async () => {
    const { counter, actsIn } = counterOf()
    actsIn(300)
    expect(await counter.since(1)).toBe(1)
    actsIn(300, 600)
    expect(await counter.since(1)).toBe(2)
    actsIn(300)
    expect(await counter.since(1)).toBe(1)
  })

  it('are unknown from then on when one does not come, with the count', async () => {
    const { counter, actsIn } = counterOf()
    actsIn(10_001)
    expect(await counter.since(1)).toBeNull()
    expect(counter.lost).toBe('after 10 s the count was 0, not 1')
    actsIn(0)
    expect(await counter.since(1)).toBeNull()
  })
})

it('forgets what happened before', async () => {
  const { counter, actsIn } = counterOf()
  actsIn(0, 0)
  await counter.recount()
  actsIn(0)
  expect(await counter.since(1)).toBe(1)
})

it('is lost when the count cannot be read', async () => {
  const counter = new EffectCounter({
    ...{ limitMs: 1, now: () => 0, pause: async () => undefined },
    read: () => Promise.reject(new Error('no count')),
  })
  await counter.recount()
  expect(counter.lost).toBe('no count')
  expect(await counter.since(1)).toBeNull()
})
