import { DAY } from '../../../sandbox/src/units.ts'
import { GOOD, type Habits, type Operation } from './client.ts'

/** A client with one mistake, and the rule that it breaks. */
export type Mistake = [rule: string, what: string, habits: Partial<Habits>]

const headersWith = (changes: Record<string, string>): Partial<Habits> => ({
  headers: (address) => ({ ...GOOD.headers(address), ...changes }),
})

/** Does not care whether it is refused: what it sends is wrong. */
const careless = (habits: Partial<Habits>): Partial<Habits> => ({ ...habits, careless: true })

const withoutAuthorization: Habits['headers'] = (address) => {
  const { authorization: _, ...headers } = GOOD.headers(address)
  return headers
}

const onActions = (body: (operation: Operation) => object): Partial<Habits> => ({
  body: (operation) => (operation === 'update' ? GOOD.body(operation) : body(operation)),
})

/** The pauses of the good client, where it sends again at all. */
const pauses = (milliseconds: (attempt: number, retryAfter: number | null) => number, most = 5): Partial<Habits> => ({
  delay: (operation, attempt, last) =>
    attempt > most || GOOD.delay(operation, Math.min(attempt, 5), last) === null ? null : milliseconds(attempt, last.retryAfter),
})

const knownFields = ['date', 'externalRefID', 'referenceOrderId', 'status', 'totalLineItems']

const firstFails = (index: number): number => (index === 0 ? 500 : 200)

const idle: Partial<Habits> = { idle: 400 * DAY }

/** The mistakes that clients of this API make, one at a time. */
export const CLIENT_MISTAKES: readonly Mistake[] = [
  [
    'CON-20',
    'calls an operation that no page has',
    careless({ path: (operation, order) => GOOD.path(operation, order).replace('/freeze', '/hold') }),
  ],
  ['CON-20', 'updates with PUT', careless({ method: (operation) => (operation === 'update' ? 'PUT' : 'POST') })],
  ['CON-21', 'adds a field that no page names', careless({ body: (operation) => ({ ...GOOD.body(operation), actor: 'support' }) })],
  ['CON-21', 'writes reason codes in lower case', careless(onActions(() => ({ reasonCode: 'fraud' })))],
  ['CON-21', 'sends a list', careless({ body: (operation) => [GOOD.body(operation)] })],
  ['CON-22', 'gives OTHER without words', careless(onActions(() => ({ reasonCode: 'OTHER' })))],
  ['CON-23', 'sends JSON as text', careless(headersWith({ 'content-type': 'text/plain' }))],
  ['CON-23', 'names another charset', careless(headersWith({ 'content-type': 'application/json; charset=iso-8859-1' }))],
  ['CON-24', 'accepts XML only', careless(headersWith({ accept: 'text/xml' }))],
  ['CON-25', 'repeats the key in the query', careless({ query: ({ platformKey }) => `?platformKey=${platformKey}` })],
  [
    'CON-25',
    'has the token in the query only',
    careless({ query: ({ token }) => `?access_token=${token}`, headers: withoutAuthorization }),
  ],
  ['CON-26', 'follows redirects with its credentials', { redirect: 'follow' }],
  [
    'CON-27',
    'sends a request eight times',
    pauses((attempt, retryAfter) => (retryAfter === null ? 10 * 2 ** attempt : retryAfter * 1_000), 8),
  ],
  ['CON-28', 'comes back before Retry-After', pauses((attempt) => 50 * 2 ** attempt)],
  ['CON-29', 'waits a second each time', pauses(() => 1_000)],
  ['CON-30', 'sends a cancel again after a lost response', { delay: (_, attempt, last) => GOOD.delay('freeze', attempt, last) }],
  [
    'CON-31',
    'sends again what was refused',
    careless({
      path: (operation) => GOOD.path(operation, 'AA000000-000000-00'),
      delay: (operation, attempt, last) => (last.status === 404 && attempt === 2 ? 100 : GOOD.delay(operation, attempt, last)),
    }),
  ],
  [
    'CON-32',
    'polls the list of events',
    { after: async (call, id) => void (await Promise.all(Array.from({ length: 30 }, () => call(`/webhooks/${id}/events`)))) },
  ],
  [
    'CON-33',
    'knows the fields of a response by heart',
    {
      read: (body, operation) => {
        const strange = Object.keys(body).filter((name) => !knownFields.includes(name))
        if (operation !== 'update' && strange.length > 0) throw new Error(`unknown ${strange}`)
      },
    },
  ],
  [
    'CON-34',
    'knows the statuses by heart',
    {
      read: ({ status }, operation) => {
        if (operation !== 'update' && status !== 'PENDING') throw new Error(`unknown ${status}`)
      },
    },
  ],
  ['CON-35', 'lets its subscription expire', idle],
  ['CON-36', 'does not ask for a missed event', { received: firstFails }],
  [
    'CON-37',
    'takes a doubled event for a mistake',
    {
      event: ({ eventId }, before) => {
        if (before.includes(eventId)) throw new Error('the same event twice')
      },
    },
  ],
]

/** Clients that do the same right. */
export const CLIENTS_WITHOUT_MISTAKES: readonly [what: string, habits: Partial<Habits>][] = [
  ['with nothing but fetch', {}],
  ['renews its subscription', { ...idle, renew: true }],
  [
    'asks for a missed event by replay',
    { received: firstFails, after: async (call, id) => void (await call(`/webhooks/${id}/replay?fromRevision=1`, { method: 'POST' })) },
  ],
  ['reads missed events from the list', { received: firstFails, after: async (call, id) => void (await call(`/webhooks/${id}/events`)) }],
  ['sends nothing again', { delay: () => null }],
]
