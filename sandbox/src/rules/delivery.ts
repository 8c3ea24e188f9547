import type { Delivery, Instant, Interpretations, Subscription } from '../model.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../units.ts'

/**
 * How long after each attempt that was not received the next one follows; the first attempt is made at once. No page of Tango tells a
 * schedule: this is the example of the Standard Webhooks specification, section "Deliverability and reliability"
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
const RETRY_DELAYS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]

/**
 * Assumed, C-DELIVERY: how long after an attempt that was not received the next one follows; null when none does.
 *
 * @param retry how many automatic attempts there were before that one
 */
export function retryDelay(retry: number, interpretations: Interpretations): number | null {
  return interpretations['C-DELIVERY'] === 'retries' ? (RETRY_DELAYS[retry] ?? null) : null
}

/** EVT-27. */
export function subscriptionActive(subscription: Subscription, now: Instant): boolean {
  return now < subscription.expiresAt
}

/** Assumed: how long a subscription lives from when it was made or renewed. That it expires is documented, the length is not. */
export function subscriptionEnd(now: Instant): Instant {
  return now + 365 * DAY
}

/** Documented: a range of revisions is inclusive at both ends, 0 begins with the first, and events are kept for three months. */
export function replayable(delivery: Delivery, range: { fromRevision: number; toRevision: number | null }, now: Instant): boolean {
  const kept = new Date(now)
  kept.setUTCMonth(kept.getUTCMonth() - 3)
  const inRange = delivery.revision >= range.fromRevision && delivery.revision <= (range.toRevision ?? Number.POSITIVE_INFINITY)
  return inRange && delivery.occurredAt >= kept.getTime()
}
