import type { ActionName, Instant, Interpretations, LineItem, LineItemOutcome, Order, PendingAction, Platform } from '../model.ts'
import type { Task, Transaction } from '../store/store.ts'
import { type Context, interpretationsOf } from './context.ts'
import { publish } from './publish.ts'

/** How many line items one transaction works through: others wait for no longer than that. */
const SLICE = 1_000
/** How many outcomes a line item remembers, the latest ones. */
const HISTORY = 100

/** Whether an order holds at least one line item that is eligible now. */
export function anyEligible(context: Context, order: Order, action: ActionName, now: Instant, interpretations: Interpretations): boolean {
  return order.lineItems.some(
    (lineItem) => context.rules.eligible(context.rules, { action, order, lineItem, now, interpretations }) === null,
  )
}

/**
 * Works through one slice of the line items of an action; after the last, tells the outcome.
 *
 * @returns how much work it was
 */
export function runAction(context: Context, tx: Transaction, platform: Platform, task: Task & { kind: 'action' }): number {
  const { action, cursor } = task
  const order = tx.getOrder(platform.name, action.referenceOrderID)
  if (order === undefined) {
    tx.removeTask(task)
    return 1
  }
  const interpretations = interpretationsOf(context, platform)
  const lineItems = [...order.lineItems]
  const end = Math.min(cursor + SLICE, lineItems.length)
  let { changed, failed } = task
  let refunded = 0
  for (let index = cursor; index < end; index++) {
    const lineItem = lineItems[index] as LineItem
    const reason = context.rules.eligible(context.rules, { action: action.action, order, lineItem, now: task.at, interpretations })
    const processable = reason === null && context.rules.processable(task.unprocessable, index, failed)
    const outcome: LineItemOutcome = {
      action: action.action,
      at: task.at,
      outcome: reason ?? (processable ? 'changed' : 'could-not-be-processed'),
    }
    const after = processable ? change(context, lineItem, action, task.at) : lineItem
    if (processable && action.action === 'CANCEL') refunded += context.rules.refund(lineItem, interpretations)
    if (processable) changed++
    else if (reason === null) failed++
    lineItems[index] = remember(after, outcome)
  }
  tx.putOrder(platform.name, { ...order, lineItems })
  credit(context, tx, platform, order, refunded)
  if (end < lineItems.length) {
    tx.putTask({ ...task, cursor: end, changed, failed })
  } else {
    tx.removeTask(task)
    forgetReleases(context, tx, platform, order.lineItems.slice(cursor), { ...order, lineItems })
    finish(context, tx, platform, { ...order, lineItems }, { action, changed, failed }, task.at)
  }
  return end - cursor + 1
}

const remember = (lineItem: LineItem, outcome: LineItemOutcome): LineItem => ({
  ...lineItem,
  history: [...lineItem.history.slice(1 - HISTORY), outcome],
})

function finish(
  context: Context,
  tx: Transaction,
  platform: Platform,
  order: Order,
  { action, changed, failed }: { action: PendingAction; changed: number; failed: number },
  at: Instant,
): void {
  const interpretations = interpretationsOf(context, platform)
  const duration = context.rules.freezeDuration(interpretations)
  if (action.action === 'FREEZE' && changed > 0 && duration !== null) {
    tx.addTask(platform.name, at + duration, { kind: 'release', referenceOrderID: order.referenceOrderID, frozenAt: at })
  }
  const run = { order, action, changed, failed }
  if (context.rules.eventSent(run, interpretations)) publish(context, tx, platform, run, at)
}

/** Forgets the end of freezes that were all lifted before it: under steady traffic, those of two days would wait. */
function forgetReleases(context: Context, tx: Transaction, platform: Platform, before: LineItem[], after: Order): void {
  const duration = context.rules.freezeDuration(interpretationsOf(context, platform))
  const begun = frozenAts(before)
  if (duration === null || begun.size === 0) return
  const left = frozenAts(after.lineItems)
  for (const frozenAt of begun) {
    if (left.has(frozenAt)) continue
    const isNeedless = (task: Task): boolean =>
      task.kind === 'release' && task.frozenAt === frozenAt && task.referenceOrderID === after.referenceOrderID
    tx.removeTasks(platform.name, frozenAt + duration, isNeedless)
  }
}

const frozenAts = (lineItems: LineItem[]): Set<Instant> =>
  new Set(lineItems.flatMap(({ reward }) => (reward?.status === 'FROZEN' ? (reward.frozenAt ?? []) : [])))

function change({ rules }: Context, lineItem: LineItem, { action }: PendingAction, now: Instant): LineItem {
  const { reward } = lineItem
  if (reward === null) return lineItem
  if (action === 'FREEZE') return { ...lineItem, reward: rules.freezeReward(reward, now) }
  if (action === 'UNFREEZE') return { ...lineItem, reward: rules.unfreezeReward(reward) }
  return { ...lineItem, status: 'CANCELLED', reward: rules.cancelReward(reward) }
}

/** Gives back what a slice of a cancellation refunds: once for all of it, since an account is written as a whole. */
function credit({ rules }: Context, tx: Transaction, platform: Platform, order: Order, refunded: number): void {
  if (refunded === 0) return
  const account = rules.refundAccount(order, tx.listAccounts(platform.name))
  if (account !== undefined) tx.putAccount(platform.name, { ...account, balance: account.balance + refunded })
}

/**
 * Ends the freezes of an order that began at one instant and that nobody lifted.
 *
 * @returns how much work it was
 */
export function release(context: Context, tx: Transaction, platform: Platform, task: Task & { kind: 'release' }): number {
  tx.removeTask(task)
  const order = tx.getOrder(platform.name, task.referenceOrderID)
  if (order === undefined) return 1
  let changed = 0
  const lineItems = order.lineItems.map((lineItem) => {
    const { reward } = lineItem
    if (reward?.status !== 'FROZEN' || reward.frozenAt !== task.frozenAt) return lineItem
    changed++
    const released = { ...lineItem, reward: context.rules.unfreezeReward(reward) }
    return remember(released, { action: 'RELEASE', at: task.at, outcome: 'changed' })
  })
  tx.putOrder(platform.name, { ...order, lineItems })
  const work = lineItems.length + 1
  if (changed === 0 || !context.rules.autoUnfreezeEvent(interpretationsOf(context, platform))) return work
  const action: PendingAction = {
    action: 'UNFREEZE',
    referenceOrderID: order.referenceOrderID,
    reasonCode: 'OTHER',
    otherReason: 'released after the freeze ended',
    acceptedAt: task.at,
  }
  publish(context, tx, platform, { order: { ...order, lineItems }, action, changed, failed: 0 }, task.at)
  return work
}
