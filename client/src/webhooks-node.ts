import { consumed, receiver, type WebhookHandlerOptions } from './webhook-receiver.ts'

export type { WebhookHandlerOptions } from './webhook-receiver.ts'

/** What is used of a request of node:http. */
export interface NodeRequest {
  method?: string | undefined
  headers: Record<string, string | string[] | undefined>
  readableEnded: boolean
  /** The bytes where something read them before, as express.raw leaves them; anything else is not used. */
  body?: unknown
  /** The bytes where a parser keeps them beside the parsed body, as NestJS does with `rawBody: true`. */
  rawBody?: unknown
  // biome-ignore lint/suspicious/noExplicitAny: each event has a listener of its own, and no type of Node may be needed here
  on: (event: string, listener: (value: any) => void) => unknown
  pause: () => unknown
}

/** What is used of a response of node:http. */
export interface NodeResponse {
  writeHead: (status: number, headers: Record<string, string>) => { end: () => unknown }
}

/**
 * Makes a listener for a server of node:http that does what {@link webhookHandler} does. Put it before anything that parses bodies,
 * unless that leaves the bytes in `body` or `rawBody`.
 *
 * @example
 * createServer(nodeWebhookHandler({ secrets, onEvent: (event) => queue.add(event) })).listen(8080)
 */
export function nodeWebhookHandler(options: WebhookHandlerOptions): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  const receive = receiver(options)
  return async (request, response) => {
    const status = await receive(request.method, () => streamOf(request), `${request.headers['x-signed-payload'] ?? ''}`)
    // The rest of a body that is too large is not read: its connection is of no more use.
    response.writeHead(status, status === 405 ? { Allow: 'POST' } : status === 413 ? { Connection: 'close' } : {}).end()
  }
}

function streamOf(request: NodeRequest): ReadableStream<Uint8Array> | null {
  const bytes = [request.rawBody, request.body].find((body) => body instanceof Uint8Array)
  if (bytes) return new Response(new Uint8Array(bytes)).body
  if (request.readableEnded) throw consumed()
  return new ReadableStream({
    start: (controller) => {
      request.on('data', (chunk) => controller.enqueue(chunk))
      request.on('end', () => controller.close())
      request.on('error', (error) => controller.error(error))
      request.on('close', () =>
        controller.error(new Error('Failed to read the delivery: its connection was closed. Wait for it to come again.')),
      )
    },
    cancel: () => void request.pause(),
  })
}
