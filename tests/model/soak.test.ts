import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { times } from '../long.ts'
import { LIFE, soak } from './soak.ts'

/** Another course of events: SOAK_SEED=… npx vitest run tests/model/soak. */
const { SOAK_SEED = '20260302', LONG } = process.env
const DAYS = times(21, 364)

it(`keeps every invariant over ${DAYS} simulated days under faults`, { timeout: 1_800_000 }, async () => {
  const days = await soak({ days: DAYS, seed: Number(SOAK_SEED), ...(LONG === '1' ? { collect: garbageCollector() } : {}) })
  expect(days.every(({ actions, faults }) => actions > 0 && faults > 0)).toBe(true)
  if (LONG !== '1') return
  // The first lives warm up; from then on each ends with as much in use as the others.
  const ends = days.filter((_, index) => index % LIFE === LIFE - 1).map(({ heap }) => heap / 1024 ** 2)
  process.stderr.write(`MiB in use at the end of each ${LIFE} days: ${ends.map((end) => end.toFixed(1)).join(' ')}\n`)
  const [early = 0, late = 0] = [ends.slice(2, 5), ends.slice(-3)].map((some) => some.reduce((sum, end) => sum + end, 0) / some.length)
  expect(late).toBeLessThan(early * 1.05)
})

function garbageCollector(): () => Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  return async () => {
    collect()
    // What a platform Request registered to be told of its end is let go in a turn of the event loop, which nothing else here takes.
    await new Promise((resume) => setImmediate(resume))
    collect()
  }
}
