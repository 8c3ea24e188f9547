/** A program of an integrator, in JavaScript: it calls the server that SERVER names, and verifies a delivery. Prints one JSON value. */
export const program = `
import { createClient } from 'async-orders-client'
import { isOrderActionStatus, verifyWebhook, WebhookVerificationError } from 'async-orders-client/webhooks'

const client = createClient({ baseUrl: process.env.SERVER, credentials: { platformName: 'harbor-clinic', platformKey: 'schlüssel' } })
const order = { customerIdentifier: 'harbor-clinic', accountIdentifier: 'a b', externalRefID: 'w09' }
const told = async (pending) => {
  const { response, ...result } = await pending
  return { ...result, http: response.status }
}

const body = '{"eventId":"e-1","revision":1,"eventType":"OrderActionStatus","eventOccurredAt":"2026-03-02T09:15:06Z","eventData":{}}'
const secrets = ['/+8AAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0=', 'c2FuZGJveC1zaGFyZWQtc2VjcmV0LTAwMQ==']
const event = await verifyWebhook({ body, signature: process.env.SIGNATURE, secrets })
const forged = await verifyWebhook({ body: body + ' ', signature: process.env.SIGNATURE, secrets }).catch((error) => error)

console.log(JSON.stringify({
  accepted: await told(client.freezeAsyncOrder('A/1', { reasonCode: 'OTHER', otherReason: 'sent twice' })),
  unknown: await told(client.updateAsyncOrder(order, { notes: '' })),
  moved: await told(client.cancelAsyncOrder('moved', { reasonCode: 'FRAUD' })),
  outcome: isOrderActionStatus(event),
  forged: forged instanceof WebhookVerificationError && forged.reason,
}))
`

/** Code of an integrator that only the compiler sees: what is marked must be an error, what is not must be none. */
export const typed = `
import { createClient, type ErrorInfo, type FreezeRequest, type Result } from 'async-orders-client'
import { isOrderActionStatus, type OrderActionStatusEvent, verifyWebhook } from 'async-orders-client/webhooks'

const client = createClient({ baseUrl: 'https://sandbox.test/raas/v2', credentials: { token: async () => 'token' } })
const request: FreezeRequest = { reasonCode: 'FRAUD' }
const result: Result<'freezeAsyncOrder'> = await client.freezeAsyncOrder('A1', request, { signal: AbortSignal.timeout(1000) })
if (result.status === 202) result.data.totalLineItems.toFixed()
else if (result.status !== 'undocumented') result.error satisfies ErrorInfo
const event = await verifyWebhook({ body: new Uint8Array(), signature: null, secrets: [] as const })
if (isOrderActionStatus(event)) (event satisfies OrderActionStatusEvent).eventData.action satisfies 'FREEZE' | 'UNFREEZE' | 'CANCEL'

// @ts-expect-error a code that no action has
await client.freezeAsyncOrder('A1', { reasonCode: 'BORED' })
// @ts-expect-error a code of another action
await client.freezeAsyncOrder('A1', { reasonCode: 'DUPLICATE' })
// @ts-expect-error OTHER without its reason
await client.cancelAsyncOrder('A1', { reasonCode: 'OTHER' })
// @ts-expect-error a field that an update does not take
await client.updateAsyncOrder({ customerIdentifier: 'c', accountIdentifier: 'a', externalRefID: 'e' }, { status: 'COMPLETE' })
// @ts-expect-error no data before the status is known
result.data
// @ts-expect-error no documented status
if (result.status === 418) client
// @ts-expect-error any type would let this pass
event.eventId satisfies number
`

/** What the README reads from the environment, declared so that no type of Node is needed to compile it. */
export const ambient = 'declare const process: { env: Record<string, string | undefined> }\n'

/** The compiler options of a strict integrator; \`skipLibCheck\` is off so that our own declarations are checked too. */
export function tsconfig(moduleResolution: 'nodenext' | 'bundler'): string {
  const module = moduleResolution === 'nodenext' ? 'nodenext' : 'es2022'
  const compilerOptions = {
    ...{ module, moduleResolution, target: 'es2022', lib: ['es2022', 'dom'], types: [], noEmit: true, skipLibCheck: false },
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, isolatedModules: true },
  }
  return JSON.stringify({ compilerOptions, include: ['*.ts'] })
}
