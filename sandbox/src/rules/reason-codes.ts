import type { ActionName, Interpretations } from '../model.ts'

const FREEZE = ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFY_ORDER', 'FRAUD', 'OTHER']
const UNFREEZE_TABLE = ['VERIFY_ORDER', 'DUPLICATE', 'FRAUD', 'OTHER']
const UNFREEZE_NOTES = ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFIED_ORDER', 'FRAUD', 'OTHER']
const CANCEL = [
  'DELIVERY_INFO',
  'REWARD_AMOUNT',
  'REWARD_TYPE',
  'RECIPIENT',
  'RECIPIENT_REQUESTED',
  'RECIPIENT_OBLIGATIONS',
  'DUPLICATE',
  'FRAUD',
  'OTHER',
]

/**
 * The reason codes that an action takes, or `any` when codes are not checked.
 *
 * FRZ-05, FRZ-06, UNF-05, UNF-06, UNF-50, CAN-05, CAN-06, CAN-50.
 *
 * @example reasonCodes('FREEZE', interpretations) // Set { 'DELIVERY_INFO', … }
 */
export function reasonCodes(action: ActionName, interpretations: Interpretations): ReadonlySet<string> | 'any' {
  if (interpretations['C-REASON-UNKNOWN'] === 'unchecked') return 'any'
  const lists: Record<ActionName, string[]> = {
    FREEZE,
    UNFREEZE: unfreezeCodes(interpretations),
    CANCEL: [...CANCEL, interpretations['C-CAN-CURRENCY']],
  }
  if (interpretations['C-REASON-UNKNOWN'] === 'one-list') return new Set(Object.values(lists).flat())
  return new Set(lists[action])
}

function unfreezeCodes(interpretations: Interpretations): string[] {
  const listed = { union: [...UNFREEZE_TABLE, ...UNFREEZE_NOTES], table: UNFREEZE_TABLE, notes: UNFREEZE_NOTES }[
    interpretations['C-UNF-REASONS']
  ]
  const verify = interpretations['C-UNF-VERIFY']
  return listed.filter((code) => {
    if (code === 'DUPLICATE') return interpretations['C-UNF-DUPLICATE'] === 'accepted'
    if (code === 'VERIFY_ORDER' || code === 'VERIFIED_ORDER') return verify === 'both' || verify === code
    return true
  })
}
