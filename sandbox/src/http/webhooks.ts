import type { Hono } from 'hono'
import { type Context, nowOf } from '../engine/context.ts'
import type { Queue } from '../engine/queue.ts'
import type { Delivery } from '../model.ts'
import { current } from './current.ts'
import type { Env, Handler } from './env.ts'
import { ApiError } from './errors.ts'
import { page } from './pages.ts'
import { subscriptionRoutes } from './subscriptions.ts'
import { deliveryView } from './views.ts'

/** The part of the control plane that is about subscriptions and their deliveries. */
export function webhookRoutes(app: Hono<Env>, context: Context, queue: Queue, at: (path: string) => string): void {
  subscriptionRoutes(app, context, queue, at)
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
