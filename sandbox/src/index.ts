import { validateOrderRequest } from '../../generated/control-validators.js'
import { arrangeOrder } from './engine/arrange.ts'
import type { Context, LogEntry } from './engine/context.ts'
import { createCourier } from './engine/outbox.ts'
import { createQueue } from './engine/queue.ts'
import { hostNames } from './engine/reach.ts'
import { type StoringState, watchStore } from './engine/storing.ts'
import { createWaits } from './engine/wait.ts'
import { createApp } from './http/app.ts'
import type { Console } from './http/console.ts'
import { unparsed } from './http/errors.ts'
import type { Platform, Readings } from './model.ts'
import { documentedRules, type Rules } from './rules/rules.ts'
import type { Store, Transaction } from './store/store.ts'

export type { LogEntry } from './engine/context.ts'
export type { StoringState } from './engine/storing.ts'
export type { Console } from './http/console.ts'
export { parseReadings, type Readings } from './readings.ts'
export { documentedRules, type Rules } from './rules/rules.ts'
export { memoryStore } from './store/memory-store.ts'
export { type Store, StoreError, type Transaction } from './store/store.ts'

/** A platform that exists from the start. */
export interface SandboxPlatform {
  /** User name of its Basic credentials. */
  name: string
  /** Password of its Basic credentials. */
  key: string
  /** Its bearer token. */
  token: string
  /** Manual: time stands still until the control plane moves it. Real unless given. */
  clock?: 'real' | 'manual'
}

/** What a sandbox is made of: all that comes from outside is passed in. */
export interface SandboxOptions {
  /** Milliseconds since 1970, as `Date.now`. */
  now: () => number
  /** A new UUID, as `crypto.randomUUID`. */
  newId: () => string
  /** Where the state is kept. */
  store: Store
  /** Sends a webhook delivery, as `fetch`. */
  deliver: (request: Request) => Promise<Response>
  /** Names of hosts that deliveries may go to beside this machine, whatever they resolve to. None unless given. */
  allowHosts?: string[]
  /**
   * False delivers to this machine only where `allowHosts` names it: where callers come from other machines, who could else make the
   * sandbox call any port of this one. Default: true.
   */
  allowLoopback?: boolean
  /**
   * The addresses of a host name, as `dns.lookup` with `all`. When given, a delivery to localhost is sent only while all of them are of
   * this machine.
   */
  resolve?: (hostname: string) => Promise<string[]>
  /** Resolves after so many milliseconds of real time: what an injected latency or a slow body waits with. A timer unless given. */
  wait?: (milliseconds: number) => Promise<void>
  /** Options of switchable readings, by id; the others are as we chose them. */
  readings?: Partial<Readings>
  /** The rules to go by; the documented ones unless a test breaks one. */
  rules?: Rules
  /** False leaves out the control plane under `/_sandbox`. */
  control?: boolean
  /** When given, platforms can be made only with this `X-Control-Token`; null makes none. Default: anyone can make platforms. */
  controlToken?: string | null
  /** Served to browsers at `/_sandbox/`, with the control plane only. None unless given. */
  console?: Console
  /** Platforms that exist from the start. */
  platforms?: SandboxPlatform[]
  /** Told of an error that is the sandbox's own; such a request is answered 500. */
  report?: (error: Error) => void
  /** Told of every request, every attempt of a delivery, and when the state can be stored no more. */
  log?: (entry: LogEntry) => void
}

/** A stateful stand-in for the four operations. */
export interface Sandbox {
  /** Answers a request to the API (`/raas/v2/…`) or the control plane (`/_sandbox/…`). */
  fetch: (request: Request) => Promise<Response>
  /** Answers what came in and was no request: not HTTP (400), from a page of others (403), too slow (408), headers too large (431). */
  malformed: (status: 400 | 403 | 408 | 431, why?: string) => Response
  /**
   * Makes an order for a platform, as `POST /_sandbox/orders` does.
   *
   * @returns its referenceOrderID
   * @throws Error when there is no such platform, or the order is not as openapi/control.yaml describes it
   */
  createOrder: (platform: string, order: unknown) => string
  /**
   * Makes several orders, or none when one of them is refused.
   *
   * @returns their referenceOrderIDs
   * @throws Error as `createOrder` does, naming the place of the order that is to blame
   */
  createOrders: (platform: string, orders: unknown[]) => string[]
  /** Whether what happens can be stored. New actions are answered 503 while it cannot. */
  storing: () => StoringState
  /** Stops what waits for its time. */
  close: () => void
}

/**
 * Makes a sandbox: a function from Request to Response that behaves as the documentation says.
 *
 * @example
 * const sandbox = createSandbox({ now: Date.now, newId: () => crypto.randomUUID(), store: memoryStore(), deliver: fetch,
 *   platforms: [{ name: 'demo', key: 'demo-key', token: 'demo-token' }] })
 * await sandbox.fetch(new Request('http://sandbox/raas/v2/asyncOrders/AA1/freeze', { method: 'POST', … }))
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const waits = createWaits()
  const { now, report = () => undefined, log = null } = options
  const watched = watchStore(options.store, { now, report, log })
  const context: Context = {
    now,
    newId: options.newId,
    store: watched.store,
    storing: watched.state,
    deliver: options.deliver,
    wait: options.wait ?? waits.wait,
    allowHosts: { named: hostNames(options.allowHosts ?? []), loopback: options.allowLoopback ?? true },
    resolve: options.resolve ?? null,
    readings: options.readings ?? {},
    rules: options.rules ?? documentedRules,
    report,
    log,
  }
  const queue = createQueue(context, createCourier(context))
  const { control = true, controlToken, console = null } = options
  const app = createApp(context, queue, { control, controlToken, console })
  context.store.transaction((tx) => {
    tx.resumeTasks()
    for (const platform of options.platforms ?? []) tx.putPlatform(begin(context, platform, tx.getPlatform(platform.name)))
  })
  for (const { name } of context.store.transaction((tx) => tx.listPlatforms())) queue.wake(name)
  const created = <Result>(platform: string, work: (tx: Transaction) => Result): Result => {
    const result = context.store.transaction(work)
    queue.wake(platform)
    return result
  }
  return {
    fetch: async (request) => app.fetch(request),
    malformed: (status, why) => unparsed(status, { requestId: context.newId(), at: context.now(), why }),
    createOrder: (platform, order) => created(platform, (tx) => createOrder(context, tx, platform, order)),
    createOrders: (platform, orders) => created(platform, (tx) => createOrders(context, tx, platform, orders)),
    storing: watched.state,
    close: () => {
      queue.close()
      waits.close()
      watched.close()
    },
  }
}

/** One that the store holds goes on as it was, under the credentials of today. */
function begin(context: Context, { clock, ...credentials }: SandboxPlatform, known: Platform | undefined): Platform {
  if (known !== undefined) return { ...known, ...credentials }
  const begun: Platform['clock'] = clock === 'manual' ? { mode: 'manual', at: context.now() } : { mode: 'real', offset: 0 }
  return { ...credentials, clock: begun, readings: {}, faults: [] }
}

function createOrders(context: Context, tx: Transaction, platform: string, orders: unknown[]): string[] {
  return orders.map((order, index) => {
    try {
      return createOrder(context, tx, platform, order)
    } catch (error) {
      throw new Error(`Failed to create order ${index + 1} of ${orders.length}: ${error instanceof Error ? error.message : error}`)
    }
  })
}

function createOrder(context: Context, tx: Transaction, platformName: string, wanted: unknown): string {
  if (!validateOrderRequest(wanted)) {
    const [first] = validateOrderRequest.errors ?? []
    throw new Error(`Failed to create an order: ${first?.instancePath ?? ''} ${first?.message}. See OrderRequest in openapi/control.yaml.`)
  }
  const platform = tx.getPlatform(platformName)
  if (platform === undefined) throw new Error(`Failed to create an order: there is no platform ${platformName}. Name one of platforms.`)
  return arrangeOrder(context, tx, platform, wanted).referenceOrderID
}
