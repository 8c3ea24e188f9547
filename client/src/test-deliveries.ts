import { createHmac } from 'node:crypto'

/** The shared secret of the deliveries below. */
export const secret = 'c2FuZGJveC1zaGFyZWQtc2VjcmV0LTAwMQ=='

/** The body of an event, signed as a subscription would. */
export function signedEvent(event: object = {}): { body: string; signature: string } {
  const body = JSON.stringify({
    ...{ eventId: 'e-1', revision: 1, eventType: 'OrderActionStatus', eventOccurredAt: '2026-03-02T10:00:00Z', eventData: {} },
    ...event,
  })
  return { body, signature: createHmac('sha256', Buffer.from(secret, 'base64')).update(body).digest('base64') }
}

/** A delivery of that body, as a request. */
export function delivery({ body, signature }: { body: string; signature: string }): Request {
  return new Request('https://receiver.test/hook', { method: 'POST', body, headers: { 'X-Signed-Payload': signature } })
}
