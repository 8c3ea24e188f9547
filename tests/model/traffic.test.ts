import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, type TestContext } from 'vitest'
import { times } from '../long.ts'
import { type Sample, traffic } from './traffic.ts'

const SECONDS = times(2, 600)
const EVERY = times(1, 10)
const PER_SECOND = 20

const tell = ({ seconds, actions, events, heap, resident }: Sample): void => {
  process.stderr.write(
    `${seconds} s: ${actions} actions, ${events} events, ${heap.toFixed(1)} MB in use, ${resident.toFixed(0)} MB resident\n`,
  )
}
const average = (samples: Sample[]): number => samples.reduce((sum, { heap }) => sum + heap, 0) / samples.length

it.for(['memory', 'a file'])(
  `tells every outcome of ${SECONDS} seconds of traffic on a real clock, in memory that stops growing, with the state in %s`,
  { timeout: 1_800_000 },
  async (place, { skip }: TestContext) => {
    if (process.platform === 'win32') return skip('the memory of a process is asked for by a signal')
    const home = mkdtempSync(join(tmpdir(), 'async-orders-traffic-'))
    const args = place === 'memory' ? [] : ['--data', join(home, 'sandbox.db')]
    const { samples, events } = await traffic({ seconds: SECONDS, perSecond: PER_SECOND, every: EVERY, args }, tell)
    rmSync(home, { recursive: true })
    expect(events).toBe(SECONDS * PER_SECOND)
    // After half of the long run there are as many deliveries as are kept.
    if (process.env.LONG === '1') expect(average(samples.slice(-10))).toBeLessThan(average(samples.slice(30, 40)) * 1.05)
  },
)
