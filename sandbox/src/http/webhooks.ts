import type { Hono } from 'hono'
import type { components } from '../../../generated/control-types.ts'
import * as validators from '../../../generated/control-validators.js'
import { type Context, nowOf } from '../engine/context.ts'
import { instantFrom } from '../engine/instant.ts'
import type { Queue } from '../engine/queue.ts'
import { mayReach } from '../engine/reach.ts'
import type { Delivery, Platform, Subscription } from '../model.ts'
import type { Problem } from '../rules/request.ts'
import type { Transaction } from '../store/store.ts'
import { readChecked as read } from './body.ts'
import { current, type Env, type Handler } from './env.ts'
import { ApiError, invalid } from './errors.ts'
import { page, rangeOf } from './lists.ts'
import { deliveryView, iso, subscriptionView } from './views.ts'

type Schemas = components['schemas']

/** What a platform does inside a transaction with the subscription of a path. */
const inTransaction = <T>(context: Context, call: Handler, work: (tx: Transaction, found: Subscription, platform: Platform) => T): T =>
  context.store.transaction((tx) => work(tx, findSubscription(tx, call), current(context, call, tx)))

/**
 * `POST …/renew` and `POST …/replay` of a subscription: the documented calls, which the control plane has too.
 *
 * @param under the path that subscriptions are below
 * @example subscriptionCalls(app, context, queue, '/raas/v2/webhooks')
 */
export function subscriptionCalls(app: Hono<Env>, context: Context, queue: Queue, under: string): void {
  app.post(`${under}/:webhookId/renew`, (call) => {
    const { webhookId, expiresAt } = inTransaction(context, call, (tx, found, platform) => renew(context, tx, found, platform))
    return call.json({ webhookId, expiresAt: iso(expiresAt) })
  })
  app.post(`${under}/:webhookId/replay`, (call) => {
    const { fromRevision, toRevision } = rangeOf(call)
    if (fromRevision === null) throw rangeNeeded()
    inTransaction(context, call, (tx, found, platform) => replay(context, tx, found, platform, { fromRevision, toRevision }))
    queue.wake(call.get('platform').name)
    return call.body(null, 200)
  })
}

/** The part of the control plane that is about subscriptions and their deliveries. */
export function webhookRoutes(app: Hono<Env>, context: Context, queue: Queue, at: (path: string) => string): void {
  app.get(at('/subscriptions'), (call) => {
    const subscriptions = context.store.transaction((tx) => tx.listSubscriptions(call.get('platform').name))
    return call.json(page(call, subscriptions, ({ webhookId }) => webhookId).map(subscriptionView))
  })
  app.post(at('/subscriptions'), async (call) => {
    const wanted = await read(context, call, validators.validateSubscriptionRequest)
    return call.json(subscriptionView(subscribe(context, current(context, call), wanted)), 201)
  })
  app.get(at('/subscriptions/:webhookId'), (call) => call.json(inTransaction(context, call, (_, found) => subscriptionView(found))))
  app.delete(at('/subscriptions/:webhookId'), (call) => {
    inTransaction(context, call, (tx, { webhookId }, { name }) => tx.removeSubscription(name, webhookId))
    return call.body(null, 200)
  })
  subscriptionCalls(app, context, queue, at('/subscriptions'))
  app.get(at('/subscriptions/:webhookId/events'), (call) => {
    const { fromRevision, toRevision } = rangeOf(call)
    const range = { fromRevision: fromRevision ?? 0, toRevision }
    const events = inTransaction(context, call, (tx, found, platform) => storedEvents(context, tx, found, platform, range))
    return call.json(page(call, events, ({ revision }) => String(revision)).map(({ body }) => JSON.parse(body)))
  })
  app.get(at('/deliveries'), (call) => {
    const deliveries = context.store.transaction((tx) => tx.listDeliveries(call.get('platform').name))
    return call.json(page(call, deliveries, ({ deliveryId }) => deliveryId).map(deliveryView))
  })
  app.post(at('/deliveries/:deliveryId/redeliver'), (call) => {
    const delivery = redeliver(context, call)
    queue.wake(call.get('platform').name)
    return call.json(deliveryView(delivery), 202)
  })
}

const rangeNeeded = (): ApiError =>
  invalid(400, [{ path: 'fromRevision', i18nKey: '422.007', message: 'fromRevision is required; 0 replays every event.' }])

/**
 * A subscription of the platform.
 *
 * @param id default: the one in the path
 * @throws ApiError 404 when the platform has none of this id
 */
export function findSubscription(tx: Transaction, call: Handler, id = call.req.param('webhookId')): Subscription {
  const found = tx.listSubscriptions(call.get('platform').name).find(({ webhookId }) => webhookId === id)
  if (found === undefined) throw new ApiError(404, '404.001', `There is no subscription ${id} on this platform.`)
  return found
}

function renew(context: Context, tx: Transaction, found: Subscription, platform: Platform): Subscription {
  const renewed = { ...found, expiresAt: context.rules.subscriptionEnd(nowOf(context, platform)) }
  tx.putSubscription(platform.name, renewed)
  return renewed
}

type Range = { fromRevision: number; toRevision: number | null }

/** The events of a subscription that are still kept, by revision. */
export function storedEvents(context: Context, tx: Transaction, { webhookId }: Subscription, platform: Platform, range: Range) {
  return tx
    .listDeliveries(platform.name)
    .filter((delivery) => delivery.webhookId === webhookId && context.rules.replayable(delivery, range, nowOf(context, platform)))
    .toSorted((one, other) => one.revision - other.revision)
}

function replay(context: Context, tx: Transaction, found: Subscription, platform: Platform, range: Range): void {
  for (const { deliveryId } of storedEvents(context, tx, found, platform, range)) {
    tx.addTask(platform.name, nowOf(context, platform), { kind: 'delivery', deliveryId, retry: null })
  }
}

function subscribe(context: Context, platform: Platform, wanted: Schemas['SubscriptionRequest']): Subscription {
  const now = nowOf(context, platform)
  const expiresAt = wanted.expiresAt === undefined ? context.rules.subscriptionEnd(now) : instantFrom(wanted.expiresAt, 'expiresAt')
  const problems = problemsOf(context, wanted)
  if (expiresAt <= now) problems.push({ path: 'expiresAt', i18nKey: '400.001', message: `expiresAt must be later than ${iso(now)}.` })
  if (problems.length > 0) throw invalid(400, problems)
  const { url, categories = [], eventTypes = [], payloadVerificationMethod = 'NONE', hmacSharedSecretKey = null, headers = [] } = wanted
  const of = { url, categories, eventTypes, payloadVerificationMethod, hmacSharedSecretKey, headers, expiresAt }
  const subscription: Subscription = { webhookId: context.newId(), ...of, revision: 0, held: [] }
  context.store.transaction((tx) => tx.putSubscription(platform.name, subscription))
  return subscription
}

/** Headers that are the sender's own, and those that `fetch` drops or fails on: a delivery could never bring them as they were given. */
const RESERVED =
  /^(?:__proto__|connection|content-length|content-type|expect|host|keep-alive|sec-fetch-mode|transfer-encoding|upgrade|x-signed-payload)$/i

function headerProblems(headers: { name: string }[]): Problem[] {
  const names = headers.map(({ name }) => name.toLowerCase())
  return headers.flatMap(({ name }, at) => {
    const why = RESERVED.test(name) ? 'it is set by the sender' : names.indexOf(name.toLowerCase()) < at ? 'it occurs twice' : null
    if (why === null) return []
    return [{ path: `headers.${at}.name`, i18nKey: '400.001', message: `The header ${name} cannot be delivered: ${why}. Leave it out.` }]
  })
}

function problemsOf(context: Context, wanted: Schemas['SubscriptionRequest']): Problem[] {
  const { url, categories = [], eventTypes = [], payloadVerificationMethod, hmacSharedSecretKey } = wanted
  const problems = headerProblems(wanted.headers ?? [])
  if (!mayReach(url, context.allowHosts)) {
    const where = context.allowHosts.loopback ? 'this machine, or of a host named with --allow-host' : 'a host named with --allow-host'
    problems.push({ path: 'url', i18nKey: '400.001', message: `url must be an http or https address of ${where}, without credentials.` })
  }
  if (categories.length + eventTypes.length === 0) {
    problems.push({ path: 'eventTypes', i18nKey: '422.007', message: 'Send eventTypes, categories or both.' })
  }
  if (payloadVerificationMethod === 'HMAC' && hmacSharedSecretKey === undefined) {
    problems.push({ path: 'hmacSharedSecretKey', i18nKey: '422.007', message: 'hmacSharedSecretKey, in base64, is required for HMAC.' })
  }
  return problems
}

function redeliver(context: Context, call: Handler): Delivery {
  const id = call.req.param('deliveryId') ?? ''
  return context.store.transaction((tx) => {
    const platform = current(context, call, tx)
    const delivery = tx.getDelivery(platform.name, id)
    if (delivery === undefined) throw new ApiError(404, '404.001', `There is no delivery ${id} on this platform.`)
    tx.addTask(platform.name, nowOf(context, platform), { kind: 'delivery', deliveryId: id, retry: null })
    return delivery
  })
}
