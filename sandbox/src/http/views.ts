import type { components } from '../../../generated/control-types.ts'
import type { Delivery, LineItem, Order, Reward, Subscription } from '../model.ts'

type Schemas = components['schemas']

/** An instant as answers write it. */
export const iso = (instant: number): string => new Date(instant).toISOString()
const isoOrNull = (instant: number | null): string | null => (instant === null ? null : iso(instant))

/** An order as the control plane shows it. */
export function orderView(order: Order): Schemas['OrderView'] {
  return { ...order, createdAt: iso(order.createdAt), lineItems: order.lineItems.map(lineItemView) }
}

function lineItemView(lineItem: LineItem): Schemas['LineItemView'] {
  const history = lineItem.history.map((entry) => ({ ...entry, at: iso(entry.at) }))
  return { ...lineItem, reward: lineItem.reward === null ? null : rewardView(lineItem.reward), history }
}

function rewardView(reward: Reward): Schemas['RewardView'] {
  return {
    ...reward,
    issuedAt: iso(reward.issuedAt),
    sentAt: iso(reward.sentAt),
    expiresAt: isoOrNull(reward.expiresAt),
    frozenAt: isoOrNull(reward.frozenAt),
  }
}

/** A subscription without its secret and without the values of its headers. */
export function subscriptionView({ hmacSharedSecretKey: _, headers, held: __, ...shown }: Subscription): Schemas['SubscriptionView'] {
  return { ...shown, expiresAt: iso(shown.expiresAt), headers: headers.map(({ name }) => name) }
}

/** A delivery with the event as it was sent. */
export function deliveryView({ body, attempts, occurredAt: _, ...shown }: Delivery): Schemas['DeliveryView'] {
  // Attempts that an older sandbox left in a file have no signature.
  const told = attempts.map(({ at, signature = null, fault = null, ...attempt }) => ({ ...attempt, at: iso(at), signature, fault }))
  return { ...shown, event: JSON.parse(body), attempts: told }
}
