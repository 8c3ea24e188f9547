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
/**
 * How a signature is computed and written. The pages leave it open (C-HMAC-FORM):
 * `base64`: the key is the secret decoded from base64, the signature is written in base64. `hex`: the same key, written in hexadecimal.
 * `raw-key`: the key is the secret as it is written, the signature is in base64.
 */
type SignatureForm = 'base64' | 'hex' | 'raw-key';
/** A delivery, and what it is checked against. */
interface WebhookDelivery {
  /** The body exactly as it came, before anything parsed it; bytes are the safest. */
  body: string | Uint8Array;
  /** The value of the X-Signed-Payload header; null or undefined when the delivery has none. */
  signature: string | null | undefined;
  /** The shared secret of the subscription, base64; several while a new one replaces an old one. */
  secrets: string | readonly string[];
  /** The form that is accepted, and no other (default: `base64`). */
  signatureForm?: SignatureForm | undefined;
}
/**
 * Checks the HMAC-SHA256 signature of a delivery against each secret, and reads the event. Unknown fields, statuses and event types are
 * let through; a repeated delivery is not noticed: keep the `eventId` for that. Clauses EVT-19, EVT-20, interpretation C-HMAC-FORM.
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
  secrets,
  signatureForm
}: WebhookDelivery): Promise<WebhookEvent>;
//#endregion
//#region src/webhook-receiver.d.ts
/** What a handler of deliveries needs to know. */
interface WebhookHandlerOptions {
  /** The shared secret of the subscription, base64; several while a new one replaces an old one. */
  secrets: string | readonly string[];
  /** How the signature is computed and written, an open question (C-HMAC-FORM). Default: `base64`. */
  signatureForm?: SignatureForm | undefined;
  /** Gets each verified event once; the delivery gets its response when it is done, 500 when it throws. */
  onEvent: (event: WebhookEvent) => unknown;
  /** What notices repeated deliveries; default: one of this process, for 10,000 events. */
  memory?: EventMemory | undefined;
  /** How large a delivery may be (default: 256 KiB). */
  maxBytes?: number | undefined;
  /**
   * Gets the reason why a delivery did not return 200: a WebhookVerificationError, or what onEvent or the connection threw. Without it the console
   * shows what returns 500, which is the receiver's own fault.
   */
  onError?: ((error: unknown) => void) | undefined;
}
//#endregion
export { WebhookVerificationReason as a, eventMemory as c, WebhookVerificationError as i, SignatureForm as n, verifyWebhook as o, WebhookDelivery as r, EventMemory as s, WebhookHandlerOptions as t };
