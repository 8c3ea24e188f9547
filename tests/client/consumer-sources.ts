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

/** A program for a place that has web standards and nothing of Node; leaves a promise of what it saw in `told`. */
export const edgeProgram = `
import { createClient } from 'async-orders-client'
import { createOutcomes } from 'async-orders-client/outcomes'
import { validation } from 'async-orders-client/validation'
import { webhookHandler } from 'async-orders-client/webhooks'

const seen = typeof process + typeof Buffer + typeof require + typeof global
if (seen !== 'undefinedundefinedundefinedundefined') throw new Error('there is something of Node here')
const drifts = []
const credentials = { platformName: 'harbor-clinic', platformKey: 'key-1' }
const client = createClient({ baseUrl: 'https://edge.test/raas/v2', credentials, validate: validation({ onDrift: (drift) => drifts.push(drift) }) })
const outcomes = createOutcomes({ client })
const taken = []
const receive = webhookHandler({ secrets: 'c2FuZGJveC1zaGFyZWQtc2VjcmV0LTAwMQ==', onEvent: (event) => taken.push(event.eventId) && outcomes.receive(event) })
const body = '{"eventId":"e-1","revision":1,"eventType":"OrderActionStatus","eventOccurredAt":"2026-03-02T09:15:06Z","eventData":{}}'
const deliver = async (headers) => (await receive(new Request('https://edge.test/hook', { method: 'POST', body, headers }))).status
globalThis.told = (async () => {
  const result = await client.freezeAsyncOrder('A1', { reasonCode: 'FRAUD' })
  const signed = { 'X-Signed-Payload': signature }
  const delivered = [await deliver(signed), await deliver(signed), await deliver({})]
  const sent = JSON.stringify(result.data.sent)
  return { answered: result.status, sent, drift: drifts[0].differences[0].message, delivered, outcomes: taken }
})()
`

/** A program in CommonJS that requires each entry, and gets an error of the API. Prints one JSON value. */
export const commonProgram = `
const { ApiError, createClient, dataOrThrow } = require('async-orders-client')
const entries = ['', '/outcomes', '/validation', '/webhooks', '/webhooks/node'].map((entry) => 'async-orders-client' + entry)
for (const entry of entries) if (Object.keys(require(entry)).length === 0) throw new Error(entry)
const extensions = entries.map((entry) => /\\.c?js$/.exec(require.resolve(entry))[0])
const fetch = async () => Response.json({ message: 'No such order.', i18nKey: '404.001', errors: [] }, { status: 404 })
const client = createClient({ baseUrl: 'https://sandbox.test/raas/v2', credentials: { token: 't' }, fetch })
const load = async () => {
  const { ApiError: imported } = await import('async-orders-client')
  try {
    dataOrThrow(await client.freezeAsyncOrder('A1', { reasonCode: 'FRAUD' }))
  } catch (error) {
    const { status, i18nKey } = error
    console.log(JSON.stringify({ extensions, status, i18nKey, isApiError: error instanceof ApiError, shared: error instanceof imported }))
  }
}
load()
`

/** The same for the compiler. */
export const commonTyped = `
import { ApiError, createClient } from 'async-orders-client'
import { createOutcomes } from 'async-orders-client/outcomes'
import { validation } from 'async-orders-client/validation'
import { webhookHandler } from 'async-orders-client/webhooks'
import { nodeWebhookHandler } from 'async-orders-client/webhooks/node'
const client = createClient({ baseUrl: '', credentials: { token: '' }, validate: validation({}) })
const { receive } = createOutcomes({ client })
export const known = [ApiError, webhookHandler({ secrets: '', onEvent: receive }), nodeWebhookHandler({ secrets: '', onEvent: receive })]
// @ts-expect-error any type would let this pass
client satisfies number
`

/** Code of an integrator that only the compiler sees: what is marked must be an error, what is not must be none. */
export const typed = `
import { createClient, type ErrorInfo, type FreezeRequest, type Result } from 'async-orders-client'
import { ApiError, type AsyncOrderActionAccepted, type AsyncOrderDetail, dataOrThrow, NoAnswerError, type Open, unlistedReasonCode } from 'async-orders-client'
import { createOutcomes, OutcomeTimeoutError } from 'async-orders-client/outcomes'
import { DriftError, eventDrift, validation } from 'async-orders-client/validation'
import { isOrderActionStatus, type OrderActionStatusEvent, verifyWebhook, webhookHandler } from 'async-orders-client/webhooks'
import { nodeWebhookHandler } from 'async-orders-client/webhooks/node'

const client = createClient({
  baseUrl: 'https://sandbox.test/raas/v2',
  credentials: { token: async ({ signal }) => (signal.aborted ? '' : 'token') },
  retries: { requests: 3, afterLostAnswer: ['freezeAsyncOrder'] },
  timeouts: { total: 5_000 },
  hooks: { onRetry: ({ cause, delay }) => [cause satisfies string, delay.toFixed()] },
  validate: validation({ throws: true, onDrift: ({ differences }) => differences.map(({ path }) => path) }),
})
const request: FreezeRequest = { reasonCode: 'FRAUD' }
const result: Result<'freezeAsyncOrder'> = await client.freezeAsyncOrder('A1', request, { signal: AbortSignal.timeout(1000) })
if (result.status === 202) result.data.totalLineItems.toFixed()
else if (result.status === 'undocumented') result.body satisfies unknown
else result.error satisfies ErrorInfo
if (result.ok) result satisfies { status: 202; data: AsyncOrderActionAccepted }
else result satisfies { status: Exclude<Statuses<'freezeAsyncOrder'>, 202>; error?: ErrorInfo }
type Same<One, Other> = (<Of>() => Of extends One ? 1 : 2) extends <Of>() => Of extends Other ? 1 : 2 ? true : false
type Statuses<Operation extends 'freezeAsyncOrder' | 'updateAsyncOrder'> = Result<Operation>['status']
true satisfies Same<Statuses<'freezeAsyncOrder'>, 202 | 400 | 401 | 404 | 405 | 413 | 422 | 429 | 500 | 503 | 'undocumented'>
true satisfies Same<Statuses<'updateAsyncOrder'>, 200 | 400 | 401 | 404 | 405 | 413 | 429 | 500 | 503 | 'undocumented'>
true satisfies Same<OrderActionStatusEvent['eventData']['action'], Open<'FREEZE' | 'UNFREEZE' | 'CANCEL'>>
true satisfies Same<OrderActionStatusEvent['eventData']['status'], Open<'SUCCESSFUL' | 'PARTIALFAILED' | 'FAILED' | 'RETRYING'>>
const order = { customerIdentifier: 'c', accountIdentifier: 'a', externalRefID: 'e' }
const updated = await client.updateAsyncOrder(order, { notes: '', campaign: 'Spring' })
if (updated.ok) updated.data satisfies AsyncOrderDetail
dataOrThrow(updated) satisfies AsyncOrderDetail
await client.freezeAsyncOrder('A1', { reasonCode: 'FRAUD', otherReason: 'as a remark' })
await client.cancelAsyncOrder('A1', { reasonCode: unlistedReasonCode('SANCTIONED'), otherReason: 'listed' })
createClient({ baseUrl: '', credentials: { token: '' }, fetch: undefined })
const event = await verifyWebhook({ body: new Uint8Array(), signature: null, secrets: [] as const })
if (isOrderActionStatus(event)) (event satisfies OrderActionStatusEvent).eventData.action satisfies string
eventDrift(event)?.differences.length.toFixed()
dataOrThrow(result) satisfies AsyncOrderActionAccepted
const known: readonly Function[] = [ApiError, NoAnswerError, OutcomeTimeoutError, DriftError]
const outcomes = createOutcomes({ client })
const options = { secrets: ['c2VjcmV0'], onEvent: outcomes.receive }
const handlers: [(request: Request) => Promise<Response>, unknown] = [webhookHandler(options), nodeWebhookHandler(options)]
const waited = await outcomes.cancelAndWait('A1', { reasonCode: unlistedReasonCode('SANCTIONED') }, { timeout: 1_000 })
if (waited.ok) waited.outcome.eventData.successfulLineItems.toFixed()
export { handlers, known }

// @ts-expect-error a code that no action has
await client.freezeAsyncOrder('A1', { reasonCode: 'BORED' })
// @ts-expect-error a code of another action
await client.freezeAsyncOrder('A1', { reasonCode: 'DUPLICATE' })
// @ts-expect-error OTHER without its reason
await client.cancelAsyncOrder('A1', { reasonCode: 'OTHER' })
// @ts-expect-error otherReason may be left out, not undefined
await client.freezeAsyncOrder('A1', { reasonCode: 'OTHER', otherReason: undefined })
// @ts-expect-error the misspelling of the page (C-CAN-CURRENCY)
await client.cancelAsyncOrder('A1', { reasonCode: 'CURENCY' })
// @ts-expect-error no field beside the two
await client.unfreezeAsyncOrder('A1', { reasonCode: 'FRAUD', notes: '' })
// @ts-expect-error a field that an update does not take
await client.updateAsyncOrder(order, { notes: '', orderStatus: 'COMPLETE' })
const madeElsewhere = { notes: '', orderStatus: 'COMPLETE' }
// @ts-expect-error nor in an object that was made elsewhere
await client.updateAsyncOrder(order, madeElsewhere)
// @ts-expect-error null clears nothing; the empty string does (C-PATCH-NULL)
await client.updateAsyncOrder(order, { notes: null })
// @ts-expect-error the id of Tango picks no order here
await client.updateAsyncOrder({ referenceOrderID: 'A1' }, { notes: '' })
// @ts-expect-error nothing to change
await client.updateAsyncOrder(order, {})
// @ts-expect-error an update has no documented 422
if (updated.status === 422) client
// @ts-expect-error a name without its key
createClient({ baseUrl: '', credentials: { platformName: '' } })
// @ts-expect-error both kinds at once
createClient({ baseUrl: '', credentials: { platformName: '', platformKey: '', token: '' } })
// @ts-expect-error a text is no reason code, unless you say so
await client.freezeAsyncOrder('A1', { reasonCode: 'FRAUD' as string })
// @ts-expect-error a refusal has no outcome
if (waited.status === 422) waited.outcome
// @ts-expect-error no such option
createClient({ baseUrl: '', credentials: { token: '' }, retries: { count: 3 } })
// @ts-expect-error no data before the status is known
result.data
// @ts-expect-error no data of what is no success
if (!result.ok) result.data
// @ts-expect-error no documented status
if (result.status === 418) client
// @ts-expect-error any type would let this pass
event.eventId satisfies number
`

/** What the README reads from the environment, declared so that no type of Node is needed to compile it. */
export const ambient = 'declare const process: { env: Record<string, string | undefined> }\n'

/** The compiler options of a strict integrator; \`skipLibCheck\` is off so that our own declarations are checked too. */
export function tsconfig(moduleResolution: 'node16' | 'bundler'): string {
  const module = moduleResolution === 'bundler' ? 'es2022' : moduleResolution
  const compilerOptions = {
    ...{ module, moduleResolution, target: 'es2022', lib: ['es2022', 'dom'], types: [], noEmit: true, skipLibCheck: false },
    ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, isolatedModules: true },
  }
  return JSON.stringify({ compilerOptions, files: ['typed.ts', 'ambient.d.ts'] })
}
