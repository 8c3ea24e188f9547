import { expect, it } from 'vitest'
import { createClient } from '../client/src/index.ts'
import { asTypeScript } from './typescript.ts'

const ENV = { TANGO_BASE_URL: 'http://sandbox.test/raas/v2', TANGO_PLATFORM_NAME: 'demo', TANGO_PLATFORM_KEY: 'demo-key' }

/** What the client sends when the code runs. */
async function sentBy(code: string): Promise<unknown> {
  let seen: unknown
  const fetch = async (request: Request): Promise<Response> => {
    seen = { method: request.method, path: new URL(request.url).pathname, body: JSON.parse(await request.text()) }
    return Response.json({}, { status: 202 })
  }
  const create = (options: Parameters<typeof createClient>[0]) => createClient({ ...options, fetch })
  const AsyncFunction = (async () => undefined).constructor as FunctionConstructor
  const run = new AsyncFunction('createClient', 'process', 'console', code.replace(/^import .*$/m, ''))
  await run(create, { env: ENV }, { log: () => undefined })
  return seen
}

it.each([
  ['POST', '/raas/v2/asyncOrders/AA1/freeze', { reasonCode: 'FRAUD' }],
  ['POST', '/raas/v2/asyncOrders/AA1/cancel', { reasonCode: 'OTHER', otherReason: 'it\'s "x": $y' }],
  ['PATCH', '/raas/v2/asyncOrders/customers/c1/accounts/a1/demo%20order', { notes: '' }],
])('the code sends %s %s %o', async (method, path, body) => {
  const code = asTypeScript({ method, path, body: JSON.stringify(body) })
  expect(await sentBy(code ?? '')).toEqual({ method, path, body })
})

it.each([
  ['POST', '/raas/v2/asyncOrders/AA1/thaw', '{}'],
  ['GET', '/raas/v2/asyncOrders/AA1/freeze', '{}'],
  ['POST', '/raas/v2/asyncOrders/%/freeze', '{}'],
  ['POST', '/raas/v2/asyncOrders/AA1/freeze', '{'],
  ['POST', '/raas/v2/asyncOrders/AA1/freeze', '[]'],
])('there is no call for %s %s %s', (method, path, body) => expect(asTypeScript({ method, path, body })).toBeNull())
