import { describe, expect, it } from 'vitest'
import { createControl } from '../control.ts'
import { demo, testSandbox } from '../test-sandbox.ts'

const platform = { ...demo, key: 'k/ey +8äx', clock: 'manual' } as const
const credentials = { token: demo.token }

/** What the journal of a sandbox with one platform shows of one request. */
async function entryOf(path: string, headers: Record<string, string> = {}, body: object = {}, own: typeof platform = platform) {
  const sandbox = testSandbox({ platforms: [own] })
  await sandbox.call('POST', `/raas/v2/asyncOrders/${path}`, body, headers)
  const [entry] = await createControl({ fetch: sandbox.fetch, credentials }).listRequests()
  return entry
}

describe('the journal tells that a key or token is in a URL', () => {
  const key = encodeURIComponent(platform.key)
  const encoded = [...demo.token].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('')
  it.each([
    ['a part of the path', `${key}/freeze`, '/asyncOrders/…/freeze'],
    ['a piece of a part', `x${demo.token}y/freeze`, '/asyncOrders/…/freeze'],
    ['with its slash as it is', `${platform.key}/freeze`, '…'],
    ['encoded twice', `${encodeURIComponent(key)}/freeze`, '/asyncOrders/…/freeze'],
    ['each character encoded', `${encoded}/freeze`, '/asyncOrders/…/freeze'],
    ['beside bytes that are no text', `%ff${encoded}%/freeze`, '/asyncOrders/…/freeze'],
    ['in the query', `AA1/freeze?token=${demo.token}`, '/asyncOrders/AA1/freeze'],
    ['in the query of a form', `AA1/freeze?${new URLSearchParams({ a: '1', b: platform.key })}`, '/asyncOrders/AA1/freeze'],
    ['as a name in the query', `AA1/freeze?${key}`, '/asyncOrders/AA1/freeze'],
    ['behind what is not kept', `AA1/freeze?${'x'.repeat(3_000)}=1&${key}`, '/asyncOrders/AA1/freeze'],
  ])('%s, and never shows it', async (_, path, shown) => {
    const entry = await entryOf(path)
    expect(entry).toMatchObject({ credentialsInUrl: true, path: shown })
    for (const secret of [platform.key, key, encodeURIComponent(key), encoded, demo.token, demo.token.slice(3)])
      expect(JSON.stringify(entry)).not.toContain(secret)
  })

  it('and not where there is none', async () => {
    expect(await entryOf('AA1/freeze?key=other+%20key')).toMatchObject({ credentialsInUrl: false, query: ['key'] })
  })

  it('a short one only where it is a word', async () => {
    const short = { ...platform, key: 'o.y' } as unknown as typeof platform
    expect(await entryOf('to.yes/freeze', {}, {}, short)).toMatchObject({ credentialsInUrl: false, path: '/asyncOrders/to.yes/freeze' })
    expect(await entryOf('AA1/freeze?o.y', {}, {}, short)).toMatchObject({ credentialsInUrl: true, query: ['…'] })
  })
})

it('no other field shows a key or token, whole or cut', async () => {
  const text = `${'x'.repeat(195)}${demo.token}`
  const headers = { accept: text, 'user-agent': `a ${demo.token}`, 'content-encoding': demo.token }
  const entry = await entryOf('AA1/freeze', headers, { notes: text, reasonCode: platform.key, [demo.token]: 1 })
  expect(entry).toMatchObject({
    credentialsInUrl: false,
    headers: { accept: '…', userAgent: '…', contentEncoding: '…' },
    body: { notes: '…', reasonCode: '…' },
    otherFields: ['…'],
  })
})

it.each<[string, Record<string, string>, string, number]>([
  ['basic', { authorization: `Basic ${btoa('demo:demo-key')}` }, 'basic', 404],
  ['bearer, in any case', { authorization: 'bEARER demo-token' }, 'bearer', 404],
  ['none', { authorization: '' }, 'none', 401],
  ['a wrong key', { authorization: `Basic ${btoa('demo:other')}` }, 'invalid', 401],
  ['a wrong token', { authorization: 'Bearer other' }, 'invalid', 401],
  ['what cannot be read', { authorization: 'Digest x' }, 'invalid', 401],
])('the journal tells how credentials were sent: %s', async (_, headers, authorization, status) => {
  expect(await entryOf('AA1/freeze', headers, { reasonCode: 'FRAUD' }, demo as typeof platform)).toMatchObject({ authorization, status })
})
