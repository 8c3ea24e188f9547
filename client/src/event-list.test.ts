import { describe, expect, it } from 'vitest'
import { type EventListOptions, readEvents } from './outcomes.ts'
import { testClock } from './test-clock.ts'
import { failure, refusal, type Step } from './test-script.ts'

const event = (revision: number) => ({
  ...{ eventId: `e-${revision}`, revision, eventType: 'OrderActionStatus', eventOccurredAt: '2026-03-02T10:00:00Z', eventData: {} },
  categories: ['ORDER'],
})
const page = (revisions: number[], more?: object) => Response.json({ items: revisions.map(event), ...more })

/** A reader whose requests are answered by these steps in turn; the last of them ends it by its signal. */
function reader(steps: Step[], options: Partial<EventListOptions> = {}) {
  const clock = testClock()
  const sent: string[] = []
  const got: number[] = []
  const controller = new AbortController()
  const events = readEvents({
    ...{ baseUrl: 'https://sandbox.test/raas/v2', credentials: { token: 't' }, webhookId: 'a/b', signal: controller.signal },
    ...{ now: clock.now, wait: clock.wait, random: () => 0.5 },
    fetch: async (request) => {
      const step = steps[sent.push(`${request.headers.get('Authorization')} ${request.url}`) - 1]
      if (!step) controller.abort('done')
      if (!step || step instanceof Error) throw step ?? new Error('no more')
      return typeof step === 'function' ? step(request) : step
    },
    ...options,
  })
  const ended = (async () => {
    for await (const { revision, category } of events) got.push(category === 'ORDER' ? revision : Number.NaN)
  })().catch((error) => error)
  return { clock, sent, got, ended, controller }
}

describe('missed events', () => {
  it('are read by revision, from the given one, page by page, and then once per pause', async () => {
    const steps = [page([8, 7], { nextPageAvailable: true }), page([9]), page([]), page([9, 10])]
    const { clock, sent, got, ended } = reader(steps, { fromRevision: 7, pause: 5_000 })
    await clock.advance(0)
    expect(got).toEqual([7, 8, 9])
    await clock.advance(4_999)
    expect(sent).toHaveLength(2)
    await clock.advance(1)
    expect(sent).toHaveLength(3)
    await clock.advance(10_000)
    expect(await ended).toBe('done')
    expect(got).toEqual([7, 8, 9, 10])
    const at = 'Bearer t https://sandbox.test/raas/v2/webhooks/a%2Fb/events?maxResults=200&fromRevision='
    expect(sent).toEqual([7, 9, 10, 10, 11].map((from) => `${at}${from}`))
  })

  it('are asked for again after a failure, as late as the answer asks, and from the same revision', async () => {
    const { clock, sent, got, ended } = reader([page([1]), refusal(429, { 'Retry-After': '7' }), failure('ECONNRESET'), page([2])])
    await clock.advance(36_999)
    expect(sent).toHaveLength(2)
    await clock.advance(120_000)
    expect(await ended).toBe('done')
    expect(got).toEqual([1, 2])
    expect(sent.map((line) => line.replace(/.*=/, ''))).toEqual(['0', '2', '2', '2', '3'])
  })

  it('are given up after five failures in a row, and at once on a refusal', async () => {
    const lost = reader(Array.from({ length: 6 }, () => failure('ECONNRESET')))
    await lost.clock.advance(600_000)
    expect(await lost.ended).toEqual(
      new Error('Failed to read the events: no response in 5 attempts, the last ended with ECONNRESET. Check baseUrl and network.'),
    )
    const refused = reader([refusal(404)])
    expect(await refused.ended).toMatchObject({ name: 'ApiError', status: 404 })
    expect([lost.sent.length, refused.sent.length]).toEqual([5, 1])
  })

  it('are read with a new token after a 401, once', async () => {
    let tokens = 0
    const credentials = { token: () => `t${++tokens}` }
    const { clock, sent, ended } = reader([refusal(401), refusal(401), page([1])], { credentials })
    await clock.advance(1)
    expect(await ended).toMatchObject({ status: 401 })
    expect(sent.map((line) => line.slice(0, 9))).toEqual(['Bearer t1', 'Bearer t2'])
  })

  it.each([
    ['no list', Response.json({}), 'the response has no items. Check baseUrl and webhookId.'],
    ['no JSON', new Response('<html>'), 'the response has no items. Check baseUrl and webhookId.'],
    ['no event', Response.json({ items: [{}] }), 'an item is no event. Compare the list with the description.'],
  ])('are not to be had from %s', async (_, answer, message) => {
    const { ended, sent } = reader([answer])
    expect(await ended).toEqual(new Error(`Failed to read the events: ${message}`))
    expect(sent).toHaveLength(1)
  })

  it('end with the signal, also in a pause, and hold nothing', async () => {
    const { clock, controller, ended } = reader([page([1])])
    await clock.advance(1)
    controller.abort('enough')
    expect(await ended).toBe('enough')
    expect(clock.waiting()).toEqual([])
  })

  it.each([[0], [Number.NaN], [999]])('are asked for once per second at most: a pause of %d', async (pause) => {
    const { clock, sent } = reader([page([]), page([])], { pause })
    await clock.advance(999)
    expect(sent).toHaveLength(1)
    await clock.advance(1)
    expect(sent).toHaveLength(2)
  })

  it('need an id that can stand in a path', () => {
    expect(() => reader([], { webhookId: '..' })).toThrow('the webhookId is not allowed in a path')
  })
})
