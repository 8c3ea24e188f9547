import { expect, it } from 'vitest'
import type { LogEntry } from '../engine/context.ts'
import { demo, testSandbox } from '../test-sandbox.ts'

it('tells each request and each delivery with its ids, and no secret', async () => {
  const log: LogEntry[] = []
  const sandbox = testSandbox({ log: (entry) => void log.push(entry) })
  const secret = btoa('the secret of the receiver')
  const headers = [{ name: 'X-Key', value: 'the-key-of-the-receiver' }]
  await sandbox.control('POST', '/subscriptions', {
    url: 'http://127.0.0.1/hook?token=of-the-receiver',
    eventTypes: ['OrderActionStatus'],
    payloadVerificationMethod: 'HMAC',
    hmacSharedSecretKey: secret,
    headers,
  })
  const id = sandbox.order()
  const accepted = await sandbox.act('freeze', id, { reasonCode: 'OTHER', otherReason: 'the-reason-of-a-person' })
  const refused = await sandbox.call('POST', '/raas/v2/nowhere?key=in-the-query', {}, { authorization: 'Bearer a-wrong-token' })
  await sandbox.drain()
  expect(
    log.map((entry) =>
      entry.kind === 'request' ? [entry.status, entry.platform, entry.path] : entry.kind === 'delivery' && [entry.status, entry.revision],
    ),
  ).toEqual([
    [201, 'demo', '/_sandbox/subscriptions'],
    [202, 'demo', `/raas/v2/asyncOrders/${id}/freeze`],
    [401, null, '/raas/v2/nowhere'],
    [200, 1],
    [204, 'demo', '/_sandbox/drain'],
  ])
  const ids = log.flatMap((entry) => (entry.kind === 'request' ? [entry.requestId] : []))
  expect(ids.slice(1, 3)).toEqual([accepted.headers.get('x-request-id'), refused.headers.get('x-request-id')])
  const words = [
    secret,
    headers[0]?.value,
    'of-the-receiver',
    'the-reason-of-a-person',
    'in-the-query',
    'a-wrong-token',
    demo.key,
    demo.token,
  ]
  expect(words.filter((word) => word !== undefined && JSON.stringify(log).includes(word))).toEqual([])
})
