import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { DAY } from '../../../sandbox/src/units.ts'
import { type Broken, type Fetch, type Mutant, wrong, wrongRule } from '../mutant.ts'
import { onDelivery, withHeader } from '../wire.ts'

type Subscription = Parameters<typeof documented.sign>[1]

const subscribed = (id: string, clause: Broken, breaks: string, holds: (right: boolean, subscription: Subscription) => boolean): Mutant =>
  wrongRule(`subscription-${id}`, clause, breaks, {
    subscribed: (subscription) => holds(documented.subscribed(subscription), subscription),
  })

const received = (id: string, breaks: string, counts: (status: number) => boolean): Mutant =>
  wrongRule(`received-${id}`, 'EVT-25', breaks, { deliveryReceived: counts })

const active = (id: string, breaks: string, holds: (right: boolean, subscription: Subscription, now: number) => boolean): Mutant =>
  wrongRule(`subscription-lives-${id}`, 'EVT-27', breaks, {
    subscriptionActive: (subscription, now) => holds(documented.subscriptionActive(subscription, now), subscription, now),
  })

const holdsBack = (deliver: Fetch): Fetch => {
  let waiting: Request | undefined
  return async (request) => {
    const last = waiting
    waiting = request.clone()
    return last === undefined ? new Response(null, { status: 200 }) : deliver(last)
  }
}

/** How events are delivered, and to whom. */
export const deliveryMutants: Mutant[] = [
  wrong('delivery-doubled', 'EVT-15', 'sends each event twice', {
    wrapDeliver: (deliver) => async (request) => {
      await deliver(request.clone())
      return deliver(request)
    },
  }),
  wrong('delivery-for-each-thousand', 'EVT-15', 'sends an event for each thousand line items', {
    wrapDeliver: (deliver) => async (request) => {
      const { eventData } = JSON.parse(await request.clone().text())
      if (eventData.totalLineItems > 1_000) await deliver(request.clone())
      return deliver(request)
    },
  }),
  wrong('delivery-late', ['FRZ-29', 'UNF-29', 'CAN-29', 'EVT-15'], 'sends each event when the next one occurs', { wrapDeliver: holdsBack }),
  wrong('delivery-lost', ['FRZ-29', 'UNF-29', 'CAN-29'], 'tells its log of a delivery that was never made', {
    wrapDeliver: () => async () => new Response(null, { status: 200 }),
  }),
  wrong(
    'delivery-by-put',
    'EVT-18',
    'delivers by PUT',
    onDelivery(() => ({ method: 'PUT' })),
  ),
  wrong(
    'delivery-as-text',
    'EVT-18',
    'declares events as text',
    onDelivery(({ headers }) => ({ headers: withHeader(headers, 'content-type', 'text/plain') })),
  ),
  wrong(
    'delivery-to-the-root',
    ['FRZ-29', 'UNF-29', 'CAN-29'],
    'delivers to the host and ignores the path',
    onDelivery(({ url }) => ({ url: new URL('/', url).href })),
  ),
  wrong('delivery-in-a-list', ['EVT-18', 'EVT-01', 'EVT-09'], 'delivers a list of events', {
    rules: {
      sign: (body, ...given) => documented.sign(`[${body}]`, ...given),
    },
    ...onDelivery(({ body }) => ({ body: `[${body}]` })),
  }),
  wrong(
    'custom-headers-missing',
    'EVT-21',
    'sends no custom headers',
    onDelivery(({ headers }) => ({ headers: withHeader(headers, 'x-tenant', null) })),
  ),
  wrong(
    'custom-headers-all-but-the-last',
    'EVT-21',
    'sends the first custom header only',
    onDelivery(({ headers }) => ({ headers: withHeader(headers, 'x-region', null) })),
  ),
  wrong(
    'custom-headers-in-lower-case',
    'EVT-21',
    'writes the values of custom headers in capitals',
    onDelivery(({ headers }) => ({
      headers: headers.has('x-tenant') ? withHeader(headers, 'x-tenant', headers.get('x-tenant')?.toUpperCase() ?? '') : headers,
    })),
  ),
  subscribed('of-any-type', 'EVT-22', 'sends to subscriptions of other types', () => true),
  subscribed('not-by-category', 'EVT-22', 'does not look at categories', (_, { eventTypes }) => eventTypes.includes('OrderActionStatus')),
  subscribed('by-category-only', ['FRZ-29', 'UNF-29', 'CAN-29', 'EVT-22'], 'does not look at event types', (_, { categories }) =>
    categories.includes('ORDER'),
  ),
  subscribed(
    'needs-both',
    ['FRZ-29', 'UNF-29', 'CAN-29', 'EVT-22'],
    'needs the event type and the category',
    (_, { categories, eventTypes }) => categories.includes('ORDER') && eventTypes.includes('OrderActionStatus'),
  ),
  subscribed(
    'of-similar-type',
    'EVT-22',
    'takes every type that ends in Status',
    (right, { eventTypes }) => right || eventTypes.some((type) => type.endsWith('Status')),
  ),
  wrongRule('subscription-first-only', 'EVT-23', 'sends to the first subscription only', () => {
    let first: string | undefined
    return {
      subscribed: (subscription) => {
        if (!documented.subscribed(subscription)) return false
        first ??= subscription.webhookId
        return first === subscription.webhookId
      },
    }
  }),
  wrong('subscription-last-twice', 'EVT-23', 'sends to the second subscription twice', {
    wrapDeliver: (deliver) => async (request) => {
      if (new URL(request.url).pathname.endsWith('/1')) await deliver(request.clone())
      return deliver(request)
    },
  }),
  wrong(
    'subscriptions-share-a-url',
    ['EVT-23', 'EVT-29'],
    'sends every event to the first URL',
    onDelivery(({ url }) => ({ url: url.replace(/\/1$/, '/0') })),
  ),
  wrongRule('event-to-every-platform', 'EVT-24', 'sends events to the subscriptions of every platform', {
    receiversOfEvents: (tx) => tx.listPlatforms(),
  }),
  wrongRule('event-to-other-platforms-only', ['FRZ-29', 'UNF-29', 'CAN-29', 'EVT-24'], 'sends events to other platforms only', {
    receiversOfEvents: (tx, source) => tx.listPlatforms().filter(({ name }) => name !== source.name),
  }),
  received('by-any-2xx', 'counts every 2xx as received', (status) => status >= 200 && status < 300),
  received('by-202-too', 'counts 202 as received', (status) => status === 200 || status === 202),
  received('by-204-too', 'counts 204 as received', (status) => status === 200 || status === 204),
  received('by-201-too', 'counts 201 as received', (status) => status === 200 || status === 201),
  received('below-400', 'counts a redirection as received', (status) => status === 200 || (status >= 300 && status < 400)),
  received(
    'but-5xx',
    'counts what is not a fault of the server as received',
    (status) => status === 200 || (status >= 400 && status < 500),
  ),
  received('always', 'counts every answer as received', () => true),
  received('never', 'counts no answer as received', () => false),
  active('forever', 'sends to subscriptions that have expired', () => true),
  active('one-too-long', 'sends at the instant at which a subscription expires', (right, { expiresAt }, now) => right || now === expiresAt),
  active(
    'one-too-short',
    'sends nothing in the last instant of a subscription',
    (right, { expiresAt }, now) => right && now < expiresAt - 1,
  ),
  active(
    'in-whole-days',
    'lets subscriptions end at midnight',
    (_, { expiresAt }, now) => Math.floor(now / DAY) <= Math.floor(expiresAt / DAY),
  ),
]
