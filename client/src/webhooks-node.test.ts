import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { secret, signedEvent } from './test-deliveries.ts'
import { nodeWebhookHandler } from './webhooks-node.ts'

let server: Server

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const events: string[] = []
const errors: unknown[] = []
const handle = nodeWebhookHandler({
  secrets: secret,
  onEvent: ({ eventId }) => events.push(eventId),
  onError: (error) => errors.push(error),
})

async function listening(listener: (...exchange: Parameters<typeof handle>) => unknown = handle): Promise<number> {
  server = createServer(listener as Parameters<typeof createServer>[1])
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

function send(port: number, body: string, headers: Record<string, string> = {}, method = 'POST') {
  return new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method, headers }, resolve)
    sent.on('error', reject)
    sent.end(body)
  })
}

it('answers deliveries of a server of node:http', async () => {
  const port = await listening()
  const { body, signature } = signedEvent()
  const signed = { 'X-Signed-Payload': signature }
  const answers = [
    await send(port, body, signed),
    await send(port, body, signed),
    await send(port, `${body} `, signed),
    await send(port, body),
  ]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 401, 401])
  expect(events.splice(0)).toEqual(['e-1'])
  const get = await send(port, '', {}, 'GET')
  expect([get.statusCode, get.headers.allow]).toEqual([405, 'POST'])
})

it('answers a body that is too large without reading it all, and closes the connection', async () => {
  const port = await listening()
  const answer = await send(port, '.'.repeat(1_000_000), { 'X-Signed-Payload': 'x' })
  expect([answer.statusCode, answer.headers.connection]).toEqual([413, 'close'])
})

it('tells that the connection was closed before the body came', async () => {
  const port = await listening()
  errors.splice(0)
  const socket = connect(port, '127.0.0.1', () =>
    socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{', () => socket.destroy()),
  )
  while (errors.length === 0) await new Promise((resume) => setImmediate(resume))
  expect(errors[0]).toBeInstanceOf(Error)
})

const consumed = new Error(
  'Failed to read the delivery: body already consumed. Register this handler before any body parser, or keep the bytes in rawBody.',
)

/** Reads the body first, as a parser does, and leaves what it makes of it on the request. */
const parsing = (made: (bytes: Buffer) => object, next: typeof handle) => async (request: IncomingMessage, response: ServerResponse) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  await next(Object.assign(request, made(Buffer.concat(chunks))), response)
}

it.each([
  ['body, as express.raw leaves them', (bytes: Buffer) => ({ body: bytes })],
  ['rawBody, beside the parsed body', (bytes: Buffer) => ({ body: JSON.parse(`${bytes}`), rawBody: bytes })],
])('takes the bytes in %s', async (eventId, made) => {
  const port = await listening(parsing(made, handle) as Parameters<typeof listening>[0])
  const { body, signature } = signedEvent({ eventId })
  const answers = [
    await send(port, body, { 'X-Signed-Payload': signature }),
    await send(port, `${body} `, { 'X-Signed-Payload': signature }),
    await send(port, JSON.stringify('.'.repeat(300_000)), { 'X-Signed-Payload': signature }),
  ]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 401, 413])
  expect(events.splice(0)).toEqual([eventId])
})

it('tells that something read the body before, and left no bytes', async () => {
  errors.splice(0)
  const port = await listening(parsing(() => ({ body: {} }), handle) as Parameters<typeof listening>[0])
  expect((await send(port, 'x')).statusCode).toBe(500)
  expect(errors).toEqual([consumed])
})

it('tells it on the console when there is no onError', async () => {
  const shown = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const silent = nodeWebhookHandler({ secrets: secret, onEvent: () => undefined })
  const port = await listening(parsing(() => ({ body: {} }), silent) as Parameters<typeof listening>[0])
  expect((await send(port, 'x')).statusCode).toBe(500)
  expect(shown.mock.calls).toEqual([[consumed]])
  shown.mockRestore()
})
