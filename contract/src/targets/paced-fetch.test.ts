import { describe, expect, it } from 'vitest'
import { manualClock } from '../run/manual-clock.ts'
import { type Pace, pacedFetch } from './paced-fetch.ts'
import { Skipped } from './target.ts'

type Planned = number | [status: number, retryAfter: string]

/** A target that gives these answers, then 202 for ever; with the instants at which it was asked. */
function answering(planned: Planned[], pace: Partial<Pace> = {}) {
  const clock = manualClock()
  const asked: number[] = []
  const left = [...planned]
  let open = 0
  let most = 0
  const { fetch, refusal } = pacedFetch(
    async (request) => {
      asked.push(clock.now())
      most = Math.max(most, ++open)
      expect(await request.text()).toBe(request.method === 'GET' ? '' : '{"reasonCode":"FRAUD"}')
      expect(request.redirect).toBe('manual')
      open--
      const [status, retryAfter] = [left.shift() ?? 202].flat() as [number, string?]
      return new Response('{}', { status, headers: retryAfter === undefined ? {} : { 'Retry-After': retryAfter } })
    },
    { rate: 1_000, maxWrites: 100, ...clock, ...pace },
  )
  const send = (method = 'POST') =>
    fetch(new Request('http://live.test/raas/v2', { method, ...(method === 'GET' ? {} : { body: '{"reasonCode":"FRAUD"}' }) }))
  return { send, asked, refusal, clock, mostAtOnce: () => most }
}

describe('a paced fetch', () => {
  it('sends one request after the other, under its rate', async () => {
    const { send, asked, mostAtOnce } = answering([], { rate: 2 })
    await Promise.all([send(), send('GET'), send()])
    expect(asked).toEqual([0, 500, 1_000])
    expect(mostAtOnce()).toBe(1)
  })

  it('goes on after a request that failed', async () => {
    const clock = manualClock()
    let asked = 0
    const { fetch } = pacedFetch(async () => (asked++ === 0 ? Promise.reject(new Error('reset')) : new Response('{}')), {
      rate: 1,
      maxWrites: 9,
      ...clock,
    })
    const send = () => fetch(new Request('http://live.test/', { method: 'POST', body: '{}' }))
    await expect(send()).rejects.toThrow('reset')
    expect((await send()).status).toBe(200)
  })

  it.each<[string, Planned[], number[]]>([
    ['429 after the seconds of Retry-After', [[429, '7']], [0, 7_000]],
    ['503 after the seconds of Retry-After', [[503, '60']], [0, 60_000]],
    ['429 at the date of Retry-After', [[429, 'Thu, 01 Jan 1970 00:00:05 GMT']], [0, 5_000]],
    ['429 at once when the date is over', [[429, 'Wed, 31 Dec 1969 00:00:00 GMT']], [0, 1]],
    ['503 after one second, then two, four and eight', [503, 503, [503, 'soon'], 503], [0, 1_000, 3_000, 7_000, 15_000]],
  ])('sends again: %s', async (_, planned, instants) => {
    const { send, asked } = answering(planned)
    expect((await send()).status).toBe(202)
    expect(asked).toEqual(instants)
  })

  it('answers 500 as it is', async () => {
    const { send, asked } = answering([500])
    expect((await send()).status).toBe(500)
    expect(asked).toHaveLength(1)
  })

  it('does not wait longer than a minute, and sends nothing until then', async () => {
    const { send, asked, refusal, clock } = answering([[429, '61']])
    await expect(send()).rejects.toThrow(new Skipped('the target asked to wait 61 s (Retry-After); a run waits 60 s at most'))
    expect(refusal()).toMatch(/^the target asked to wait 61 s/)
    await expect(send('GET')).rejects.toThrow(Skipped)
    expect(asked).toHaveLength(1)
    await clock.wait(1_000)
    expect((await send()).status).toBe(202)
    expect(asked).toEqual([0, 61_000])
  })

  it('stops at five requests, then asks once each time until the target is back', async () => {
    const { send, asked } = answering([...Array<number>(6).fill(503), 202, 503])
    await expect(send()).rejects.toThrow(new Skipped('the target answered 503 and did not take the request'))
    expect(asked).toHaveLength(5)
    await expect(send()).rejects.toThrow(Skipped)
    expect(asked).toHaveLength(6)
    expect((await send()).status).toBe(202)
    expect((await send()).status).toBe(202)
    expect(asked).toHaveLength(9)
  })

  it('sends no more writes than it may, those sent again among them; reads are free', async () => {
    const { send, asked, refusal } = answering([[429, '1']], { maxWrites: 3 })
    await send()
    await send('GET')
    expect(refusal()).toBe(null)
    await send()
    expect(refusal()).toBe('the limit of 3 writes (--max-writes) is reached')
    await expect(send()).rejects.toThrow(new Skipped('the limit of 3 writes (--max-writes) is reached'))
    expect((await send('GET')).status).toBe(202)
    expect(asked).toHaveLength(5)
  })

  it('stops in the middle of a request when no write is left to send it again', async () => {
    const { send, asked } = answering([429, 429], { maxWrites: 2 })
    await expect(send()).rejects.toThrow('the limit of 2 writes')
    expect(asked).toHaveLength(2)
  })
})
