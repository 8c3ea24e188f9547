import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ApiError, type ClientOptions, createClient, dataOrThrow, NoAnswerError, type OperationName } from './index.ts'
import { testClock } from './test-clock.ts'

type Step = Response | Error | ((request: Request) => Promise<Response>)

const accepted = () => Response.json({ referenceOrderId: 'A1', totalLineItems: 2 }, { status: 202, headers: { 'X-REQUEST-ID': 'id-9' } })
const refusal = (status: number, headers: Record<string, string> = {}) =>
  Response.json({ message: 'No.', i18nKey: `${status}.001`, errors: [], requestId: `id-${status}` }, { status, headers })
const failure = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(), { code }) })
const hanging = () => new Promise<never>(() => undefined)
const brokenBody = (status: number) => () =>
  Promise.resolve(
    new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) }), {
      status,
      headers: { 'X-REQUEST-ID': 'id-b' },
    }),
  )

/** A client whose requests are answered by these steps in turn; the waits it makes are in `delays`, the requests in `sent`. */
function scripted(steps: Step[], options: Partial<ClientOptions> = {}) {
  const clock = testClock()
  const sent: Request[] = []
  const delays: number[] = []
  const client = createClient({
    baseUrl: 'https://sandbox.test/raas/v2',
    credentials: { platformName: 'harbor-clinic', platformKey: 'key-1' },
    now: clock.now,
    wait: clock.wait,
    random: () => 0.5,
    fetch: async (request) => {
      sent.push(request)
      const step = steps[sent.length - 1] ?? new Error('one request too many')
      if (step instanceof Error) throw step
      return typeof step === 'function' ? step(request) : step
    },
    hooks: { onRetry: ({ delay }) => delays.push(delay) },
    ...options,
  })
  const calls: Record<OperationName, (options?: { signal: AbortSignal }) => Promise<{ status: number | string; attempts: number }>> = {
    freezeAsyncOrder: (options) => client.freezeAsyncOrder('A1', { reasonCode: 'FRAUD' }, options),
    unfreezeAsyncOrder: (options) => client.unfreezeAsyncOrder('A1', { reasonCode: 'FRAUD' }, options),
    cancelAsyncOrder: (options) => client.cancelAsyncOrder('A1', { reasonCode: 'FRAUD' }, options),
    updateAsyncOrder: (options) =>
      client.updateAsyncOrder({ customerIdentifier: 'c', accountIdentifier: 'a', externalRefID: 'e' }, { notes: '' }, options),
  }
  /** Lets the call have all the time that it takes. */
  const run = async (name: OperationName = 'freezeAsyncOrder') => {
    const ended = calls[name]().then(
      (result) => ({ result, error: undefined }),
      (error) => ({ result: undefined, error }),
    )
    await clock.advance(600_000)
    expect(clock.waiting()).toEqual([])
    return ended
  }
  return { clock, sent, delays, calls, run }
}

describe('a request is sent again only where that is safe', () => {
  const all: OperationName[] = ['freezeAsyncOrder', 'unfreezeAsyncOrder', 'cancelAsyncOrder', 'updateAsyncOrder']
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

describe('time limits', () => {
  it('end an attempt, tell its fetch, and the call after the last one', async () => {
    const { run, sent } = scripted([hanging, hanging], { retries: { requests: 2 }, timeouts: { attempt: 3_000 } })
    const { error } = await run()
    expect(error).toBeInstanceOf(NoAnswerError)
    expect(error).toMatchObject({ operation: 'freezeAsyncOrder', attempts: 2, mayHaveArrived: true, code: 'TimeoutError' })
    expect(sent.map(({ signal }) => signal.aborted)).toEqual([true, true])
  })

  it('leave no attempt and no wait beyond the whole', async () => {
    const hung = scripted([hanging, hanging, hanging], { timeouts: { attempt: 4_000, total: 6_000 } })
    const pending = hung.calls.freezeAsyncOrder().catch((error) => error)
    await hung.clock.advance(5_999)
    expect(hung.sent).toHaveLength(2)
    expect(hung.clock.waiting()).toEqual([1])
    await hung.clock.advance(1)
    expect(await pending).toMatchObject({ name: 'NoAnswerError', attempts: 2 })

    const busy = scripted([refusal(429, { 'Retry-After': '6' })], { timeouts: { total: 6_000 } })
    expect(await busy.calls.freezeAsyncOrder()).toMatchObject({ status: 429 })
  })

  it('hold for a token function', async () => {
    const { run, sent } = scripted([], { credentials: { token: hanging }, timeouts: { attempt: 2_000 } })
    expect((await run()).error).toMatchObject({ name: 'TimeoutError' })
    expect(sent).toEqual([])
  })

  it.each([
    [{ retries: { requests: 6 } }, 'retries.requests is 6. Give a whole number from 1 to 5.'],
    [{ retries: { requests: 0 } }, 'retries.requests is 0. Give a whole number from 1 to 5.'],
    [{ timeouts: { total: Number.NaN } }, 'timeouts.total is NaN. Give a whole number from 1 to 2147483647.'],
    [{ timeouts: { attempt: 2 ** 31 } }, 'timeouts.attempt is 2147483648. Give a whole number from 1 to 2147483647.'],
    [{ retries: { baseDelay: -1 } }, 'retries.baseDelay is -1. Give a whole number from 1 to 2147483647.'],
  ])('and counts that cannot be are refused: %j', (options, message) => {
    expect(() => scripted([], options)).toThrow(new TypeError(`Failed to create the client: ${message}`))
  })
})

describe('a signal ends a call', () => {
  it.each([
    ['while a request hangs', [hanging], {}],
    ['while a body hangs', [new Response(new ReadableStream({ pull: hanging }), { status: 202 })], {}],
    ['during a wait', [refusal(429, { 'Retry-After': '9' })], {}],
    ['during a wait that heeds no signal', [refusal(503)], { wait: hanging }],
  ] satisfies [string, Step[], Partial<ClientOptions>][])('%s', async (_, steps, options) => {
    const { clock, calls } = scripted(steps, options)
    const controller = new AbortController()
    const pending = calls.freezeAsyncOrder({ signal: controller.signal })
    await clock.advance(0)
    controller.abort('given up')
    await expect(pending).rejects.toBe('given up')
    expect(clock.waiting()).toEqual([])
  })

  it('while a token function hangs, which goes on for others', async () => {
    let give = (_: string) => {}
    const given = new Promise<string>((resolve) => {
      give = resolve
    })
    const { clock, calls } = scripted([accepted()], { credentials: { token: () => given } })
    const controller = new AbortController()
    const pending = calls.freezeAsyncOrder({ signal: controller.signal })
    const other = calls.freezeAsyncOrder()
    await clock.advance(0)
    controller.abort('given up')
    await expect(pending).rejects.toBe('given up')
    give('t1')
    expect(await other).toMatchObject({ status: 202 })
  })
})

describe('a token', () => {
  it('is renewed once after a 401, and the request sent again with it', async () => {
    let asked = 0
    const { run, sent, delays } = scripted([refusal(401), accepted()], { credentials: { token: () => `t${++asked}` } })
    expect((await run('cancelAsyncOrder')).result).toMatchObject({ status: 202, attempts: 2 })
    expect(sent.map(({ headers }) => headers.get('Authorization'))).toEqual(['Bearer t1', 'Bearer t2'])
    expect(delays).toEqual([0])
  })

  it('that is refused as well ends the call with the 401', async () => {
    let asked = 0
    const { run } = scripted([refusal(401), refusal(401)], { credentials: { token: () => `t${++asked}` } })
    expect((await run()).result).toMatchObject({ status: 401, attempts: 2 })
    expect(asked).toBe(2)
  })

  it('is asked for once by calls that go on together, before and after a 401', async () => {
    let asked = 0
    const byToken = async ({ headers }: Request) => (headers.get('Authorization') === 'Bearer t1' ? refusal(401) : accepted())
    const { calls, clock } = scripted(Array(6).fill(byToken), { credentials: { token: async () => `t${++asked}` } })
    const pending = Promise.all([calls.freezeAsyncOrder(), calls.cancelAsyncOrder(), calls.unfreezeAsyncOrder()])
    await clock.advance(0)
    const results = await pending
    expect(results.map(({ status }) => status)).toEqual([202, 202, 202])
    expect(asked).toBe(2)
  })

  it('whose function fails ends the call with that error', async () => {
    const { run } = scripted([], { credentials: { token: () => Promise.reject(new Error('token server down')) } })
    expect((await run()).error).toMatchObject({ message: 'token server down' })
  })
})

describe('hooks', () => {
  it('are told of requests, answers and waits, and of no credential', async () => {
    const told: [string, object][] = []
    const hooks = {
      onRequest: (info: object) => told.push(['request', info]),
      onResponse: (info: object) => told.push(['response', info]),
      onRetry: (info: object) => told.push(['retry', info]),
    }
    const { run } = scripted([refusal(429, { 'X-REQUEST-ID': 'id-1' }), failure('ECONNREFUSED'), accepted()], { hooks })
    await run()
    const operation = 'freezeAsyncOrder'
    const request = { operation, method: 'POST', url: 'https://sandbox.test/raas/v2/asyncOrders/A1/freeze' }
    expect(told).toEqual([
      ['request', { ...request, attempt: 1 }],
      ['response', { operation, attempt: 1, status: 429, requestId: 'id-1', milliseconds: 0 }],
      ['retry', { operation, attempt: 1, cause: 'refused', delay: 250 }],
      ['request', { ...request, attempt: 2 }],
      ['retry', { operation, attempt: 2, cause: 'not-sent', delay: 500 }],
      ['request', { ...request, attempt: 3 }],
      ['response', { operation, attempt: 3, status: 202, requestId: 'id-9', milliseconds: 0 }],
    ])
  })

  it('that throw fail nothing', async () => {
    const broken = () => {
      throw new Error('log full')
    }
    const { run } = scripted([refusal(503), accepted()], { hooks: { onRequest: broken, onResponse: broken, onRetry: broken } })
    expect((await run()).result).toMatchObject({ status: 202 })
  })
})

describe('an error', () => {
  it('tells that nothing was sent, or that it may have arrived', async () => {
    const refused = await scripted(Array(5).fill(failure('ECONNREFUSED'))).run('cancelAsyncOrder')
    expect(refused.error).toMatchObject({ attempts: 5, mayHaveArrived: false, code: 'ECONNREFUSED' })
    expect(refused.error.message).toBe(
      'Failed to send cancelAsyncOrder: no answer in 5 attempts, the last ended with ECONNREFUSED. It was not sent: check baseUrl and network.',
    )
    const lost = await scripted([failure('ECONNRESET'), ...Array(4).fill(failure('ECONNREFUSED'))]).run()
    expect(lost.error).toMatchObject({ attempts: 5, mayHaveArrived: true, code: 'ECONNREFUSED' })
  })

  it('holds no credential, also when fetch gives away what it was told', async () => {
    const leaking = (request: Request) => {
      const Authorization = request.headers.get('Authorization')
      return Promise.reject(Object.assign(new Error(`sent ${Authorization}`), { request: { Authorization }, code: `${Authorization}` }))
    }
    const { error } = await scripted([leaking]).run('cancelAsyncOrder')
    expect(error).toMatchObject({ code: 'Error' })
    expect(inspect(error, { depth: null, showHidden: true })).not.toMatch(/key-1|aGFyYm9y/)
  })

  it('of an answer has its status, ids and fields', async () => {
    const fields = [{ path: 'reasonCode', code: 400500, i18nKey: '422.007', message: 'reasonCode is required.' }]
    const body = { message: 'reasonCode is required.', i18nKey: '422.007', errors: fields, requestId: 'id-2' }
    const { result } = await scripted([Response.json(body, { status: 422 })]).run()
    const error = thrownBy(() => dataOrThrow(result as never))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 422, requestId: 'id-2', i18nKey: '422.007', fieldErrors: fields })
    expect((error as Error).message).toBe(
      'Failed to call the API: it answered 422 (422.007): reasonCode is required. Name request id-2 when you ask for support.',
    )
  })

  it('of an undocumented answer has its status, and a success none', async () => {
    const { result } = await scripted([new Response('<html>', { status: 418 })]).run()
    expect(thrownBy(() => dataOrThrow(result as never))).toMatchObject({ status: 418, requestId: null, i18nKey: null, fieldErrors: [] })
    const success = await scripted([accepted()]).run()
    expect(dataOrThrow(success.result as never)).toEqual({ referenceOrderId: 'A1', totalLineItems: 2 })
  })
})

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}
