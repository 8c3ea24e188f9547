import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ApiError, type ClientOptions, dataOrThrow, NoAnswerError } from './index.ts'
import { accepted, failure, hanging, refusal, type Step, scripted, thrownBy } from './test-script.ts'

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

  it('before anything is asked of anybody', async () => {
    let asked = 0
    const { sent, calls } = scripted([accepted()], { credentials: { token: () => `t${++asked}` } })
    await expect(calls.freezeAsyncOrder({ signal: AbortSignal.abort('early') })).rejects.toBe('early')
    expect([sent.length, asked]).toEqual([0, 0])
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

  it.each([
    ['renewed', 202, [401, 403]],
    ['kept', 'undocumented', undefined],
  ])('is %s after a 403 that ends in %s, with renewOn %j (C-CODES-AUTH)', async (_, status, renewOn) => {
    const credentials = { token: () => 't', renewOn }
    const { run } = scripted([refusal(403), accepted()], { credentials })
    expect((await run()).result).toMatchObject({ status })
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
      'Failed to send cancelAsyncOrder: no response in 5 attempts, the last ended with ECONNREFUSED. It was not sent: check baseUrl and network.',
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
      'Failed to call the API: it returned 422 (422.007): reasonCode is required. Name request id-2 when you ask for support.',
    )
  })

  it('of an undocumented answer has its status, and a success none', async () => {
    const { result } = await scripted([new Response('<html>', { status: 418 })]).run()
    expect(thrownBy(() => dataOrThrow(result as never))).toMatchObject({ status: 418, requestId: null, i18nKey: null, fieldErrors: [] })
    const success = await scripted([accepted()]).run()
    expect(dataOrThrow(success.result as never)).toEqual({ referenceOrderId: 'A1', totalLineItems: 2 })
  })
})
