import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { documentedRules, memoryStore, type Transaction } from '../index.ts'
import { demo, testSandbox } from '../test-sandbox.ts'

afterEach(() => vi.useRealTimers())

async function attemptsWith(options: Parameters<typeof testSandbox>[0], subscription: object = {}) {
  const sandbox = testSandbox(options)
  await sandbox.subscribe(subscription)
  await sandbox.act('freeze', sandbox.order())
  expect((await sandbox.drain()).status).toBe(204)
  expect(sandbox.reported).toEqual([])
  const [delivery] = await sandbox.deliveries()
  return delivery?.attempts.map(({ at: _, ...attempt }) => attempt)
}

describe('an attempt', () => {
  const missed = (reason: string, status: number | null = null) => ({ status, received: false, reason })
  const atOnce = () => {
    throw new Error('no network')
  }
  const refused = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }))
  it.each([
    ['answered 200', async () => new Response(), { status: 200, received: true, reason: null }],
    ['answered 204', async () => new Response(null, { status: 204 }), missed('answered 204; 200 is expected', 204)],
    ['answered by a redirect', async () => Response.redirect('http://127.0.0.1/'), missed('answered 302; 200 is expected', 302)],
    ['refused', refused, missed('Error: connect ECONNREFUSED')],
    ['failed by no error', () => Promise.reject('gone'), missed('gone')],
    ['failed at once', atOnce, missed('no network')],
  ])('that is %s is told', async (_, deliver, attempt) => {
    expect(await attemptsWith({ deliver })).toEqual([{ ...attempt, signature: null, fault: null }])
  })

  it.each([
    ['received', 200],
    ['not received', 500],
  ])('that is signed and %s tells the signature that was sent', async (_, status) => {
    const sent: (string | null)[] = []
    const deliver = async (request: Request): Promise<Response> => {
      sent.push(request.headers.get('x-signed-payload'))
      return new Response(null, { status })
    }
    const attempts = await attemptsWith({ deliver }, { payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: 'c2VjcmV0' })
    expect(sent).toEqual([expect.stringMatching(/^[\w+/]{43}=$/)])
    expect(attempts?.map(({ signature }) => signature)).toEqual(sent)
  })

  it('that is signed and refused tells the signature that was to be sent', async () => {
    const deliver = () => Promise.reject(new Error('refused'))
    const [attempt] = (await attemptsWith({ deliver }, { payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: 'c2VjcmV0' })) ?? []
    expect(attempt).toMatchObject({ reason: 'refused', signature: expect.stringMatching(/=$/) })
  })

  it('that cannot be signed is told, and takes no process down', async () => {
    const rules = { ...documentedRules, sign: () => Promise.reject(new Error('the secret is no key')) }
    expect(await attemptsWith({ rules })).toEqual([
      { status: null, received: false, reason: 'the secret is no key', signature: null, fault: null },
    ])
  })

  it('gives up after ten seconds, even where deliver does not heed its signal', async () => {
    vi.useFakeTimers()
    const sandbox = testSandbox({ deliver: () => new Promise(() => undefined) })
    await sandbox.subscribe()
    await sandbox.act('freeze', sandbox.order())
    const drained = sandbox.drain()
    await vi.advanceTimersByTimeAsync(9_999)
    expect((await sandbox.deliveries())[0]?.attempts).toEqual([])
    await vi.advanceTimersByTimeAsync(2)
    expect((await drained).status).toBe(204)
    expect((await sandbox.deliveries())[0]?.attempts).toMatchObject([
      { status: null, received: false, reason: 'no answer within 10 seconds' },
    ])
  })

  it('that cannot be recorded is reported, and takes no process down', async () => {
    const inner = memoryStore()
    const full: Transaction['putDelivery'] = () => {
      throw new Error('the disk is full')
    }
    const sandbox = testSandbox({
      store: {
        transaction: (work) =>
          inner.transaction((tx) =>
            work({ ...tx, putDelivery: (name, made) => (made.attempts.length > 0 ? full : tx.putDelivery)(name, made) }),
          ),
      },
    })
    await sandbox.subscribe()
    await sandbox.act('freeze', sandbox.order())
    expect((await sandbox.drain()).status).toBe(204)
    expect(sandbox.reported.map(({ message }) => message)).toEqual(['the disk is full'])
  })

  it('is given up at once when the sandbox is closed', async () => {
    let signal: AbortSignal | undefined
    const sandbox = testSandbox({
      deliver: (request) => {
        signal = request.signal
        return new Promise(() => undefined)
      },
    })
    await sandbox.subscribe()
    await sandbox.act('freeze', sandbox.order())
    const drained = sandbox.drain()
    await vi.waitFor(() => expect(signal).toBeDefined())
    sandbox.close()
    expect((await drained).status).toBe(204)
    expect(signal?.aborted).toBe(true)
  })
})

it('is made again, with the same body, by the next sandbox when the one before stopped under way; a recorded one is not', async () => {
  const store = memoryStore()
  const bodies: string[] = []
  const first = testSandbox({
    store,
    deliver: async (request) => {
      if (bodies.push(await request.text()) > 1) await new Promise(() => undefined)
      return new Response()
    },
  })
  await first.subscribe()
  for (let n = 0; n < 2; n++) await first.act('freeze', first.order())
  const drained = first.drain()
  await vi.waitFor(() => expect(bodies).toHaveLength(2))
  first.close()
  await drained
  const second = testSandbox({ store })
  await second.drain()
  expect(second.delivered.map(({ body }) => body)).toEqual([bodies[1]])
  expect((await second.deliveries()).map(({ attempts }) => attempts.length)).toEqual([1, 1])
  const third = testSandbox({ store })
  await third.drain()
  expect(third.delivered).toEqual([])
})

describe('a subscription', () => {
  it('gets its events one at a time and in order; a slow one holds up no other', async () => {
    const log: string[] = []
    const answers: (() => void)[] = []
    const sandbox = testSandbox({
      deliver: async (request) => {
        const { revision } = JSON.parse(await request.text())
        const name = new URL(request.url).pathname.slice(1)
        log.push(`${name} ${revision}`)
        if (name === 'slow') await new Promise<void>((resolve) => answers.push(resolve))
        return new Response()
      },
    })
    await sandbox.subscribe({ url: 'http://127.0.0.1:1/slow' })
    await sandbox.subscribe({ url: 'http://127.0.0.1:1/fast' })
    for (let n = 0; n < 2; n++) await sandbox.act('freeze', sandbox.order())
    const drained = sandbox.drain()
    await vi.waitFor(() => expect(log).toContain('fast 2'))
    expect(log.filter((line) => line.startsWith('slow'))).toEqual(['slow 1'])
    answers[0]?.()
    await vi.waitFor(() => expect(log).toContain('slow 2'))
    answers[1]?.()
    await drained
    expect(log).toHaveLength(4)
  })
})

it('keeps a request while it is under way: one that nobody holds no longer hears of its abortion', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  let request: WeakRef<Request> | undefined
  let begin: () => void = () => undefined
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const sandbox = testSandbox({
    platforms: [demo],
    deliver: (sent) => {
      request = new WeakRef(sent)
      begin()
      return new Promise(() => undefined)
    },
  })
  await sandbox.subscribe()
  await sandbox.act('freeze', sandbox.order())
  await begun
  // What a WeakRef was made of stays until the end of its turn.
  await new Promise((resolve) => setTimeout(resolve))
  collect()
  expect(request?.deref()).toBeDefined()
  sandbox.close()
})
