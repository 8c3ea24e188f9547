import { expect, it } from 'vitest'
import { testSandbox } from '../test-sandbox.ts'

/** A sandbox whose every list holds five. */
async function full() {
  const sandbox = testSandbox()
  const { webhookId } = (await sandbox.subscribe()).body
  for (let number = 0; number < 5; number++) {
    const order = { customerIdentifier: 'c', accountIdentifier: `a b&/${number}`, lineItems: [{}] }
    await sandbox.act('freeze', sandbox.order(order))
    await sandbox.control('POST', '/faults', { operation: 'updateAsyncOrder', status: 503, retryAfter: number })
  }
  await sandbox.drain()
  for (let number = 0; number < 4; number++) await sandbox.subscribe()
  return { ...sandbox, webhookId }
}

const next = (headers: Headers) => /^<\/_sandbox(.+)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1]

it.each(['/orders', '/accounts', '/subscriptions', '/deliveries', '/faults', '/subscriptions/{id}/events'])(
  'shows %s page by page, and whole unless asked for a page',
  async (template) => {
    const sandbox = await full()
    const path = template.replace('{id}', sandbox.webhookId)
    const whole = await sandbox.control('GET', path)
    expect([whole.body.length, whole.headers.get('link')]).toEqual([5, null])
    const pages: unknown[][] = []
    for (let at: string | undefined = `${path}?limit=2`; at !== undefined; ) {
      const { body, headers } = await sandbox.control('GET', at)
      pages.push(body)
      at = next(headers)
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1])
    expect(pages.flat()).toEqual(whole.body)
    expect((await sandbox.control('GET', `${path}?limit=5`)).headers.get('link')).toBeNull()
  },
)

it.each([
  ['limit=0', 'limit'],
  ['limit=1001', 'limit'],
  ['limit=x', 'limit'],
  ['limit=', 'limit'],
  ['after=nowhere', 'after'],
])('refuses %s', async (query, path) => {
  const { status, body } = await (await full()).control('GET', `/deliveries?${query}`)
  expect([status, body.errors[0].path]).toEqual([400, path])
})
