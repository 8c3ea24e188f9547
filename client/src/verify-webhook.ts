import { parseEvent, type WebhookEvent } from './webhook-event.ts'

/** Why a delivery is not taken; `bad-secret` is a fault of the receiver's own configuration, the others are of the delivery. */
export type WebhookVerificationReason = 'missing-signature' | 'wrong-signature' | 'malformed-body' | 'too-large' | 'bad-secret'

/** What each reason means, and the status that a receiver answers. */
const REASONS: Record<WebhookVerificationReason, [status: number, cause: string]> = {
  'missing-signature': [401, 'it has no X-Signed-Payload. Subscribe with HMAC.'],
  'wrong-signature': [401, 'no secret gives its signature. Pass the raw body, the current secret and the right signatureForm.'],
  'malformed-body': [400, 'its body is no event. Pass the raw body.'],
  'too-large': [413, 'its body is too large. Raise maxBytes.'],
  'bad-secret': [500, 'a secret is not base64. Pass it as registered.'],
}

/**
 * The error of a delivery that is not to be trusted, or not to be understood; it names neither secret nor signature. Clause EVT-19.
 *
 * @example
 * if (error instanceof WebhookVerificationError) return new Response(null, { status: error.status })
 */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError'
  readonly reason: WebhookVerificationReason
  /** The HTTP status to answer the delivery with. */
  readonly status: number

  constructor(reason: WebhookVerificationReason) {
    const [status, cause] = REASONS[reason]
    super(`Failed to verify the webhook: ${cause}`)
    this.status = status
    this.reason = reason
  }
}

/**
 * How a signature is computed and written. The pages leave it open (C-HMAC-FORM):
 * `base64`: the key is the secret decoded from base64, the signature is written in base64. `hex`: the same key, written in hexadecimal.
 * `raw-key`: the key is the secret as it is written, the signature is in base64.
 */
export type SignatureForm = 'base64' | 'hex' | 'raw-key'

/** A delivery, and what it is checked against. */
export interface WebhookDelivery {
  /** The body exactly as it came, before anything parsed it; bytes are the safest. */
  body: string | Uint8Array
  /** The value of the X-Signed-Payload header; null or undefined when the delivery has none. */
  signature: string | null | undefined
  /** The shared secret of the subscription, base64; several while a new one replaces an old one. */
  secrets: string | readonly string[]
  /** The form that is accepted, and no other (default: `base64`). */
  signatureForm?: SignatureForm | undefined
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
export async function verifyWebhook({ body, signature, secrets, signatureForm }: WebhookDelivery): Promise<WebhookEvent> {
  const bytes = rawBytes(body)
  const keys = await Promise.all([secrets].flat().map((secret) => importKey(secret, signatureForm)))
  if (!keys.length) throw new WebhookVerificationError('bad-secret')
  if (!signature) {
    throw new WebhookVerificationError('missing-signature')
  }
  const digest = digestOf(signature, signatureForm)
  // WebCrypto compares in constant time, and every key is tried, so that time tells neither the digest nor which secret is in use.
  const matches = digest ? await Promise.all(keys.map((key) => crypto.subtle.verify('HMAC', key, digest, bytes))) : []
  if (!matches.includes(true)) {
    throw new WebhookVerificationError('wrong-signature')
  }
  const event = parseEvent(bytes)
  if (!event) throw new WebhookVerificationError('malformed-body')
  return event
}

async function importKey(secret: string, form?: SignatureForm): Promise<CryptoKey> {
  const bytes = form === 'raw-key' && typeof secret === 'string' ? new TextEncoder().encode(secret) : decodeBase64(secret)
  if (!bytes?.length) throw new WebhookVerificationError('bad-secret')
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

// Copied before anything is awaited: what is verified and what is parsed stay the same, whatever happens to the caller's buffer.
function rawBytes(body: unknown): Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (body instanceof Uint8Array) return new Uint8Array(body)
  throw new WebhookVerificationError('malformed-body')
}

// 32 bytes have exactly one base64 spelling; atob alone would take others, with blanks or stray bits.
function digestOf(signature: string, form?: SignatureForm): Uint8Array<ArrayBuffer> | undefined {
  if (form === 'hex') {
    return /^[\da-f]{64}$/i.test(signature) ? Uint8Array.from(signature.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)) : undefined
  }
  return /^[A-Za-z\d+/]{42}[AEIMQUYcgkosw048]=$/.test(signature) ? decodeBase64(signature) : undefined
}

function decodeBase64(text: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  } catch {
    return undefined
  }
}
