import { afterEach, expect, it, vi } from 'vitest'
import { createWaits } from './wait.ts'

afterEach(() => vi.useRealTimers())

it('waits as long as it is told, and no longer than until it is closed', async () => {
  vi.useFakeTimers()
  const { wait, close } = createWaits()
  const ended: string[] = []
  void wait(1_000).then(() => ended.push('short'))
  void wait(60_000).then(() => ended.push('long'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(ended).toEqual(['short'])
  close()
  await vi.advanceTimersByTimeAsync(0)
  expect(ended).toEqual(['short', 'long'])
  expect(vi.getTimerCount()).toBe(0)
})
