import { describe, expect, it } from 'vitest'
import { createClient } from './index.ts'
import { type Drift, DriftError, eventDrift, validation } from './validation.ts'

const accepted = { referenceOrderId: 'A1', externalRefID: '', status: 'PENDING', totalLineItems: 2, date: '2026-03-02T09:15:04.218Z' }

/** What a freeze that is answered so gives, and the drift that is told. */
async function freezing(body: unknown, status: number, throws = false) {
  const told: Drift[] = []
  const client = createClient({
    baseUrl: 'https://sandbox.test/raas/v2',
    credentials: { token: 't' },
    retries: { requests: 1 },
    fetch: async () => Response.json(body, { status, headers: { 'X-REQUEST-ID': 'id-1' } }),
    validate: validation({ onDrift: (drift) => told.push(drift), throws }),
  })
  const result = await client.freezeAsyncOrder('A1', { reasonCode: 'FRAUD' }).catch((error) => error)
  return { result, told }
}

describe('an answer', () => {
  it('as described is no drift, with fields and statuses that nobody knows yet', async () => {
    expect((await freezing({ ...accepted, status: 'QUEUED', added: true }, 202, true)).result).toMatchObject({ status: 202 })
  })

  it('of another shape is told, with places and no values', async () => {
    const { result, told } = await freezing({ ...accepted, totalLineItems: 'jane@example.test', date: 'yesterday' }, 202)
    expect(result).toMatchObject({ status: 202 })
    expect(told).toMatchObject([{ subject: 'freezeAsyncOrder', status: 202, id: 'id-1' }])
    expect(told[0]?.differences).toContainEqual({ path: '/totalLineItems', message: 'must be integer' })
    expect(JSON.stringify(told)).not.toMatch(/jane|yesterday/)
  })

  it('of an error of another shape is told', async () => {
    const { told } = await freezing({ message: 'No.', i18nKey: '404.001', errors: [] }, 404)
    expect(told[0]?.differences[0]?.message).toMatch(/^must have required property/)
  })

  it('that is not described at all is told', async () => {
    const { told } = await freezing({}, 418)
    expect(told[0]).toMatchObject({
      status: 418,
      differences: [{ path: '', message: 'is not described for status 418' }],
    })
  })

  it('of another shape rejects the call when that is asked for, and what was answered is not lost', async () => {
    const { result } = await freezing({ ...accepted, totalLineItems: '2' }, 202, true)
    expect(result).toBeInstanceOf(DriftError)
    expect(result.message).toBe(
      'Failed to validate the answer to freezeAsyncOrder: /totalLineItems must be integer. Compare 202 with the description.',
    )
    expect(result.result).toMatchObject({ status: 202, data: { referenceOrderId: 'A1' } })
  })
})

it('an answer is not lost to a log that fails', async () => {
  const broken = validation({
    onDrift: () => {
      throw new Error('log full')
    },
  })
  expect(() => broken('freezeAsyncOrder', { status: 'undocumented', response: new Response() } as never)).not.toThrow()
})

describe('an event', () => {
  const event = {
    ...{ eventId: '0b6f6a0e-3a2b-4b9f-8c3e-6f2f5f0f9d11', revision: 17, category: 'ORDER', eventType: 'OrderActionStatus' },
    eventOccurredAt: '2026-03-02T09:15:06.481920300Z',
    eventData: {
      ...{ referenceOrderId: 'A1', externalRefID: '', customerIdentifier: 'c', accountIdentifier: 'a', action: 'FREEZE' },
      ...{ reasonCode: 'FRAUD', status: 'SUCCESSFUL', totalLineItems: 2, successfulLineItems: 2, failedLineItems: 0 },
    },
  }
  it('as assumed, and one of another type, is no drift', () => {
    expect(eventDrift(event)).toBeNull()
    expect(eventDrift({ ...event, eventType: 'ConnectivityTest', eventData: undefined })).toBeNull()
  })

  it('of another shape is told', () => {
    const { successfulLineItems: _, ...eventData } = event.eventData
    expect(eventDrift({ ...event, eventData })).toMatchObject({
      ...{ subject: 'OrderActionStatus', status: null, id: event.eventId },
      differences: [{ path: '/eventData' }],
    })
  })
})
