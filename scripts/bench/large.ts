import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { pathTo } from '../../contract/src/targets/send.ts'
import type { ActionName } from '../../generated/operations.ts'
import { type Control, createControl } from '../../sandbox/src/control.ts'
import { median, quantile } from './numbers.ts'
import { AUTHORIZATION, type Kind, start } from './servers.ts'

const LARGE = 50_000
const SMALL = 5_000
const ACTIONS = 6
const EVENT_LIMIT_MS = 30_000
/** Each prober sends as often as this, so that the load is that of a user and not that of a load test. */
const PACE_MS = 4

/** What actions on a large order cost, in milliseconds. */
export interface Large {
  accepted: number
  event: number
  /** The slowest of a hundred requests of others while the action runs. */
  p99: number
  /** How many such requests there were. */
  samples: number
  /** Time to the event with 50,000 line items over that with 5,000. */
  growth: number
  /** MB, with 50,000 line items. */
  memory: number
}

/** Freezes and unfreezes large orders, told of the outcome by a real receiver, while others send requests. */
export async function measureLarge(kind: Kind): Promise<Large> {
  let arrived: (at: number) => void = () => undefined
  const receiver = createServer((request, response) => {
    request.resume().once('end', () => {
      response.end()
      arrived(performance.now())
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const sandbox = await start(kind)
  const { origin } = sandbox
  const control = createControl({ baseUrl: origin })
  const nextEvent = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error('Failed to measure: no outcome event within 30 s. Try fewer line items.')),
        EVENT_LIMIT_MS,
      )
      arrived = (at) => {
        clearTimeout(late)
        resolve(at)
      }
    })
  try {
    const large = await order(control, LARGE)
    await wait(1_000)
    const memory = await sandbox.memory()
    const [small, other] = [await order(control, SMALL), await order(control, 1)]
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
    // The other order is acted on with codes that are refused, so that every event that comes is that of the large one.
    await control.subscribe({ url, eventTypes: ['OrderActionStatus'] })
    const few = await run(origin, small, other, nextEvent)
    const many = await run(origin, large, other, nextEvent)
    const events = median(many.events)
    return {
      accepted: median(many.accepted),
      event: events,
      p99: quantile(many.others, 0.99),
      samples: many.others.length,
      growth: events / median(few.events),
      memory,
    }
  } finally {
    await sandbox.stop()
    receiver.closeAllConnections()
    receiver.close()
  }
}

const order = async (control: Control, count: number): Promise<string> =>
  (await control.createOrder({ lineItems: [{ count }] })).referenceOrderID

async function run(origin: string, id: string, other: string, nextEvent: () => Promise<number>) {
  const found = { accepted: [] as number[], events: [] as number[], others: [] as number[] }
  for (let turn = 0; turn < ACTIONS; turn++) {
    const event = nextEvent()
    const began = performance.now()
    await act(origin, id, turn % 2 === 0 ? 'freeze' : 'unfreeze', 202)
    const accepted = performance.now() - began
    let over = false
    const probers = Array.from({ length: 4 }, () => probe(origin, other, () => over))
    const took = (await event) - began
    over = true
    const others = (await Promise.all(probers)).flat()
    // The first turn warms up.
    if (turn === 0) continue
    found.accepted.push(accepted)
    found.events.push(took)
    found.others.push(...others)
  }
  return found
}

async function probe(origin: string, other: string, isOver: () => boolean): Promise<number[]> {
  const took: number[] = []
  while (!isOver()) {
    const began = performance.now()
    await act(origin, other, 'cancel', 422)
    took.push(performance.now() - began)
    await wait(PACE_MS)
  }
  return took
}

async function act(origin: string, id: string, action: ActionName, status: number): Promise<void> {
  const response = await fetch(`${origin}/raas/v2${pathTo(`${action}AsyncOrder`, { referenceOrderID: id })}`, {
    method: 'POST',
    headers: { authorization: AUTHORIZATION, 'content-type': 'application/json' },
    body: JSON.stringify({ reasonCode: status === 202 ? 'FRAUD' : 'NONE' }),
  })
  await response.arrayBuffer()
  if (response.status !== status) throw new Error(`Failed to measure: ${action} returned ${response.status}, not ${status}.`)
}
