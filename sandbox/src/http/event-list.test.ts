import { describe, expect, it } from 'vitest'
import { createControl } from '../control.ts'
import { revisions, subscribed, T0, testSandbox } from '../test-sandbox.ts'
import { DAY } from '../units.ts'

/** A subscription with so many events, and its list of them. */
async function listing(count: number) {
  const sandbox = await subscribed(count)
  return { ...sandbox, list: (query = '') => sandbox.call('GET', `/raas/v2/webhooks/${sandbox.webhookId}/events${query}`) }
}

describe('the list of events', () => {
  it('shows each event by revision, with a list of categories', async () => {
    const { list, delivered } = await listing(3)
    const { status, body } = await list()
    expect(status).toBe(200)
    expect(body).toMatchObject({ numberOfElements: 3, maxResults: 10, nextPageAvailable: false, nextCursor: null })
    expect(revisions(body.items)).toEqual([1, 2, 3])
    const { category, ...sent } = JSON.parse(delivered[0]?.body ?? '{}')
    expect(category).toBe('ORDER')
    expect(body.items[0]).toEqual({ ...sent, categories: ['ORDER'] })
  })

  it('goes page by page, by revision', async () => {
    const { list } = await listing(12)
    const first = await list()
    expect(first.body).toMatchObject({ numberOfElements: 10, nextPageAvailable: true })
    const rest = await list('?fromRevision=11&maxResults=1')
    expect(revisions(rest.body.items)).toEqual([11])
    expect(rest.body).toMatchObject({ maxResults: 1, nextPageAvailable: true })
    expect(revisions((await list('?fromRevision=2&toRevision=3')).body.items)).toEqual([2, 3])
  })

  it.each(['?maxResults=0', '?maxResults=201', '?maxResults=x', '?maxResults=1e2', '?fromRevision=-1', '?fromRevision=3&toRevision=2'])(
    'refuses %s',
    async (query) => {
      const { list } = await listing(0)
      expect((await list(query)).status).toBe(400)
    },
  )

  it('is of the platform that subscribed, and needs credentials', async () => {
    const { call, control, webhookId } = await listing(1)
    const { token } = (await control('POST', '/platforms', { clock: 'manual' })).body
    const path = `/raas/v2/webhooks/${webhookId}/events`
    expect((await call('GET', path, undefined, { authorization: `Bearer ${token}` })).status).toBe(404)
    expect((await call('GET', path, undefined, { authorization: '' })).status).toBe(401)
  })

  it('is there without a control plane', async () => {
    const sandbox = testSandbox({ control: false })
    const { status, body } = await sandbox.call('GET', '/raas/v2/webhooks/none/events')
    expect({ status, message: body.message }).toEqual({ status: 404, message: 'There is no subscription none on this platform.' })
  })
})

describe('the documented calls of a subscription', () => {
  it('renew it, send a range of events again, and show in the journal', async () => {
    const { call, delivered, drain, webhookId, advance, fetch } = await subscribed(3)
    const post = (what: string) => call('POST', `/raas/v2/webhooks/${webhookId}/${what}`)
    delivered.splice(0)
    await advance(DAY)
    const renewed = await post('renew')
    expect([renewed.status, renewed.body]).toEqual([200, { webhookId, expiresAt: new Date(T0 + 366 * DAY).toISOString() }])
    const replayed = await post('replay?fromRevision=2&toRevision=2')
    expect([replayed.status, replayed.text]).toEqual([200, ''])
    await drain()
    expect(revisions(delivered.map(({ body }) => JSON.parse(body)))).toEqual([2])
    const requests = (await createControl({ fetch }).listRequests()).slice(-2)
    expect(requests.map(({ requestId }) => requestId)).toEqual([renewed, replayed].map(({ headers }) => headers.get('x-request-id')))
    expect(requests).toMatchObject([
      { method: 'POST', path: `/webhooks/${webhookId}/renew`, status: 200 },
      { path: `/webhooks/${webhookId}/replay`, query: ['fromRevision', 'toRevision'], status: 200 },
    ])
  })

  it.each([
    ['replay', 400],
    ['replay?fromRevision=x', 400],
    ['replay?fromRevision=3&toRevision=2', 400],
  ])('refuse %s with %i', async (what, status) => {
    const { call, webhookId } = await subscribed(0)
    expect((await call('POST', `/raas/v2/webhooks/${webhookId}/${what}`)).status).toBe(status)
  })

  it.each(['renew', 'replay?fromRevision=0'])(
    'are there without a control plane, and need a subscription and credentials: %s',
    async (what) => {
      const { call } = testSandbox({ control: false })
      const path = `/raas/v2/webhooks/none/${what}`
      const { status, body } = await call('POST', path)
      expect({ status, message: body.message }).toEqual({ status: 404, message: 'There is no subscription none on this platform.' })
      expect((await call('POST', path, undefined, { authorization: '' })).status).toBe(401)
    },
  )
})
