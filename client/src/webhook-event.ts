import type { OrderActionStatusEvent } from './types.ts'

/** The envelope of any event of a subscription: those of other types, and the connectivity test, come to the same URL. Clauses EVT-01, EVT-02, EVT-05. */
export interface WebhookEvent {
  /** The id of the event; a repeated delivery keeps it. */
  eventId: string
  /** The position of the event in its subscription, up to 2^53 - 1; order events by it, not by their arrival. */
  revision: number
  eventType: string
  /** An ISO 8601 instant in UTC, with up to nine digits after the second. */
  eventOccurredAt: string
  category?: string
  eventData?: unknown
}

/**
 * Tells whether an event is the outcome of a freeze, unfreeze or cancel. Clause EVT-04.
 *
 * @example
 * if (isOrderActionStatus(event)) console.log(event.eventData.action, event.eventData.status)
 */
export function isOrderActionStatus(event: WebhookEvent): event is OrderActionStatusEvent {
  return event.eventType === 'OrderActionStatus'
}

/**
 * Reads an event, and gives undefined for what is none: also for a revision that JavaScript would round, so that it would be another's. Only what every event has is checked, and that an outcome has a payload: its
 * fields are an assumption (A-EVT-PAYLOAD), and an event must not be lost when one of them turns out to be named otherwise.
 */
export function parseEvent(body: Uint8Array<ArrayBuffer>): WebhookEvent | undefined {
  let event: unknown
  try {
    event = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
  return asEvent(event)
}

/** Gives back a parsed value that is an event, as {@link parseEvent} checks it, under the names of the description. */
export function asEvent(value: unknown): WebhookEvent | undefined {
  if (!isObject(value)) return undefined
  const event = named(value)
  const { eventId, revision, eventType, eventOccurredAt, eventData } = event
  const envelope = isText(eventId) && Number.isSafeInteger(revision) && isText(eventType) && isText(eventOccurredAt)
  if (!envelope || (eventType === 'OrderActionStatus' && !isObject(eventData))) return undefined
  return event as unknown as WebhookEvent
}

/** Names what the pages leave open as our default does: C-ENV-CATEGORY, C-EVT-CASE, C-REFID-CASE. All that came stays. */
function named(event: Record<string, unknown>): Record<string, unknown> {
  const { categories, eventType, eventData } = event
  return {
    ...(Array.isArray(categories) && { category: categories[0] }),
    ...event,
    ...(eventType === 'orderActionStatus' && { eventType: 'OrderActionStatus' }),
    ...(isObject(eventData) &&
      'referenceOrderID' in eventData && { eventData: { referenceOrderId: eventData.referenceOrderID, ...eventData } }),
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Long ones are none: ids are remembered, and whoever sends them is not to choose how much memory that takes. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !!value && !value[999]
}
