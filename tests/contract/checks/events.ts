import { createHmac } from 'node:crypto'
import type { Case, EventsWant } from '../case.ts'
import type { Observation } from '../observe.ts'
import type { Received } from '../targets/target.ts'
import type { Assertions } from './assertions.ts'
import { checkDescribed } from './described.ts'
import { headerMatches, matches } from './matches.ts'
import { isJson } from './media-type.ts'
import type { SchemaCheck } from './schema.ts'

/** The secret that receivers of the suite register, in base64. Known to everybody, and worth nothing. */
export const webhookSecret = Buffer.from('a secret of the contract suite').toString('base64')

/** The secret of the second subscription, where a case has two. */
export const secondWebhookSecret = Buffer.from('another secret of the contract suite').toString('base64')

/** Compares the events of a case with what is wanted: how many came, their envelope, signature and data. */
export function checkEvents(row: Pick<Case, 'clauses' | 'events'>, seen: Observation, schemas: SchemaCheck, assertions: Assertions): void {
  const want = row.events
  if (want === undefined) return
  const [primary] = row.clauses
  const { deliveries } = seen
  const count = want.count ?? 1
  assertions.same(primary, 'the number of deliveries', count, deliveries.length)
  for (const delivery of deliveries) {
    if (!delivery.listed) checkDelivery(want, delivery, schemas, assertions)
    checkEvent(primary, want, delivery, seen, schemas, assertions)
  }
  const bodies = deliveries.map(({ body }) => parse(body))
  const ids = new Set(bodies.map((body) => body.eventId))
  const expectedIds = want.subscription === 'two' ? 1 : deliveries.length
  assertions.same('EVT-01', 'the number of different event ids', expectedIds, ids.size)
  const urls = new Set(deliveries.map(({ path }) => path))
  if (want.subscription === 'two') assertions.same('EVT-23', 'the number of different URLs', 2, urls.size)
  if (want.actions !== undefined) {
    const byRevision = bodies.toSorted((one, other) => Number(one.revision) - Number(other.revision))
    const actions = byRevision.map((body) => (body.eventData as Record<string, unknown>)?.action)
    assertions.same(primary, 'the actions by revision', want.actions, actions)
  }
  if (want.received !== undefined) {
    const received = seen.log.map(({ attempts }) => attempts.some((attempt) => attempt.received))
    assertions.same(primary, 'received, by the delivery log', Array(count).fill(want.received), received)
    const answer = want.answer ?? 200
    assertions.same(primary, `received when answered ${answer}, by the description`, want.received, schemas.receipt(answer))
  }
}

function checkDelivery(want: EventsWant, delivery: Received, schemas: SchemaCheck, assertions: Assertions): void {
  assertions.same('EVT-18', 'the method of the delivery', 'POST', delivery.method)
  const actual = delivery.headers.get('content-type')
  assertions.that(isJson(actual), { clause: 'EVT-18', what: 'the content type of the delivery', expected: 'application/json', actual })
  const signed = want.subscription !== 'unsigned'
  const secret = want.subscription === 'two' && delivery.path.endsWith('/1') ? secondWebhookSecret : webhookSecret
  const expected = signed ? createHmac('sha256', Buffer.from(secret, 'base64')).update(delivery.body).digest('base64') : null
  assertions.same(signed ? 'EVT-19' : 'EVT-20', 'the X-Signed-Payload header', expected, delivery.headers.get('x-signed-payload'))
  if (signed) assertions.same('EVT-19', 'X-Signed-Payload is described', true, schemas.eventHeader('x-signed-payload'))
}

function checkEvent(
  clause: string,
  want: EventsWant,
  delivery: Received,
  seen: Observation,
  schemas: SchemaCheck,
  assertions: Assertions,
): void {
  const body = parse(delivery.body)
  const { headers } = delivery
  const problems = delivery.listed ? schemas.event(body) : schemas.event(body, headers)
  assertions.none(problems.map((problem) => ({ clause, what: 'the event against the description', expected: 'fits', actual: problem })))
  assertions.none(checkDescribed(clause, want.described, { body, headers }, schemas.event))
  const facts = { order: seen.order as Record<string, unknown>, now: seen.now, headers: seen.exchange.headers }
  const data = (body.eventData ?? {}) as Record<string, unknown>
  const fields = [
    ...Object.entries(want.envelope ?? {}).map(([field, expected]) => ({ what: field, expected, actual: body[field] })),
    ...Object.entries(want.data ?? {}).map(([field, expected]) => ({ what: `eventData.${field}`, expected, actual: data[field] })),
  ]
  for (const field of fields) assertions.that(matches(field.expected, field.actual, facts), { clause, ...field })
  for (const [name, expected] of Object.entries(want.headers ?? {})) {
    const actual = delivery.headers.get(name)
    assertions.that(headerMatches(expected, actual), { clause, what: `the ${name} header`, expected: String(expected), actual })
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
