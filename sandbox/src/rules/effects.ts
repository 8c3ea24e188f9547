import type { Account, Instant, Interpretations, LineItem, Order, Reward } from '../model.ts'
import { HOUR } from '../units.ts'
import { canRedeem, targetOf } from './lifecycle.ts'

/** The three fields that an update may change. */
export interface UpdateFields {
  campaign?: string | null
  purchaseOrderNumber?: string | null
  notes?: string | null
}

/** FRZ-40, FRZ-47: locked, and the expiration date stays. */
export function freezeReward(reward: Reward, now: Instant): Reward {
  return { ...reward, status: targetOf('FREEZE'), frozenAt: now }
}

/** UNF-40, UNF-45, FRZ-41. */
export function unfreezeReward(reward: Reward): Reward {
  return { ...reward, status: targetOf('UNFREEZE'), frozenAt: null }
}

/** CAN-40, CAN-41. */
export function cancelReward(reward: Reward): Reward {
  return { ...reward, status: targetOf('CANCEL'), frozenAt: null }
}

/** FRZ-42, FRZ-43: how long a freeze lasts where nobody lifts it, in milliseconds; null when it does not end. */
export function freezeDuration(interpretations: Interpretations): number | null {
  if (interpretations['C-AUTO-UNF'] === 'never') return null
  return (interpretations['C-WINDOW-CUSTOM'] === '24-hours' ? 24 : 48) * HOUR
}

/** CAN-43, CAN-51, CAN-53: what a cancelled reward gives back, in minor units. */
export function refund(lineItem: LineItem, interpretations: Interpretations): number {
  if (lineItem.reward === null) return 0
  return Math.max(0, lineItem.reward.amount - (interpretations['C-REFUND-FEES'] === 'minus-fee' ? lineItem.fee : 0))
}

/** CAN-44: the account that paid for the order. */
export function refundAccount(order: Order, accounts: readonly Account[]): Account | undefined {
  return accounts.find(
    (account) => account.accountIdentifier === order.accountIdentifier && account.customerIdentifier === order.customerIdentifier,
  )
}

/** FRZ-40, FRZ-41, UNF-40, CAN-40: why a reward cannot be redeemed for an amount, or null when it can. */
export function redeemable(reward: Reward, amount: number): string | null {
  if (!canRedeem(reward.status)) return `the reward is ${reward.status}`
  const left = reward.amount - reward.redeemedAmount
  return amount > left ? `${left} is left of it` : null
}

/** UPD-10, UPD-14, UPD-16, UPD-21, UPD-22, UPD-69. */
export function applyUpdate(order: Order, { campaign, purchaseOrderNumber, notes }: UpdateFields, interpretations: Interpretations): Order {
  const after = (before: string, sent: string | null | undefined): string => {
    if (sent === null) return interpretations['C-PATCH-NULL'] === 'clears' ? '' : before
    return sent === undefined || (sent === '' && interpretations['C-PATCH-BLANK'] === 'ignored') ? before : sent
  }
  return {
    ...order,
    campaign: after(order.campaign, campaign),
    purchaseOrderNumber: after(order.purchaseOrderNumber, purchaseOrderNumber),
    notes: after(order.notes, notes),
  }
}

/** UPD-70. */
export function updatableStatus(order: Order, interpretations: Interpretations): boolean {
  return interpretations['C-PATCH-OTHER-STATE'] === 'any' || order.status === 'COMPLETE'
}
