import fc from 'fast-check'
import { addOrder, type LineItem, type Model, type Order } from './model.ts'
import type { System } from './system.ts'

const HOUR = 3_600_000

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
 * Makes an order in the sandbox and in the model. Only the ids of rewards are taken from the answer: nobody else knows them.
 *
 * @throws Error when the sandbox refuses it
 */
export async function placeOrder(model: Model, system: System, wanted: WantedOrder): Promise<void> {
  const id = `MODEL-${model.orders.length + 1}`
  const externalRefID = wanted.named ? `ref_${model.orders.length + 1}` : null
  const order: Order = {
    id,
    externalRefID,
    account: wanted.account,
    status: wanted.status,
    campaign: '',
    purchaseOrderNumber: '',
    notes: wanted.notes,
    createdAt: model.now,
    lineItems: wanted.lineItems.map((each) => lineItemOf(each, model.now)),
  }
  const { status, account, notes } = order
  const head = { referenceOrderID: id, externalRefID, status, accountIdentifier: account, customerIdentifier: 'acme-health', notes }
  const answer = await system.send('POST', '/_sandbox/orders', { ...head, lineItems: order.lineItems.map(requestOf) })
  if (answer.status !== 201) throw new Error(`Failed to make ${id}: ${answer.status} ${answer.body?.message}. Mend the generator.`)
  for (const [index, { reward }] of order.lineItems.entries()) {
    if (reward !== null) reward.rewardId = answer.body.lineItems[index].reward.rewardId
  }
  addOrder(model, order)
}

function lineItemOf({ state, product, amount, redeemed, hours, milliseconds, issuance, expires }: WantedItem, now: number): LineItem {
  if (state === 'PENDING' || state === 'FAILED') return { product, status: state, reward: null, history: [] }
  const cancelled = state === 'CANCELLED' || state === 'withdrawn'
  const reward = {
    rewardId: '',
    status: cancelled ? ('CANCELLED' as const) : state,
    amount,
    redeemed: cancelled ? 0 : Math.min(redeemed, amount),
    issuedAt: now - hours * HOUR - milliseconds,
    expiresAt: expires ? now + 30 * 24 * HOUR : null,
    frozenAt: state === 'FROZEN' ? now : null,
    issuance,
  }
  // `withdrawn`: the reward is cancelled and its line item is not.
  return { product, status: state === 'CANCELLED' ? 'CANCELLED' : 'COMPLETE', reward, history: [] }
}

function requestOf({ product, status, reward }: LineItem): unknown {
  if (reward === null) return { product, status }
  const { amount, redeemed, issuedAt, expiresAt, issuance } = reward
  const dates = {
    issuedAt: new Date(issuedAt).toISOString(),
    ...(expiresAt === null ? {} : { expiresAt: new Date(expiresAt).toISOString() }),
  }
  return { product, status, rewardStatus: reward.status, amount, redeemedAmount: redeemed, issuance, ...dates }
}
