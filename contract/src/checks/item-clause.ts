import { operations } from '../../../generated/operations.ts'
import type { Case, OrderRequest } from '../cases/case.ts'
import { orderOf, orderStates } from '../cases/order-states.ts'

type LineItem = OrderRequest['lineItems'][number]

const PRODUCTS: Record<string, number> = { REWARD_LINK: 30, GLOBAL_CHOICE_LINK: 31, PROMO_LINK: 32, DISBURSEMENT_LINK: 33, OTHER: 34 }

/** Clauses about a reward that is not in the state that the action is made for, by that state. */
const STATES: Record<string, Record<string, string>> = {
  FRZ: { FROZEN: 'FRZ-38', CANCELLED: 'FRZ-38' },
  UNF: { ACTIVE: 'UNF-38', CANCELLED: 'UNF-44' },
  CAN: { FROZEN: 'CAN-49', CANCELLED: 'CAN-45' },
}

/** Clauses about which orders can hold line items that are eligible, and about what any of these is. */
const ABOUT_ORDERS = ['CAN-37', 'CAN-38', 'FRZ-48', 'UNF-49', 'UNF-51', 'UNF-53', 'CAN-46', 'CAN-47', 'CAN-56', 'CAN-57']

const AMOUNT = 2_500

/** The line items of a case, one for each position. */
export function lineItemsOf(row: Case): readonly LineItem[] {
  const order = orderOf(row)
  const { lineItems }: OrderRequest = typeof order === 'string' ? orderStates[order] : order
  // Asked for each line item of orders of a thousand.
  const all = known.get(lineItems) ?? lineItems.flatMap((item) => Array.from({ length: item.count ?? 1 }, () => item))
  known.set(lineItems, all)
  return all
}

const known = new WeakMap<object, readonly LineItem[]>()

/**
 * The clause that says what becomes of a line item: that of what makes it special; of one that is like any other, that of the row where
 * something has happened to its order, else that every eligible line item is reached.
 *
 * @param changed positions of those that are to change
 * @example itemClause({ ...row, order: { lineItems: [{}, { product: 'OTHER' }] } }, 1, [0]) // 'FRZ-34'
 */
export function itemClause(row: Case, position: number, changed: readonly number[]): string {
  const items = lineItemsOf(row)
  const prefix = operations[row.request.operation].prefix
  if (prefix === 'UPD') return 'UPD-21'
  const { rewardStatus: _, ...item } = items[position] ?? {}
  // What the steps made of a reward counts, not how it began.
  const special = specialClause(
    prefix,
    row.before === undefined
      ? (items[position] ?? {})
      : { ...item, ...(row.request.operation === 'unfreezeAsyncOrder' ? { rewardStatus: 'FROZEN' } : {}) },
    row.clause,
  )
  if (special !== null) return special
  const { before, after, under, beside, clause } = row
  if ([before, after, under].some((part) => part !== undefined) || ABOUT_ORDERS.includes(clause)) return clause
  return beside !== undefined ? `${prefix}-02` : `${prefix}-${changed.length < items.length ? 28 : 25}`
}

function specialClause(prefix: string, item: LineItem, own: string): string | null {
  const { status = 'COMPLETE', product, redeemedAmount = 0, amount = AMOUNT, rewardStatus, issuance = 1, issuedAt } = item
  if (status !== 'COMPLETE') return prefix === 'CAN' ? 'CAN-54' : `${prefix}-37`
  if (redeemedAmount > 0) return `${prefix}-${redeemedAmount < amount ? 35 : 36}`
  if (issuedAt !== undefined) return own
  if (issuance > 1 && product === 'PROMO_LINK') return prefix === 'CAN' ? 'CAN-52' : `${prefix}-32`
  if (product !== undefined) return `${prefix}-${PRODUCTS[product]}`
  return STATES[prefix]?.[rewardStatus ?? 'ACTIVE'] ?? null
}
