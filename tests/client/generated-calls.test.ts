import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createClient, NoAnswerError, type OperationName } from '../../client/src/index.ts'
import { createOutcomes } from '../../client/src/outcomes.ts'
import { testClock } from '../../client/src/test-clock.ts'
import { operations } from '../../generated/operations.ts'
import { times } from '../long.ts'

const TOTAL = 30_000
const ORDER = { customerIdentifier: 'c', accountIdentifier: 'a', externalRefID: 'e' }
const names = Object.keys(operations) as OperationName[]

type Step = { after: number } & ({ status: number; retryAfter: string } | { code: string } | { hangs: true })

const step: fc.Arbitrary<Step> = fc
  .tuple(
    fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(12_000)),
    fc.oneof(
      fc.record({
        status: fc.constantFrom(202, 307, 404, 401, 401, 429, 429, 503, 503, 503, 500),
        retryAfter: fc.constantFrom('', '0', '3', '40', 'x'),
      }),
      fc.record({ code: fc.constantFrom('ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND') }),
      fc.constant({ hangs: true as const }),
    ),
  )
  .map(([after, what]) => ({ after, ...what }))

/** What the client can know of an attempt. */
type Seen = 'lost' | 'not-sent' | 'refused' | 'unauthorized' | 'final'

function seenOf(status: number): Seen {
  if (status === 401) return 'unauthorized'
  if (status === 429 || status === 503) return 'refused'
  return status >= 500 ? 'lost' : 'final'
}

it('no sequence of answers makes a call repeat what it must not, take more than five requests, or last longer than it may', () =>
  fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.array(step, { minLength: 6, maxLength: 6 }), async (name, steps) => {
      const clock = testClock()
      const seen: Seen[] = []
      const client = createClient({
        baseUrl: 'https://sandbox.test/raas/v2',
        credentials: { token: () => 't' },
        timeouts: { attempt: 10_000, total: TOTAL },
        now: clock.now,
        wait: clock.wait,
        random: () => 0.7,
        fetch: async (request) => {
          // Until there is an answer, and when it comes too late.
          const attempt = seen.push('lost') - 1
          const step = steps[attempt] as Step
          if ('hangs' in step) return new Promise<never>(() => undefined)
          await clock.wait(step.after, request.signal)
          if ('code' in step) {
            if (step.code !== 'ECONNRESET') seen[attempt] = 'not-sent'
            throw Object.assign(new Error(), { code: step.code })
          }
          seen[attempt] = seenOf(step.status)
          const body = [204, 307].includes(step.status) ? null : '{}'
          return new Response(body, { status: step.status, headers: { 'Retry-After': step.retryAfter } })
        },
      })
      const began = clock.now()
      let ended = Number.POSITIVE_INFINITY
      const call =
        name === 'updateAsyncOrder'
          ? client.updateAsyncOrder(ORDER, { notes: '' })
          : client[name as 'freezeAsyncOrder']('A1', { reasonCode: 'FRAUD' })
      const settled = call
        .catch((error) => error)
        .finally(() => {
          ended = clock.now()
        })
      await clock.advance(TOTAL)
      const result = await settled
      expect(ended - began).toBeLessThanOrEqual(TOTAL)
      expect(clock.waiting()).toEqual([])
      expect(seen.length).toBeLessThanOrEqual(5)
      expect(result.attempts).toBe(seen.length)
      const repeated = seen.slice(0, -1)
      expect(repeated).not.toContain('final')
      if (name === 'cancelAsyncOrder' || name === 'unfreezeAsyncOrder') expect(repeated).not.toContain('lost')
      expect(repeated.filter((what) => what === 'unauthorized').length).toBeLessThanOrEqual(1)
      if (result instanceof NoAnswerError) expect(result.mayHaveArrived).toBe(seen.includes('lost'))
    }),
    { numRuns: times(150, 5_000) },
  ))

it('whatever the order in which events come, and however often, each action on each order gets its own', () =>
  fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(fc.constantFrom('A1', 'A2', 'A3'), fc.constantFrom('FREEZE', 'UNFREEZE', 'CANCEL')), {
        selector: String,
        minLength: 1,
      }),
      fc.infiniteStream(fc.nat()),
      fc.nat(3),
      async (actions, numbers, accepted) => {
        const clock = testClock()
        const date = new Date(clock.now()).toISOString()
        const answers: (() => void)[] = []
        const send = () =>
          new Promise<never>((resolve) =>
            answers.push(() => (resolve as (result: object) => void)({ ok: true, status: 202, data: { date }, response: { status: 202 } })),
          )
        const client = { freezeAsyncOrder: send, unfreezeAsyncOrder: send, cancelAsyncOrder: send }
        const outcomes = createOutcomes({ client, wait: clock.wait })
        const methods = { FREEZE: outcomes.freezeAndWait, UNFREEZE: outcomes.unfreezeAndWait, CANCEL: outcomes.cancelAndWait }
        const pending = actions.map(([id, action]) => methods[action as 'FREEZE'](id, { reasonCode: 'FRAUD' }))
        const events = actions.map(([referenceOrderId, action], index) => ({
          ...{ eventId: `${referenceOrderId} ${action}`, revision: index, eventType: 'OrderActionStatus', eventOccurredAt: date },
          eventData: { referenceOrderId, action, status: 'SUCCESSFUL' },
        }))
        const shuffled = [...events, ...events]
          .map((event) => ({ event, at: numbers.next().value }))
          .sort((one, other) => one.at - other.at)
        // Some events come before any acceptance, the others after all.
        const early = accepted * 2
        for (const { event } of shuffled.slice(0, early)) outcomes.receive(event)
        for (const answer of answers) answer()
        await clock.advance(0)
        for (const { event } of shuffled.slice(early)) outcomes.receive(event)
        const results = (await Promise.all(pending)) as unknown as { outcome: { eventId: string } }[]
        expect(results.map(({ outcome }) => outcome.eventId)).toEqual(events.map(({ eventId }) => eventId))
        expect(clock.waiting()).toEqual([])
      },
    ),
    { numRuns: times(100, 5_000) },
  ))
