import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { times } from '../long.ts'
import { soak } from './soak.ts'

/** Another course of events: SOAK_SEED=… npx vitest run tests/model/soak. */
const { SOAK_SEED = '20260302', LONG } = process.env
const DAYS = times(21, 364)
const WARM_UP = 28

it(`keeps every invariant over ${DAYS} simulated days under faults`, { timeout: 1_800_000 }, async () => {
  const days = await soak({ days: DAYS, seed: Number(SOAK_SEED), ...(LONG === '1' ? { collect: garbageCollector() } : {}) })
  expect(days.every(({ actions, faults }) => actions > 0 && faults > 0)).toBe(true)
  if (LONG !== '1') return
  // Orders and deliveries of every day are kept, so the heap grows; what it must not do is grow faster and faster.
  const middle = WARM_UP + Math.floor((DAYS - WARM_UP) / 2)
  const [first, second] = [growth(days.slice(WARM_UP, middle)), growth(days.slice(middle))]
  process.stderr.write(`heap growth a simulated day: ${Math.round(first / 1024)} KiB, then ${Math.round(second / 1024)} KiB\n`)
  expect(second).toBeLessThan(first * 1.25 + 4_096)
})

const growth = (days: { heap: number }[]): number => ((days.at(-1)?.heap ?? 0) - (days[0]?.heap ?? 0)) / (days.length - 1)

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}
