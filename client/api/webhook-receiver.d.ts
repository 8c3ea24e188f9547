import { t as WebhookEvent } from "./webhook-event.js";

//#region src/event-memory.d.ts
/** Remembers which events were received, so that a delivery that comes again is noticed. A shared store serves several processes. */
interface EventMemory {
  /** Remembers an event; gives false when it was remembered before. */
  add: (eventId: string) => boolean | Promise<boolean>;
  /** Forgets an event that could not be handled, so that it may come again. */
  delete: (eventId: string) => void | Promise<void>;
}
/**
 * A memory in this process; it forgets the oldest event when it is full. Verified events have ids of less than 1,000 characters, so that
 * its bytes are bounded too.
 *
 * @param most how many events it holds
 * @example
 * const handler = webhookHandler({ secrets, onEvent, memory: eventMemory(100_000) })
 */
declare function eventMemory(most?: number): EventMemory & {
  add: (eventId: string) => boolean;
};
//#endregion
//#region src/webhook-receiver.d.ts
/** What a handler of deliveries needs to know. */
interface WebhookHandlerOptions {
  /** The shared secret of the subscription, base64; several while a new one replaces an old one. */
  secrets: string | readonly string[];
  /** Told of each verified event once; the delivery is answered when it is done, with 500 when it throws. */
  onEvent: (event: WebhookEvent) => unknown;
  /** What notices repeated deliveries; one of this process, for 10,000 events, unless given. */
  memory?: EventMemory | undefined;
  /** How large a delivery may be; 256 KiB unless given. */
  maxBytes?: number | undefined;
  /**
   * Told why a delivery was not answered 200: a WebhookVerificationError, or what onEvent or the connection threw. Without it the console
   * shows what is answered 500, which is the receiver's own fault.
   */
  onError?: ((error: unknown) => void) | undefined;
}
//#endregion
export { EventMemory as n, eventMemory as r, WebhookHandlerOptions as t };
