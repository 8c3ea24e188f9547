import type { Attempt, Delivery, Instant, Interpretations, SignatureFault, Subscription } from '../model.ts'
import { StoreError, type Task, type Transaction } from '../store/store.ts'
import { asError, type Context, interpretationsOf, nowOf } from './context.ts'
import { MOST_DELIVERIES } from './publish.ts'
import { barrier } from './reach.ts'
import { signatureOf, WRONG } from './signature.ts'
import { RETRY_MS } from './storing.ts'

const DELIVERY_LIMIT_MS = 10_000
/** How many attempts of a delivery are remembered, the latest ones. */
const ATTEMPTS = 100
/** A receiver that is slower than what happens is not to fill the memory. */
const TOO_MANY = { status: null, reason: `not sent: ${MOST_DELIVERIES} deliveries to this subscription wait already` }

/** The deliveries of a subscription that wait, and what ends when the last of them is done. */
type Line = { last: Promise<void>; waiting: number }
type DeliveryTask = Task & { kind: 'delivery' }

/** Sends deliveries: one at a time for each subscription, so that none overtakes another, and none holds up the rest of the sandbox. */
export function createDispatcher(context: Context) {
  /** By platform, then by subscription. */
  const lines = new Map<string, Map<string, Line>>()
  /** With its request, since `fetch` hears nothing of an abortion once the request is collected as garbage. */
  const underWay = new Map<AbortController, Request>()
  /** Platforms for which a delivery that is done made others due at once. */
  const followUps = new Set<string>()
  let closed = false

  async function attempt(platformName: string, task: DeliveryTask, isFull: boolean): Promise<void> {
    if (closed) return
    const found = await stored((tx) => look(tx, platformName, task.deliveryId))
    if (found === undefined) return stored((tx) => tx.removeTask(task))
    const { platform, delivery, subscription } = found
    // It was received meanwhile, because it was sent again on request.
    if (task.retry !== null && task.retry > 0 && delivery.attempts.some(({ received }) => received)) {
      return stored((tx) => tx.removeTask(task))
    }
    const at = nowOf(context, platform)
    const interpretations = interpretationsOf(context, platform)
    const obstacle = isFull ? TOO_MANY : await obstacleTo(subscription, at)
    const { signature, ...result } =
      obstacle === null ? await send(delivery, subscription, interpretations, task.fault) : { ...obstacle, signature: null }
    if (closed) return
    const { fault } = task
    const received = result.status !== null && fault === undefined && context.rules.deliveryReceived(result.status)
    const { deliveryId, webhookId, revision } = delivery
    const instant = new Date(at).toISOString()
    context.log?.({ at: instant, platform: platformName, kind: 'delivery', deliveryId, webhookId, revision, ...result })
    const delay = received || obstacle !== null || task.retry === null ? null : context.rules.retryDelay(task.retry, interpretations)
    await stored((tx) => {
      tx.removeTask(task)
      const now = tx.getDelivery(platformName, task.deliveryId)
      if (now === undefined) return
      const attempt: Attempt = { at, ...result, received, signature, ...(fault === undefined ? {} : { fault }) }
      tx.putDelivery(platformName, { ...now, attempts: [...now.attempts.slice(1 - ATTEMPTS), attempt] })
      if (delay !== null)
        tx.addTask(platformName, at + delay, { kind: 'delivery', deliveryId: task.deliveryId, retry: (task.retry ?? 0) + 1 })
      if (obstacle === null && letGo(tx, platformName, now, at)) followUps.add(platformName)
    })
  }

  /** Stores what is known of a delivery as soon as that is possible: given up, it would be sent a second time. */
  async function stored<Result>(work: (tx: Transaction) => Result): Promise<Result | undefined> {
    while (!closed) {
      try {
        return context.store.transaction(work)
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
      }
      await context.wait(RETRY_MS)
    }
    return undefined
  }

  /** Why an event may not be sent at all. */
  async function obstacleTo(subscription: Subscription, at: Instant): Promise<Pick<Attempt, 'status' | 'reason'> | null> {
    if (!context.rules.subscriptionActive(subscription, at)) {
      return { status: null, reason: `not sent: the subscription expired at ${new Date(subscription.expiresAt).toISOString()}` }
    }
    try {
      const reason = await barrier(subscription.url, context.allowHosts, context.resolve)
      return reason === null ? null : { status: null, reason: `not sent: ${reason}` }
    } catch (error) {
      return failure(error)
    }
  }

  async function send(
    delivery: Delivery,
    subscription: Subscription,
    interpretations: Interpretations,
    fault: SignatureFault | undefined,
  ): Promise<Pick<Attempt, 'status' | 'reason' | 'signature'>> {
    let signature: string | null = null
    try {
      const headers = new Headers(subscription.headers.map(({ name, value }): [string, string] => [name, value]))
      headers.set('content-type', 'application/json')
      signature = await signatureOf(context, delivery, subscription, interpretations, fault)
      if (signature !== null) headers.set('X-Signed-Payload', signature)
      const { url } = subscription
      const { status, body } = await limited(
        (signal) => new Request(url, { method: 'POST', headers, body: delivery.body, redirect: 'manual', signal }),
      )
      void body?.cancel().catch(() => undefined)
      const reason = status === 200 ? null : `answered ${status}; 200 is expected`
      return { status, reason: fault === undefined ? reason : WRONG[fault], signature }
    } catch (error) {
      return { ...failure(error), signature }
    }
  }

  /** Waits for an answer no longer than the limit, and not after closing, whether or not `deliver` heeds its signal. */
  async function limited(requestWith: (signal: AbortSignal) => Request): Promise<Response> {
    const controller = new AbortController()
    const { signal } = controller
    const timer = setTimeout(() => controller.abort(new Error(`no answer within ${DELIVERY_LIMIT_MS / 1_000} seconds`)), DELIVERY_LIMIT_MS)
    const request = requestWith(signal)
    underWay.set(controller, request)
    try {
      const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      return await Promise.race([context.deliver(request), aborted])
    } finally {
      clearTimeout(timer)
      underWay.delete(controller)
    }
  }

  return {
    /**
     * Queues one delivery behind the others of its subscription; its task ends with the attempt.
     *
     * @param done called when it is over, and tasks that follow from it are there
     */
    dispatch(platform: string, { webhookId }: Delivery, task: DeliveryTask, done: () => void): void {
      const own = lines.get(platform) ?? new Map<string, Line>()
      lines.set(platform, own)
      const line = own.get(webhookId) ?? { last: Promise.resolve(), waiting: 0 }
      own.set(webhookId, line)
      const isFull = line.waiting++ >= MOST_DELIVERIES
      const next = (isFull ? Promise.resolve() : line.last)
        .then(() => attempt(platform, task, isFull))
        .catch((error) => context.report(asError(error)))
        .then(() => {
          if (--line.waiting === 0) own.delete(webhookId)
          if (own.size === 0 && lines.get(platform) === own) lines.delete(platform)
          if (!closed) done()
        })
      if (!isFull) line.last = next
    },
    /** Whether deliveries of a platform are under way or queued. */
    busy: (platform: string): boolean => lines.has(platform),
    /** Resolves when nothing of a platform is under way, and tells whether something became due at once because of it. */
    async idle(platform: string): Promise<boolean> {
      await Promise.all([...(lines.get(platform)?.values() ?? [])].map(({ last }) => last))
      return followUps.delete(platform)
    },
    /** Gives up what is under way. */
    close(): void {
      closed = true
      for (const controller of underWay.keys()) controller.abort(new Error('the sandbox was closed'))
    },
  }
}

export type Dispatcher = ReturnType<typeof createDispatcher>

function look(tx: Transaction, platformName: string, deliveryId: string) {
  const platform = tx.getPlatform(platformName)
  const delivery = tx.getDelivery(platformName, deliveryId)
  const subscription = tx.listSubscriptions(platformName).find(({ webhookId }) => webhookId === delivery?.webhookId)
  return platform && delivery && subscription ? { platform, delivery, subscription } : undefined
}

/** Lets the deliveries of a subscription go that waited until a later one was sent. */
function letGo(tx: Transaction, platformName: string, sent: Delivery, at: Instant): boolean {
  const subscription = tx.listSubscriptions(platformName).find(({ webhookId }) => webhookId === sent.webhookId)
  const earlier = (deliveryId: string): boolean => (tx.getDelivery(platformName, deliveryId)?.revision ?? 0) < sent.revision
  const free = subscription?.held.filter(earlier) ?? []
  if (subscription === undefined || free.length === 0) return false
  tx.putSubscription(platformName, { ...subscription, held: subscription.held.filter((id) => !earlier(id)) })
  for (const deliveryId of free) tx.addTask(platformName, at, { kind: 'delivery', deliveryId, retry: 0 })
  return true
}

function failure(error: unknown): Pick<Attempt, 'status' | 'reason'> {
  return { status: null, reason: error instanceof Error ? String(error.cause ?? error.message) : String(error) }
}
