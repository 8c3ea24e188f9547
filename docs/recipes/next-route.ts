// app/hooks/route.ts
import { isOrderActionStatus, webhookHandler } from 'async-orders-client/webhooks'

let effects = 0

/** POST /hooks. Without the secret, which `next build` need not have, every delivery returns 500. */
export const POST = webhookHandler({
  secrets: (process.env.TANGO_WEBHOOK_SECRET ?? '').split(','),
  maxBytes: 1_000_000,
  onEvent: (event) => {
    if (isOrderActionStatus(event)) effects += 1 // Your work: event.eventData has the action and its status.
  },
})

/** GET /hooks. Keep what several processes count in your database. */
export const GET = (): Response => Response.json({ effects })
