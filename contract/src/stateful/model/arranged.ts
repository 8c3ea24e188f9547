import type { components } from '../../../../generated/control-types.ts'
import type { OrderRequest } from '../../cases/case.ts'
import type { LineItem, Order, Reward } from './model.ts'

type ItemRequest = components['schemas']['LineItemRequest']
type OrderView = components['schemas']['OrderView']

/**
 * An order of the model, from what the control plane was asked for. Of what it answered only the ids are taken: nobody else knows them.
 *
 * @param now the instant at which it was made; milliseconds
 * @example addOrder(model, orderFrom(request, answer, model.now))
 */
export function orderFrom(request: OrderRequest, { referenceOrderID, externalRefID, lineItems }: OrderView, now: number): Order {
  return {
    id: request.referenceOrderID ?? referenceOrderID,
    externalRefID: request.externalRefID === undefined ? externalRefID : request.externalRefID,
    account: request.accountIdentifier ?? 'acme-wellness',
    status: request.status ?? 'COMPLETE',
    campaign: request.campaign ?? '',
    purchaseOrderNumber: request.purchaseOrderNumber ?? '',
    notes: request.notes ?? '',
    createdAt: now,
    lineItems: request.lineItems
      .flatMap((item) => Array<ItemRequest>(item.count ?? 1).fill(item))
      .map((item, index) => lineItemFrom(item, lineItems[index]?.reward?.rewardId ?? '', now)),
  }
}

function lineItemFrom(item: ItemRequest, rewardId: string, now: number): LineItem {
  const { product = 'REWARD_LINK', status = 'COMPLETE' } = item
  const issued = status === 'COMPLETE' || status === 'CANCELLED'
  return { product, status, reward: issued ? rewardFrom(item, rewardId, now) : null, history: [] }
}

function rewardFrom(item: ItemRequest, rewardId: string, now: number): Reward {
  const status = item.rewardStatus ?? (item.status === 'CANCELLED' ? 'CANCELLED' : 'ACTIVE')
  return {
    rewardId,
    status,
    amount: item.amount ?? 2_500,
    redeemed: item.redeemedAmount ?? 0,
    issuedAt: item.issuedAt === undefined ? now : Date.parse(item.issuedAt),
    expiresAt: item.expiresAt === undefined ? null : Date.parse(item.expiresAt),
    frozenAt: status === 'FROZEN' ? now : null,
    issuance: item.issuance ?? 1,
  }
}
