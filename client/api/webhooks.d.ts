import { f as OrderActionStatusEvent, p as OrderActionStatusEventData, t as ActionName, u as Open } from "./types.js";
import { n as isOrderActionStatus, t as WebhookEvent } from "./webhook-event.js";
import { n as EventMemory, r as eventMemory, t as WebhookHandlerOptions } from "./webhook-receiver.js";

//#region src/verify-webhook.d.ts
/** Why a delivery is not taken; `bad-secret` is a fault of the receiver's own configuration, the others are of the delivery. */
type WebhookVerificationReason = 'missing-signature' | 'wrong-signature' | 'malformed-body' | 'too-large' | 'bad-secret';
/**
 * The error of a delivery that is not to be trusted, or not to be understood; it names neither secret nor signature. Clause EVT-19.
 *
 * @example
 * if (error instanceof WebhookVerificationError) return new Response(null, { status: error.status })
 */
declare class WebhookVerificationError extends Error {
  readonly name = "WebhookVerificationError";
  readonly reason: WebhookVerificationReason;
  /** The HTTP status to answer the delivery with. */
  readonly status: number;
  constructor(reason: WebhookVerificationReason);
}
/** A delivery, and what it is checked against. */
interface WebhookDelivery {
  /** The body exactly as it came, before anything parsed it; bytes are the safest. */
  body: string | Uint8Array;
  /** The value of the X-Signed-Payload header, base64; null or undefined when the delivery has none. */
  signature: string | null | undefined;
  /** The shared secret of the subscription, base64; several while a new one replaces an old one. */
  secrets: string | readonly string[];
}
/**
 * Checks the HMAC-SHA256 signature of a delivery against each secret, and reads the event. Unknown fields, statuses and event types are
 * let through; a repeated delivery is not noticed: keep the `eventId` for that. The form of the signature, base64 with the secret decoded
 * from base64, is the interpretation C-HMAC-FORM. Clauses EVT-19, EVT-20.
 *
 * @throws WebhookVerificationError (as a rejection), with the reason
 * @example
 * const body = new Uint8Array(await request.arrayBuffer())
 * const event = await verifyWebhook({ body, signature: request.headers.get('X-Signed-Payload'), secrets: [newSecret, oldSecret] })
 * if (isOrderActionStatus(event)) console.log(event.eventData.status)
 */
declare function verifyWebhook({
  body,
  signature,
  secrets
}: WebhookDelivery): Promise<WebhookEvent>;
//#endregion
//#region src/webhooks.d.ts
/**
 * Makes a function that answers deliveries, for servers that speak Request and Response. Each event is verified, and handed over once: a
 * delivery that comes again is answered 200 and goes no further. The server has to limit the time that a body may take. Clauses EVT-19, EVT-20.
 *
 * @example
 * const receive = webhookHandler({ secrets: [newSecret, oldSecret], onEvent: (event) => queue.add(event) })
 * export default { fetch: receive }
 */
declare function webhookHandler(options: WebhookHandlerOptions): (request: Request) => Promise<Response>;
//#endregion
export { type ActionName, type EventMemory, type Open, type OrderActionStatusEvent, type OrderActionStatusEventData, type WebhookDelivery, type WebhookEvent, type WebhookHandlerOptions, WebhookVerificationError, type WebhookVerificationReason, eventMemory, isOrderActionStatus, verifyWebhook, webhookHandler };
