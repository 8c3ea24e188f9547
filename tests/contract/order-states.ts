import type { OrderRequest } from './case.ts'

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

export type OrderState = keyof typeof orderStates
