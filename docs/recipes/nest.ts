import 'reflect-metadata'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Controller, Get, Module, Post, type RawBodyRequest, Req, Res } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { isOrderActionStatus } from 'async-orders-client/webhooks'
import { nodeWebhookHandler } from 'async-orders-client/webhooks/node'

const { PORT = '3000', TANGO_WEBHOOK_SECRET } = process.env
if (!TANGO_WEBHOOK_SECRET) throw new Error('Set TANGO_WEBHOOK_SECRET to the shared secret of your subscription.')
const MAX_BYTES = 1_000_000

let effects = 0
const handle = nodeWebhookHandler({
  secrets: TANGO_WEBHOOK_SECRET.split(','),
  maxBytes: MAX_BYTES,
  onEvent: (event) => {
    if (isOrderActionStatus(event)) effects += 1 // Your work: event.eventData has the action and its status.
  },
})

@Controller()
class Webhooks {
  @Post('hooks')
  receive(@Req() request: RawBodyRequest<IncomingMessage>, @Res() response: ServerResponse) {
    return handle(request, response)
  }

  @Get('effects')
  count() {
    return { effects }
  }
}

@Module({ controllers: [Webhooks] })
class App {}

// rawBody keeps the bytes beside the parsed JSON: the signature covers the bytes.
const app = await NestFactory.create<NestExpressApplication>(App, { rawBody: true, logger: ['warn', 'error'] })
app.useBodyParser('json', { limit: MAX_BYTES })
await app.listen(Number(PORT), '127.0.0.1')
console.log(`listening on ${new URL(await app.getUrl()).port}`)
