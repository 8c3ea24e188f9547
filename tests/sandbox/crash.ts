import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { createControl } from '../../sandbox/src/control.ts'
import { startScript } from '../contract/spawn.ts'

type Control = ReturnType<typeof createControl>
type ListOf<Call extends 'listOrders' | 'listAccounts' | 'listDeliveries'> = Awaited<ReturnType<Control[Call]>>

/** An action that was sent, and the status of its answer; null when the answer was lost. */
export interface Sent {
  order: string
  action: string
  status: number | null
}

/** What a sandbox held when it was killed. */
interface Killed {
  file: string
  sent: Sent[]
  /** Bodies by event id. */
  received: Map<string, Set<string>>
  /** How many deliveries arrived. */
  posts: () => number
  eventsAtKill: number
  receiver: Server
}

/** What a sandbox holds when nothing is left to do. */
export interface Kept {
  orders: ListOf<'listOrders'>
  accounts: ListOf<'listAccounts'>
  deliveries: ListOf<'listDeliveries'>
}

const ACTIONS = ['freeze', 'unfreeze', 'freeze', 'unfreeze', 'cancel'] as const
const ORDERS = 4
/** The largest runs in several slices, so that a kill falls between two of them. */
const LARGEST = 3_500
const LATEST_KILL_MS = 400
const LATEST_HELD = 6

const headers = { authorization: 'Basic ZGVtbzpkZW1vLWtleQ==', 'content-type': 'application/json' }

/** Starts a sandbox on a file. */
async function start(file: string) {
  const command = startScript('sandbox', ['--data', file])
  const [, origin = ''] = await command.line(/^sandbox listening on (\S+)\/raas\/v2$/m)
  return { ...command, origin, control: createControl({ baseUrl: origin }) }
}

/** Sends actions on several orders at once to a new sandbox, and kills it while they run; not before a delivery is under way if so wished. */
export async function actUntilKilled(file: string, next: (limit: number) => number, delivering: boolean): Promise<Killed> {
  // A delivery that is not answered before the kill is under way at the kill.
  const { receiver, url, received, posts, holding, answerAll } = await receive(next(LATEST_HELD))
  const { origin, control, kill, ended } = await start(file)
  await control.subscribe({ url, eventTypes: ['OrderActionStatus'] })
  const sizes = [LARGEST, ...Array.from({ length: ORDERS - 1 }, () => 1 + next(5))]
  const made = await Promise.all(sizes.map((count) => control.createOrder({ lineItems: [{ count, amount: 1 + next(5_000) }] })))
  const sent: Sent[] = []
  const turns = made.map(({ referenceOrderID }) => sendAll(origin, referenceOrderID, next(ACTIONS.length), sent))
  if (delivering) await holding
  await after(next(LATEST_KILL_MS))
  kill()
  answerAll()
  await Promise.all([...turns, ended])
  return { file, sent, received, posts, eventsAtKill: received.size, receiver }
}

/** Sends one action after the other, until one is not answered. */
async function sendAll(origin: string, order: string, first: number, sent: Sent[]): Promise<void> {
  for (let index = first; ; index++) {
    const action = ACTIONS[index % ACTIONS.length] ?? 'freeze'
    // What was sent is counted before its answer: the answer may never come.
    const entry: Sent = { order, action: action.toUpperCase(), status: null }
    sent.push(entry)
    try {
      const url = `${origin}/raas/v2/asyncOrders/${order}/${action}`
      const response = await fetch(url, { method: 'POST', headers, body: '{"reasonCode":"FRAUD"}' })
      await response.text()
      entry.status = response.status
    } catch {
      return
    }
    // A history holds the latest hundred outcomes; no order gets as many actions.
    if (index - first >= 60) return
  }
}

/** Starts the sandbox again, and waits until everything that was accepted is done and delivered. */
export async function settled({ file, receiver }: Killed): Promise<Kept> {
  const { control, stop, ended } = await start(file)
  await control.drain()
  const kept = {
    orders: await control.listOrders(),
    accounts: await control.listAccounts(),
    deliveries: await control.listDeliveries(),
  }
  stop()
  await ended
  receiver.closeAllConnections()
  receiver.close()
  return kept
}

/** Receives deliveries, and answers all but one until it is told to answer that one too when it comes again. */
async function receive(held: number) {
  let holds = true
  let hold: () => void = () => undefined
  const holding = new Promise<void>((resolve) => {
    hold = resolve
  })
  const received = new Map<string, Set<string>>()
  let posts = 0
  const receiver = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { eventId } = JSON.parse(body)
    received.set(eventId, (received.get(eventId) ?? new Set()).add(body))
    if (posts++ !== held || !holds) response.end()
    else hold()
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const answerAll = (): void => {
    holds = false
  }
  const { port } = receiver.address() as AddressInfo
  return { receiver, url: `http://127.0.0.1:${port}/`, received, posts: () => posts, holding, answerAll }
}
