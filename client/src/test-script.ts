import { expect } from 'vitest'
import { type ClientOptions, createClient, type OperationName } from './index.ts'
import { testClock } from './test-clock.ts'

/** What a request comes to. */
export type Step = Response | Error | ((request: Request) => Promise<Response>)

/** The answer of an accepted action. */
export const accepted = () =>
  Response.json({ referenceOrderId: 'A1', totalLineItems: 2 }, { status: 202, headers: { 'X-REQUEST-ID': 'id-9' } })
/** An error answer with this status. */
export const refusal = (status: number, headers: Record<string, string> = {}) =>
  Response.json({ message: 'No.', i18nKey: `${status}.001`, errors: [], requestId: `id-${status}` }, { status, headers })
/** What fetch of Node throws, with the code of its cause. */
export const failure = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(), { code }) })
/** What never ends. */
export const hanging = () => new Promise<never>(() => undefined)
/** An answer whose body breaks off. */
export const brokenBody = (status: number) => () =>
  Promise.resolve(
    new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) }), {
      status,
      headers: { 'X-REQUEST-ID': 'id-b' },
    }),
  )

/** A client whose requests are answered by these steps in turn; the waits it makes are in `delays`, the requests in `sent`. */
export function scripted(steps: Step[], options: Partial<ClientOptions> = {}) {
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

/** What a call throws at once. */
export function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}
