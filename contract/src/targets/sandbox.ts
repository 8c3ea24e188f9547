import createClient from 'openapi-fetch'
import type { paths } from '../../../generated/control-types.ts'
import type { Case, EventsWant } from '../cases/case.ts'
import { orderOf, orderStates } from '../cases/order-states.ts'
import { secondWebhookSecret, webhookSecret } from '../checks/events.ts'
import { secretsOf } from '../redact/forms.ts'
import type { Redactor } from '../redact/redactor.ts'
import type { Receiver } from './receiver.ts'
import type { Control, Session, Target } from './target.ts'

/** Where the clock of every case begins: a Monday morning, far from any midnight. */
const BEGIN = '2026-03-02T10:00:00.000Z'
const AN_HOUR_LATER = '2026-03-02T11:00:00.000Z'

/** In mixed case, so that a target shows when it does not keep it. */
const EXTERNAL_REF = 'Wellness2026W09'

export interface SandboxTargetOptions {
  /** `http://host:port`, without a path. */
  origin: string
  fetch: Target['fetch']
  /** Where the sandbox delivers events to, and what came. */
  receiver: Receiver
  receiverOrigin: string
  /** Whether fields that the OpenAPI description lacks count (default: true). */
  strict?: boolean
  /** Needed by a sandbox that was started with one. */
  controlToken?: string
  /** Learns the credentials of every platform. */
  redactor?: Redactor
}

/** The stateful sandbox. Each case gets a platform of its own, with a clock that stands still. */
export function createSandboxTarget(options: SandboxTargetOptions): Target {
  return {
    name: 'sandbox',
    baseUrl: `${options.origin}/raas/v2`,
    fetch: options.fetch,
    strict: options.strict ?? true,
    ...(options.redactor === undefined ? {} : { redactor: options.redactor }),
    cannot: () => null,
    open: (row) => open(options, row),
  }
}

const customHeaders = [
  { name: 'X-Tenant', value: 'acme-health' },
  { name: 'X-Region', value: 'eu-west' },
]

type ControlClient = ReturnType<typeof createClient<paths>>
type Credentials = { name: string; key: string; token: string }

async function open(options: SandboxTargetOptions, row: Case): Promise<Session> {
  const anonymous = createClient<paths>({ baseUrl: `${options.origin}/_sandbox`, fetch: options.fetch })
  const platform = await createPlatform(options, anonymous, row.under)
  const client = clientOf(options, platform)
  for (const body of row.beside ?? []) await need('create an order', client.POST('/orders', { body }))
  const wanted = orderOf(row)
  const body = { externalRefID: EXTERNAL_REF, ...(typeof wanted === 'string' ? orderStates[wanted] : wanted) }
  const order = await need('create an order', client.POST('/orders', { body }))
  const otherCredentials = needsOther(row) ? await createPlatform(options, anonymous) : null
  const prefix = `/${platform.name}/`
  if (row.events !== undefined) await subscribe(options, client, otherCredentials, row.events, prefix)
  return {
    credentials: platform,
    otherCredentials,
    order,
    control: controlOf(client, order.referenceOrderID, otherCredentials === null ? null : clientOf(options, otherCredentials)),
    inbox: { received: () => options.receiver.received(prefix) },
    close: async () => options.receiver.forget(prefix),
  }
}

const needsOther = (row: Case): boolean => row.request.auth === 'other-platform' || row.events?.subscription === 'other-platform'

function clientOf(options: SandboxTargetOptions, { name, key }: Credentials): ControlClient {
  const Authorization = `Basic ${Buffer.from(`${name}:${key}`).toString('base64')}`
  return createClient<paths>({ baseUrl: `${options.origin}/_sandbox`, fetch: options.fetch, headers: { Authorization } })
}

async function createPlatform(
  options: SandboxTargetOptions,
  anonymous: ControlClient,
  interpretations: Record<string, string> = {},
): Promise<Credentials> {
  const headers = options.controlToken === undefined ? {} : { 'X-Control-Token': options.controlToken }
  const platform = await need(
    'create a platform',
    anonymous.POST('/platforms', { body: { clock: 'manual', hold: true, at: BEGIN, interpretations }, headers }),
  )
  const { name, key, token } = platform
  if (![name, key, token].every((text) => typeof text === 'string'))
    throw new Error(
      'Failed to create a platform: the sandbox answered without its name, key and token. Is its control plane of this version?',
    )
  options.redactor?.learn(secretsOf({ name, key, token }))
  return platform
}

async function subscribe(
  options: SandboxTargetOptions,
  own: ControlClient,
  other: Credentials | null,
  events: EventsWant,
  prefix: string,
): Promise<void> {
  const kind = events.subscription ?? 'signed'
  const url = `${options.receiverOrigin}${prefix}0?answer=${events.answer ?? 200}`
  const signed = { payloadVerificationMethod: 'HMAC' as const, hmacSharedSecretKey: webhookSecret }
  const byType = { url, eventTypes: ['OrderActionStatus'] }
  const bodies = {
    signed: [{ ...byType, ...signed }],
    unsigned: [{ ...byType, payloadVerificationMethod: 'NONE' as const }],
    'by-category': [{ url, categories: ['ORDER'], ...signed }],
    'custom-header': [{ ...byType, ...signed, headers: customHeaders }],
    'other-type': [{ url, eventTypes: ['RewardStatus'], ...signed }],
    two: [
      { ...byType, ...signed },
      { ...byType, ...signed, url: `${options.receiverOrigin}${prefix}1`, hmacSharedSecretKey: secondWebhookSecret },
    ],
    'other-platform': [{ ...byType, ...signed }],
    expiring: [{ ...byType, ...signed, expiresAt: AN_HOUR_LATER }],
  }[kind]
  const client = kind === 'other-platform' && other !== null ? clientOf(options, other) : own
  for (const body of bodies) await need('subscribe', client.POST('/subscriptions', { body }))
}

/** @param other of the other platform: an event that came to it by mistake would wait there for its clock */
function controlOf(client: ControlClient, referenceOrderID: string, other: ControlClient | null): Control {
  const readOrders = () => need('read the orders', client.GET('/orders'))
  return {
    now: async () => Date.parse((await need('read the clock', client.GET('/clock'))).now),
    readOrder: () => need('read the order', client.GET('/orders/{referenceOrderID}', { params: { path: { referenceOrderID } } })),
    readOrders,
    readOtherOrders: async () => (await readOrders()).filter((order) => order.referenceOrderID !== referenceOrderID),
    readAccounts: () => need('read the accounts', client.GET('/accounts')),
    advance: async (milliseconds) => void (await need('advance the clock', client.POST('/clock/advance', { body: { milliseconds } }))),
    drain: async () => {
      await client.POST('/drain')
      await other?.POST('/drain')
    },
    redeem: async (rewardId, amount) => {
      const { response } = await client.POST('/rewards/{rewardId}/redeem', { params: { path: { rewardId } }, body: { amount } })
      return response.ok
    },
    fault: async (operation, fault) =>
      void (await need(
        'add a fault',
        client.POST('/faults', { body: { operation, ...(typeof fault === 'number' ? { status: fault } : fault) } }),
      )),
    deliveries: () => need('list deliveries', client.GET('/deliveries')),
  }
}

async function need<T>(what: string, call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call
  if (data !== undefined) return data
  throw new Error(
    `Failed to ${what}: the sandbox answered ${response.status} ${JSON.stringify(error)}. Is its control plane of this version?`,
  )
}
