import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { testClock } from './test-clock.ts'
import { limited, timer } from './time-limit.ts'

const hanging = () => new Promise<never>(() => undefined)

it('gives what the work gives, and leaves nothing behind', async () => {
  const clock = testClock()
  const { signal } = new AbortController()
  expect(await limited(async () => 7, { wait: clock.wait, milliseconds: 1_000, signal })).toBe(7)
  expect(clock.waiting()).toEqual([])
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

it('ends work that hangs when its time is over, and tells it', async () => {
  const clock = testClock()
  let told: AbortSignal | undefined
  const work = (signal: AbortSignal) => {
    told = signal
    return hanging()
  }
  const ended = expect(limited(work, { wait: clock.wait, milliseconds: 1_000 })).rejects.toMatchObject({ name: 'TimeoutError' })
  await clock.advance(999)
  expect(told?.aborted).toBe(false)
  await clock.advance(1)
  await ended
  expect(told?.reason).toMatchObject({ name: 'TimeoutError' })
})

it('ends with its signal, before and after it began', async () => {
  const clock = testClock()
  let begun = 0
  const work = () => {
    begun++
    return hanging()
  }
  await expect(limited(work, { wait: clock.wait, milliseconds: 1_000, signal: AbortSignal.abort('early') })).rejects.toBe('early')
  expect(begun).toBe(0)
  const controller = new AbortController()
  const pending = limited(work, { wait: clock.wait, milliseconds: 1_000, signal: controller.signal })
  controller.abort('late')
  await expect(pending).rejects.toBe('late')
  expect(clock.waiting()).toEqual([])
})

it.each([
  [() => Promise.reject(new Error('broken'))],
  [
    () => {
      throw new Error('broken')
    },
  ],
])('ends with what the work throws, at once or later: %#', async (work) => {
  const clock = testClock()
  await expect(limited(work, { wait: clock.wait, milliseconds: 1_000 })).rejects.toThrow('broken')
  expect(clock.waiting()).toEqual([])
})

it('has a real timer, which ends with its signal', async () => {
  await timer(1, new AbortController().signal)
  const controller = new AbortController()
  const pending = timer(60_000, controller.signal)
  controller.abort('over')
  await expect(pending).rejects.toBe('over')
})
