import fc from 'fast-check'
import { type ItemRequest, type OrderRequest, orderFrom } from '../../contract/src/stateful/model/arranged.ts'
import { addOrder, type Model } from '../../contract/src/stateful/model/model.ts'
import { HOUR } from '../../sandbox/src/units.ts'
import type { System } from './system.ts'

/** A line item as it is to be made; amounts are minor units, ages are hours and milliseconds before the order. */
interface WantedItem {
  product: string
  state: 'ACTIVE' | 'FROZEN' | 'CANCELLED' | 'withdrawn' | 'PENDING' | 'FAILED'
  amount: number
  redeemed: number
  hours: number
  milliseconds: number
  issuance: number
  expires: boolean
}

/** An order as it is to be made. */
export interface WantedOrder {
  status: string
  account: string
  named: boolean
  notes: string
  lineItems: WantedItem[]
}

const item: fc.Arbitrary<WantedItem> = fc.record({
  product: fc.oneof(
    { weight: 3, arbitrary: fc.constant('REWARD_LINK') },
    { weight: 3, arbitrary: fc.constantFrom('GLOBAL_CHOICE_LINK', 'PROMO_LINK', 'DISBURSEMENT_LINK', 'OTHER') },
  ),
  state: fc.oneof(
    { weight: 6, arbitrary: fc.constant('ACTIVE' as const) },
    { weight: 4, arbitrary: fc.constantFrom<WantedItem['state']>('FROZEN', 'CANCELLED', 'withdrawn', 'PENDING', 'FAILED') },
  ),
  amount: fc.integer({ min: 1, max: 10_000 }),
  redeemed: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 10_000 }) }),
  hours: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 24 }) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 7 * 24 }) }),
  milliseconds: fc.integer({ min: 0, max: 999 }),
  issuance: fc.constantFrom(1, 1, 2, 6),
  expires: fc.boolean(),
})

/** Orders of every status, most of them with a few line items of every kind. */
export const wantedOrder: fc.Arbitrary<WantedOrder> = fc.record({
  status: fc.oneof(
    { weight: 3, arbitrary: fc.constant('COMPLETE') },
    { weight: 2, arbitrary: fc.constantFrom('PARTIAL', 'PENDING', 'FAILED', 'SCHEDULED DELIVERY') },
  ),
  account: fc.constantFrom('acme-wellness', 'acme-rewards'),
  named: fc.boolean(),
  notes: fc.constantFrom('', 'as ordered'),
  lineItems: fc.array(item, { minLength: 1, maxLength: 4 }),
})

/**
 * Makes an order in the sandbox and in the model.
 *
 * @throws Error when the sandbox refuses it
 */
export async function placeOrder(model: Model, system: System, wanted: WantedOrder): Promise<void> {
  const id = `MODEL-${model.orders.length + 1}`
  const { status, account, named, notes } = wanted
  const request = {
    referenceOrderID: id,
    externalRefID: named ? `ref_${model.orders.length + 1}` : null,
    status: status as NonNullable<OrderRequest['status']>,
    accountIdentifier: account,
    customerIdentifier: 'acme-health',
    notes,
    lineItems: wanted.lineItems.map((each) => requestOf(each, model.now)),
  }
  const answer = await system.send('POST', '/_sandbox/orders', request)
  if (answer.status !== 201) throw new Error(`Failed to make ${id}: ${answer.status} ${answer.body?.message}. Mend the generator.`)
  addOrder(model, orderFrom(request, answer.body, model.now))
}

function requestOf(
  { state, product: wanted, amount, redeemed, hours, milliseconds, issuance, expires }: WantedItem,
  now: number,
): ItemRequest {
  const product = wanted as NonNullable<ItemRequest['product']>
  if (state === 'PENDING' || state === 'FAILED') return { product, status: state }
  const cancelled = state === 'CANCELLED' || state === 'withdrawn'
  return {
    product,
    // `withdrawn`: the reward is cancelled and its line item is not.
    status: state === 'CANCELLED' ? 'CANCELLED' : 'COMPLETE',
    rewardStatus: cancelled ? 'CANCELLED' : state,
    amount,
    redeemedAmount: cancelled ? 0 : Math.min(redeemed, amount),
    issuance,
    issuedAt: new Date(now - hours * HOUR - milliseconds).toISOString(),
    ...(expires ? { expiresAt: new Date(now + 30 * 24 * HOUR).toISOString() } : {}),
  }
}
