import type { OrderRequest } from '../cases/case.ts'
import { orderStates } from '../cases/order-states.ts'

/** Orders that sequences begin with, by name. */
export const starts = {
  ...orderStates,
  each: { lineItems: [{}, { rewardStatus: 'FROZEN' }, { status: 'CANCELLED', rewardStatus: 'CANCELLED' }] },
  cancelled: { lineItems: [{ rewardStatus: 'CANCELLED' }, { status: 'CANCELLED', rewardStatus: 'CANCELLED' }] },
  partial: { status: 'PARTIAL', lineItems: [{}, { status: 'FAILED' }, { rewardStatus: 'FROZEN' }] },
  scheduled: { status: 'SCHEDULED DELIVERY', lineItems: [{ amount: 100 }, { rewardStatus: 'FROZEN', amount: 7 }] },
  processing: { status: 'PENDING', lineItems: [{}, { status: 'PENDING' }] },
  products: {
    lineItems: [
      { product: 'GLOBAL_CHOICE_LINK', amount: 1 },
      { product: 'PROMO_LINK', amount: 20 },
      { product: 'PROMO_LINK', amount: 300, issuance: 2 },
      { product: 'DISBURSEMENT_LINK', amount: 4_000 },
      { product: 'OTHER', amount: 50_000 },
    ],
  },
} satisfies Record<string, OrderRequest>

export type StartName = keyof typeof starts

/** What a sequence begins with: one of these orders, or any other, as the control plane is asked for it. */
export type Start = StartName | OrderRequest

/** @example requestOf('active') // { lineItems: [{ count: 2 }] } */
export const requestOf = (start: Start): OrderRequest => (typeof start === 'string' ? starts[start] : start)

/** Whether there is an order of this name to begin with. */
export const isStart = (name: string): name is StartName => Object.hasOwn(starts, name)
