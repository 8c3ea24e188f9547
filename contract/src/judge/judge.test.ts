import { describe, expect, it } from 'vitest'
import { loadRegister } from '../register/load.ts'
import type { Journal, JournalEntry } from './journal.ts'
import { judge } from './judge.ts'

const BEGIN = Date.UTC(2026, 2, 2, 10)

type Part = Partial<Omit<JournalEntry, 'headers'>> & { headers?: Partial<JournalEntry['headers']>; ms?: number }

/** Requests one second apart unless `ms` says when; each a right freeze of an order of its own unless told otherwise. */
const requests = (...parts: Part[]): JournalEntry[] =>
  parts.map(({ headers, ms, ...part }, index) => ({
    ...{ requestId: `r-${index}`, number: index + 1, at: new Date(BEGIN + (ms ?? index * 1_000)).toISOString() },
    ...{ method: 'POST', path: `/asyncOrders/AA-${index}/freeze`, query: [], authorization: 'basic', credentialsInUrl: false },
    ...{
      bodyForm: 'object',
      body: { reasonCode: 'FRAUD' },
      otherFields: [],
      status: 202,
      retryAfter: null,
      connection: null,
      redirected: false,
    },
    headers: { accept: '*/*', contentType: 'application/json', contentEncoding: null, userAgent: null, ...headers },
    ...part,
  }))

const same = (...parts: Part[]): JournalEntry[] => requests(...parts.map((part) => ({ path: '/asyncOrders/AA-1/freeze', ...part })))
const cancels = (...parts: Part[]): JournalEntry[] => requests(...parts.map((part) => ({ path: '/asyncOrders/AA-1/cancel', ...part })))
const update = { method: 'PATCH', path: '/asyncOrders/customers/c/accounts/a/ref' }
const reads = (count: number, apart: number): JournalEntry[] =>
  requests(
    ...Array.from({ length: count }, (_, index) => ({
      ...{ method: 'GET', path: '/webhooks/w-1/events', bodyForm: 'none' as const, body: null, status: 200, ms: index * apart },
      headers: { contentType: null },
    })),
  )

/** The sandbox does not have them. */
const elsewhere = requests(
  ...[
    'GET /asyncOrders',
    'POST /asyncOrders',
    'GET /asyncOrders/reasonCodes',
    'GET /asyncOrders/customers/c/accounts/a/ref',
    'PATCH /asyncOrders/lineItems/l-1',
    'GET /webhooks',
  ]
    .map((words) => words.split(' '))
    .map(([method = '', path = '']) => ({ method, path, status: 404, bodyForm: null, body: null })),
)

type Delivery = Required<Journal>['deliveries'][number]
const delivery = (revision: number, received: boolean, reason: string | null = null): Delivery => ({
  ...{ deliveryId: `d-${revision}`, webhookId: 'w-1', revision, event: {} },
  attempts: [{ at: new Date(BEGIN).toISOString(), status: received ? 200 : 500, received, reason, signature: null, fault: null }],
})
const asked = {
  method: 'POST',
  path: '/webhooks/w-1/replay',
  query: ['fromRevision'],
  bodyForm: 'none',
  body: null,
  status: 200,
} satisfies Part

const breaches: [rule: string, what: string, journal: Journal][] = [
  ['CON-20', 'a path that no page has', { requests: requests({ path: '/asyncOrders/AA-1/thaw', status: 404 }) }],
  ['CON-20', 'another method', { requests: requests({ method: 'PUT', status: 405 }) }],
  ['CON-20', 'an action that is read', { requests: requests({ method: 'GET', status: 405, bodyForm: 'none', body: null }) }],
  ['CON-20', 'an update by PUT', { requests: requests({ ...update, method: 'PUT', status: 405 }) }],
  ['CON-21', 'no body', { requests: requests({ bodyForm: 'none', body: null, status: 400 }) }],
  ['CON-21', 'a list', { requests: requests({ bodyForm: 'json', body: null, status: 400 }) }],
  ['CON-21', 'no JSON', { requests: requests({ bodyForm: 'other', body: null, status: 400 }) }],
  ['CON-21', 'a field that no page names', { requests: requests({ otherFields: ['reason'] }) }],
  ['CON-21', 'a field of another operation', { requests: requests({ body: { reasonCode: 'FRAUD', notes: 'x' } }) }],
  ['CON-21', 'no reason code', { requests: requests({ body: {}, status: 422 }) }],
  ['CON-21', 'a reason code that is not listed', { requests: requests({ body: { reasonCode: 'BORED' }, status: 422 }) }],
  ['CON-21', 'a reason code that is no text', { requests: requests({ body: { reasonCode: null }, status: 400 }) }],
  ['CON-22', 'OTHER alone', { requests: requests({ body: { reasonCode: 'OTHER' }, status: 422 }) }],
  ['CON-22', 'OTHER with blanks', { requests: requests({ body: { reasonCode: 'OTHER', otherReason: ' ' }, status: 422 }) }],
  ['CON-23', 'no media type', { requests: requests({ headers: { contentType: null } }) }],
  [
    'CON-23',
    'a form',
    { requests: requests({ headers: { contentType: 'application/x-www-form-urlencoded' }, bodyForm: null, body: null }) },
  ],
  ['CON-23', 'another charset', { requests: requests({ headers: { contentType: 'application/json; charset=ISO-8859-1' } }) }],
  ['CON-23', 'a compressed body', { requests: requests({ headers: { contentEncoding: 'gzip' }, bodyForm: null, body: null }) }],
  ['CON-24', 'XML only', { requests: requests({ headers: { accept: 'text/xml' } }) }],
  ['CON-24', 'JSON ruled out', { requests: requests({ headers: { accept: 'application/json;q=0, text/html' } }) }],
  ['CON-25', 'a key in the query', { requests: requests({ credentialsInUrl: true }) }],
  ['CON-26', 'a redirect followed', { requests: requests({ status: 307 }, { query: ['redirected'], redirected: true }) }],
  ['CON-27', 'six requests', { requests: same(...[0, 500, 1_500, 3_500, 7_500, 15_500].map((ms) => ({ status: 500, ms }))) }],
  ['CON-28', 'half of the time', { requests: same({ status: 429, retryAfter: '2' }, { ms: 1_000 }) }],
  [
    'CON-28',
    'half of the time, with a body that was not read',
    { requests: same({ status: 429, retryAfter: '2', bodyForm: null, body: null }, { ms: 1_000 }) },
  ],
  ['CON-29', 'the same pause', { requests: same(...[0, 1_000, 2_010, 3_030].map((ms) => ({ status: 500, ms }))) }],
  ['CON-29', 'no pause', { requests: same(...[0, 3, 12, 15].map((ms) => ({ status: 500, ms }))) }],
  ['CON-30', 'a cancel after a reset', { requests: cancels({ status: null, connection: 'reset' }, {}) }],
  ['CON-30', 'a cancel after half a response', { requests: cancels({ connection: 'truncated' }, {}) }],
  ['CON-31', 'a 404 again', { requests: same({ status: 404 }, { status: 404 }) }],
  ['CON-31', 'a 422 again', { requests: same({ status: 422 }, { path: '/asyncOrders/AA-9/freeze', status: 404 }, { status: 422 }) }],
  ['CON-31', 'a platform key again', { requests: same({ status: 401 }, { status: 401 }) }],
  ['CON-32', 'a storm', { requests: reads(12, 50) }],
  [
    'CON-35',
    'an expired subscription',
    { requests: requests({}), deliveries: [delivery(1, false, 'not sent: the subscription expired at noon')] },
  ],
  ['CON-36', 'a gap that nobody fills', { requests: requests({}), deliveries: [delivery(1, false), delivery(2, true)] }],
]

const innocent: [rule: string, what: string, journal: Journal][] = [
  ['CON-20', 'each documented request', { requests: requests({}, { ...update, body: { notes: 'x' }, status: 200 }, asked) }],
  ['CON-20', 'operations that Tango documents elsewhere', { requests: [...requests({}), ...elsewhere] }],
  ['CON-31', 'an order that is asked for until it is there', { requests: [...requests({}), ...elsewhere, ...elsewhere] }],
  ['CON-21', 'an update of nothing', { requests: requests({ ...update, body: {}, status: 200 }) }],
  ['CON-22', 'OTHER with words', { requests: requests({ body: { reasonCode: 'OTHER', otherReason: 'Sent twice.' } }) }],
  [
    'CON-23',
    'UTF-8 by name',
    { requests: requests({ headers: { contentType: 'application/json; charset="UTF-8"', contentEncoding: 'identity' } }) },
  ],
  ['CON-24', 'JSON among others', { requests: requests({ headers: { accept: 'text/html, application/json;q=0.5' } }) }],
  ['CON-24', 'no Accept', { requests: requests({ headers: { accept: null } }) }],
  [
    'CON-26',
    'a redirect followed without credentials',
    { requests: requests({ status: 307 }, { redirected: true, authorization: 'none', status: 401 }) },
  ],
  ['CON-27', 'five requests', { requests: same(...[0, 500, 1_500, 3_500, 7_500].map((ms) => ({ status: 500, ms }))) }],
  ['CON-27', 'six calls that succeed', { requests: same({}, {}, {}, {}, {}, {}) }],
  [
    'CON-27',
    'two calls with three requests each',
    { requests: same({ status: 500 }, { status: 500 }, {}, { status: 500 }, { status: 500 }, {}) },
  ],
  ['CON-28', 'the whole time', { requests: same({ status: 429, retryAfter: '2' }, { ms: 2_000 }) }],
  ['CON-29', 'pauses that double', { requests: same(...[0, 500, 1_500, 3_500].map((ms) => ({ status: 500, ms }))) }],
  ['CON-29', 'full jitter', { requests: same(...[0, 40, 900, 1_100].map((ms) => ({ status: 500, ms }))) }],
  ['CON-30', 'a freeze after a reset', { requests: same({ status: null, connection: 'reset' }, {}) }],
  ['CON-30', 'a cancel after 503', { requests: cancels({ status: 503 }, {}) }],
  ['CON-30', 'a cancel that nobody sends again', { requests: cancels({ status: null, connection: 'reset' }) }],
  ['CON-31', 'the order is there by now', { requests: same({ status: 404 }, { status: 202 }) }],
  ['CON-31', 'something changed in between', { requests: same({ status: 422 }, { path: '/asyncOrders/AA-1/unfreeze' }, { status: 422 }) }],
  [
    'CON-31',
    'a corrected body',
    { requests: same({ status: 422, body: { reasonCode: 'OTHER', otherReason: 'Twice.' } }, { status: 404 }) },
  ],
  ['CON-31', 'a new token', { requests: same({ status: 401, authorization: 'bearer' }, { status: 401, authorization: 'bearer' }) }],
  ['CON-31', 'a rate limit', { requests: same({ status: 429 }, { status: 429 }, {}) }],
  ['CON-32', 'ten reads in a second', { requests: reads(10, 50) }],
  ['CON-32', 'many reads over time', { requests: reads(50, 120) }],
  ['CON-35', 'events that arrive', { requests: requests({}), deliveries: [delivery(1, true)] }],
  ['CON-36', 'a gap that a replay fills', { requests: requests({}, asked), deliveries: [delivery(1, false), delivery(2, true)] }],
  [
    'CON-36',
    'a gap that the list fills',
    { requests: [...requests({}), ...reads(1, 1)], deliveries: [delivery(1, false), delivery(2, true)] },
  ],
  ['CON-36', 'a receiver that was stopped', { requests: requests({}), deliveries: [delivery(1, true), delivery(2, false)] }],
]

const failedIn = (journal: Journal): string[] =>
  judge(journal).rules.flatMap(({ id, result, follows }) => (result === 'failed' && follows === undefined ? [id] : []))

describe('a client is convicted', () => {
  it.each(breaches)('of %s for %s, and of nothing else', (rule, what, journal) => {
    expect(failedIn(journal), what).toEqual([rule])
  })

  it('of each rule that a journal can show', () => {
    const { consumer } = loadRegister()
    const byRuns = ['CON-33', 'CON-34', 'CON-37']
    const clients = [...consumer.values()].filter(({ subject, id }) => subject === 'client' && !byRuns.includes(id)).map(({ id }) => id)
    expect(judge({ requests: [] }).rules.map(({ id }) => id)).toEqual(clients)
    expect([...new Set(breaches.map(([rule]) => rule))]).toEqual(clients)
  })

  it('once for failures of which one follows from the other', () => {
    const steady = same(...[0, 1_000, 2_000, 3_000, 4_000, 5_000].map((ms) => ({ status: 500, ms })))
    expect(judge({ requests: steady }).rules.filter(({ result }) => result === 'failed')).toMatchObject([
      { id: 'CON-27', findings: [{ what: 'POST /asyncOrders/AA-1/freeze was sent 6 times', requests: [1, 2, 3, 4, 5, 6] }] },
      { id: 'CON-29', follows: 'CON-27' },
    ])
  })
})

describe('a client is acquitted', () => {
  it.each(innocent)('of %s for %s', (rule, what, journal) => {
    const { rules, passed } = judge(journal)
    expect(failedIn(journal), what).toEqual([])
    expect(passed).toBe(true)
    if (rule !== 'CON-36') expect(['passed', 'skipped']).toContain(rules.find(({ id }) => id === rule)?.result)
  })
})

describe('nothing is called passed', () => {
  it('that nothing showed', () => {
    const verdict = judge({ requests: [] })
    expect(verdict.passed).toBe(false)
    expect(new Set(verdict.rules.map((rule) => rule.result))).toEqual(new Set(['skipped']))
    expect(judge({ requests: requests({}) }).rules.find(({ id }) => id === 'CON-28')).toMatchObject({ result: 'skipped', checked: 0 })
  })

  it('where the journal forgot requests', () => {
    const verdict = judge({ requests: requests({}, {}, {}).slice(1) })
    expect(verdict.forgotten).toBe(1)
    expect(new Set(verdict.rules.map((rule) => rule.result))).toEqual(new Set(['inconclusive']))
  })
})

it('takes the requests in any order, and leaves out rules that do not count', () => {
  const journal = { requests: same({ status: 404 }, { status: 404 }).toReversed() }
  expect(failedIn(journal)).toEqual(['CON-31'])
  expect(judge(journal, { except: ['CON-31'] }).passed).toBe(true)
  expect(() => judge(journal, { except: ['CON-06'] })).toThrow('Failed to judge: CON-06 is no rule for clients. They are CON-20,')
})
