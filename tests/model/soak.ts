import { deepStrictEqual, ok } from 'node:assert/strict'
import fc from 'fast-check'
import {
  type Action,
  advance,
  emptyModel,
  isLetThrough,
  type Model,
  type Order,
  redeem,
  runPending,
} from '../../contract/src/stateful/model/model.ts'
import { DAY } from '../../sandbox/src/units.ts'
import { compare, compareOthers } from './compare.ts'
import { placeOrder, type WantedOrder, wantedOrder } from './orders.ts'
import { START, type System, startSystem, subscribe } from './system.ts'

const ORDERS = 20
const HISTORY = 100
/** After so many days the platform is emptied, and its next life begins. */
export const LIFE = 28

/** What happens in one piece of a day. */
interface Visit {
  order: number
  what: 'FREEZE' | 'UNFREEZE' | 'CANCEL' | 'redeem' | 'update' | 'fault'
  status: 429 | 500 | 503
  wait: number
}

const visits = fc.array(
  fc.record<Visit>({
    order: fc.nat(ORDERS - 1),
    what: fc.constantFrom('FREEZE', 'FREEZE', 'UNFREEZE', 'UNFREEZE', 'CANCEL', 'redeem', 'update', 'fault', 'fault'),
    status: fc.constantFrom(429, 500, 503),
    wait: fc.integer({ min: 0, max: DAY / 40 }),
  }),
  { minLength: 40, maxLength: 40, size: 'max' },
)

/** One simulated day of the soak. */
export interface Day {
  /** Bytes in use once garbage is gone; 0 where nobody collects it. */
  heap: number
  actions: number
  faults: number
}

/**
 * Weeks of traffic in manual time, under faults: a platform that gets a new order every day and is emptied every few weeks, so that what
 * is left behind shows.
 *
 * @param collect frees what is free; then the heap is measured at the end of each day
 */
export async function soak({ days, seed, collect }: { days: number; seed: number; collect?: () => Promise<void> }): Promise<Day[]> {
  const system = await startSystem()
  const model = emptyModel(START)
  const found: Day[] = []
  const plans = fc.sample(visits, { seed, numRuns: days })
  const orders = fc.sample(wantedOrder, { seed, numRuns: ORDERS + days })
  for (const [index, plan] of plans.entries()) {
    if (index % LIFE === 0) await beginLife(model, system, orders.slice(index, index + ORDERS))
    const counted = { actions: 0, faults: 0 }
    for (const visit of plan) await pay(model, system, visit, counted)
    await placeOrder(model, system, orders[ORDERS + index] as WantedOrder)
    await system.send('POST', '/_sandbox/drain')
    runPending(model)
    forget(model, system)
    await collect?.()
    found.push({ heap: collect === undefined ? 0 : process.memoryUsage().heapUsed, ...counted })
  }
  await lookBack(model, system)
  await compareOthers(system)
  system.close()
  return found
}

async function beginLife(model: Model, system: System, orders: WantedOrder[]): Promise<void> {
  if (model.orders.length > 0) await lookBack(model, system)
  await system.send('POST', '/_sandbox/reset')
  Object.assign(model, emptyModel(model.now))
  await subscribe(system.send)
  for (const order of orders) await placeOrder(model, system, order)
}

async function pay(model: Model, system: System, { order: at, what, status, wait }: Visit, counted: { actions: number; faults: number }) {
  const order = model.orders[(model.orders.length - 1 - at + ORDERS) % model.orders.length] as Order
  await system.send('POST', '/_sandbox/clock/advance', { milliseconds: wait })
  advance(model, model.now + wait)
  if (what === 'fault') {
    counted.faults++
    await refusedOnPurpose(system, order, status)
  } else if (what === 'redeem') {
    const [first] = order.lineItems
    if (!first?.reward) return
    const answer = await system.send('POST', `/_sandbox/rewards/${first.reward.rewardId}/redeem`, { amount: 1 })
    deepStrictEqual(answer.status, redeem(first.reward, 1) ? 200 : 409)
  } else if (what === 'update') {
    if (order.externalRefID === null) return
    const address = `customers/acme-health/accounts/${order.account}/${order.externalRefID}`
    order.notes = `at ${model.now}`
    deepStrictEqual((await system.send('PATCH', `/raas/v2/asyncOrders/${address}`, { notes: order.notes })).status, 200)
  } else {
    counted.actions++
    await accept(model, system, order, what)
  }
}

async function accept(model: Model, system: System, order: Order, action: Action): Promise<void> {
  const answer = await system.send('POST', `/raas/v2/asyncOrders/${order.id}/${action.toLowerCase()}`, { reasonCode: 'FRAUD' })
  deepStrictEqual(answer.status, isLetThrough(order, action) ? 202 : 422)
  if (answer.status === 202) model.pending.push({ order, action, reasonCode: 'FRAUD' })
}

/** A fault answers the request, which changes nothing; the one after it is served again. */
async function refusedOnPurpose(system: System, order: Order, status: 429 | 500 | 503): Promise<void> {
  await system.send('POST', '/_sandbox/faults', { operation: 'any', status })
  const answer = await system.send('POST', `/raas/v2/asyncOrders/${order.id}/cancel`, { reasonCode: 'FRAUD' })
  deepStrictEqual([answer.status, answer.body.httpCode], [status, status])
  deepStrictEqual((await system.send('GET', '/_sandbox/faults')).body, [])
}

/** What this test itself keeps is not to show as growth: events are compared and dropped, and of histories the latest hundred are kept. */
function forget(model: Model, system: System): void {
  const outcomes = model.outcomes.splice(0)
  for (const events of Object.values(system.events)) {
    const seen = events
      .splice(0)
      .map(({ eventData }) => eventData as { referenceOrderId: string; action: string; successfulLineItems: number })
    deepStrictEqual(
      seen.map(({ referenceOrderId, action, successfulLineItems }) => [referenceOrderId, action, successfulLineItems]),
      outcomes.map(({ id, action, changed }) => [id, action, changed]),
    )
  }
  for (const { lineItems } of model.orders) for (const lineItem of lineItems) lineItem.history.splice(0, lineItem.history.length - HISTORY)
}

/** At the end all orders, balances and the money as a whole are as the model says. */
async function lookBack(model: Model, system: System): Promise<void> {
  ok(model.orders.length > ORDERS)
  await compare(model, system)
}
