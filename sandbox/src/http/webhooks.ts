import type { Hono } from 'hono'
import type { components } from '../../../generated/control-types.ts'
import * as validators from '../../../generated/control-validators.js'
import type { Context } from '../engine/context.ts'
import type { Platform } from '../model.ts'
import { readChecked as read } from './body.ts'
import type { Env } from './env.ts'
import { invalid } from './errors.ts'
import { deliveryView, subscriptionView } from './views.ts'

type Schemas = components['schemas']

/** The part of the control plane that is about subscriptions and their deliveries. */
export function webhookRoutes(app: Hono<Env>, context: Context, at: (path: string) => string): void {
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

function subscribe(context: Context, platform: Platform, wanted: Schemas['SubscriptionRequest']): Schemas['SubscriptionView'] {
  const { url, categories = [], eventTypes = [], payloadVerificationMethod = 'NONE', hmacSharedSecretKey = null, headers = [] } = wanted
  const problems = []
  if (!isLoopback(url)) {
    problems.push({
      path: 'url',
      i18nKey: '400.001',
      message: 'url must be an http or https address of this machine, without credentials.',
    })
  }
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
    // fetch takes no such address, and it would be shown back.
    parsed.username + parsed.password === '' &&
    (parsed.hostname === 'localhost' || parsed.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(parsed.hostname))
  )
}
