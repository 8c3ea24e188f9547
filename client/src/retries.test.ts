import { describe, expect, it } from 'vitest'
import { operations } from '../../generated/operations.ts'
import type { OperationName } from './index.ts'
import { accepted, brokenBody, failure, hanging, refusal, type Step, scripted } from './test-script.ts'

describe('a request is sent again only where that is safe', () => {
  const all = Object.keys(operations) as OperationName[]
  const harmless: OperationName[] = ['freezeAsyncOrder', 'updateAsyncOrder']
  const cases: [name: string, first: () => Step, again: OperationName[]][] = [
    ['connection refused', () => failure('ECONNREFUSED'), all],
    ['name not found', () => failure('ENOTFOUND'), all],
    ['no connection in time', () => failure('UND_ERR_CONNECT_TIMEOUT'), all],
    ['429', () => refusal(429), all],
    ['503', () => refusal(503), all],
    ['503 of a gateway', () => new Response('<html>', { status: 503 }), all],
    ['connection reset', () => failure('ECONNRESET'), harmless],
    ['an error that tells nothing', () => new TypeError('Load failed'), harmless],
    ['no answer in time', () => hanging, harmless],
    ['500', () => refusal(500), harmless],
    ['502 of a gateway', () => new Response('<html>', { status: 502 }), harmless],
    ['504 of a gateway', () => new Response('<html>', { status: 504 }), harmless],
    ['500 whose body breaks off', () => brokenBody(500), harmless],
    ['400', () => refusal(400), []],
    ['401 to a platform key', () => refusal(401), []],
    ['404', () => refusal(404), []],
    ['409', () => refusal(409), []],
    ['422', () => refusal(422), []],
    ['a redirect', () => new Response(null, { status: 307, headers: { Location: 'https://elsewhere.test' } }), []],
  ]
  it.each(cases.flatMap(([what, first, again]) => all.map((name) => [what, name, again.includes(name), first] as const)))(
    '%s, %s: %s',
    async (_, name, again, first) => {
      const { run, sent } = scripted([first(), accepted()])
      await run(name)
      expect(sent).toHaveLength(again ? 2 : 1)
    },
  )

  it('keeps a 202 whose body breaks off: the action is accepted, whatever could be read of it', async () => {
    for (const name of ['freezeAsyncOrder', 'cancelAsyncOrder'] as const) {
      const { run, sent } = scripted([brokenBody(202)])
      const { result } = await run(name)
      expect(result).toMatchObject({ status: 'undocumented', requestId: 'id-b', response: { status: 202 }, attempts: 1 })
      expect(sent).toHaveLength(1)
    }
  })

  it('keeps a 202 whose body hangs', async () => {
    const hangingBody = new Response(new ReadableStream({ pull: hanging }), { status: 202 })
    const { result } = await scripted([hangingBody]).run()
    expect(result).toMatchObject({ status: 'undocumented', response: { status: 202 } })
  })

  it('asks again for an updated order that broke off', async () => {
    const { run, sent } = scripted([brokenBody(200), Response.json({ referenceOrderID: 'A1' })])
    expect((await run('updateAsyncOrder')).result).toMatchObject({ status: 200, attempts: 2 })
    expect(sent).toHaveLength(2)
  })

  it('reads no more of an answer than a megabyte', async () => {
    let chunks = 0
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536 * Math.sign(++chunks))) })
    const { result } = await scripted([new Response(endless, { status: 202 })]).run()
    expect(result).toMatchObject({ status: 'undocumented', body: undefined })
    expect(chunks).toBeLessThan(20)
  })

  it('does what it is told about lost answers', async () => {
    const cancel = scripted([refusal(500), accepted()], { retries: { afterLostAnswer: ['cancelAsyncOrder'] } })
    expect((await cancel.run('cancelAsyncOrder')).result).toMatchObject({ status: 202, attempts: 2 })
    const freeze = scripted([refusal(500)], { retries: { afterLostAnswer: [] } })
    expect((await freeze.run()).result).toMatchObject({ status: 500, attempts: 1 })
  })
})

describe('between attempts', () => {
  it('the wait grows, by chance and up to the limit, and ends with the fifth request', async () => {
    const { run, sent, delays } = scripted(Array.from({ length: 9 }, () => refusal(503)))
    expect((await run('cancelAsyncOrder')).result).toMatchObject({ status: 503, attempts: 5 })
    expect(sent).toHaveLength(5)
    expect(delays).toEqual([250, 500, 1000, 2000])
  })

  it('the chance is the whole of the wait', async () => {
    for (const [random, delay] of [
      [0, 0],
      [0.999, 499.5],
    ] as const) {
      const { run, delays } = scripted([refusal(503), accepted()], { random: () => random })
      await run()
      expect(delays).toEqual([delay])
    }
  })

  it('no wait is longer than its limit', async () => {
    const { run, delays } = scripted([refusal(503), refusal(503), accepted()], { retries: { baseDelay: 10_000, maxDelay: 12_000 } })
    await run()
    expect(delays).toEqual([5_000, 6_000])
  })

  it.each([
    ['seconds', '7', 7_000],
    ['a date', 'Mon, 02 Mar 2026 10:00:09 GMT', 9_000],
    ['no time at all', '0', 250],
    ['a date gone by', 'Mon, 02 Mar 2026 09:00:00 GMT', 250],
    ['nonsense', 'soon', 250],
    ['a number below zero', '-5', 250],
    ['the longest that is waited for', '30', 30_000],
  ])('Retry-After is heeded: %s', async (_, retryAfter, delay) => {
    const { run, delays } = scripted([refusal(429, { 'Retry-After': retryAfter }), accepted()])
    expect((await run()).result).toMatchObject({ status: 202, attempts: 2 })
    expect(delays).toEqual([delay])
  })

  it.each([['31'], ['Mon, 02 Mar 2026 11:00:00 GMT'], ['9'.repeat(400)]])(
    'a Retry-After beyond the limit ends the call: %s',
    async (retryAfter) => {
      const { run, sent } = scripted([refusal(429, { 'Retry-After': retryAfter })])
      expect((await run()).result).toMatchObject({ status: 429, attempts: 1 })
      expect(sent).toHaveLength(1)
    },
  )
})
