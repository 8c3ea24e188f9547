import type { Has } from './bugs.ts'

export type Action = 'freeze' | 'unfreeze' | 'cancel'

interface LineItem {
  product: string
  status: 'COMPLETE' | 'PENDING' | 'FAILED' | 'CANCELLED'
  /** Minor units. */
  amount: number
  redeemed: number
  issuedAt: number
  frozenAt: number | null
}

/** An order with the fields that an update can change. */
export interface Order {
  ids: { referenceOrderID: string; externalRefID: string; customerIdentifier: string; accountIdentifier: string }
  orderStatus: string
  createdAt: number
  campaign: string
  purchaseOrderNumber: string
  notes: string
  lineItems: LineItem[]
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
const choiceProducts = ['Reward Link', 'Global Choice Link', 'Promo Link', 'Disbursement Link']

/** How many orders of each state there are, their status, and how their line items differ from active ones. */
const states: Record<string, { count: number; status?: string; lineItems: (Partial<LineItem> & { frozen?: true })[] }> = {
  active: { count: 150, lineItems: [{}, {}, {}] },
  mixed: { count: 40, lineItems: [{}, { redeemed: 500 }, { product: 'Store Card' }, { status: 'CANCELLED' }] },
  noneEligible: { count: 40, lineItems: [{ redeemed: 500 }, { product: 'Store Card' }] },
  frozen: { count: 40, lineItems: [{ frozen: true }, { frozen: true }] },
  redeemed: { count: 40, lineItems: [{ redeemed: 2_500 }] },
  failed: { count: 40, status: 'FAILED', lineItems: [{ status: 'FAILED' }, { status: 'FAILED' }] },
  pending: { count: 40, status: 'PENDING', lineItems: [{ status: 'PENDING' }, { status: 'PENDING' }] },
}

/**
 * Makes new orders, by the state that a fixtures file lists them under. Each was created a day ago.
 *
 * @example const { active } = createOrders(Date.UTC(2026, 2, 2))
 */
export function createOrders(now: number): Record<string, Order[]> {
  let number = 0
  const made = Object.entries(states).map(([state, { count, status = 'COMPLETE', lineItems }]) => {
    const orders = Array.from({ length: count }, (): Order => {
      number++
      return {
        ids: {
          referenceOrderID: `AA260301-${100_000 + number}-Qx${number % 7}`,
          externalRefID: `Week_9-${(number * 7_919).toString(36).toUpperCase()}-${state}`,
          customerIdentifier: 'Harbor-Clinic',
          accountIdentifier: number % 2 === 0 ? 'HarborClinic-Rewards' : 'HarborClinic-Trials',
        },
        orderStatus: status,
        createdAt: now - DAY,
        campaign: `Winter ${number}`,
        purchaseOrderNumber: `PO/${number}`,
        notes: 'As agreed.',
        lineItems: lineItems.map(({ frozen, ...rest }, index) => ({
          product: choiceProducts[(number + index) % 4] ?? '',
          status: 'COMPLETE',
          amount: 2_500,
          redeemed: 0,
          issuedAt: now - DAY,
          frozenAt: frozen ? now - HOUR : null,
          ...rest,
        })),
      }
    })
    return [state, orders]
  })
  return Object.fromEntries(made)
}

/**
 * Runs an action on an order, and returns how many line items changed.
 *
 * @example runAction(order, 'freeze', Date.UTC(2026, 2, 2), () => false) // 3
 */
export function runAction({ lineItems }: Order, action: Action, now: number, has: Has): number {
  const eligible = lineItems.filter((item) => isEligible(item, action, now, has))
  const changed = has(`${action}-first-only`) ? eligible.slice(0, 1) : eligible
  for (const item of changed) {
    item.status = action === 'cancel' ? 'CANCELLED' : 'COMPLETE'
    item.frozenAt = action === 'freeze' ? now : null
  }
  return changed.length
}

function isEligible(item: LineItem, action: Action, now: number, has: Has): boolean {
  if (!choiceProducts.includes(item.product)) return false
  if (item.redeemed > 0 && !(has(`${action}-voids-redeemed`) && item.redeemed === item.amount)) return false
  if (item.status === 'CANCELLED' && has(`${action}-revives-cancelled`)) return true
  if (item.status !== 'COMPLETE') return false
  const isFrozen = item.frozenAt !== null && now < item.frozenAt + 2 * DAY
  if (action === 'unfreeze') return isFrozen
  // Calendar days in UTC: the fifth date after that of issuance is the last.
  if (Math.floor(now / DAY) - Math.floor(item.issuedAt / DAY) > 5) return false
  return !isFrozen || (action === 'freeze' ? has('freeze-again') : !has('cancel-skips-frozen'))
}
