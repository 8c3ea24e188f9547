import type { Delivery, Instant, Platform, Readings, Subscription } from '../model.ts'
import type { Run } from '../rules/events.ts'
import type { Task, Transaction } from '../store/store.ts'
import { asError, type Context, nowOf, readingsOf } from './context.ts'

const DELIVERY_LIMIT_MS = 10_000

/** Puts the outcome event of a run on its way to every subscription that holds it. */
export function publish(context: Context, tx: Transaction, platform: Platform, run: Run, at: Instant): void {
  const { rules } = context
  const readings = readingsOf(context, platform)
  const event = rules.outcomeEvent(run, rules.outcomeStatus(run, readings), context.newId(), at, readings)
  for (const owner of tx.listPlatforms()) {
    if (!rules.receivesEventsOf(owner, platform)) continue
    for (const subscription of tx.listSubscriptions(owner.name).filter(rules.subscribed)) {
      const revision = rules.nextRevision(subscription)
      tx.putSubscription(owner.name, { ...subscription, revision })
      const deliveryId = context.newId()
      const body = JSON.stringify({ ...event, revision })
      tx.putDelivery(owner.name, { deliveryId, webhookId: subscription.webhookId, revision, body, attempts: [] })
      tx.addTask(owner.name, at, { kind: 'delivery', deliveryId })
    }
  }
}

/** Sends deliveries: one at a time for each subscription, so that none overtakes another, and none holds up the rest of the sandbox. */
export function createCourier(context: Context) {
  /** By platform, then by subscription: what ends when the delivery queued last is done. */
  const lines = new Map<string, Map<string, Promise<void>>>()
  const underWay = new Set<AbortController>()
  let closed = false

  async function attempt(platformName: string, deliveryId: string, task: Task): Promise<void> {
    if (closed) return
    const found = context.store.transaction((tx) => look(tx, platformName, deliveryId))
    if (found === undefined) return context.store.transaction((tx) => tx.removeTask(task))
    const { platform, delivery, subscription } = found
    const at = nowOf(context, platform)
    const result = await send(delivery, subscription, readingsOf(context, platform)).catch((error) => ({
      status: null,
      reason: error instanceof Error ? String(error.cause ?? error.message) : String(error),
    }))
    if (closed) return
    const received = result.status !== null && context.rules.deliveryReceived(result.status)
    context.store.transaction((tx) => {
      tx.removeTask(task)
      const now = tx.getDelivery(platformName, deliveryId)
      if (now !== undefined) tx.putDelivery(platformName, { ...now, attempts: [...now.attempts, { at, ...result, received }] })
    })
  }

  async function send(
    delivery: Delivery,
    subscription: Subscription,
    readings: Readings,
  ): Promise<{ status: number; reason: string | null }> {
    const headers = new Headers(subscription.headers.map(({ name, value }): [string, string] => [name, value]))
    headers.set('content-type', 'application/json')
    const signature = await context.rules.sign(delivery.body, subscription, readings)
    if (signature !== null) headers.set('X-Signed-Payload', signature)
    const { url } = subscription
    const { status, body } = await limited((signal) =>
      context.deliver(new Request(url, { method: 'POST', headers, body: delivery.body, redirect: 'manual', signal })),
    )
    void body?.cancel().catch(() => undefined)
    return { status, reason: status === 200 ? null : `answered ${status}; 200 is expected` }
  }

  /** Waits for an answer no longer than the limit, and not after closing, whether or not `deliver` heeds its signal. */
  async function limited(deliver: (signal: AbortSignal) => Promise<Response>): Promise<Response> {
    const controller = new AbortController()
    const { signal } = controller
    const timer = setTimeout(() => controller.abort(new Error(`no answer within ${DELIVERY_LIMIT_MS / 1_000} seconds`)), DELIVERY_LIMIT_MS)
    underWay.add(controller)
    try {
      const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      return await Promise.race([deliver(signal), aborted])
    } finally {
      clearTimeout(timer)
      underWay.delete(controller)
    }
  }

  return {
    /** Queues one delivery behind the others of its subscription; its task ends with the attempt. */
    dispatch(platform: string, { deliveryId, webhookId }: Delivery, task: Task): void {
      const own = lines.get(platform) ?? new Map<string, Promise<void>>()
      lines.set(platform, own)
      const next = (own.get(webhookId) ?? Promise.resolve())
        .then(() => attempt(platform, deliveryId, task))
        .catch((error) => context.report(asError(error)))
        .then(() => {
          if (own.get(webhookId) === next) own.delete(webhookId)
          if (own.size === 0 && lines.get(platform) === own) lines.delete(platform)
        })
      own.set(webhookId, next)
    },
    /** Whether deliveries of a platform are under way or queued. */
    busy: (platform: string): boolean => lines.has(platform),
    /** Resolves when nothing of a platform is under way. */
    async idle(platform: string): Promise<void> {
      await Promise.all(lines.get(platform)?.values() ?? [])
    },
    /** Gives up what is under way. */
    close(): void {
      closed = true
      for (const controller of underWay) controller.abort(new Error('the sandbox was closed'))
    },
  }
}

export type Courier = ReturnType<typeof createCourier>

function look(tx: Transaction, platformName: string, deliveryId: string) {
  const platform = tx.getPlatform(platformName)
  const delivery = tx.getDelivery(platformName, deliveryId)
  const subscription = tx.listSubscriptions(platformName).find(({ webhookId }) => webhookId === delivery?.webhookId)
  return platform && delivery && subscription ? { platform, delivery, subscription } : undefined
}
