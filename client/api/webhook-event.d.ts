import { f as OrderActionStatusEvent } from "./types.js";

//#region src/webhook-event.d.ts
/** The envelope of any event of a subscription: those of other types, and the connectivity test, come to the same URL. Clauses EVT-01, EVT-02, EVT-05. */
interface WebhookEvent {
  /** The id of the event; a repeated delivery keeps it. */
  eventId: string;
  /** The position of the event in its subscription, up to 2^53 - 1; order events by it, not by their arrival. */
  revision: number;
  eventType: string;
  /** An ISO 8601 instant in UTC, with up to nine digits after the second. */
  eventOccurredAt: string;
  category?: string;
  eventData?: unknown;
}
/**
 * Tells whether an event is the outcome of a freeze, unfreeze or cancel. Clause EVT-04.
 *
 * @example
 * if (isOrderActionStatus(event)) console.log(event.eventData.action, event.eventData.status)
 */
declare function isOrderActionStatus(event: WebhookEvent): event is OrderActionStatusEvent;
//#endregion
export { isOrderActionStatus as n, WebhookEvent as t };
