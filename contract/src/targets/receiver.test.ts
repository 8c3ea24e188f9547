import { expect, it } from 'vitest'
import { createReceiver } from './receiver.ts'

const post = (body: BodyInit) =>
  new Request('http://127.0.0.1/case-1/0?answer=503', { method: 'POST', body, duplex: 'half' } as RequestInit)

it('a receiver keeps a delivery, and answers as the case asks', async () => {
  const receiver = createReceiver()
  expect((await receiver.fetch(post('{"a":1}'))).status).toBe(503)
  expect(receiver.received('/case-1/')).toMatchObject([{ method: 'POST', path: '/case-1/0', body: '{"a":1}' }])
})

it('a receiver reads no delivery without an end, and keeps no more than it has room for', async () => {
  const receiver = createReceiver()
  let sent = 0
  const part = new Uint8Array(1_000_000)
  const endless = new ReadableStream({
    pull: (controller) => {
      sent++
      controller.enqueue(part.slice())
    },
  })
  expect((await receiver.fetch(post(endless))).status).toBe(413)
  expect(sent).toBeLessThan(20)
  for (let number = 0; number < 12; number++) await receiver.fetch(post('x'.repeat(7_000_000)))
  expect(receiver.received('/').length).toBe(10)
})
