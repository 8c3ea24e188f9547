import { describe, expect, it, vi } from 'vitest'
import { delivery, secret, signedEvent } from './test-deliveries.ts'
import { type EventMemory, eventMemory, type WebhookEvent, WebhookVerificationError, webhookHandler } from './webhooks.ts'

type Options = Partial<Parameters<typeof webhookHandler>[0]>

/** A handler, the ids of the events that it handed over, and the errors that it told. */
function handler(options: Options = {}) {
  const events: string[] = []
  const errors: unknown[] = []
  const onEvent = (event: WebhookEvent) => events.push(event.eventId)
  const handle = webhookHandler({ secrets: secret, onEvent, onError: (error) => errors.push(error), ...options })
  const deliver = async (event?: object) => (await handle(delivery(signedEvent(event)))).status
  return { handle, deliver, events, errors }
}

describe('a delivery', () => {
  it('is handed over, and answered 200 when that is done', async () => {
    let end = () => {}
    const done = new Promise<void>((resolve) => {
      end = resolve
    })
    const order: string[] = []
    const { deliver } = handler({ onEvent: () => done.then(() => order.push('handled')) })
    const answered = deliver().then((status) => order.push(`answered ${status}`))
    end()
    await answered
    expect(order).toEqual(['handled', 'answered 200'])
  })

  it('that comes again is answered 200, and handed over once', async () => {
    const { deliver, events } = handler()
    expect([await deliver(), await deliver(), await deliver({ eventId: 'e-2' })]).toEqual([200, 200, 200])
    expect(events).toEqual(['e-1', 'e-2'])
  })

  it.each([
    ['categories, a list (C-ENV-CATEGORY)', { categories: ['ORDER', 'MORE'] }, { category: 'ORDER' }],
    ['category beside categories', { category: 'ORDER', categories: ['MORE'] }, { category: 'ORDER' }],
    ['a small letter at the head of eventType (C-EVT-CASE)', { eventType: 'orderActionStatus' }, { eventType: 'OrderActionStatus' }],
    ['referenceOrderID (C-REFID-CASE)', { eventData: { referenceOrderID: 'A1' } }, { eventData: { referenceOrderId: 'A1' } }],
  ])('with %s is handed over under the names of the description', async (_, sent, expected) => {
    const events: WebhookEvent[] = []
    expect(await handler({ onEvent: (event) => events.push(event) }).deliver(sent)).toBe(200)
    expect(events).toMatchObject([expected])
  })

  it('that could not be handled is answered 500, and may come again', async () => {
    let calls = 0
    const onEvent = () => {
      if (++calls === 1) throw new Error('database down')
    }
    const { deliver, errors } = handler({ onEvent })
    expect([await deliver(), await deliver(), await deliver(), calls]).toEqual([500, 200, 200, 2])
    expect(errors).toEqual([new Error('database down')])
  })

  it('that comes again while it is handled shares the answer', async () => {
    const verified = vi.spyOn(crypto.subtle, 'verify')
    let end = (_: Error) => {}
    const { deliver } = handler({
      onEvent: () =>
        new Promise((_, reject) => {
          end = reject
        }),
    })
    const both = Promise.all([deliver(), deliver()])
    while (verified.mock.results.length < 2) await new Promise((resume) => setImmediate(resume))
    await Promise.all(verified.mock.results.map(({ value }) => value))
    for (let turn = 0; turn < 5; turn++) await new Promise((resume) => setImmediate(resume))
    end(new Error('too slow'))
    expect(await both).toEqual([500, 500])
    verified.mockRestore()
  })

  it('is answered 500 when the memory fails, and is not lost to that', async () => {
    const broken: EventMemory = {
      add: () => {
        throw new Error('store down')
      },
      delete: () => undefined,
    }
    const down = handler({ memory: broken })
    expect([await down.deliver(), await down.deliver(), down.events]).toEqual([500, 500, []])
    broken.add = async () => true
    expect([await down.deliver(), down.events]).toEqual([200, ['e-1']])
  })

  it.each([
    ['not signed', new Request('https://receiver.test', { method: 'POST', body: '{}' }), 401, 'missing-signature'],
    ['forged', delivery({ ...signedEvent(), body: '{}' }), 401, 'wrong-signature'],
    ['signed, and no event', delivery(signedEvent({ eventId: 7 })), 400, 'malformed-body'],
    [
      'without a body',
      new Request('https://receiver.test', { method: 'POST', headers: { 'X-Signed-Payload': 'x' } }),
      401,
      'wrong-signature',
    ],
    ['too large', delivery(signedEvent({ eventData: { more: '.'.repeat(300_000) } })), 413, 'too-large'],
  ])('is refused when it is %s, and told', async (_, request, status, reason) => {
    const { handle, events, errors } = handler()
    expect((await handle(request)).status).toBe(status)
    expect(errors).toMatchObject([{ reason, status }])
    expect(errors[0]).toBeInstanceOf(WebhookVerificationError)
    expect(events).toEqual([])
  })

  it('may be as large as it is told, to the byte', async () => {
    const signed = signedEvent()
    expect((await handler({ maxBytes: signed.body.length }).handle(delivery(signed))).status).toBe(200)
    expect((await handler({ maxBytes: signed.body.length - 1 }).handle(delivery(signed))).status).toBe(413)
  })

  it('whose body breaks off is answered 500', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
    const { handle, errors } = handler()
    const request = new Request('https://receiver.test', { method: 'POST', body, duplex: 'half' } as RequestInit)
    expect((await handle(request)).status).toBe(500)
    expect(errors).toEqual([new TypeError('terminated')])
  })

  it('comes by POST only', async () => {
    const answer = await handler().handle(new Request('https://receiver.test'))
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'POST'])
  })

  it('is answered all the same when what is told of errors throws', async () => {
    const onError = () => {
      throw new Error('log full')
    }
    expect((await handler({ onError }).handle(delivery({ body: '{}', signature: 'x' }))).status).toBe(401)
  })
})

describe('an error without onError', () => {
  /** What the console shows of a delivery, and its status. */
  async function shownBy(request: Request, options: Options = {}) {
    const shown = vi.spyOn(console, 'error').mockReturnValue(undefined)
    const { status } = await handler({ onError: undefined, ...options }).handle(request)
    const calls = shown.mock.calls.flat()
    shown.mockRestore()
    return { status, calls }
  }

  it('is on the console when the receiver is at fault', async () => {
    const read = delivery(signedEvent())
    await read.json()
    const consumed =
      'Failed to read the delivery: body already consumed. Register this handler before any body parser, or keep the bytes in rawBody.'
    expect(await shownBy(read)).toEqual({ status: 500, calls: [new Error(consumed)] })
    const onEvent = () => {
      throw new Error('database down')
    }
    expect(await shownBy(delivery(signedEvent()), { onEvent })).toEqual({ status: 500, calls: [new Error('database down')] })
    expect(await shownBy(delivery(signedEvent()), { secrets: '' })).toMatchObject({ status: 500, calls: [{ reason: 'bad-secret' }] })
  })

  it('is not when the delivery is: anybody could fill the log', async () => {
    expect(await shownBy(delivery({ body: '{}', signature: 'x' }))).toEqual({ status: 401, calls: [] })
  })
})

describe('a memory', () => {
  it('knows an event until it is forgotten, or the oldest of too many', () => {
    const { add, delete: forget } = eventMemory(2)
    expect([add('a'), add('a'), add('b'), add('c')]).toEqual([true, false, true, true])
    expect([add('b'), add('c'), add('a')]).toEqual([false, false, true])
    forget('a')
    expect(add('a')).toBe(true)
  })
})
