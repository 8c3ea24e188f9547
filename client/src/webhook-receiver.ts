import { type EventMemory, eventMemory } from './event-memory.ts'
import { readBody } from './read-body.ts'
import { type SignatureForm, verifyWebhook, WebhookVerificationError } from './verify-webhook.ts'
import type { WebhookEvent } from './webhook-event.ts'

/** What a handler of deliveries needs to know. */
export interface WebhookHandlerOptions {
  /** The shared secret of the subscription, base64; several while a new one replaces an old one. */
  secrets: string | readonly string[]
  /** How the signature is computed and written, an open question (C-HMAC-FORM). Default: `base64`. */
  signatureForm?: SignatureForm | undefined
  /** Gets each verified event once; the delivery gets its response when it is done, 500 when it throws. */
  onEvent: (event: WebhookEvent) => unknown
  /** What notices repeated deliveries; default: one of this process, for 10,000 events. */
  memory?: EventMemory | undefined
  /** How large a delivery may be (default: 256 KiB). */
  maxBytes?: number | undefined
  /**
   * Gets the reason why a delivery did not return 200: a WebhookVerificationError, or what onEvent or the connection threw. Without it the console
   * shows what returns 500, which is the receiver's own fault.
   */
  onError?: ((error: unknown) => void) | undefined
}

/** Takes one delivery, and gives the status of its answer. */
export type Receive = (
  method: string | undefined,
  body: () => ReadableStream<Uint8Array> | null,
  signature: string | null | undefined,
) => Promise<number>

/** The error of a delivery whose bytes are gone: what a parser made of them can no longer be verified. */
export function consumed(): Error {
  const remedy = 'Register this handler before any body parser, or keep the bytes in rawBody.'
  return new Error(`Failed to read the delivery: body already consumed. ${remedy}`)
}

/** Makes what takes deliveries, one after the other or at once. */
export function receiver(options: WebhookHandlerOptions): Receive {
  const { secrets, signatureForm, onEvent, memory = eventMemory(), maxBytes = 262_144, onError } = options
  // Deliveries of an event that is being handled wait for the same end: neither is told 200 before it is safe.
  const handling = new Map<string, Promise<void>>()
  const handle = async (event: WebhookEvent): Promise<void> => {
    if (!(await memory.add(event.eventId))) return
    try {
      await onEvent(event)
    } catch (error) {
      await memory.delete(event.eventId)
      throw error
    }
  }
  return async (method, stream, signature) => {
    if (method !== 'POST') return 405
    try {
      const body = await readBody(stream(), maxBytes)
      if (!body) throw new WebhookVerificationError('too-large')
      const event = await verifyWebhook({ body, signature, secrets, signatureForm })
      const { eventId } = event
      const handled = handling.get(eventId) ?? handle(event)
      handling.set(eventId, handled)
      await handled.finally(() => handling.delete(eventId))
      return 200
    } catch (error) {
      const status = error instanceof WebhookVerificationError ? error.status : 500
      try {
        if (onError) onError(error)
        // The others are anybody's to cause, as often as they like.
        else if (status === 500) console.error(error)
      } catch {
        // A log that fails must not change the answer.
      }
      return status
    }
  }
}
