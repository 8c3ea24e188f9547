import type { Wait } from './time-limit.ts'

/** A clock for tests: it stands still until it is advanced, and what waits on it ends at its own instant, in order. */
export interface TestClock {
  now: () => number
  wait: Wait
  /** Moves the clock, and gives what was waiting the time to go on. */
  advance: (milliseconds: number) => Promise<void>
  /** How long those wait that have not ended yet, from now. */
  waiting: () => number[]
}

/** Makes a clock that begins at the given instant. */
export function testClock(at = Date.UTC(2026, 2, 2, 10)): TestClock {
  let time = at
  const timers = new Set<{ due: number; end: () => void }>()
  const wait: Wait = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const timer = { due: time + milliseconds, end: resolve }
      timers.add(timer)
      signal.addEventListener('abort', () => {
        timers.delete(timer)
        reject(signal.reason)
      })
    })
  const advance = async (milliseconds: number) => {
    const until = time + milliseconds
    for (;;) {
      await settled()
      const [next] = [...timers].filter(({ due }) => due <= until).sort((a, b) => a.due - b.due)
      if (!next) break
      time = next.due
      timers.delete(next)
      next.end()
    }
    time = until
  }
  return { now: () => time, wait, advance, waiting: () => [...timers].map(({ due }) => due - time).sort((a, b) => a - b) }
}

/** Lets all go on that waits for nothing but its turn. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resume) => setImmediate(resume))
}
