import type { Delivery, FaultEffect, Instant, Interpretations, Platform, SignatureFault, Subscription } from '../model.ts'
import type { Run } from '../rules/events.ts'
import type { Transaction } from '../store/store.ts'
import { type Context, interpretationsOf } from './context.ts'
import { OPERATIONS, takeFault } from './faults.ts'

/** How many deliveries of a platform are kept, and how many of a subscription wait at once. */
export const MOST_DELIVERIES = 5_000
/** After so many events of a subscription, the deliveries of its platform are counted. */
const COUNTED_EVERY = 100
/** More automatic retries of one delivery than any option has. */
const MOST_RETRIES = 20
/** How many deliveries of a subscription are held at once. */
const MOST_HELD = 100

const EVERY_REVISION = { fromRevision: 0, toRevision: null }

/** Puts the outcome event of a run on its way to every subscription that holds it. */
export function publish(context: Context, tx: Transaction, platform: Platform, run: Run, at: Instant): void {
  const { rules } = context
  const interpretations = interpretationsOf(context, platform)
  const receivers = rules.receiversOfEvents(tx, platform).flatMap(({ name: owner }) =>
    tx
      .listSubscriptions(owner)
      .filter(rules.subscribed)
      .map((subscription) => ({ owner, subscription })),
  )
  if (receivers.length === 0) return
  const event = rules.outcomeEvent(run, rules.outcomeStatus(run, interpretations), context.newId(), at, interpretations)
  for (const { owner, subscription } of receivers) {
    const revision = rules.nextRevision(subscription)
    tx.putSubscription(owner, { ...subscription, revision })
    const body = JSON.stringify({ ...event, revision })
    const { webhookId } = subscription
    const delivery: Delivery = { deliveryId: context.newId(), webhookId, revision, occurredAt: at, body, attempts: [] }
    tx.putDelivery(owner, delivery)
    // What cannot be replayed any more is of no use to anybody.
    tx.removeDeliveries(owner, (oldest) => !rules.replayable(oldest, EVERY_REVISION, at))
    if (revision % COUNTED_EVERY === 0) trim(context, tx, owner, interpretations, at)
    setOff(tx, owner, delivery, subscription, run, at)
  }
}

/** Forgets the oldest deliveries that are finished, and if that is not enough, the oldest that were tried. */
function trim({ rules }: Context, tx: Transaction, owner: string, interpretations: Interpretations, at: Instant): void {
  const delays = Array.from({ length: MOST_RETRIES }, (_, retry) => rules.retryDelay(retry, interpretations) ?? 0)
  const longest = Math.max(...delays)
  const isFinished = ({ attempts }: Delivery): boolean =>
    attempts.some(({ received }) => received) || (attempts.at(-1)?.at ?? Number.POSITIVE_INFINITY) + longest <= at
  tx.trimDeliveries(owner, MOST_DELIVERIES, isFinished)
  tx.trimDeliveries(owner, MOST_DELIVERIES, ({ attempts }) => attempts.length > 0)
}

/** Adds the task that sends a delivery, unless a fault has other plans with it. */
function setOff(tx: Transaction, owner: string, delivery: Delivery, subscription: Subscription, run: Run, at: Instant): void {
  const { deliveryId } = delivery
  const fault = takeFault(tx, owner, OPERATIONS[run.action.action], ['event'], (effect) => isMeant(effect, subscription))
  const send = (when: Instant, retry: number | null): void => tx.addTask(owner, when, { kind: 'delivery', deliveryId, retry })
  if (fault?.event === 'lost') {
    const reason = 'not sent: a fault that was asked for lost it'
    tx.putDelivery(owner, { ...delivery, attempts: [{ at, status: null, received: false, reason, signature: null }] })
  } else if (fault?.event !== 'reordered' || !hold(tx, owner, delivery)) {
    if (isOfSignature(fault)) tx.addTask(owner, at, { kind: 'delivery', deliveryId, retry: null, fault: fault.event })
    send(fault?.event === 'late' ? at + fault.delay : at, 0)
    if (fault?.event === 'duplicated') send(at, null)
  }
}

type EventEffect = Extract<FaultEffect, { event: unknown }>

/** Where nothing is signed, no signature can be wrong. */
function isMeant(effect: EventEffect, { webhookId, payloadVerificationMethod }: Subscription): boolean {
  const isSigned = payloadVerificationMethod === 'HMAC'
  return (effect.subscription ?? webhookId) === webhookId && (isSigned || !isOfSignature(effect))
}

const isOfSignature = (effect: EventEffect | undefined): effect is EventEffect & { event: SignatureFault } =>
  effect?.event === 'forged' || effect?.event === 'unsigned'

/** Lets a delivery wait for a later one of its subscription; false when too many wait already, and it is to be sent as usual. */
function hold(tx: Transaction, owner: string, { deliveryId, webhookId }: Delivery): boolean {
  const subscription = tx.listSubscriptions(owner).find((other) => other.webhookId === webhookId)
  if (subscription === undefined || subscription.held.length >= MOST_HELD) return false
  tx.putSubscription(owner, { ...subscription, held: [...subscription.held, deliveryId] })
  return true
}
