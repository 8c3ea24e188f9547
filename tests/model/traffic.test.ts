import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, type TestContext } from 'vitest'
import { times } from '../long.ts'
import { type Sample, traffic } from './traffic.ts'

const SECONDS = times(10, 600)
const PER_SECOND = 20

const resident = (pid: number): number => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
const tell = ({ seconds, actions, events, resident }: Sample): void =>
  void process.stderr.write(`${seconds} s: ${actions} actions, ${events} events, ${resident.toFixed(0)} MB\n`)
const largest = (samples: Sample[]): number => Math.max(...samples.map(({ resident }) => resident))

it.for(['memory', 'a file'])(
  `tells every outcome of ${SECONDS} seconds of traffic on a real clock, in memory that does not grow, with the state in %s`,
  { timeout: 1_800_000 },
  async (place, { skip }: TestContext) => {
    if (process.platform === 'win32') return skip('ps is needed to see the memory of a process')
    const home = mkdtempSync(join(tmpdir(), 'async-orders-traffic-'))
    const args = place === 'memory' ? [] : ['--data', join(home, 'sandbox.db')]
    const samples = await traffic({ seconds: SECONDS, perSecond: PER_SECOND, args, resident }, tell)
    rmSync(home, { recursive: true })
    // The event of the last action may be on its way.
    expect(samples.at(-1)?.events).toBeGreaterThanOrEqual(SECONDS * PER_SECOND - PER_SECOND)
    // As many deliveries as are kept are there after half of the long run.
    if (process.env.LONG === '1') expect(largest(samples.slice(-10))).toBeLessThan(largest(samples.slice(25, 35)) * 1.1)
  },
)
