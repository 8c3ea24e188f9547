import { consumed, receiver, type WebhookHandlerOptions } from './webhook-receiver.ts'

export { type EventMemory, eventMemory } from './event-memory.ts'
export type { ActionName, Open, OrderActionStatusEvent, OrderActionStatusEventData } from './types.ts'
export {
  type SignatureForm,
  verifyWebhook,
  type WebhookDelivery,
  WebhookVerificationError,
  type WebhookVerificationReason,
} from './verify-webhook.ts'
export { isOrderActionStatus, type WebhookEvent } from './webhook-event.ts'
export type { WebhookHandlerOptions } from './webhook-receiver.ts'

/**
 * Makes a function that answers deliveries, for servers that speak Request and Response. Each event is verified, and handed over once: a
 * delivery that comes again returns 200 and goes no further. The server has to limit the time that a body may take. Clauses EVT-19, EVT-20.
 *
 * @example
 * const receive = webhookHandler({ secrets: [newSecret, oldSecret], onEvent: (event) => queue.add(event) })
 * export default { fetch: receive }
 */
export function webhookHandler(options: WebhookHandlerOptions): (request: Request) => Promise<Response> {
  const receive = receiver(options)
  return async (request) => {
    const { method, headers } = request
    const body = () => {
      if (request.bodyUsed) throw consumed()
      return request.body
    }
    const status = await receive(method, body, headers.get('X-Signed-Payload'))
    return new Response(null, { status, headers: status === 405 ? { Allow: 'POST' } : {} })
  }
}
