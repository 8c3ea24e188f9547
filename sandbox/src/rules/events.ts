import type { Instant, Interpretations, Order, PendingAction, Platform, Subscription, Unprocessable } from '../model.ts'
import type { Transaction } from '../store/store.ts'

/** What a run of an action did. */
export interface Run {
  order: Order
  action: PendingAction
  changed: number
  /** Eligible line items that could not be processed. */
  failed: number
}

/** The event before it has a subscription. EVT-01, EVT-03 to EVT-15. The payload is our assumption A-EVT-PAYLOAD. */
export function outcomeEvent(
  run: Run,
  status: string,
  eventId: string,
  now: Instant,
  interpretations: Interpretations,
): Record<string, unknown> {
  const { order, action } = run
  return {
    eventId,
    ...(interpretations['C-ENV-CATEGORY'] === 'categories' ? { categories: ['ORDER'] } : { category: 'ORDER' }),
    eventType: 'OrderActionStatus',
    eventOccurredAt: new Date(now).toISOString(),
    eventData: {
      referenceOrderId: order.referenceOrderID,
      externalRefID: order.externalRefID ?? '',
      customerIdentifier: order.customerIdentifier,
      accountIdentifier: order.accountIdentifier,
      action: action.action,
      reasonCode: action.reasonCode,
      status,
      totalLineItems: order.lineItems.length,
      successfulLineItems: run.changed,
      failedLineItems: run.failed,
    },
  }
}

/** EVT-11. */
export function outcomeStatus({ changed, failed }: Run, interpretations: Interpretations): string {
  if (failed > 0) return changed > 0 ? 'PARTIALFAILED' : 'FAILED'
  return changed === 0 && interpretations['A-EVT-STATUS'] === 'failed-when-nothing' ? 'FAILED' : 'SUCCESSFUL'
}

/**
 * EVT-11, EVT-14: whether an eligible line item can be processed. All of them can, unless a fault says otherwise.
 *
 * @param position of the line item in its order, from 0
 * @param failed how many of the run could not be processed so far
 */
export function processable(fault: Unprocessable | null, position: number, failed: number): boolean {
  if (fault === null) return true
  return 'count' in fault ? failed >= fault.count : !fault.positions.includes(position)
}

/** EVT-16. */
export function eventSent({ changed, failed }: Run, interpretations: Interpretations): boolean {
  return changed + failed > 0 || interpretations['C-NONE-EVENT'] === 'sent'
}

/** EVT-17: whether the automatic end of a freeze is told. */
export function autoUnfreezeEvent(interpretations: Interpretations): boolean {
  return interpretations['C-AUTO-EVENT'] === 'sent'
}

/** EVT-22, EVT-23, EVT-24. */
export function subscribed(subscription: Subscription): boolean {
  return subscription.eventTypes.includes('OrderActionStatus') || subscription.categories.includes('ORDER')
}

/** EVT-02. */
export function nextRevision(subscription: Subscription): number {
  return subscription.revision + 1
}

/** EVT-25. */
export function deliveryReceived(status: number): boolean {
  return status === 200
}

/**
 * The value of X-Signed-Payload, or null when the delivery is not signed. EVT-19, EVT-20.
 *
 * @param body the raw body, exactly as it is sent
 */
export async function sign(body: string, subscription: Subscription, interpretations: Interpretations): Promise<string | null> {
  if (subscription.payloadVerificationMethod === 'NONE' || subscription.hmacSharedSecretKey === null) return null
  const form = interpretations['C-HMAC-FORM']
  const secret = subscription.hmacSharedSecretKey
  const bytes = form === 'raw-key' ? new TextEncoder().encode(secret) : Uint8Array.from(atob(secret), (char) => char.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(body)))
  if (form === 'hex') return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return btoa(String.fromCharCode(...digest))
}

/** EVT-24: the platforms whose subscriptions get the events of a platform: its own alone. */
export function receiversOfEvents(_tx: Transaction, source: Platform): Platform[] {
  return [source]
}
