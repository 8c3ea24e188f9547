import { isOrderActionStatus, webhookHandler } from 'async-orders-client/webhooks'
import Fastify from 'fastify'

const { PORT = '3000', TANGO_WEBHOOK_SECRET } = process.env
if (!TANGO_WEBHOOK_SECRET) throw new Error('Set TANGO_WEBHOOK_SECRET to the shared secret of your subscription.')
const MAX_BYTES = 1_000_000

let effects = 0
const receive = webhookHandler({
  secrets: TANGO_WEBHOOK_SECRET.split(','),
  maxBytes: MAX_BYTES,
  onEvent: (event) => {
    if (isOrderActionStatus(event)) effects += 1 // Your work: event.eventData has the action and its status.
  },
})

const app = Fastify({ requestTimeout: 30_000 })
// In a plugin, so that your other routes keep the JSON parser of Fastify.
app.register(async (hooks) => {
  hooks.removeAllContentTypeParsers()
  hooks.addContentTypeParser<Buffer>('*', { parseAs: 'buffer', bodyLimit: MAX_BYTES }, (_, body, done) => done(null, body))
  hooks.post<{ Body?: Buffer }>('/hooks', async ({ headers, body }, reply) => {
    const signature = `${headers['x-signed-payload'] ?? ''}`
    const delivery = { method: 'POST', headers: { 'X-Signed-Payload': signature }, body: new Uint8Array(body ?? []) }
    const { status } = await receive(new Request('http://127.0.0.1/hooks', delivery))
    return reply.code(status).send()
  })
})
app.get('/effects', () => ({ effects }))

const origin = await app.listen({ port: Number(PORT), host: '127.0.0.1' })
console.log(`listening on ${new URL(origin).port}`)
