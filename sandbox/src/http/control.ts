import type { Hono, MiddlewareHandler } from 'hono'
import type { components } from '../../../generated/control-types.ts'
import * as validators from '../../../generated/control-validators.js'
import { arrangeOrder } from '../engine/arrange.ts'
import { type Context, interpretationsOf, nowOf } from '../engine/context.ts'
import { instantFrom, possibleInstant } from '../engine/instant.ts'
import type { Queue } from '../engine/queue.ts'
import { Refusal } from '../engine/refusal.ts'
import { parseInterpretations } from '../interpretations.ts'
import type { Instant, Order, Platform } from '../model.ts'
import { sameText } from '../rules/authenticate.ts'
import { methodNotAllowed } from './actions.ts'
import type { HttpOptions } from './app.ts'
import { readChecked as read } from './body.ts'
import { CONTROL_PATH, current, type Env, type Handler } from './env.ts'
import { ApiError } from './errors.ts'
import { faultFrom, faultView, withFault } from './fault-request.ts'
import type { Journal } from './journal.ts'
import { page } from './lists.ts'
import { orderView } from './views.ts'
import { findSubscription, webhookRoutes } from './webhooks.ts'

type Schemas = components['schemas']

/** The control plane: arranges and observes what a caller of the API cannot. Described in openapi/control.yaml. */
export function controlRoutes(
  app: Hono<Env>,
  context: Context,
  queue: Queue,
  { token, authenticated, journal }: { token: HttpOptions['controlToken']; authenticated: MiddlewareHandler<Env>; journal: Journal },
): void {
  const at = (path: string): string => `${CONTROL_PATH}${path}`
  app.use(at('/*'), (call, next) => {
    // Before the answer is made: to add a header to a finished one, a platform Response is built and its body streamed.
    call.header('X-REQUEST-ID', call.get('requestId'))
    return next()
  })
  app.get(at('/health'), ({ json }) => {
    const isOk = context.storing() === 'ok'
    return json({ status: isOk ? 'ok' : 'cannot store' }, isOk ? 200 : 503, { 'Cache-Control': 'no-store' })
  })
  app.post(at('/platforms'), async (call) => {
    checkToken(call, token)
    return call.json(createPlatform(context, await read(context, call, validators.validatePlatformRequest)), 201)
  })
  app.use(at('/*'), authenticated)
  app.use(at('/*'), (call, next) => {
    // A browser sends an action again by itself when a connection that it used before is reset: so it gets none to use again.
    if (call.get('platform').faults.some(({ effect }) => 'connection' in effect && effect.connection === 'reset'))
      call.header('Connection', 'close')
    return next()
  })
  stateRoutes(app, context, queue, at)
  webhookRoutes(app, context, queue, at)
  behaviourRoutes(app, context, at)
  timeRoutes(app, context, queue, at)
  journal.routes(app, at)
  app.post(at('/reset'), (call) => {
    context.store.transaction((tx) => {
      tx.clear(call.get('platform').name)
      tx.putPlatform({ ...current(context, call, tx), faults: [] })
    })
    journal.forget(call.get('platform').name)
    return call.body(null, 204)
  })
  refuseOtherMethods(app)
}

function refuseOtherMethods(app: Hono<Env>): void {
  const methods = new Map<string, string[]>()
  for (const { path, method } of app.routes) {
    if (path.startsWith(CONTROL_PATH) && method !== 'ALL') methods.set(path, [...(methods.get(path) ?? []), method])
  }
  for (const [path, allowed] of methods) app.all(path, (call) => methodNotAllowed(call, allowed.join(', ')))
}

function timeRoutes(app: Hono<Env>, context: Context, queue: Queue, at: (path: string) => string): void {
  app.get(at('/clock'), (call) => call.json(clockView(context, current(context, call))))
  app.post(at('/clock/advance'), async (call) => {
    const wanted = await read(context, call, validators.validateAdvanceRequest)
    await queue.advance(call.get('platform').name, (now) => goalOf(wanted, now))
    return call.json(clockView(context, current(context, call)))
  })
  for (const hold of [true, false]) {
    app.post(at(hold ? '/hold' : '/release'), (call) => {
      const { name } = call.get('platform')
      context.store.transaction((tx) => tx.putPlatform({ ...current(context, call, tx), hold }))
      queue.wake(name)
      return call.json(clockView(context, current(context, call)))
    })
  }
  app.post(at('/drain'), async (call) => {
    await queue.drain(call.get('platform').name)
    return call.body(null, 204)
  })
}

function goalOf({ milliseconds = 0, to }: Schemas['AdvanceRequest'], now: Instant): Instant {
  const goal =
    to === undefined
      ? possibleInstant(now + milliseconds, 'milliseconds', `${milliseconds} from now`, 'Ask for less.')
      : instantFrom(to, 'to')
  if (goal >= now) return goal
  const message = `Failed to move the clock to ${to}: it is ${new Date(now).toISOString()} already. Clocks move forward only.`
  throw new Refusal('invalid', 'to', message)
}

function stateRoutes(app: Hono<Env>, context: Context, queue: Queue, at: (path: string) => string): void {
  app.get(at('/orders'), (call) => {
    const orders = context.store.transaction((tx) => tx.listOrders(call.get('platform').name))
    return call.json(page(call, orders, ({ referenceOrderID }) => referenceOrderID).map(orderView))
  })
  app.post(at('/orders'), async (call) => {
    const wanted = await read(context, call, validators.validateOrderRequest)
    const order = createOrder(context, current(context, call), wanted)
    queue.wake(call.get('platform').name)
    return call.json(orderView(order), 201)
  })
  app.get(at('/orders/:referenceOrderID'), (call) => {
    const id = call.req.param('referenceOrderID') ?? ''
    const order = context.store.transaction((tx) => tx.getOrder(call.get('platform').name, id))
    if (order === undefined) throw new ApiError(404, '404.005', `There is no order ${id} on this platform.`)
    return call.json(orderView(order))
  })
  app.post(at('/rewards/:rewardId/redeem'), async (call) => {
    const { amount } = await read(context, call, validators.validateRedeemRequest)
    return call.json(orderView(redeem(context, call.get('platform'), call.req.param('rewardId') ?? '', amount)))
  })
  app.get(at('/accounts'), (call) => {
    const accounts = context.store.transaction((tx) => tx.listAccounts(call.get('platform').name))
    return call.json(page(call, accounts, (of) => JSON.stringify([of.customerIdentifier, of.accountIdentifier])))
  })
}

function behaviourRoutes(app: Hono<Env>, context: Context, at: (path: string) => string): void {
  const put = (call: Handler, change: (platform: Platform) => Partial<Platform>): void =>
    context.store.transaction((tx) => {
      const platform = current(context, call, tx)
      tx.putPlatform({ ...platform, ...change(platform) })
    })
  app.get(at('/faults'), (call) => call.json(page(call, current(context, call).faults, (_, index) => String(index)).map(faultView)))
  app.post(at('/faults'), async (call) => {
    const wanted = await read(context, call, validators.validateFaultRequest)
    const fault = faultFrom(wanted)
    if (wanted.subscription !== undefined) context.store.transaction((tx) => findSubscription(tx, call, wanted.subscription))
    put(call, (platform) => ({ faults: withFault(platform, fault) }))
    return call.json(faultView(fault), 201)
  })
  app.delete(at('/faults'), (call) => {
    put(call, () => ({ faults: [] }))
    return call.body(null, 204)
  })
  app.get(at('/interpretations'), (call) => call.json(interpretationsOf(context, current(context, call))))
  app.put(at('/interpretations'), async (call) => {
    const interpretations = checkedInterpretations(await read(context, call, validators.validateInterpretations))
    put(call, () => ({ interpretations }))
    return call.json(interpretationsOf(context, current(context, call)))
  })
}

function checkedInterpretations(given: Record<string, string>): Platform['interpretations'] {
  try {
    return parseInterpretations(given)
  } catch (error) {
    throw new ApiError(400, '400.001', error instanceof Error ? error.message : String(error))
  }
}

/** Before anything of the body is read: it may come from anyone. */
function checkToken(call: Handler, token: string | null | undefined): void {
  if (token === null) {
    const message =
      'This sandbox has its platforms from --credentials and no control token, so no platform can be made. Start it with --control-token too.'
    throw new ApiError(403, '403.001', message)
  }
  if (token !== undefined && !sameText(call.req.header('x-control-token') ?? '', token)) {
    throw new ApiError(401, '401.001', 'This sandbox was started with a control token. Send it in X-Control-Token.')
  }
}

function createPlatform(context: Context, wanted: Schemas['PlatformRequest']): Schemas['PlatformCredentials'] {
  const name = wanted.name ?? `platform-${context.newId()}`
  const at = wanted.at === undefined ? context.now() : instantFrom(wanted.at, 'at')
  const platform: Platform = {
    name,
    key: context.newId(),
    token: context.newId(),
    clock: wanted.clock === 'manual' ? { mode: 'manual', at } : { mode: 'real', offset: 0 },
    interpretations: checkedInterpretations(wanted.interpretations ?? {}),
    faults: [],
    hold: wanted.hold ?? false,
  }
  context.store.transaction((tx) => {
    if (tx.getPlatform(name) !== undefined) throw new ApiError(409, '409.001', `There is a platform ${name} already.`)
    tx.putPlatform(platform)
  })
  return { name, key: platform.key, token: platform.token }
}

function createOrder(context: Context, platform: Platform, wanted: Schemas['OrderRequest']): Order {
  return context.store.transaction((tx) => {
    const { referenceOrderID } = wanted
    if (referenceOrderID !== undefined && tx.getOrder(platform.name, referenceOrderID) !== undefined) {
      throw new ApiError(409, '409.001', `There is an order ${referenceOrderID} already.`)
    }
    return arrangeOrder(context, tx, platform, wanted)
  })
}

function redeem(context: Context, platform: Platform, rewardId: string, amount: number): Order {
  return context.store.transaction((tx) => {
    const found = tx.findReward(platform.name, rewardId)
    const reward = found?.lineItem.reward
    if (found === undefined || !reward) throw new ApiError(404, '404.001', `There is no reward ${rewardId} on this platform.`)
    const refusal = context.rules.redeemable(reward, amount)
    if (refusal !== null) throw new ApiError(409, '409.001', `Failed to redeem ${amount} (minor units) of reward ${rewardId}: ${refusal}.`)
    const redeemed = { ...found.lineItem, reward: { ...reward, redeemedAmount: reward.redeemedAmount + amount } }
    const lineItems = found.order.lineItems.map((lineItem) => (lineItem === found.lineItem ? redeemed : lineItem))
    const order = { ...found.order, lineItems }
    tx.putOrder(platform.name, order)
    return order
  })
}

function clockView(context: Context, platform: Platform): Schemas['ClockView'] {
  return { mode: platform.clock.mode, now: new Date(nowOf(context, platform)).toISOString(), hold: platform.hold ?? false }
}
