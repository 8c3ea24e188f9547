import { type ActionName, operations } from '../../../generated/operations.ts'
import { DAY } from '../../../sandbox/src/units.ts'
import { wayOf } from './coverage.ts'
import { ownOrder } from './legal.ts'
import { type Action, isLetThrough, type LineItem, type Model } from './model/model.ts'

/** How the ids of the clauses of an action begin. */
export const prefixOf = (action: Action): string => operations[`${action.toLowerCase() as ActionName}AsyncOrder`].prefix

/** An action, what it came to, and when. */
interface Question {
  action: Action
  lineItem: LineItem
  now: number
}

/** The last days on which a reward can be frozen or cancelled, and the first on which it cannot, are a statement of their own. */
const LAST_DAY = 5

/** What the four products are called in the clauses of each action: whether it can be frozen, unfrozen or cancelled. */
const PRODUCTS: Record<string, string> = { GLOBAL_CHOICE_LINK: '31', PROMO_LINK: '32', DISBURSEMENT_LINK: '33' }

/**
 * The clause that is violated when an action does something else to a line item than it must: what keeps the action from it, or what
 * entitles it.
 *
 * @param before as it is before the action
 * @param position of the line item, from 0
 * @example lineItemClause('CANCEL', model, 0) // 'CAN-49'
 */
export function lineItemClause(action: Action, before: Model, position: number): string {
  const order = ownOrder(before)
  const lineItem = order.lineItems[position]
  const prefix = prefixOf(action)
  if (lineItem === undefined) return `${prefix}-26`
  if (!isLetThrough(order, action)) return action === 'CANCEL' ? 'CAN-47' : 'UNF-54'
  const question = { action, lineItem, now: before.now }
  return barOf(question) ?? rightOf(question, order.status)
}

/** Whether an action changes a line item. */
export function isEligible(action: Action, before: Model, position: number): boolean {
  const order = ownOrder(before)
  const lineItem = order.lineItems[position]
  return lineItem !== undefined && isLetThrough(order, action) && barOf({ action, lineItem, now: before.now }) === null
}

/** What keeps an action from a line item; null where nothing does. */
function barOf({ action, lineItem, now }: Question): string | null {
  const { product, status, reward } = lineItem
  const prefix = prefixOf(action)
  if (product !== 'REWARD_LINK' && PRODUCTS[product] === undefined) return `${prefix}-34`
  if (reward !== null && reward.redeemed > 0) return `${prefix}-${reward.redeemed < reward.amount ? '35' : '36'}`
  if (reward !== null && wayOf(action, reward.status) === undefined) return stateBar(action, reward.status)
  if (status !== 'COMPLETE' || reward === null) return action === 'CANCEL' ? 'CAN-54' : `${prefix}-37`
  if (action !== 'UNFREEZE' && daysSince(reward.issuedAt, now) > LAST_DAY) return windowClause(action, daysSince(reward.issuedAt, now))
  return action === 'CANCEL' && product === 'PROMO_LINK' && reward.issuance > 1 ? 'CAN-52' : null
}

function stateBar(action: Action, state: string): string {
  if (action === 'CANCEL') return 'CAN-45'
  if (action === 'FREEZE') return state === 'FROZEN' ? 'FRZ-49' : 'FRZ-38'
  return state === 'CANCELLED' ? 'UNF-44' : 'UNF-38'
}

/** What entitles an action to a line item: the narrowest statement that does. */
function rightOf({ action, lineItem, now }: Question, orderStatus: string): string {
  const { product, reward, history } = lineItem
  const prefix = prefixOf(action)
  const days = reward === null ? 0 : daysSince(reward.issuedAt, now)
  if (PRODUCTS[product] !== undefined) return `${prefix}-${PRODUCTS[product]}`
  if (action === 'UNFREEZE') return days > LAST_DAY ? 'UNF-52' : 'UNF-25'
  if (action === 'FREEZE' && orderStatus === 'PENDING') return 'FRZ-48'
  if (action === 'FREEZE' && history.some((entry) => /^FREEZE .* changed$/.test(entry))) return 'FRZ-46'
  if (reward?.status === 'FROZEN') return 'CAN-49'
  if (action === 'CANCEL' && orderStatus === 'SCHEDULED DELIVERY') return 'CAN-57'
  return days === 0 ? `${prefix}-25` : windowClause(action, days)
}

/** At the edge the days are counted in UTC, which no page says; further away every way to count them comes to the same. */
function windowClause(action: Action, days: number): string {
  const isEdge = days === LAST_DAY || days === LAST_DAY + 1
  if (action === 'FREEZE') return isEdge ? 'FRZ-45' : 'FRZ-44'
  return isEdge ? 'CAN-55' : 'CAN-42'
}

const daysSince = (issuedAt: number, now: number): number => Math.floor(now / DAY) - Math.floor(issuedAt / DAY)
