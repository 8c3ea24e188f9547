import { expect, it } from 'vitest'
import { repeat } from './repeat.ts'

/** A page and a clock that move by hand. */
function byHand() {
  const pending = new Map<number, { run: () => void; milliseconds: number }>()
  let made = 0
  let at = 0
  let seen: () => void = () => undefined
  const page = {
    hidden: false,
    addEventListener: (_: string, listener: unknown) => {
      seen = listener as () => void
    },
    removeEventListener: () => {
      seen = () => undefined
    },
  }
  const clock = {
    set: (run: () => void, milliseconds: number) => {
      pending.set(++made, { run, milliseconds })
      return made
    },
    clear: (timer: number) => void pending.delete(timer),
    now: () => at,
  }
  return {
    page,
    clock,
    waits: () => [...pending.values()].map(({ milliseconds }) => milliseconds),
    fire: async () => {
      for (const [timer, { run }] of [...pending]) {
        pending.delete(timer)
        run()
      }
      await new Promise(setImmediate)
    },
    show: (visible: boolean) => {
      page.hidden = !visible
      seen()
    },
    pass: (milliseconds: number) => {
      at += milliseconds
    },
  }
}

it('waits between the end of the work and the next time, longer after long work, also when the work fails', async () => {
  const hand = byHand()
  const took = [10, 900]
  repeat(async () => hand.pass(took.shift() ?? 0), 1_000, hand.page, hand.clock)
  expect(hand.waits()).toEqual([1_000])
  await hand.fire()
  expect(hand.waits()).toEqual([1_000])
  await hand.fire()
  expect(hand.waits()).toEqual([3_600])
  const failing = byHand()
  repeat(async () => Promise.reject(new Error('gone')), 1_000, failing.page, failing.clock)
  await failing.fire()
  expect(failing.waits()).toEqual([1_000])
})

it('rests while the page is hidden, works at once when it is shown again, and stops', async () => {
  const hand = byHand()
  let worked = 0
  const stop = repeat(async () => void worked++, 1_000, hand.page, hand.clock)
  hand.show(false)
  expect(hand.waits()).toEqual([])
  hand.show(true)
  expect(hand.waits()).toEqual([0])
  await hand.fire()
  expect([worked, hand.waits()]).toEqual([1, [1_000]])
  stop()
  hand.show(true)
  expect(hand.waits()).toEqual([])
})
