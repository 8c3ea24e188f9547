import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, it } from 'vitest'
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

it('tells that something read the body before', async () => {
  errors.splice(0)
  const port = await listening(async (request, response) => {
    await new Promise<void>((resolve) => {
      request.on('data', () => undefined)
      request.on('end', resolve)
    })
    await handle(request, response)
  })
  expect((await send(port, 'x')).statusCode).toBe(500)
  expect(errors).toEqual([new Error('Failed to read the delivery: something read it before. Put the handler before what parses bodies.')])
})
