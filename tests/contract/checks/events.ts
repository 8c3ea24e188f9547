import { createHmac } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Case, EventsWant } from '../case.ts'
import type { Observation } from '../observe.ts'
import type { Received } from '../targets/target.ts'
import { checkDescribed } from './described.ts'
import type { Failure } from './failure.ts'
import { headerMatches, matches } from './matches.ts'
import { isJson } from './media-type.ts'
import type { SchemaCheck } from './schema.ts'

/** The secret that receivers of the suite register, in base64. Known to everybody, and worth nothing. */
export const webhookSecret = Buffer.from('a secret of the contract suite').toString('base64')

/** The secret of the second subscription, where a case has two. */
export const secondWebhookSecret = Buffer.from('another secret of the contract suite').toString('base64')

/** What is wrong with the events of a case: how many came, their envelope, signature and data. */
export function checkEvents(row: Pick<Case, 'clauses' | 'events'>, seen: Observation, schemas: SchemaCheck): Failure[] {
  const want = row.events
  if (want === undefined) return []
  const [primary] = row.clauses
  const { deliveries } = seen
  const failures: Failure[] = []
  const fail = (clause: string, what: string, expected: unknown, actual: unknown): void =>
    void failures.push({ clause, what, expected, actual })
  const count = want.count ?? 1
  if (deliveries.length !== count) fail(primary, 'the number of deliveries', count, deliveries.length)
  for (const delivery of deliveries) failures.push(...checkDelivery(primary, want, delivery, seen, schemas))
  const bodies = deliveries.map(({ body }) => parse(body))
  const ids = new Set(bodies.map((body) => body.eventId))
  const expectedIds = want.subscription === 'two' ? 1 : deliveries.length
  if (ids.size !== expectedIds) fail('EVT-01', 'the number of different event ids', expectedIds, ids.size)
  const urls = new Set(deliveries.map(({ path }) => path))
  if (want.subscription === 'two' && urls.size !== 2) fail('EVT-23', 'the number of different URLs', 2, urls.size)
  if (want.actions !== undefined) {
    const byRevision = bodies.toSorted((one, other) => Number(one.revision) - Number(other.revision))
    const actions = byRevision.map((body) => (body.eventData as Record<string, unknown>)?.action)
    if (!isDeepStrictEqual(actions, want.actions)) fail(primary, 'the actions by revision', want.actions, actions)
  }
  if (want.received !== undefined) {
    const received = seen.log.map(({ attempts }) => attempts.some((attempt) => attempt.received))
    if (!isDeepStrictEqual(received, Array(count).fill(want.received)))
      fail(primary, 'received, by the delivery log', want.received, received)
    const described = schemas.receipt(want.answer ?? 200)
    if (described !== want.received)
      fail(primary, `received when answered ${want.answer ?? 200}, by the description`, want.received, described)
  }
  return failures
}

function checkDelivery(primary: string, want: EventsWant, delivery: Received, seen: Observation, schemas: SchemaCheck): Failure[] {
  const failures: Failure[] = []
  const fail = (clause: string, what: string, expected: unknown, actual: unknown): void =>
    void failures.push({ clause, what, expected, actual })
  if (delivery.method !== 'POST') fail('EVT-18', 'the method of the delivery', 'POST', delivery.method)
  const contentType = delivery.headers.get('content-type')
  if (!isJson(contentType)) fail('EVT-18', 'the content type of the delivery', 'application/json', contentType)
  const signature = delivery.headers.get('x-signed-payload')
  const signed = want.subscription !== 'unsigned'
  const secret = want.subscription === 'two' && delivery.path.endsWith('/1') ? secondWebhookSecret : webhookSecret
  const expected = signed ? createHmac('sha256', Buffer.from(secret, 'base64')).update(delivery.body).digest('base64') : null
  if (signature !== expected) fail(signed ? 'EVT-19' : 'EVT-20', 'the X-Signed-Payload header', expected, signature)
  if (signed && !schemas.eventHeader('x-signed-payload')) fail('EVT-19', 'X-Signed-Payload, by the description', 'described', 'not there')
  return [...failures, ...checkEvent(primary, want, delivery, seen, schemas)]
}

function checkEvent(primary: string, want: EventsWant, delivery: Received, seen: Observation, schemas: SchemaCheck): Failure[] {
  const failures: Failure[] = []
  const fail = (what: string, expected: unknown, actual: unknown): void => void failures.push({ clause: primary, what, expected, actual })
  const body = parse(delivery.body)
  for (const problem of schemas.event(body, delivery.headers)) fail('the event against the description', 'fits', problem)
  failures.push(...checkDescribed(primary, want.described, { body, headers: delivery.headers }, schemas.event))
  const facts = { order: seen.order as Record<string, unknown>, now: seen.now, headers: seen.exchange.headers }
  for (const [field, value] of Object.entries(want.envelope ?? {})) {
    if (!matches(value, body[field], facts)) fail(field, value, body[field])
  }
  const data = (body.eventData ?? {}) as Record<string, unknown>
  for (const [field, value] of Object.entries(want.data ?? {})) {
    if (!matches(value, data[field], facts)) fail(`eventData.${field}`, value, data[field])
  }
  for (const [name, value] of Object.entries(want.headers ?? {})) {
    if (!headerMatches(value, delivery.headers.get(name))) fail(`the ${name} header`, String(value), delivery.headers.get(name))
  }
  return failures
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
