import type { Case, OrderRequest } from './case.ts'

/** Orders in the states that a live fixtures file can offer too, by name. */
export const orderStates = {
  active: { lineItems: [{ count: 2 }] },
  mixed: { lineItems: [{}, { redeemedAmount: 500 }, { product: 'OTHER' }] },
  noneEligible: { lineItems: [{ redeemedAmount: 500 }, { product: 'OTHER' }] },
  frozen: { lineItems: [{ rewardStatus: 'FROZEN', count: 2 }] },
  redeemed: { lineItems: [{ redeemedAmount: 2_500 }] },
  failed: { status: 'FAILED', lineItems: [{ status: 'FAILED' }] },
  pending: { status: 'PENDING', lineItems: [{ status: 'PENDING' }] },
} satisfies Record<string, OrderRequest>

/**
 * The state of the order of a case: frozen for an unfreeze, active for the others, where the case does not say.
 *
 * @example orderOf({ request: act('unfreeze') }) // 'frozen'
 */
export const orderOf = ({ order, request }: Pick<Case, 'order' | 'request'>): NonNullable<Case['order']> =>
  order ?? (request.operation === 'unfreezeAsyncOrder' ? 'frozen' : 'active')

export type OrderState = keyof typeof orderStates
