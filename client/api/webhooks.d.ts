import { f as OrderActionStatusEvent, p as OrderActionStatusEventData, t as ActionName, u as Open } from "./types.js";
import { n as isOrderActionStatus, t as WebhookEvent } from "./webhook-event.js";
import { a as WebhookVerificationReason, c as eventMemory, i as WebhookVerificationError, n as SignatureForm, o as verifyWebhook, r as WebhookDelivery, s as EventMemory, t as WebhookHandlerOptions } from "./webhook-receiver.js";

//#region src/webhooks.d.ts
/**
 * Makes a function that answers deliveries, for servers that speak Request and Response. Each event is verified, and handed over once: a
 * delivery that comes again returns 200 and goes no further. The server has to limit the time that a body may take. Clauses EVT-19, EVT-20.
 *
 * @example
 * const receive = webhookHandler({ secrets: [newSecret, oldSecret], onEvent: (event) => queue.add(event) })
 * export default { fetch: receive }
 */
declare function webhookHandler(options: WebhookHandlerOptions): (request: Request) => Promise<Response>;
//#endregion
export { type ActionName, type EventMemory, type Open, type OrderActionStatusEvent, type OrderActionStatusEventData, type SignatureForm, type WebhookDelivery, type WebhookEvent, type WebhookHandlerOptions, WebhookVerificationError, type WebhookVerificationReason, eventMemory, isOrderActionStatus, verifyWebhook, webhookHandler };
