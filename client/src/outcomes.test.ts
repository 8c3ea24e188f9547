import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { Result } from './index.ts'
import { createOutcomes, type OutcomesOptions, OutcomeTimeoutError } from './outcomes.ts'
import { testClock } from './test-clock.ts'
import type { WebhookEvent } from './webhooks.ts'

const T0 = Date.UTC(2026, 2, 2, 10)
const at = (milliseconds: number) => new Date(T0 + milliseconds).toISOString()
let made = 0

/** An outcome event of FREEZE on A1, five seconds after the action was accepted, unless told otherwise. */
function event({ id = `e-${++made}`, after = 5_000, revision = made, ...data }: Record<string, unknown> = {}): WebhookEvent {
  const eventData = { referenceOrderId: 'A1', action: 'FREEZE', status: 'SUCCESSFUL', successfulLineItems: 1, ...data }
  return { eventId: `${id}`, revision: Number(revision), eventType: 'OrderActionStatus', eventOccurredAt: at(Number(after)), eventData }
}

/** Outcomes over a client whose answers are given by hand. */
function outcomesOf(options: Partial<OutcomesOptions> = {}) {
  const clock = testClock(T0)
  const answers: ((result: object) => void)[] = []
  const send = () => new Promise<never>((resolve) => answers.push(resolve as (result: object) => void))
  const outcomes = createOutcomes({
    client: { freezeAsyncOrder: send, unfreezeAsyncOrder: send, cancelAsyncOrder: send },
    now: clock.now,
    wait: clock.wait,
    ...options,
  })
  const accept = async (after = 0) => {
    answers.shift()?.({ ok: true, status: 202, data: { referenceOrderId: 'A1', date: at(after) }, response: { status: 202 } })
    await clock.advance(0)
  }
  const freeze = (id = 'A1', options?: { timeout?: number; signal?: AbortSignal }) =>
    outcomes.freezeAndWait(id, { reasonCode: 'FRAUD' }, options) as Promise<Result<'freezeAsyncOrder'> & { outcome?: WebhookEvent }>
  return { ...outcomes, clock, answers, accept, freeze }
}

const idOf = async (pending: Promise<object>) => ((await pending) as { outcome?: WebhookEvent }).outcome?.eventId

describe('the outcome of an action', () => {
  it('comes after its acceptance', async () => {
    const { freeze, accept, receive, clock } = outcomesOf()
    const pending = freeze()
    await accept()
    expect(receive(event({ id: 'mine' }))).toBe(true)
    expect(await pending).toMatchObject({ status: 202, data: { referenceOrderId: 'A1' }, outcome: { eventId: 'mine' } })
    expect(clock.waiting()).toEqual([])
  })

  it('comes before its acceptance is known', async () => {
    const { freeze, accept, receive } = outcomesOf()
    const pending = freeze()
    expect(receive(event({ id: 'early' }))).toBe(true)
    await accept()
    expect(await idOf(pending)).toBe('early')
  })

  it('comes twice: the second one ends no other wait', async () => {
    const { freeze, accept, receive, clock } = outcomesOf()
    const first = freeze()
    await accept()
    receive(event({ id: 'twice' }))
    expect(await idOf(first)).toBe('twice')
    const second = freeze().catch((error) => error)
    await accept()
    expect(receive(event({ id: 'twice' }))).toBe(false)
    await clock.advance(300_000)
    expect(await second).toBeInstanceOf(OutcomeTimeoutError)
  })

  it('is not one that came before the action was begun, nor when that comes again', async () => {
    const { freeze, accept, receive } = outcomesOf()
    expect(receive(event({ id: 'old' }))).toBe(false)
    const pending = freeze()
    receive(event({ id: 'old' }))
    await accept()
    receive(event({ id: 'new' }))
    expect(await idOf(pending)).toBe('new')
  })

  it('is not one that is dated before the acceptance, beyond what two clocks may differ', async () => {
    const { freeze, accept, receive } = outcomesOf()
    const pending = freeze()
    receive(event({ id: 'held up', after: -1_001 }))
    await accept()
    receive(event({ id: 'held up as well', after: -1_001 }))
    receive(event({ id: 'fast', after: -1_000 }))
    expect(await idOf(pending)).toBe('fast')
  })

  it('is not one that is dated before the action was begun, where the 202 dates the order (C-202-DATE)', async () => {
    const { freeze, accept, receive, clock } = outcomesOf({ acceptance: 'clock' })
    await clock.advance(60_000)
    const pending = freeze()
    await accept(-86_400_000)
    receive(event({ id: 'held up', after: 58_999 }))
    receive(event({ id: 'mine', after: 59_000 }))
    expect(await idOf(pending)).toBe('mine')
  })

  it.each([
    ['of another action on the order', { action: 'CANCEL' }],
    ['of another order', { referenceOrderId: 'A2' }],
    ['that says the work goes on', { status: 'RETRYING' }],
  ])('is not one %s', async (_, other) => {
    const { freeze, accept, receive } = outcomesOf()
    const pending = freeze()
    await accept()
    expect(receive(event(other))).toBe(false)
    receive(event({ id: 'mine' }))
    expect(await idOf(pending)).toBe('mine')
  })

  it('is not an event of another type', async () => {
    const { freeze, receive } = outcomesOf()
    void freeze()
    expect(receive({ ...event(), eventType: 'RewardStatus' })).toBe(false)
    expect(receive({ ...event(), eventType: 'ConnectivityTest', eventData: undefined })).toBe(false)
  })

  it('may have a status and a date that nobody knows yet', async () => {
    const { freeze, accept, receive } = outcomesOf()
    const pending = freeze()
    await accept()
    receive({ ...event({ id: 'odd', status: 'ODD' }), eventOccurredAt: 'later' })
    expect(await idOf(pending)).toBe('odd')
  })

  it('comes out of order with that of another action', async () => {
    const { freeze, cancelAndWait, accept, receive } = outcomesOf()
    const frozen = freeze()
    const cancelled = cancelAndWait('A1', { reasonCode: 'FRAUD' })
    await accept()
    await accept()
    receive(event({ id: 'cancelled', revision: 2, action: 'CANCEL' }))
    receive(event({ id: 'frozen', revision: 1 }))
    expect([await idOf(frozen), await idOf(cancelled)]).toEqual(['frozen', 'cancelled'])
  })

  it('of two like actions goes to the one accepted first, each once', async () => {
    const { freeze, accept, receive } = outcomesOf()
    const [first, second] = [freeze(), freeze()]
    await accept()
    await accept()
    receive(event({ id: 'one' }))
    receive(event({ id: 'two' }))
    expect([await idOf(first), await idOf(second)]).toEqual(['one', 'two'])
  })

  it('of two like actions goes to the one accepted first, also when it was begun last', async () => {
    const { freeze, accept, receive, answers } = outcomesOf()
    const [first, second] = [freeze(), freeze()]
    answers.reverse()
    await accept()
    await accept()
    receive(event({ id: 'one' }))
    receive(event({ id: 'two' }))
    expect([await idOf(first), await idOf(second)]).toEqual(['two', 'one'])
  })

  it('of two like actions is none that came before the later one was begun', async () => {
    const { freeze, accept, receive, answers } = outcomesOf()
    const first = freeze()
    receive(event({ id: 'one' }))
    const second = freeze()
    answers.reverse()
    await accept()
    await accept()
    receive(event({ id: 'two' }))
    expect([await idOf(first), await idOf(second)]).toEqual(['one', 'two'])
  })

  it('of two like actions is told by revision when both came before the acceptances', async () => {
    const { freeze, accept, receive } = outcomesOf()
    const [first, second] = [freeze(), freeze()]
    receive(event({ id: 'two', revision: 902 }))
    receive(event({ id: 'one', revision: 901 }))
    await accept()
    await accept()
    expect([await idOf(first), await idOf(second)]).toEqual(['one', 'two'])
  })
})

describe('a wait', () => {
  it('is not begun for a refusal', async () => {
    const { freeze, answers, clock, receive } = outcomesOf()
    const pending = freeze()
    answers[0]?.({ ok: false, status: 422, error: { message: 'No.' }, response: { status: 422 } })
    expect(await pending).toEqual({ ok: false, status: 422, error: { message: 'No.' }, response: { status: 422 } })
    expect(clock.waiting()).toEqual([])
    expect(receive(event())).toBe(false)
  })

  it('is begun for a 202 whose body broke off', async () => {
    const { freeze, answers, receive } = outcomesOf()
    const pending = freeze()
    answers[0]?.({ ok: false, status: 'undocumented', body: undefined, response: { status: 202 } })
    receive(event({ id: 'mine' }))
    expect(await idOf(pending)).toBe('mine')
  })

  it('ends at its deadline, counted from the acceptance, and takes no event after that', async () => {
    const { freeze, accept, receive, clock } = outcomesOf()
    const pending = freeze('A1', { timeout: 60_000 }).catch((error) => error)
    await clock.advance(50_000)
    await accept()
    await clock.advance(60_000)
    const error = await pending
    expect(error).toBeInstanceOf(OutcomeTimeoutError)
    expect(error).toMatchObject({ action: 'FREEZE', referenceOrderId: 'A1' })
    expect(error.message).toBe(
      'Failed to learn the outcome of FREEZE on A1: no event came within 60000 ms. Read the missed events: outcomes.readFrom(readEvents({ webhookId, fromRevision, … })), and wait again, or read the order: when nothing was eligible, there may be no event (C-NONE-EVENT).',
    )
    expect(receive(event())).toBe(false)
  })

  it('ends with its signal', async () => {
    const { freeze, accept, receive, clock } = outcomesOf()
    const controller = new AbortController()
    const pending = freeze('A1', { signal: controller.signal })
    await accept()
    controller.abort('given up')
    await expect(pending).rejects.toBe('given up')
    expect(clock.waiting()).toEqual([])
    expect(receive(event())).toBe(false)
  })

  it.each([
    ['is refused', async () => ({ ok: false, status: 422, response: { status: 422 } })],
    ['rejects', async () => Promise.reject(new Error('no answer'))],
    [
      'throws at once',
      () => {
        throw new Error('no client')
      },
    ],
  ])('leaves nothing behind when the action %s', async (_, send) => {
    const client = { freezeAsyncOrder: send, unfreezeAsyncOrder: send, cancelAsyncOrder: send } as unknown as OutcomesOptions['client']
    const { freeze, unfreezeAndWait, cancelAndWait, receive } = outcomesOf({ client })
    const body = { reasonCode: 'FRAUD' } as const
    await Promise.allSettled([freeze(), unfreezeAndWait('A1', body), cancelAndWait('A1', body)])
    expect(['FREEZE', 'UNFREEZE', 'CANCEL'].map((action) => receive(event({ action })))).toEqual([false, false, false])
  })

  it('that ended leaves a later event to the next wait on the order', async () => {
    const { freeze, accept, receive, clock } = outcomesOf()
    const controller = new AbortController()
    const ended = [freeze('A1', { timeout: 1_000 }), freeze('A1', { signal: controller.signal })].map((pending) => pending.catch(() => 0))
    const next = freeze()
    for (let count = 0; count < 3; count++) await accept()
    await clock.advance(1_000)
    controller.abort()
    await Promise.all(ended)
    receive(event({ id: 'mine' }))
    expect(await idOf(next)).toBe('mine')
  })

  it('that ends in the instant of its event has it', async () => {
    const { freeze, accept, receive } = outcomesOf()
    const controller = new AbortController()
    const pending = freeze('A1', { signal: controller.signal })
    await accept()
    receive(event({ id: 'mine' }))
    controller.abort('given up')
    expect(await idOf(pending)).toBe('mine')
  })

  it('that is dropped twice ends no later one', async () => {
    const { expect: listen, receive } = outcomesOf()
    const first = listen('FREEZE', 'A1')
    first.drop()
    const second = listen('FREEZE', 'A1')
    first.drop()
    expect(receive(event({ id: 'mine' }))).toBe(true)
    expect(await second.outcome()).toMatchObject({ eventId: 'mine' })
  })

  it('in two steps can be taken up again after its deadline, and tells of an action whose answer was lost', async () => {
    const { expect: listen, receive, clock } = outcomesOf()
    const expectation = listen('CANCEL', 'A1')
    const late = expectation.outcome(undefined, { timeout: 1_000 }).catch((error) => error)
    await clock.advance(1_000)
    expect(await late).toBeInstanceOf(OutcomeTimeoutError)
    receive(event({ id: 'late', action: 'CANCEL' }))
    expect(await expectation.outcome()).toMatchObject({ eventId: 'late' })
    expectation.drop()
    expect(receive(event({ action: 'CANCEL' }))).toBe(false)
  })

  it('holds a hundred events at most', async () => {
    const { expect: listen, receive } = outcomesOf()
    const expectation = listen('FREEZE', 'A1')
    for (let count = 0; count < 101; count++) receive(event({ id: `n-${count}`, revision: count }))
    expect(await expectation.outcome()).toMatchObject({ eventId: 'n-1' })
  })
})

describe('a source', () => {
  it('is read to its end', async () => {
    const { readFrom, freeze, accept } = outcomesOf()
    const pending = freeze()
    await accept()
    await readFrom(
      (async function* () {
        yield event({ action: 'CANCEL' })
        yield event({ id: 'mine' })
      })(),
    )
    expect(await idOf(pending)).toBe('mine')
  })

  it('is let go when its signal is aborted, also while it hangs', async () => {
    const { readFrom } = outcomesOf()
    let ended = false
    const source = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise<never>(() => undefined),
        return: async () => {
          ended = true
          return { done: true as const, value: undefined }
        },
      }),
    }
    const controller = new AbortController()
    const reading = readFrom(source, { signal: controller.signal })
    controller.abort('enough')
    await expect(reading).rejects.toBe('enough')
    expect(ended).toBe(true)
    await expect(readFrom(source, { signal: AbortSignal.abort('at once') })).rejects.toBe('at once')
  })

  it('leaves nothing on a signal that outlives it', async () => {
    const { readFrom } = outcomesOf()
    const { signal } = new AbortController()
    const listeners: number[] = []
    await readFrom(
      (async function* () {
        for (let count = 0; count < 50; count++) {
          listeners.push(getEventListeners(signal, 'abort').length)
          yield event()
        }
      })(),
      { signal },
    )
    expect(Math.max(...listeners)).toBeLessThanOrEqual(2)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  it('that fails tells so', async () => {
    const { readFrom } = outcomesOf()
    const broken = { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('queue down')) }) }
    await expect(readFrom(broken)).rejects.toThrow('queue down')
  })
})
