import { isOrderActionStatus } from 'async-orders-client/webhooks'
import { nodeWebhookHandler } from 'async-orders-client/webhooks/node'
import express from 'express'

const { PORT = '3000', TANGO_WEBHOOK_SECRET } = process.env
if (!TANGO_WEBHOOK_SECRET) throw new Error('Set TANGO_WEBHOOK_SECRET to the shared secret of your subscription.')

let effects = 0
const receive = nodeWebhookHandler({
  secrets: TANGO_WEBHOOK_SECRET.split(','),
  maxBytes: 1_000_000,
  onEvent: (event) => {
    if (isOrderActionStatus(event)) effects += 1 // Your work: event.eventData has the action and its status.
  },
})

const app = express()
// Before any body parser: the signature covers the bytes as they came.
app.post('/hooks', receive)
app.get('/effects', (_, response) => response.json({ effects }))

const server = app.listen(Number(PORT), '127.0.0.1', () => console.log(`listening on ${server.address().port}`))
