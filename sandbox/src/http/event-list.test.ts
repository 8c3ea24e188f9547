import { describe, expect, it } from 'vitest'
import { revisions, subscribed, testSandbox } from '../test-sandbox.ts'

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
