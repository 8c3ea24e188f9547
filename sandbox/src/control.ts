import createClient from 'openapi-fetch'
import type { components, paths } from '../../generated/control-types.ts'
import type { OrderRequest } from './order-request.ts'

type Schemas = components['schemas']
type Answer<Data> = Promise<{ data?: Data; error?: unknown; response: Response }>

export type { OrderRequest }
/** A fault as `addFault` takes it. */
export type FaultRequest = Schemas['FaultRequest']
/** A subscription as `subscribe` takes it. */
export type SubscriptionRequest = Schemas['SubscriptionRequest']

/** Where the sandbox is, and whose state is arranged. */
export interface ControlOptions {
  /** `http://host:port` of a running sandbox, with or without `/raas/v2`. Default: none is needed with the `fetch` of `createSandbox`. */
  baseUrl?: string
  /** `sandbox.fetch` of a sandbox in this process. Default: the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>
  /** Name and key of a platform, or its token; a whole platform does too. Default: the platform demo. */
  credentials?: { name: string; key: string } | { token: string }
  /** Needed to make platforms where the sandbox was started with one. */
  controlToken?: string
}

/** The control plane of a sandbox, as one platform sees it. */
export type Control = ReturnType<typeof createControl>

/**
 * Arranges and observes a sandbox: what a caller of the API cannot. Each method is one call of openapi/control.yaml.
 *
 * @throws Error each method: `Failed to …`, with what the control plane says; `cause` is its whole answer
 * @example
 * const sandbox = createSandbox()
 * const control = createControl({ fetch: sandbox.fetch })
 * const order = await control.createOrder({ lineItems: [{ count: 2 }, { redeemedAmount: 500 }] })
 * await control.advance({ milliseconds: 48 * 3_600_000 })
 */
export function createControl(options: ControlOptions = {}) {
  const { credentials = { name: 'demo', key: 'demo-key' }, controlToken } = options
  if (options.baseUrl === undefined && options.fetch === undefined) {
    throw new Error('Failed to create a control plane: neither baseUrl nor fetch was passed. Pass where the sandbox is, or its fetch.')
  }
  const origin = (options.baseUrl ?? 'http://sandbox.test').replace(/\/*(raas\/v2\/*)?$/, '')
  const client = createClient<paths>({
    baseUrl: `${origin}/_sandbox`,
    headers: { Authorization: authorizationOf(credentials), ...(controlToken === undefined ? {} : { 'X-Control-Token': controlToken }) },
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  })
  return { ...platformCalls(client), ...orderCalls(client), ...timeCalls(client), ...webhookCalls(client), ...behaviourCalls(client) }
}

/** Of a list: at most `limit` items (1 to 1,000), after the one whose id is `after`. */
interface Page {
  limit?: number
  after?: string
}

type Client = ReturnType<typeof createClient<paths>>

const platformCalls = (client: Client) => ({
  /** Makes a platform, and gives its credentials for a `createControl` of its own. */
  createPlatform: (body: Schemas['PlatformRequest'] = {}) => need('create the platform', client.POST('/platforms', { body })),
  /** Forgets all that the platform has; its credentials, clock and interpretations stay. */
  reset: () => done('reset the platform', client.POST('/reset')),
  /** Whether the sandbox works. */
  readHealth: () => need('read the health', client.GET('/health')),
})

const orderCalls = (client: Client) => ({
  createOrder: (body: OrderRequest) => need('create the order', client.POST('/orders', { body })),
  readOrder: (referenceOrderID: string) =>
    need('read the order', client.GET('/orders/{referenceOrderID}', { params: { path: { referenceOrderID } } })),
  listOrders: () => need('list the orders', client.GET('/orders')),
  listAccounts: () => need('list the accounts', client.GET('/accounts')),
  /** Redeems part or all of a reward, in minor units, as its recipient would. */
  redeem: (rewardId: string, amount: number) =>
    need('redeem the reward', client.POST('/rewards/{rewardId}/redeem', { params: { path: { rewardId } }, body: { amount } })),
})

const timeCalls = (client: Client) => ({
  readClock: () => need('read the clock', client.GET('/clock')),
  /** Moves the clock forward; what falls due on the way happens, each thing at its own instant. */
  advance: (body: Schemas['AdvanceRequest']) => need('advance the clock', client.POST('/clock/advance', { body })),
  /** Keeps accepted actions and deliveries waiting until a drain, an advance or a release. */
  hold: () => need('hold what is due', client.POST('/hold')),
  /** Ends a hold; what is due runs by itself again. */
  release: () => need('release what is due', client.POST('/release')),
  /** Runs what is due, held or not, and waits for its deliveries. */
  drain: () => done('drain', client.POST('/drain')),
})

const webhookCalls = (client: Client) => {
  const at = (webhookId: string) => ({ params: { path: { webhookId } } })
  return {
    subscribe: (body: SubscriptionRequest) => need('subscribe', client.POST('/subscriptions', { body })),
    listSubscriptions: () => need('list the subscriptions', client.GET('/subscriptions')),
    readSubscription: (webhookId: string) => need('read the subscription', client.GET('/subscriptions/{webhookId}', at(webhookId))),
    unsubscribe: (webhookId: string) => done('delete the subscription', client.DELETE('/subscriptions/{webhookId}', at(webhookId))),
    renew: (webhookId: string) => need('renew the subscription', client.POST('/subscriptions/{webhookId}/renew', at(webhookId))),
    /** Sends a range of events again, both ends included; from revision 0, all. */
    replay: (webhookId: string, query: { fromRevision: number; toRevision?: number }) =>
      done('replay the events', client.POST('/subscriptions/{webhookId}/replay', { params: { path: { webhookId }, query } })),
    listEvents: (webhookId: string, query: { fromRevision?: number; toRevision?: number } = {}) =>
      need('list the events', client.GET('/subscriptions/{webhookId}/events', { params: { path: { webhookId }, query } })),
    /** All that are kept, or a page: `limit` of them after the one with the id `after`. */
    listDeliveries: (query: Page = {}) => need('list the deliveries', client.GET('/deliveries', { params: { query } })),
    redeliver: (deliveryId: string) =>
      need('redeliver', client.POST('/deliveries/{deliveryId}/redeliver', { params: { path: { deliveryId } } })),
  }
}

const behaviourCalls = (client: Client) => ({
  addFault: (body: FaultRequest) => need('add the fault', client.POST('/faults', { body })),
  listFaults: () => need('list the faults', client.GET('/faults')),
  clearFaults: () => done('clear the faults', client.DELETE('/faults')),
  /** The latest requests to the API, the oldest first: of a path that begins with `path`, with `status`; of these, the `latest` so many, or a page. */
  listRequests: (query: { path?: string; status?: number; latest?: number } & Page = {}) =>
    need('list the requests', client.GET('/requests', { params: { query } })),
  readInterpretations: () => need('read the interpretations', client.GET('/interpretations')),
  /** Sets options by the id of their interpretation; interpretations that are not named go back to their default. */
  setInterpretations: (body: Schemas['Interpretations']) => need('set the interpretations', client.PUT('/interpretations', { body })),
})

function authorizationOf(credentials: NonNullable<ControlOptions['credentials']>): string {
  if (!('key' in credentials)) return `Bearer ${credentials.token}`
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${credentials.name}:${credentials.key}`)))}`
}

async function need<Data>(what: string, call: Answer<Data>): Promise<Data> {
  const { data, response } = await answered(what, call)
  if (data !== undefined) return data
  throw new Error(`Failed to ${what}: the sandbox returned ${response.status} without a body. Is there a sandbox of this version?`)
}

async function done(what: string, call: Answer<unknown>): Promise<void> {
  await answered(what, call)
}

async function answered<Data>(what: string, call: Answer<Data>): Promise<Awaited<Answer<Data>>> {
  const answer = await call.catch((error: unknown): never => {
    const { message, cause } = error as Error
    const why = cause instanceof Error ? `${message}: ${cause.message}` : message
    throw new Error(`Failed to ${what}: the sandbox cannot be reached (${why}). Start it, or pass its address as baseUrl.`, {
      cause: error,
    })
  })
  if (answer.response.ok) return answer
  throw new Error(`Failed to ${what}: ${refusal(answer.error) ?? 'no control plane is there.'} (${answer.response.status})`, {
    cause: answer.error,
  })
}

/** What the control plane says against a call, with the field that it is about. */
function refusal(answer: unknown): string | undefined {
  const { message, errors } = Object(answer) as { message?: string; errors?: { path?: string }[] }
  const field = errors?.[0]?.path ?? ''
  return message === undefined || field === '' || message.includes(field) ? message : `${field}: ${message}`
}
