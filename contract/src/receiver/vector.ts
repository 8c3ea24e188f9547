import { createHmac } from 'node:crypto'
import type { OutcomeKind } from './outcome.ts'

/** A delivery as data, and what a receiver must make of it under our options of the interpretations (C-HMAC-FORM=base64). */
export interface Vector {
  name: string
  /** accept: return 200. refuse: never 2xx, and no effect. either: both are right, and what is no event has no effect. */
  verdict: 'accept' | 'refuse' | 'either'
  why: string
  /** The rule for integrators that it is about, `CON-…`. */
  clause: string
  /** The shared secret of the subscription, base64. */
  secret: string
  method: string
  /** In their order; a name may occur twice. */
  headers: { name: string; value: string }[]
  /** The bytes of the body, base64. */
  body: string
}

/** A part of a vector: what differs from a POST of JSON that is signed as it should be. */
export type Part = Pick<Vector, 'name' | 'why' | 'clause'> & {
  body: string | Uint8Array
  secret?: string
  method?: string
  mediaType?: string
  /** The X-Signed-Payload headers. Default: the right one. */
  signatures?: Vector['headers']
}

/** Bodies of events, each with an eventId and a revision that no other has. */
export interface Events {
  /** What they are signed with, base64. */
  secret: string
  /** As the sandbox makes them. */
  made: (kind: OutcomeKind) => string
  /** A frozen order, with other fields. */
  event: (fields?: object) => string
}

/**
 * The X-Signed-Payload of a body, EVT-29: HMAC-SHA256 under the decoded secret, in base64.
 *
 * @param secret base64
 * @example signatureOf('{}', 'c2VjcmV0')
 */
export const signatureOf = (body: string | Uint8Array, secret: string): string =>
  createHmac('sha256', Buffer.from(secret, 'base64')).update(body).digest('base64')

/** One X-Signed-Payload header. */
export const header = (value: string, name = 'X-Signed-Payload'): Vector['headers'] => [{ name, value }]

/**
 * The whole vector.
 *
 * @param usual the secret of a part that needs none of its own
 */
export function vectorOf(verdict: Vector['verdict'], usual: string, part: Part): Vector {
  const { name, why, clause, body, secret = usual, method = 'POST' } = part
  const { mediaType = 'application/json', signatures = header(signatureOf(body, secret)) } = part
  const headers = [{ name: 'Content-Type', value: mediaType }, ...signatures]
  return { name, verdict, why, clause, secret, method, headers, body: Buffer.from(body).toString('base64') }
}
