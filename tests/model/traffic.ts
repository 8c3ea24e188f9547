import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { startScript } from '../contract/spawn.ts'

/** What was seen of a sandbox under traffic at one moment. */
export interface Sample {
  seconds: number
  actions: number
  /** How many events arrived. */
  events: number
  /** Memory of the process in MB. */
  resident: number
}

const headers = { authorization: 'Bearer demo-token', 'content-type': 'application/json' }
const ORDERS = 20

/**
 * Steady traffic against a sandbox of its own with a real clock: actions on a few orders, each told to a receiver.
 *
 * @param resident the memory in use of a process, in MB
 */
export async function traffic(
  { seconds, perSecond, args, resident }: { seconds: number; perSecond: number; args: string[]; resident: (pid: number) => number },
  tell: (sample: Sample) => void,
): Promise<Sample[]> {
  let events = 0
  const receiver = createServer((request, response) => {
    events++
    request.resume().on('end', () => response.end())
  }).listen(0, '127.0.0.1')
  const command = startScript('sandbox', args)
  const [, origin = ''] = await command.line(/^sandbox listening on (\S+)\/raas\/v2$/m)
  const post = async (path: string, body: object) => {
    const response = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: response.status, body: (await response.json()) as { referenceOrderID: string } }
  }
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  await post('/_sandbox/subscriptions', { url, eventTypes: ['OrderActionStatus'] })
  const orders: string[] = []
  while (orders.length < ORDERS) orders.push((await post('/_sandbox/orders', { lineItems: [{}] })).body.referenceOrderID)
  const samples: Sample[] = []
  const began = performance.now()
  for (let actions = 0; actions < seconds * perSecond; actions++) {
    const action = Math.floor(actions / ORDERS) % 2 === 0 ? 'freeze' : 'unfreeze'
    const reason = { reasonCode: 'OTHER', otherReason: 'steady traffic' }
    const { status } = await post(`/raas/v2/asyncOrders/${orders[actions % ORDERS]}/${action}`, reason)
    if (status !== 202) throw new Error(`Failed to send traffic: ${action} was answered ${status}.`)
    if ((actions + 1) % (perSecond * 10) === 0) {
      const sample = { seconds: (actions + 1) / perSecond, actions: actions + 1, events, resident: resident(command.pid ?? 0) }
      samples.push(sample)
      tell(sample)
    }
    await after(Math.max(0, began + ((actions + 1) * 1_000) / perSecond - performance.now()))
  }
  command.stop()
  await command.ended
  receiver.close()
  return samples
}
