import { expect, it } from 'vitest'
import { basic, exchange } from './send.ts'

const message = { method: 'POST', path: '/raas/v2/asyncOrders/AA1/freeze', body: '{"reasonCode":"FRAUD"}' }
const authorization = basic({ name: 'démo', key: 'k:ey' })

it('sends the credentials, and keeps none of them in what is shown', async () => {
  let sent: Request | undefined
  const send = async (request: Request): Promise<Response> => {
    sent = request
    return new Response('{"status":"PENDING"}', { status: 202, headers: { 'x-request-id': 'r1' } })
  }
  const seen = await exchange(send, 'http://sandbox.test', authorization, message)
  expect([sent?.url, sent?.method, await sent?.text()]).toEqual([`http://sandbox.test${message.path}`, 'POST', message.body])
  expect(sent?.headers.get('authorization')).toBe(`Basic ${Buffer.from('démo:k:ey').toString('base64')}`)
  expect(seen.response).toMatchObject({
    status: 202,
    body: '{"status":"PENDING"}',
    headers: expect.arrayContaining([['x-request-id', 'r1']]),
  })
  expect(JSON.stringify(seen)).not.toContain(authorization.split(' ')[1])
  expect(seen.request).toEqual(message)
})

it('returns a connection that breaks, before the response or within it', async () => {
  const refused = async (): Promise<Response> => Promise.reject(new TypeError('fetch failed'))
  const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('cut off')) })
  expect((await exchange(refused, 'http://sandbox.test', authorization, message)).response).toEqual({ broken: 'fetch failed' })
  expect((await exchange(async () => new Response(body), 'http://sandbox.test', authorization, message)).response).toEqual({
    broken: 'cut off',
  })
})
