import type { Hono, MiddlewareHandler } from 'hono'
import type { components } from '../../../generated/control-types.ts'
import * as validators from '../../../generated/control-validators.js'
import { arrangeOrder } from '../engine/arrange.ts'
import { type Context, nowOf, readingsOf } from '../engine/context.ts'
import type { Queue } from '../engine/queue.ts'
import { type Order, type Platform, parseReadings } from '../model.ts'
import { sameText } from '../rules/authenticate.ts'
import { readBody } from './body.ts'
import { CONTROL_PATH, type Env, type Handler } from './env.ts'
import { ApiFault, invalid } from './errors.ts'
import { deliveryView, orderView, subscriptionView } from './views.ts'

type Schemas = components['schemas']
type Validator<T> = ((value: unknown) => value is T) & { errors?: { instancePath: string; message?: string }[] | null }

/** The control plane: arranges and observes what a caller of the API cannot. Described in openapi/control.yaml. */
export function controlRoutes(
  app: Hono<Env>,
  context: Context,
  queue: Queue,
  token: string | null,
  authenticated: MiddlewareHandler<Env>,
): void {
  const at = (path: string): string => `${CONTROL_PATH}${path}`
  app.post(at('/platforms'), async (call) =>
    call.json(createPlatform(context, token, call, await read(context, call, validators.validatePlatformRequest)), 201),
  )
  app.use(at('/*'), authenticated)
  stateRoutes(app, context, at)
  webhookRoutes(app, context, at)
  behaviourRoutes(app, context, at)
  app.get(at('/clock'), (call) => call.json(clockView(context, current(context, call))))
  app.post(at('/clock/advance'), async (call) => {
    const { milliseconds, to } = await read(context, call, validators.validateAdvanceRequest)
    const platform = current(context, call)
    await queue.advance(platform.name, to === undefined ? nowOf(context, platform) + (milliseconds ?? 0) : Date.parse(to))
    return call.json(clockView(context, current(context, call)))
  })
  app.post(at('/drain'), async (call) => {
    await queue.drain(call.get('platform').name)
    return call.body(null, 204)
  })
  app.post(at('/reset'), (call) => {
    context.store.transaction((tx) => {
      tx.clear(call.get('platform').name)
      tx.putPlatform({ ...current(context, call), faults: [] })
    })
    return call.body(null, 204)
  })
}

function stateRoutes(app: Hono<Env>, context: Context, at: (path: string) => string): void {
  app.get(at('/orders'), (call) => call.json(context.store.transaction((tx) => tx.listOrders(call.get('platform').name)).map(orderView)))
  app.post(at('/orders'), async (call) => {
    const wanted = await read(context, call, validators.validateOrderRequest)
    return call.json(orderView(createOrder(context, call.get('platform'), wanted)), 201)
  })
  app.get(at('/orders/:referenceOrderID'), (call) => {
    const id = call.req.param('referenceOrderID') ?? ''
    const order = context.store.transaction((tx) => tx.getOrder(call.get('platform').name, id))
    if (order === undefined) throw new ApiFault(404, '404.005', `There is no order ${id} on this platform.`)
    return call.json(orderView(order))
  })
  app.post(at('/rewards/:rewardId/redeem'), async (call) => {
    const { amount } = await read(context, call, validators.validateRedeemRequest)
    return call.json(orderView(redeem(context, call.get('platform'), call.req.param('rewardId') ?? '', amount)))
  })
  app.get(at('/accounts'), (call) => call.json(context.store.transaction((tx) => tx.listAccounts(call.get('platform').name))))
}

function webhookRoutes(app: Hono<Env>, context: Context, at: (path: string) => string): void {
  app.get(at('/subscriptions'), (call) =>
    call.json(context.store.transaction((tx) => tx.listSubscriptions(call.get('platform').name)).map(subscriptionView)),
  )
  app.post(at('/subscriptions'), async (call) => {
    const wanted = await read(context, call, validators.validateSubscriptionRequest)
    return call.json(subscribe(context, call.get('platform'), wanted), 201)
  })
  app.get(at('/deliveries'), (call) =>
    call.json(context.store.transaction((tx) => tx.listDeliveries(call.get('platform').name)).map(deliveryView)),
  )
}

function behaviourRoutes(app: Hono<Env>, context: Context, at: (path: string) => string): void {
  const put = (call: Handler, change: Partial<Platform>): void =>
    context.store.transaction((tx) => tx.putPlatform({ ...current(context, call), ...change }))
  app.get(at('/faults'), (call) => call.json(current(context, call).faults))
  app.post(at('/faults'), async (call) => {
    const { operation, status, remaining = 1 } = await read(context, call, validators.validateFaultRequest)
    put(call, { faults: [...current(context, call).faults, { operation, status, remaining }] })
    return call.json({ operation, status, remaining }, 201)
  })
  app.delete(at('/faults'), (call) => {
    put(call, { faults: [] })
    return call.body(null, 204)
  })
  app.get(at('/readings'), (call) => call.json(readingsOf(context, current(context, call))))
  app.put(at('/readings'), async (call) => {
    put(call, { readings: checkedReadings(await read(context, call, validators.validateReadings)) })
    return call.json(readingsOf(context, current(context, call)))
  })
}

/** The platform as it is now; the one of the request was read when the request came in. */
function current(context: Context, call: Handler): Platform {
  const { name } = call.get('platform')
  return context.store.transaction((tx) => tx.getPlatform(name)) ?? call.get('platform')
}

async function read<T>(context: Context, call: Handler, validate: Validator<T>): Promise<T> {
  const body = await readBody(context, call, 400)
  if (validate(body)) return body
  const problems = (validate.errors ?? []).map(({ instancePath, message }) => ({
    path: instancePath.slice(1).replaceAll('/', '.'),
    i18nKey: '400.001',
    message: message ?? 'is not valid',
  }))
  throw invalid(400, problems)
}

function checkedReadings(given: Record<string, string>): Platform['readings'] {
  try {
    return parseReadings(given)
  } catch (error) {
    throw new ApiFault(400, '400.001', error instanceof Error ? error.message : String(error))
  }
}

function createPlatform(
  context: Context,
  token: string | null,
  call: Handler,
  wanted: Schemas['PlatformRequest'],
): Schemas['PlatformCredentials'] {
  if (token !== null && !sameText(call.req.header('x-control-token') ?? '', token)) {
    throw new ApiFault(401, '401.001', 'This sandbox was started with a control token. Send it in X-Control-Token.')
  }
  const name = wanted.name ?? `platform-${context.newId()}`
  const at = wanted.at === undefined ? context.now() : Date.parse(wanted.at)
  const platform: Platform = {
    name,
    key: context.newId(),
    token: context.newId(),
    clock: wanted.clock === 'manual' ? { mode: 'manual', at } : { mode: 'real', offset: 0 },
    readings: checkedReadings(wanted.readings ?? {}),
    faults: [],
  }
  context.store.transaction((tx) => {
    if (tx.getPlatform(name) !== undefined) throw new ApiFault(409, '409.001', `There is a platform ${name} already.`)
    tx.putPlatform(platform)
  })
  return { name, key: platform.key, token: platform.token }
}

function createOrder(context: Context, platform: Platform, wanted: Schemas['OrderRequest']): Order {
  return context.store.transaction((tx) => {
    const { referenceOrderID } = wanted
    if (referenceOrderID !== undefined && tx.getOrder(platform.name, referenceOrderID) !== undefined) {
      throw new ApiFault(409, '409.001', `There is an order ${referenceOrderID} already.`)
    }
    return arrangeOrder(context, tx, platform, wanted)
  })
}

function redeem(context: Context, platform: Platform, rewardId: string, amount: number): Order {
  return context.store.transaction((tx) => {
    const found = tx.findReward(platform.name, rewardId)
    const reward = found?.lineItem.reward
    if (found === undefined || !reward) throw new ApiFault(404, '404.001', `There is no reward ${rewardId} on this platform.`)
    const refusal = context.rules.redeemable(reward, amount)
    if (refusal !== null) throw new ApiFault(409, '409.001', `Failed to redeem ${amount} of reward ${rewardId}: ${refusal}.`)
    const redeemed = { ...found.lineItem, reward: { ...reward, redeemedAmount: reward.redeemedAmount + amount } }
    const lineItems = found.order.lineItems.map((lineItem) => (lineItem === found.lineItem ? redeemed : lineItem))
    const order = { ...found.order, lineItems }
    tx.putOrder(platform.name, order)
    return order
  })
}

function clockView(context: Context, platform: Platform): Schemas['ClockView'] {
  return { mode: platform.clock.mode, now: new Date(nowOf(context, platform)).toISOString() }
}

function subscribe(context: Context, platform: Platform, wanted: Schemas['SubscriptionRequest']): Schemas['SubscriptionView'] {
  const { url, categories = [], eventTypes = [], payloadVerificationMethod = 'NONE', hmacSharedSecretKey = null, headers = [] } = wanted
  const problems = []
  if (!isLoopback(url)) problems.push({ path: 'url', i18nKey: '400.001', message: 'url must be an http or https address of this machine.' })
  if (categories.length + eventTypes.length === 0) {
    problems.push({ path: 'eventTypes', i18nKey: '422.007', message: 'Send eventTypes, categories or both.' })
  }
  if (payloadVerificationMethod === 'HMAC' && hmacSharedSecretKey === null) {
    problems.push({ path: 'hmacSharedSecretKey', i18nKey: '422.007', message: 'hmacSharedSecretKey, in base64, is required for HMAC.' })
  }
  if (problems.length > 0) throw invalid(400, problems)
  const webhookId = context.newId()
  const subscription = { webhookId, url, categories, eventTypes, payloadVerificationMethod, hmacSharedSecretKey, headers, revision: 0 }
  context.store.transaction((tx) => tx.putSubscription(platform.name, subscription))
  return subscriptionView(subscription)
}

/** Deliveries stay on this machine: a sandbox is no way to reach other hosts. */
function isLoopback(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null
  return (
    parsed !== null &&
    ['http:', 'https:'].includes(parsed.protocol) &&
    (parsed.hostname === 'localhost' || parsed.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(parsed.hostname))
  )
}
