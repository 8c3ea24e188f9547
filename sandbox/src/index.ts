import { validateOrderRequest } from '../../generated/control-validators.js'
import { arrangeOrder } from './engine/arrange.ts'
import type { Context } from './engine/context.ts'
import { createDispatcher } from './engine/dispatcher.ts'
import { createQueue } from './engine/queue.ts'
import { hostNames } from './engine/reach.ts'
import { type StoringState, watchStore } from './engine/storing.ts'
import { createWaits } from './engine/wait.ts'
import { createApp } from './http/app.ts'
import { asFetch } from './http/as-fetch.ts'
import { ConnectionReset, connectionEffects } from './http/env.ts'
import { unparsed } from './http/errors.ts'
import { misfit } from './http/misfit.ts'
import { parseInterpretations } from './interpretations.ts'
import type { Platform } from './model.ts'
import { checkOptions, DEMO, type SandboxOptions, type SandboxPlatform } from './options.ts'
import type { OrderRequest } from './order-request.ts'
import { documentedRules } from './rules/rules.ts'
import { memoryStore } from './store/memory-store.ts'
import type { Transaction } from './store/store.ts'

export type { LogEntry } from './engine/context.ts'
export type { StoringState } from './engine/storing.ts'
export type { Console } from './http/console.ts'
export { type Interpretations, parseInterpretations } from './interpretations.ts'
export type { SandboxOptions, SandboxPlatform } from './options.ts'
export type { OrderRequest } from './order-request.ts'
export { documentedRules, type Rules } from './rules/rules.ts'
export { memoryStore } from './store/memory-store.ts'
export { type Store, StoreError, type Transaction } from './store/store.ts'

/** A stateful sandbox of the four operations. */
export interface Sandbox {
  /**
   * Answers a request to the API (`/raas/v2/…`) or the control plane (`/_sandbox/…`). Takes what `fetch` takes, and rejects as it does:
   * with a TypeError for an invalid request or a reset connection, and with the reason of an aborted signal. The host of the URL can be any.
   */
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  /** Answers what came in and was no request: not HTTP (400), from a page of others (403), too slow (408), headers too large (431). */
  malformed: (status: 400 | 403 | 408 | 431, why?: string) => Response
  /**
   * Makes an order for a platform, as `POST /_sandbox/orders` does.
   *
   * @returns its referenceOrderID
   * @throws Error when there is no such platform, or the order is not as openapi/control.yaml describes it
   */
  createOrder: (platform: string, order: OrderRequest) => string
  /**
   * Makes several orders, or none when one of them is refused.
   *
   * @returns their referenceOrderIDs
   * @throws Error as `createOrder` does, naming the place of the order that is to blame
   */
  createOrders: (platform: string, orders: OrderRequest[]) => string[]
  /** Whether what happens can be stored. New actions return 503 while it cannot. */
  storing: () => StoringState
  /** Stops what waits for its time. */
  close: () => void
}

/**
 * Makes a sandbox: a `fetch` that behaves as the documentation says.
 *
 * @throws Error when an option, or an option of an interpretation, does not exist, listing the ones that do
 * @example
 * const sandbox = createSandbox()
 * const order = sandbox.createOrder('demo', { lineItems: [{}] })
 * const headers = { Authorization: 'Bearer demo-token', 'Content-Type': 'application/json' }
 * const body = '{ "reasonCode": "FRAUD" }'
 * await sandbox.fetch(`http://sandbox.test/raas/v2/asyncOrders/${order}/freeze`, { method: 'POST', headers, body }) // 202
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  checkOptions(options)
  const waits = createWaits()
  const { now = () => Date.now(), report = () => undefined, log = null } = options
  const watched = watchStore(options.store ?? memoryStore(), { now, report, log })
  // Captured now, since a test may replace the global one with the sandbox's own; browsers refuse to call it as a method.
  const { fetch } = globalThis
  const context: Context = {
    now,
    newId: options.newId ?? (() => crypto.randomUUID()),
    store: watched.store,
    storing: watched.state,
    deliver: options.deliver ?? ((request) => fetch(request)),
    wait: options.wait ?? waits.wait,
    allowHosts: { named: hostNames(options.allowHosts ?? []), loopback: options.allowLoopback ?? true },
    resolve: options.resolve ?? null,
    interpretations: parseInterpretations(options.interpretations ?? {}),
    rules: options.rules ?? documentedRules,
    report,
    log,
  }
  const queue = createQueue(context, createDispatcher(context))
  const { control = true, controlToken, console = null, keepRequests = 1_000 } = options
  const app = createApp(context, queue, { control, controlToken, console, keepRequests })
  context.store.transaction((tx) => {
    tx.resumeTasks()
    // Where platforms need a token, one that everybody knows would let anyone in.
    const isOpen = control && controlToken === undefined && tx.listPlatforms().length === 0
    for (const platform of options.platforms ?? (isOpen ? [DEMO] : []))
      tx.putPlatform(begin(context, platform, tx.getPlatform(platform.name)))
  })
  for (const { name } of context.store.transaction((tx) => tx.listPlatforms())) queue.wake(name)
  const created = <Result>(platform: string, work: (tx: Transaction) => Result): Result => {
    const result = context.store.transaction(work)
    queue.wake(platform)
    return result
  }
  return {
    fetch: asFetch(async (request) => {
      const response = await app.fetch(request)
      if (connectionEffects.get(response) === 'reset') throw new ConnectionReset()
      return response
    }),
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
function begin(context: Context, { clock, hold = false, ...credentials }: SandboxPlatform, known: Platform | undefined): Platform {
  if (known !== undefined) return { ...known, ...credentials }
  const begun: Platform['clock'] = clock === 'manual' ? { mode: 'manual', at: context.now() } : { mode: 'real', offset: 0 }
  return { ...credentials, clock: begun, interpretations: {}, faults: [], hold }
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
    const [first] = (validateOrderRequest.errors ?? []).map(misfit)
    throw new Error(`Failed to create an order: ${first?.message} See OrderRequest in openapi/control.yaml.`)
  }
  const platform = tx.getPlatform(platformName)
  if (platform === undefined) throw new Error(`Failed to create an order: there is no platform ${platformName}. Name one of platforms.`)
  return arrangeOrder(context, tx, platform, wanted).referenceOrderID
}
