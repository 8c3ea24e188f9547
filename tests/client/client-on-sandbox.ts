import { type ClientOptions, createClient, type RetryInfo } from '../../client/src/index.ts'
import { createOutcomes } from '../../client/src/outcomes.ts'
import { testClock } from '../../client/src/test-clock.ts'
import { type WebhookEvent, type WebhookHandlerOptions, webhookHandler } from '../../client/src/webhooks.ts'
import { createControl, type OrderRequest } from '../../sandbox/src/control.ts'
import { createSandbox } from '../../sandbox/src/index.ts'

const secret = 'c2FuZGJveC1zaGFyZWQtc2VjcmV0LTAwMQ=='
const platform = { name: 'demo', key: 'demo-key', token: 'demo-token', clock: 'manual' as const }

/**
 * A client whose requests go to a sandbox in this process, whose deliveries come back to a handler that feeds the outcomes. Time stands
 * still on both sides until it is moved.
 *
 * @example
 * const { client, sandbox, order, control } = await clientOnSandbox()
 * await control.addFault({ operation: 'freezeAsyncOrder', status: 503 })
 */
export async function clientOnSandbox(
  options: Partial<ClientOptions> = {},
  order: OrderRequest = { lineItems: [{ count: 2 }] },
  { onEvent, ...receiver }: Partial<Omit<WebhookHandlerOptions, 'secrets'>> = {},
) {
  const clock = testClock()
  const retries: RetryInfo[] = []
  const answers: number[] = []
  let ids = 0
  const sandbox = createSandbox({
    now: clock.now,
    newId: () => `aaaaaaaa-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    deliver: (request) => receive(request),
    platforms: [platform],
  })
  const client = createClient({
    baseUrl: 'http://sandbox.test/raas/v2',
    credentials: { platformName: platform.name, platformKey: platform.key },
    fetch: sandbox.fetch,
    hooks: { onRetry: (info) => retries.push(info) },
    now: clock.now,
    wait: clock.wait,
    random: () => 0.5,
    ...options,
  })
  const outcomes = createOutcomes({ client, wait: clock.wait })
  const take = async (event: WebhookEvent) => {
    await onEvent?.(event)
    outcomes.receive(event)
  }
  const handle = webhookHandler({ secrets: secret, onEvent: take, ...receiver })
  const receive = async (request: Request) => {
    const response = await handle(request)
    answers.push(response.status)
    return response
  }
  const control = createControl({ fetch: sandbox.fetch, credentials: platform })
  const hook = { url: 'http://127.0.0.1/hook', eventTypes: ['OrderActionStatus'] }
  await control.subscribe({ ...hook, payloadVerificationMethod: 'HMAC', hmacSharedSecretKey: secret })
  return {
    ...{ sandbox, control, client, outcomes, clock, retries, answers },
    /** Tango's id of an order that is there. */
    order: sandbox.createOrder(platform.name, order),
    /** Moves the time of the client, then lets the sandbox do and deliver what is due. */
    pass: async (milliseconds = 0) => {
      await clock.advance(milliseconds)
      await control.advance({ milliseconds: Math.max(1, milliseconds) })
      await clock.advance(0)
    },
  }
}
