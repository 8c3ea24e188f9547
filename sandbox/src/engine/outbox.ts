import type { Delivery, Instant, Platform } from '../model.ts'
import type { Run } from '../rules/events.ts'
import type { Transaction } from '../store/store.ts'
import { type Context, nowOf, readingsOf } from './context.ts'

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
  const lines = new Map<string, Promise<void>>()

  async function attempt(platformName: string, deliveryId: string): Promise<void> {
    const found = context.store.transaction((tx) => {
      const platform = tx.getPlatform(platformName)
      const delivery = tx.getDelivery(platformName, deliveryId)
      const subscription = tx.listSubscriptions(platformName).find(({ webhookId }) => webhookId === delivery?.webhookId)
      return platform && delivery && subscription ? { platform, delivery, subscription } : undefined
    })
    if (found === undefined) return
    const { platform, delivery, subscription } = found
    const headers = new Headers(subscription.headers.map(({ name, value }): [string, string] => [name, value]))
    headers.set('content-type', 'application/json')
    const signature = await context.rules.sign(delivery.body, subscription, readingsOf(context, platform))
    if (signature !== null) headers.set('X-Signed-Payload', signature)
    const request = new Request(subscription.url, {
      method: 'POST',
      headers,
      body: delivery.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(DELIVERY_LIMIT_MS),
    })
    const result = await send(request)
    const received = result.status !== null && context.rules.deliveryReceived(result.status)
    record(platformName, delivery, { ...result, received })
  }

  async function send(request: Request): Promise<{ status: number | null; reason: string | null }> {
    try {
      const response = await context.deliver(request)
      await response.body?.cancel()
      return { status: response.status, reason: response.status === 200 ? null : `answered ${response.status}; 200 is expected` }
    } catch (error) {
      return { status: null, reason: error instanceof Error ? String(error.cause ?? error.message) : String(error) }
    }
  }

  function record(platformName: string, delivery: Delivery, result: Omit<Delivery['attempts'][number], 'at'>): void {
    context.store.transaction((tx) => {
      const platform = tx.getPlatform(platformName)
      if (platform === undefined || tx.getDelivery(platformName, delivery.deliveryId) === undefined) return
      const at = nowOf(context, platform)
      tx.putDelivery(platformName, { ...delivery, attempts: [...delivery.attempts, { at, ...result }] })
    })
  }

  return {
    /** Queues one delivery behind the others of its subscription. */
    dispatch(platform: string, deliveryId: string): void {
      const webhookId = context.store.transaction((tx) => tx.getDelivery(platform, deliveryId)?.webhookId)
      const line = `${platform}/${webhookId}`
      const next = (lines.get(line) ?? Promise.resolve()).then(() => attempt(platform, deliveryId))
      lines.set(line, next)
      void next.then(() => lines.get(line) === next && lines.delete(line))
    },
    /** Resolves when nothing of a platform is under way. */
    async idle(platform: string): Promise<void> {
      await Promise.all([...lines].filter(([line]) => line.startsWith(`${platform}/`)).map(([, pending]) => pending))
    },
  }
}

export type Courier = ReturnType<typeof createCourier>
