import type { ActionName } from '../../../../generated/operations.ts'
import { DAY, HOUR } from '../../../../sandbox/src/units.ts'

/**
 * What an outside client can know of its orders, written from the clauses and independent of the sandbox: simpler, with no transactions,
 * tasks or slices. An accepted action waits in `pending`; a freeze ends when the clock has come to 48 hours after it.
 */

export type Action = Uppercase<ActionName>

export interface Reward {
  rewardId: string
  status: 'ACTIVE' | 'FROZEN' | 'CANCELLED'
  amount: number
  redeemed: number
  issuedAt: number
  expiresAt: number | null
  frozenAt: number | null
  issuance: number
}

export interface LineItem {
  product: string
  status: string
  reward: Reward | null
  /** Each action that looked at it: the action, the instant, and `changed` or `skipped`. */
  history: string[]
}

/** The three fields that an update may change. */
export interface Details {
  campaign: string
  purchaseOrderNumber: string
  notes: string
}

export interface Order extends Details {
  id: string
  externalRefID: string | null
  account: string
  status: string
  createdAt: number
  lineItems: LineItem[]
}

/** What an outcome event tells. */
interface Outcome {
  id: string
  action: Action
  reasonCode: string
  at: number
  total: number
  changed: number
}

export interface Model {
  now: number
  orders: Order[]
  /** By account: what was taken from its balance, less what came back. */
  spent: Map<string, number>
  pending: { order: Order; action: Action; reasonCode: string }[]
  outcomes: Outcome[]
}

export const emptyModel = (now: number): Model => ({ now, orders: [], spent: new Map(), pending: [], outcomes: [] })

/** An order is made: its account pays for every reward that is not cancelled already. */
export function addOrder(model: Model, order: Order): void {
  model.orders.push(order)
  const cost = order.lineItems.reduce((sum, { reward }) => sum + (reward === null || reward.status === 'CANCELLED' ? 0 : reward.amount), 0)
  model.spent.set(order.account, (model.spent.get(order.account) ?? 0) + cost)
}

/** FRZ-48, UNF-54, CAN-47: whether the status of the order as a whole lets the action through. */
export function isLetThrough(order: Order, action: Action): boolean {
  return action === 'FREEZE' || (order.status !== 'PENDING' && order.status !== 'FAILED')
}

/** A recipient redeems: whether it is possible. FRZ-40, UNF-40, CAN-40. */
export function redeem(reward: Reward, amount: number): boolean {
  if (reward.status !== 'ACTIVE' || reward.redeemed + amount > reward.amount) return false
  reward.redeemed += amount
  return true
}

/** Runs what was accepted, in the order in which it was accepted. EVT-26. */
export function runPending(model: Model): void {
  for (const { order, action, reasonCode } of model.pending.splice(0)) {
    let changed = 0
    for (const lineItem of order.lineItems) {
      const does = isEligible(lineItem, action, model.now)
      if (does) {
        change(model, order, lineItem, action)
        changed++
      }
      lineItem.history.push(`${action} ${new Date(model.now).toISOString()} ${does ? 'changed' : 'skipped'}`)
    }
    model.outcomes.push({ id: order.id, action, reasonCode, at: model.now, total: order.lineItems.length, changed })
  }
}

/** Time goes on: what was accepted runs first, then freezes end that nobody lifted. FRZ-42, FRZ-43, EVT-17. */
export function advance(model: Model, to: number): void {
  runPending(model)
  model.now = to
  for (const { lineItems } of model.orders) {
    for (const { reward } of lineItems) {
      if (reward?.status === 'FROZEN' && reward.frozenAt !== null && to - reward.frozenAt >= 48 * HOUR) {
        reward.status = 'ACTIVE'
        reward.frozenAt = null
      }
    }
  }
}

const CHOICE = ['REWARD_LINK', 'GLOBAL_CHOICE_LINK', 'PROMO_LINK', 'DISBURSEMENT_LINK']

function isEligible({ product, status, reward }: LineItem, action: Action, now: number): boolean {
  if (!CHOICE.includes(product) || status !== 'COMPLETE' || reward === null || reward.redeemed > 0) return false
  if (action === 'UNFREEZE') return reward.status === 'FROZEN'
  if (startOfDay(now) - startOfDay(reward.issuedAt) > 5 * DAY) return false
  if (action === 'FREEZE') return reward.status === 'ACTIVE'
  return reward.status !== 'CANCELLED' && (product !== 'PROMO_LINK' || reward.issuance === 1)
}

function change(model: Model, order: Order, lineItem: LineItem, action: Action): void {
  const { reward } = lineItem
  if (reward === null) return
  reward.frozenAt = action === 'FREEZE' ? model.now : null
  reward.status = ({ FREEZE: 'FROZEN', UNFREEZE: 'ACTIVE', CANCEL: 'CANCELLED' } as const)[action]
  if (action !== 'CANCEL') return
  lineItem.status = 'CANCELLED'
  model.spent.set(order.account, (model.spent.get(order.account) ?? 0) - reward.amount)
}

const startOfDay = (instant: number): number => Math.floor(instant / DAY) * DAY

/** What an action is answered; of a refusal only the status is told. FRZ-12 to FRZ-18, UNF-54, CAN-47 and the like. */
export function actionAnswer(order: Order, action: Action, now: number): { status: number; body?: Record<string, unknown> } {
  if (!isLetThrough(order, action)) return { status: 422 }
  const { id: referenceOrderId, externalRefID, lineItems } = order
  const date = new Date(now).toISOString()
  return {
    status: 202,
    body: { referenceOrderId, externalRefID: externalRefID ?? '', status: 'PENDING', totalLineItems: lineItems.length, date },
  }
}

/** Of what an update is answered: the order that it is about and what an update can change, after it. UPD-30, UPD-31, UPD-38 to UPD-40, UPD-60. */
export function updateAnswer({ id, status, campaign, purchaseOrderNumber, notes }: Order): Record<string, unknown> {
  return { status: 200, referenceOrderID: id, orderStatus: status, campaign, purchaseOrderNumber, notes }
}
