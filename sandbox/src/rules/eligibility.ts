import { optionFor } from '../interpretations.ts'
import type { ActionName, IneligibleReason, Instant, Interpretations, LineItem, Order, Product } from '../model.ts'
import { DAY } from '../units.ts'
import { gateOpen, transition } from './lifecycle.ts'

/** Everything that a rule about a line item may look at. */
export interface Question {
  action: ActionName
  order: Order
  lineItem: LineItem
  now: Instant
  interpretations: Interpretations
}

/** FRZ-30 to FRZ-34 and the same for unfreeze and cancel. */
export function choiceProduct({ lineItem, interpretations }: Question): boolean {
  const choice: Record<(typeof interpretations)['C-PRODUCTS'], Product[]> = {
    four: ['REWARD_LINK', 'GLOBAL_CHOICE_LINK', 'PROMO_LINK', 'DISBURSEMENT_LINK'],
    'without-global-choice-link': ['REWARD_LINK', 'PROMO_LINK', 'DISBURSEMENT_LINK'],
    'reward-link-only': ['REWARD_LINK'],
  }
  return choice[interpretations['C-PRODUCTS']].includes(lineItem.product)
}

/** CAN-37, CAN-54, FRZ-37, UNF-37. */
export function lineItemComplete({ lineItem }: Question): boolean {
  return lineItem.status === 'COMPLETE' && lineItem.reward !== null
}

/** FRZ-38, FRZ-46, FRZ-49, UNF-38, UNF-44, CAN-38, CAN-41, CAN-45, CAN-49. */
export function rewardState({ action, lineItem, interpretations }: Question): boolean {
  return lineItem.reward !== null && transition(action, lineItem.reward.status, interpretations) !== undefined
}

/** FRZ-35, FRZ-36 and the same for unfreeze and cancel. */
export function unredeemed({ lineItem }: Question): boolean {
  return lineItem.reward?.redeemedAmount === 0
}

/** FRZ-44, FRZ-45, CAN-42, CAN-55, UNF-47, UNF-48, UNF-52. */
export function withinWindow({ action, lineItem: { reward }, now, interpretations }: Question): boolean {
  if (reward === null) return false
  if (action === 'UNFREEZE' && interpretations['C-WINDOW-UNF'] === 'none') return true
  const start = interpretations['C-WINDOW-SCHEDULED'] === 'sending' ? reward.sentAt : reward.issuedAt
  const stopped = action === 'CANCEL' && interpretations['C-WINDOW-FROZEN'] === 'stops'
  const end = (stopped ? reward.frozenAt : null) ?? now
  // A window of unfreeze is the one of freeze.
  const counted = optionFor(interpretations, 'C-WINDOW-DAYS', action === 'CANCEL' ? 'CANCEL' : 'FREEZE')
  if (counted === 'hours') return end - start <= 5 * DAY
  const days = Math.floor(end / DAY) - Math.floor(start / DAY)
  return days <= (counted === 'calendar-days-inclusive' ? 4 : 5)
}

/** CAN-52. */
export function firstIssuance({ action, lineItem, interpretations }: Question): boolean {
  if (action !== 'CANCEL' || lineItem.product !== 'PROMO_LINK' || interpretations['C-PROMO-FIRST'] === 'any') return true
  return lineItem.reward?.issuance === 1
}

/** The rules about a line item, in the order in which they are asked; the first that does not hold is the recorded reason. */
export interface EligibilityRules {
  choiceProduct: (question: Question) => boolean
  lineItemComplete: (question: Question) => boolean
  rewardState: (question: Question) => boolean
  unredeemed: (question: Question) => boolean
  withinWindow: (question: Question) => boolean
  firstIssuance: (question: Question) => boolean
}

/** Why a line item is not eligible, or null when it is. FRZ-25, FRZ-26, FRZ-28 and the same for unfreeze and cancel. */
export function eligible(rules: EligibilityRules, question: Question): IneligibleReason | null {
  if (!rules.choiceProduct(question)) return 'not-a-choice-product'
  if (!rules.lineItemComplete(question)) return 'line-item-not-complete'
  if (!rules.rewardState(question)) return 'reward-state'
  if (!rules.unredeemed(question)) return 'redeemed'
  if (!rules.withinWindow(question)) return 'outside-window'
  if (!rules.firstIssuance(question)) return 'not-first-issuance'
  return null
}

/** FRZ-48, UNF-53, UNF-54, CAN-46, CAN-47, CAN-56, CAN-57: whether the status of the order lets the action through. */
export function orderStatusGate(action: ActionName, order: Order, interpretations: Interpretations): boolean {
  return gateOpen(action, order.status, interpretations)
}

/** UNF-49, UNF-51. */
export function orderSource(action: ActionName, order: Order, interpretations: Interpretations): boolean {
  return optionFor(interpretations, 'C-SCOPE-SOURCE', action) === 'any' || order.source === 'AA'
}
