import { describe, expect, it } from 'vitest'
import { manualClock } from '../run/manual-clock.ts'
import { createEventList } from './event-list.ts'

const event = (revision: number, referenceOrderId: string) => ({
  eventId: `id-${revision}`,
  revision,
  eventType: 'OrderActionStatus',
  categories: ['ORDER'],
  eventData: { referenceOrderId },
})

/** A list that each event joins at its instant; milliseconds. */
function listing(events: [at: number, event: object][], answer?: (url: URL) => Response) {
  const clock = manualClock()
  const asked: { at: number; query: string; authorization: string | null }[] = []
  const list = createEventList({
    baseUrl: 'http://live.test/raas/v2',
    webhookId: 'a/b',
    authorization: 'Basic x',
    fetch: async (request) => {
      const url = new URL(request.url)
      expect(url.pathname).toBe('/raas/v2/webhooks/a%2Fb/events')
      asked.push({ at: clock.now(), query: url.search, authorization: request.headers.get('authorization') })
      if (answer !== undefined) return answer(url)
      const from = Number(url.searchParams.get('fromRevision'))
      const there = events.filter(([at]) => at <= clock.now()).map(([, found]) => found as { revision: number })
      return Response.json({ items: there.filter(({ revision }) => revision >= from).slice(0, 200) })
    },
    ...clock,
    limit: 10_000,
  })
  return { list, asked, clock }
}

const revisions = (received: { body: string }[]) => received.map(({ body }) => JSON.parse(body).revision)

describe('a list of events', () => {
  it('is read on from the last revision, page by page', async () => {
    const many = Array.from({ length: 450 }, (_, index): [number, object] => [0, event(index + 1, 'AA1')])
    const { list, asked } = listing([...many, [1, event(451, 'AA1')]])
    expect(revisions(await list.readNew())).toHaveLength(450)
    expect(asked.map(({ query }) => query)).toEqual([0, 201, 401, 451].map((from) => `?fromRevision=${from}&maxResults=200`))
    expect(asked[0]?.authorization).toBe('Basic x')
  })

  it('waits for the events of one order, and then looks once more for one that came twice', async () => {
    const { list, asked } = listing([
      [0, event(1, 'AA1')],
      [3_000, event(2, 'AA12')],
      [3_000, event(3, 'AA1')],
      [3_500, event(4, 'AA1')],
    ])
    await list.readNew()
    expect(revisions(await list.waitFor('AA1', 1))).toEqual([3, 4])
    expect(asked.at(-1)?.at).toBe(6_540)
  })

  it('gives up after its limit', async () => {
    const { list, clock } = listing([[0, event(1, 'AA2')]])
    expect(await list.waitFor('AA1', 1)).toEqual([])
    expect(clock.now()).toBe(10_000)
  })

  it('waits five seconds for an event that must not come', async () => {
    const { list, clock } = listing([[4_500, event(1, 'AA1')]])
    expect(revisions(await list.waitFor('AA1', 0))).toEqual([1])
    expect(clock.now()).toBe(5_000)
  })

  it('looks again soon, and then less often', async () => {
    const { list, asked } = listing([])
    await list.waitFor('AA1', 1)
    expect(asked.slice(0, 5).map(({ at }) => at)).toEqual([0, 20, 60, 140, 300])
    expect(asked.length).toBeLessThan(15)
  })

  it('gives events as a delivery has them, and says that they were listed', async () => {
    const { list } = listing([[0, event(1, 'AA1')]])
    const [received] = await list.waitFor('AA1', 1)
    const { categories: _, ...same } = event(1, 'AA1')
    expect(received).toMatchObject({ listed: true, method: 'GET' })
    expect(JSON.parse(received?.body ?? '')).toEqual({ ...same, category: 'ORDER' })
  })

  it.each<[string, () => Response, string]>([
    ['that is not there', () => Response.json({}, { status: 404 }), 'the list of events returned 404'],
    ['without items', () => Response.json({}), 'the list of events has no items'],
    ['that is no JSON', () => new Response('<html>'), 'the list of events has no items'],
    ['of events without revisions', () => Response.json({ items: [{}] }), 'has an event without a revision'],
    ['of nothing', () => Response.json({ items: [null] }), 'has an event without a revision'],
  ])('%s is a reason not to run', async (_, answer, reason) => {
    await expect(listing([], answer).list.readNew()).rejects.toMatchObject({ name: 'Skipped', message: expect.stringContaining(reason) })
  })

  it('without an end is a reason not to run', async () => {
    const answer = (url: URL) => Response.json({ items: [event(Number(url.searchParams.get('fromRevision')) + 1, 'AA1')] })
    await expect(listing([], answer).list.readNew()).rejects.toThrow('more than 10000 events')
  })
})
