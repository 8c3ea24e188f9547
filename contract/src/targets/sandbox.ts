import { createControl, type Control as SandboxControl } from '../../../sandbox/src/control.ts'
import type { Case, EventsWant } from '../cases/case.ts'
import { orderOf, orderStates } from '../cases/order-states.ts'
import { secondWebhookSecret, webhookSecret } from '../checks/events.ts'
import { secretsOf } from '../redact/forms.ts'
import type { Redactor } from '../redact/redactor.ts'
import type { Receiver } from './receiver.ts'
import type { Control, Session, Target } from './target.ts'

/** Where the clock of every case begins, in milliseconds: a Monday morning, far from any midnight. */
export const BEGIN = Date.UTC(2026, 2, 2, 10)
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

type Credentials = Awaited<ReturnType<SandboxControl['createPlatform']>>

async function open(options: SandboxTargetOptions, row: Case): Promise<Session> {
  const platform = await createPlatform(options, row.under)
  const control = controlOf(options, platform)
  for (const order of row.beside ?? []) await control.createOrder(order)
  const wanted = orderOf(row)
  const order = await control.createOrder({ externalRefID: EXTERNAL_REF, ...(typeof wanted === 'string' ? orderStates[wanted] : wanted) })
  const otherCredentials = needsOther(row) ? await createPlatform(options) : null
  const other = otherCredentials === null ? null : controlOf(options, otherCredentials)
  const prefix = `/${platform.name}/`
  if (row.events !== undefined) await subscribe(options, control, other, row.events, prefix)
  return {
    credentials: platform,
    otherCredentials,
    order,
    control: controlOfOrder(control, order.referenceOrderID, other),
    inbox: { received: () => options.receiver.received(prefix) },
    close: async () => options.receiver.forget(prefix),
  }
}

const needsOther = (row: Case): boolean => row.request.auth === 'other-platform' || row.events?.subscription === 'other-platform'

const controlOf = ({ origin: baseUrl, fetch, controlToken }: SandboxTargetOptions, credentials?: Credentials): SandboxControl =>
  createControl({ baseUrl, fetch, ...(controlToken && { controlToken }), ...(credentials && { credentials }) })

async function createPlatform(options: SandboxTargetOptions, interpretations: Record<string, string> = {}): Promise<Credentials> {
  const platform = await controlOf(options).createPlatform({
    clock: 'manual',
    hold: true,
    at: new Date(BEGIN).toISOString(),
    interpretations,
  })
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
  own: SandboxControl,
  other: SandboxControl | null,
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
  const control = kind === 'other-platform' && other !== null ? other : own
  for (const body of bodies) await control.subscribe(body)
}

/** @param other of the other platform: an event that came to it by mistake would wait there for its clock */
function controlOfOrder(control: SandboxControl, referenceOrderID: string, other: SandboxControl | null): Control {
  return {
    now: async () => Date.parse((await control.readClock()).now),
    readOrder: () => control.readOrder(referenceOrderID),
    readOrders: control.listOrders,
    readOtherOrders: async () => (await control.listOrders()).filter((order) => order.referenceOrderID !== referenceOrderID),
    readAccounts: control.listAccounts,
    advance: async (milliseconds) => void (await control.advance({ milliseconds })),
    drain: async () => {
      await isDone(control.drain())
      if (other !== null) await isDone(other.drain())
    },
    redeem: (rewardId, amount) => isDone(control.redeem(rewardId, amount)),
    fault: async (operation, fault) =>
      void (await control.addFault({ operation, ...(typeof fault === 'number' ? { status: fault } : fault) })),
    deliveries: control.listDeliveries,
  }
}

/** False when the sandbox refuses a call. One without a response rejects. */
const isDone = (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => true,
    (error: Error) => {
      if (error.cause instanceof Error) throw error
      return false
    },
  )
