import { createHmac } from 'node:crypto'
import { operations } from '../../../generated/operations.ts'
import type { Case, EventsWant } from '../cases/case.ts'
import type { Received } from '../targets/target.ts'
import { isWithoutEligible } from './asked-by.ts'
import { type Assertion, type Facts, type Problem, same } from './assertion.ts'
import { parseJson } from './json.ts'
import { factsOf, headerMatches, matches } from './matches.ts'
import { isJson } from './media-type.ts'
import type { SchemaCheck } from './schema.ts'

/** The secret that receivers of the suite register, in base64. Known to everybody, and worth nothing. */
export const webhookSecret = Buffer.from('a secret of the contract suite').toString('base64')

/** The secret of the second subscription, where a case has two. */
export const secondWebhookSecret = Buffer.from('another secret of the contract suite').toString('base64')

/** Clauses about whether, how often and to whom an event is sent: a row for one of them is for just that. */
const ABOUT_SENDING = ['EVT-15', 'EVT-16', 'EVT-17', 'EVT-22', 'EVT-23', 'EVT-24', 'EVT-26', 'EVT-27']

/** What must be true of the events of a case: that they come, how many, and of each of them its envelope, signature and data. */
export function eventAssertions(row: Case, schemas: SchemaCheck): Assertion[] {
  const want = row.events
  if (want === undefined) return []
  return [
    ...countAssertions(row, want),
    ...deliveryAssertions(want),
    ...shapeAssertions(schemas),
    ...dataAssertions(row, want),
    ...wantedAssertions(row, want),
  ]
}

const events = (clause: string, what: string, check: Assertion['check'], more: Partial<Assertion> = {}): Assertion => ({
  clause,
  part: 'events',
  what,
  check,
  ...more,
})

/** An assertion about every delivery; not made where none of them shows it. */
const each = (clause: string, what: string, check: (delivery: Received, seen: Facts) => Problem[] | undefined): Assertion =>
  events(clause, what, (seen) => {
    const found = seen.deliveries.map((delivery) => check(delivery, seen)).filter((problems) => problems !== undefined)
    return found.length === 0 ? undefined : found.flat().slice(0, 3)
  })

/** That each of the actions of the steps, which may have changed nothing, sends its event. */
const sendingOf = ({ before = [], after = [] }: Case): string[] =>
  [...before, ...after].flatMap((step) => ('act' in step ? [`${operations[`${step.act}AsyncOrder`].prefix}-29`, 'EVT-16'] : []))

function countAssertions(row: Case, { count = 1, subscription, actions }: EventsWant): Assertion[] {
  const { clause, request, before, after } = row
  const plain = `${operations[request.operation].prefix}-29`
  const basics = [plain, ...sendingOf(row)]
  const reported = before === undefined && after === undefined && isWithoutEligible(row) ? 'EVT-16' : plain
  const about = ABOUT_SENDING.includes(clause) ? clause : null
  const number = events(
    about ?? 'EVT-15',
    'the number of deliveries',
    ({ deliveries }) => same(deliveries.length === count, count, deliveries.length),
    {
      restsOn: about === null ? [...basics, reported] : ['EVT-15', ...basics, reported],
      stops: 'part',
    },
  )
  if (count === 0) return [number]
  return [
    events(about ?? reported, 'the outcome is reported', ({ deliveries }) => same(deliveries.length > 0, 'an event', 'none'), {
      restsOn: basics,
      stops: 'part',
    }),
    number,
    events('EVT-01', 'the number of different event ids', ({ deliveries }) => {
      const ids = new Set(deliveries.map((delivery) => bodyOf(delivery).eventId))
      return same(ids.size === (subscription === 'two' ? 1 : count), subscription === 'two' ? 1 : count, ids.size)
    }),
    ...(subscription === 'two'
      ? [
          events('EVT-23', 'the number of different URLs', ({ deliveries }) =>
            same(
              new Set(deliveries.map(({ path }) => path)).size === 2,
              2,
              deliveries.map(({ path }) => path),
            ),
          ),
        ]
      : []),
    ...(actions === undefined ? [] : orderAssertions(actions)),
  ]
}

/** Which actions the events report, and in which order. */
function orderAssertions(actions: readonly string[]): Assertion[] {
  const reported = ({ deliveries }: Facts): unknown[] =>
    deliveries
      .map(bodyOf)
      .toSorted((one, other) => Number(one.revision) - Number(other.revision))
      .map((body) => dataOf(body).action)
  return [
    events(
      'EVT-09',
      'the actions of the events',
      (seen) => same(reported(seen).toSorted().join() === actions.toSorted().join(), actions, reported(seen)),
      { stops: 'part' },
    ),
    events('EVT-26', 'the actions by revision', (seen) => same(reported(seen).join() === actions.join(), actions, reported(seen))),
  ]
}

function deliveryAssertions({ subscription }: EventsWant): Assertion[] {
  const received = (clause: string, what: string, check: (delivery: Received, seen: Facts) => Problem[] | undefined): Assertion =>
    each(clause, what, (delivery, seen) => (delivery.listed ? undefined : check(delivery, seen)))
  const signed = subscription !== 'unsigned'
  return [
    received('EVT-18', 'the method of the delivery', ({ method }) => same(method === 'POST', 'POST', method)),
    received('EVT-18', 'the content type of the delivery', ({ headers }) => {
      const type = headers.get('content-type')
      return same(isJson(type), 'application/json', type)
    }),
    ...(signed
      ? [received('EVT-19', 'the X-Signed-Payload header', ({ headers }) => same(headers.has('x-signed-payload'), 'a signature', 'none'))]
      : []),
    received(signed ? 'EVT-29' : 'EVT-20', 'the signature', ({ path, body, headers }) => {
      const secret = subscription === 'two' && path.endsWith('/1') ? secondWebhookSecret : webhookSecret
      const expected = signed ? createHmac('sha256', Buffer.from(secret, 'base64')).update(body).digest('base64') : null
      const actual = headers.get('x-signed-payload')
      return signed && actual === null ? undefined : same(actual === expected, expected, actual)
    }),
  ]
}

function shapeAssertions({ event }: SchemaCheck): Assertion[] {
  if (event === undefined)
    return [events('EVT-18', 'the OpenAPI description', () => [{ expected: 'an event OrderActionStatus', actual: 'none' }])]
  return [
    {
      ...each(event.root, 'the body of the event', ({ body }) =>
        same(event.isSuch(parseJson(body)), 'an object with the described fields', body),
      ),
      stops: 'part' as const,
    },
    ...event.clauses.map((clause) =>
      each(clause, 'the event against the OpenAPI description', (delivery) => {
        const body = parseJson(delivery.body)
        const headers = delivery.listed ? undefined : delivery.headers
        const wrong = event.misfits(body, headers).filter((misfit) => misfit.clause === clause)
        if (wrong.length === 0 && !event.shows(clause, body, headers)) return undefined
        return wrong.map(({ problem }) => ({ expected: 'fits', actual: problem }))
      }),
    ),
    {
      ...each('GEN-28', 'the fields of the event', ({ body }, { strict }) =>
        strict ? event.undocumented(parseJson(body)).map((field) => ({ expected: 'described fields', actual: field })) : undefined,
      ),
      restsOn: event.clauses,
    },
  ]
}

/** What is true of the event of every action, as far as its fields are of their type. */
function dataAssertions({ request, under }: Case, { count = 1, subscription }: EventsWant): Assertion[] {
  if (under !== undefined) return []
  const field = (clause: string, name: string, value: (seen: Facts) => unknown): Assertion =>
    each(clause, `eventData.${name}`, (delivery, seen) => {
      const [expected, actual] = [value(seen), dataOf(bodyOf(delivery))[name]]
      return expected === undefined || typeof actual !== typeof expected ? undefined : same(actual === expected, expected, actual)
    })
  const single = count === 1 || subscription === 'two'
  const { reasonCode } = (request.body ?? {}) as { reasonCode?: unknown }
  return [
    field('EVT-06', 'referenceOrderId', ({ order }) => order.referenceOrderID),
    field('EVT-07', 'externalRefID', ({ order }) => order.externalRefID ?? ''),
    field('EVT-08', 'customerIdentifier', ({ order }) => order.customerIdentifier),
    field('EVT-08', 'accountIdentifier', ({ order }) => order.accountIdentifier),
    field('EVT-12', 'totalLineItems', ({ order }) => order.lineItems?.length),
    ...(single
      ? [
          field('EVT-09', 'action', () => request.operation.replace('AsyncOrder', '').toUpperCase()),
          field('EVT-10', 'reasonCode', () => reasonCode),
        ]
      : []),
  ]
}

/** Clauses of the fields of eventData that rows give values of. */
const DATA: Record<string, string> = {
  action: 'EVT-09',
  reasonCode: 'EVT-10',
  status: 'EVT-11',
  totalLineItems: 'EVT-12',
  successfulLineItems: 'EVT-13',
  failedLineItems: 'EVT-14',
  customerIdentifier: 'EVT-08',
  accountIdentifier: 'EVT-08',
}

/** The literal values of the row. */
function wantedAssertions(row: Case, { envelope = {}, data = {}, headers = {}, received, count = 1 }: EventsWant): Assertion[] {
  const value = (own: string, what: string, expected: unknown, actual: (body: Record<string, unknown>) => unknown): Assertion =>
    each(own, what, (delivery, seen) => {
      const found = actual(bodyOf(delivery))
      return same(matches(expected, found, factsOf(seen)), expected, found)
    })
  const { clause, request } = row
  const prefix = operations[request.operation].prefix
  const takesEffect = [25, 28, 23, 26, 34, 35].map((number) => `${prefix}-${number}`)
  return [
    ...Object.entries(envelope).map(([name, expected]) => ({
      ...value(name === 'revision' ? 'EVT-28' : clause, name, expected, (body) => body[name]),
      restsOn: sendingOf(row),
    })),
    ...Object.entries(data).map(([name, expected]) => ({
      ...value(DATA[name] ?? clause, `eventData.${name}`, expected, (body) => dataOf(body)[name]),
      restsOn: ['successfulLineItems', 'failedLineItems', 'status'].includes(name) ? [...takesEffect, 'EVT-14'] : [],
    })),
    ...Object.entries(headers).map(([name, expected]) =>
      each(clause, `the ${name} header`, (delivery) => {
        const actual = delivery.headers.get(name)
        return same(headerMatches(expected, actual), String(expected), actual)
      }),
    ),
    ...(received === undefined
      ? []
      : [
          events(clause, 'received, by the delivery log', ({ log }) => {
            const actual = log.map(({ attempts }) => attempts.some((attempt) => attempt.received))
            const expected = Array(count).fill(received)
            return same(actual.join() === expected.join(), expected, actual)
          }),
        ]),
  ]
}

const bodyOf = ({ body }: Received): Record<string, unknown> => {
  const value = parseJson(body)
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

const dataOf = (body: Record<string, unknown>): Record<string, unknown> =>
  typeof body.eventData === 'object' && body.eventData !== null ? (body.eventData as Record<string, unknown>) : {}
