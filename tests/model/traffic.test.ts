import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { expect, it, type TestContext } from 'vitest'
import { startScript } from '../contract/spawn.ts'
import { times } from '../long.ts'

/** What was seen of a sandbox under traffic at one moment. */
interface Sample {
  seconds: number
  actions: number
  /** How many events arrived. */
  events: number
  /** MB in use once garbage is gone. */
  heap: number
  /** MB that the process has of the system. */
  resident: number
}

const headers = { authorization: 'Bearer demo-token', 'content-type': 'application/json' }
const ORDERS = 20
const HEAP_TELLER = new URL('tell-heap.mjs', import.meta.url)

/**
 * Steady traffic against a sandbox of its own with a real clock: actions on a few orders, each told to a receiver.
 *
 * @param every how many seconds there are between two samples
 * @param tell is told of each sample as it is taken
 */
async function traffic(
  { seconds, perSecond, every, args }: { seconds: number; perSecond: number; every: number; args: string[] },
  tell: (sample: Sample) => void,
): Promise<{ samples: Sample[]; events: number }> {
  let events = 0
  const receiver = createServer((request, response) => {
    events++
    request.resume().on('end', () => response.end())
  }).listen(0, '127.0.0.1')
  const command = startScript('sandbox', args, { NODE_OPTIONS: `--expose-gc --import ${HEAP_TELLER}` })
  const [, origin = ''] = await command.line(/^sandbox listening on (\S+)\/raas\/v2$/m)
  const orders = await begin(origin, (receiver.address() as AddressInfo).port)
  const samples: Sample[] = []
  const began = performance.now()
  for (let actions = 0; actions < seconds * perSecond; actions++) {
    const action = Math.floor(actions / ORDERS) % 2 === 0 ? 'freeze' : 'unfreeze'
    const reason = { reasonCode: 'OTHER', otherReason: 'steady traffic' }
    const { status } = await post(`${origin}/raas/v2/asyncOrders/${orders[actions % ORDERS]}/${action}`, reason)
    if (status !== 202) throw new Error(`Failed to send traffic: ${action} was answered ${status}.`)
    const done = (actions + 1) / perSecond
    if (done % every === 0) {
      samples.push({ seconds: done, actions: actions + 1, events, ...(await memoryOf(command)) })
      tell(samples.at(-1) as Sample)
    }
    await after(Math.max(0, began + done * 1_000 - performance.now()))
  }
  // Those of the last actions are on their way.
  while (events < seconds * perSecond) await once(receiver, 'request')
  command.stop()
  await command.ended
  receiver.close()
  return { samples, events }
}

async function post(url: string, body: object) {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: response.status, body: (await response.json()) as { referenceOrderID: string } }
}

/** Subscribes the receiver and makes orders. */
async function begin(origin: string, port: number): Promise<string[]> {
  await post(`${origin}/_sandbox/subscriptions`, { url: `http://127.0.0.1:${port}/`, eventTypes: ['OrderActionStatus'] })
  const orders: string[] = []
  while (orders.length < ORDERS) orders.push((await post(`${origin}/_sandbox/orders`, { lineItems: [{}] })).body.referenceOrderID)
  return orders
}

async function memoryOf({ child }: ReturnType<typeof startScript>): Promise<{ heap: number; resident: number }> {
  const pid = child.pid ?? 0
  process.kill(pid, 'SIGUSR2')
  let told = ''
  while (!/heap \d+\n/.test(told)) [told] = (await once(child.stderr as NodeJS.EventEmitter, 'data')).map(String) as [string]
  const resident = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024
  return { heap: Number(/heap (\d+)/.exec(told)?.[1]) / 1024 ** 2, resident }
}

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
