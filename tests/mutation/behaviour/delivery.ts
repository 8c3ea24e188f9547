import { createHmac } from 'node:crypto'
import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { DAY } from '../../../sandbox/src/units.ts'
import { type Change, rule } from '../inside.ts'
import { keyed, mutantsOf } from '../mutant.ts'
import { onDelivery, withHeader } from '../wire.ts'

const subscribed = (change: Change<'subscribed'>) => rule('subscribed', change)
const lives = (change: Change<'subscriptionActive'>) => rule('subscriptionActive', change)
/** A header of deliveries with another value. */
const header = (name: string, value: (sent: string | null) => string | null) =>
  onDelivery(({ headers }) => ({ headers: withHeader(headers, name, value(headers.get(name))) }))

/** Which statuses a receiver may answer, so that the delivery counts as received. */
const RECEIVED: Record<string, (status: number) => boolean> = {
  'by-any-2xx': (status) => status >= 200 && status < 300,
  'by-202-too': (status) => status === 200 || status === 202,
  'by-204-too': (status) => status === 200 || status === 204,
  'by-201-too': (status) => status === 200 || status === 201,
  'below-400': (status) => status === 200 || (status >= 300 && status < 400),
  'but-5xx': (status) => status === 200 || (status >= 400 && status < 500),
  always: () => true,
  never: () => false,
}

/** How events are delivered, and to whom. */
export const deliveryMutants = mutantsOf('behaviour', {
  'delivery-doubled EVT-15': {
    wrapDeliver: (deliver) => async (request) => {
      await deliver(request.clone())
      return deliver(request)
    },
  },
  'delivery-for-each-thousand EVT-15': {
    wrapDeliver: (deliver) => async (request) => {
      const { eventData } = JSON.parse(await request.clone().text())
      if (eventData.totalLineItems > 1_000) await deliver(request.clone())
      return deliver(request)
    },
  },
  'delivery-late FRZ-29 UNF-29 CAN-29 EVT-15': {
    wrapDeliver: (deliver) => {
      let waiting: Request | undefined
      return async (request) => {
        const last = waiting
        waiting = request.clone()
        return last === undefined ? new Response() : deliver(last)
      }
    },
  },
  'delivery-lost FRZ-29 UNF-29 CAN-29': { wrapDeliver: () => async () => new Response() },
  'delivery-by-put EVT-18': onDelivery(() => ({ method: 'PUT' })),
  'delivery-as-text EVT-18': header('content-type', () => 'text/plain'),
  'delivery-to-the-root FRZ-29 UNF-29 CAN-29': onDelivery(({ url }) => ({ url: new URL('/', url).href })),
  'delivery-in-a-list EVT-18 EVT-01 EVT-09': {
    ...rule('sign', (_, body, ...given) => documented.sign(`[${body}]`, ...given)),
    ...onDelivery(({ body }) => ({ body: `[${body}]` })),
  },
  'custom-headers-missing EVT-21': header('x-tenant', () => null),
  'custom-headers-all-but-the-last EVT-21': header('x-region', () => null),
  'custom-headers-in-lower-case EVT-21': header('x-tenant', (sent) => sent?.toUpperCase() ?? null),
  'subscription-of-any-type EVT-22': subscribed(() => true),
  'subscription-not-by-category EVT-22': subscribed((_, { eventTypes }) => eventTypes.includes('OrderActionStatus')),
  'subscription-by-category-only FRZ-29 UNF-29 CAN-29 EVT-22': subscribed((_, { categories }) => categories.includes('ORDER')),
  'subscription-needs-both FRZ-29 UNF-29 CAN-29 EVT-22': subscribed(
    (_, { categories, eventTypes }) => categories.includes('ORDER') && eventTypes.includes('OrderActionStatus'),
  ),
  'subscription-of-similar-type EVT-22': subscribed((is, { eventTypes }) => is || eventTypes.some((type) => type.endsWith('Status'))),
  'subscription-first-only EVT-23': {
    rules: () => {
      let first: string | undefined
      return {
        subscribed: (subscription) => {
          if (!documented.subscribed(subscription)) return false
          first ??= subscription.webhookId
          return first === subscription.webhookId
        },
      }
    },
  },
  'subscription-last-twice EVT-23': {
    wrapDeliver: (deliver) => async (request) => {
      if (new URL(request.url).pathname.endsWith('/1')) await deliver(request.clone())
      return deliver(request)
    },
  },
  'subscriptions-share-a-url EVT-23 EVT-29': onDelivery(({ url }) => ({ url: url.replace(/\/1$/, '/0') })),
  'event-to-every-platform EVT-24': rule('receiversOfEvents', (_, tx) => tx.listPlatforms()),
  'event-to-other-platforms-only FRZ-29 UNF-29 CAN-29 EVT-24': rule('receiversOfEvents', (_, tx, source) =>
    tx.listPlatforms().filter(({ name }) => name !== source.name),
  ),
  ...keyed(Object.entries(RECEIVED), ([id, counts]) => [`received-${id} EVT-25`, rule('deliveryReceived', (_, status) => counts(status))]),
  'subscription-lives-forever EVT-27': lives(() => true),
  'subscription-lives-one-too-long EVT-27': lives((is, { expiresAt }, now) => is || now === expiresAt),
  'subscription-lives-one-too-short EVT-27': lives((is, { expiresAt }, now) => is && now < expiresAt - 1),
  'subscription-lives-in-whole-days EVT-27': lives((_, { expiresAt }, now) => Math.floor(now / DAY) <= Math.floor(expiresAt / DAY)),
})

const hmac = (body: string | Buffer, secret: string, algorithm = 'sha256') =>
  createHmac(algorithm, Buffer.from(secret, 'base64')).update(body)

/** Signs otherwise where it has to sign at all. */
const signs = (sign: (body: string, secret: string) => string | null) =>
  rule('sign', async (_, body, { payloadVerificationMethod, hmacSharedSecretKey: secret }) =>
    payloadVerificationMethod === 'NONE' || secret === null ? null : sign(body, secret),
  )
const signsAs = (text: (body: string) => string | Buffer) => signs((body, secret) => hmac(text(body), secret).digest('base64'))
const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`

/** How events are signed. */
export const signatureMutants = mutantsOf('behaviour', {
  'signature-by-the-first-secret EVT-29': {
    rules: () => {
      let first: string | null = null
      return {
        sign: (body, subscription, interpretations) => {
          first ??= subscription.hmacSharedSecretKey
          return documented.sign(body, { ...subscription, hmacSharedSecretKey: subscription.hmacSharedSecretKey && first }, interpretations)
        },
      }
    },
  },
  'signature-of-the-first-event-only EVT-19': {
    rules: () => {
      let count = 0
      return { sign: async (...given) => (count++ === 0 ? documented.sign(...given) : null) }
    },
  },
  'signature-in-hex EVT-29': signs((body, secret) => hmac(body, secret).digest('hex')),
  'signature-in-base64url EVT-29': signs((body, secret) => hmac(body, secret).digest('base64url')),
  'signature-with-prefix EVT-29': signs((body, secret) => `sha256=${hmac(body, secret).digest('base64')}`),
  'signature-sha1 EVT-29': signs((body, secret) => hmac(body, secret, 'sha1').digest('base64')),
  'signature-key-not-decoded EVT-29': signs((body, secret) => createHmac('sha256', secret).update(body).digest('base64')),
  'signature-of-spaced-json EVT-29': signsAs((body) => JSON.stringify(JSON.parse(body), null, 1)),
  'signature-of-data EVT-29': signsAs((body) => JSON.stringify(JSON.parse(body).eventData)),
  'signature-of-latin1 EVT-29': signsAs((body) => Buffer.from(body, 'latin1')),
  'signature-of-escaped EVT-29': signsAs((body) => body.replace(/[^ -~]/g, escaped)),
  'signature-of-nothing EVT-29': signsAs(() => ''),
  'signature-missing EVT-19': signs(() => null),
  'signature-is-the-secret EVT-29': signs((_, secret) => secret),
  'signature-elsewhere EVT-19': onDelivery(({ headers }) => ({
    headers: withHeader(withHeader(headers, 'x-signature', headers.get('x-signed-payload') ?? ''), 'x-signed-payload', null),
  })),
  'signature-of-the-changed-body EVT-29': onDelivery(({ body }) => ({ body: JSON.stringify(JSON.parse(body), null, 2) })),
  'signed-unasked EVT-20': rule('sign', async (right, body) => (await right) ?? hmac(body, 'AA==').digest('base64')),
  'signature-header-empty EVT-20': header('x-signed-payload', (sent) => sent ?? ''),
})
