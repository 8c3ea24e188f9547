import type { components } from '../generated/control-types.ts'
import { exchange, type Message, type Send } from './send.ts'

type Schemas = components['schemas']
export type OrderRequest = Schemas['OrderRequest']
export type LineItemRequest = Schemas['LineItemRequest']
export type OrderView = Schemas['OrderView']
export type LineItemView = Schemas['LineItemView']
export type DeliveryView = Schemas['DeliveryView']
export type SubscriptionView = Schemas['SubscriptionView']
export type FaultRequest = Schemas['FaultRequest']
export type ClockView = Schemas['ClockView']
export type AccountView = Schemas['AccountView']

/** All that the console shows of a platform, read at about one time. */
export interface Snapshot {
  clock: ClockView
  orders: OrderView[]
  accounts: AccountView[]
  subscriptions: SubscriptionView[]
  deliveries: DeliveryView[]
  faults: FaultRequest[]
  /** Option by the id of its interpretation. */
  interpretations: Record<string, string>
}

/**
 * The control plane and the API of one platform.
 *
 * @param authorization value of the header Authorization
 * @example const control = createControl(fetch, 'http://127.0.0.1:8080', basic({ name: 'demo', key: 'demo-key' }))
 */
export function createControl(send: Send, origin: string, authorization: string) {
  const call = async <Body = unknown>(method: string, path: string, body?: object): Promise<Body> => {
    const message = { method, path: `/_sandbox${path}`, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    const { response } = await exchange(send, origin, authorization, message)
    if ('broken' in response) throw new Error(`The sandbox does not answer: ${response.broken}.`)
    const answered = response.body === '' ? undefined : JSON.parse(response.body)
    if (response.status >= 400) throw new Error(refusal(answered) ?? `The sandbox answered ${response.status}.`)
    return answered as Body
  }
  const get = <Body>(path: string): Promise<Body> => call<Body>('GET', path)
  return {
    /** Sends a request to the API. */
    send: (message: Message) => exchange(send, origin, authorization, message),
    /** @throws Error when one part is refused, or nothing answers */
    read: async (): Promise<Snapshot> => {
      const [clock, orders, accounts, subscriptions, deliveries, faults, interpretations] = await Promise.all([
        get<ClockView>('/clock'),
        get<OrderView[]>('/orders'),
        get<AccountView[]>('/accounts'),
        get<SubscriptionView[]>('/subscriptions'),
        get<DeliveryView[]>('/deliveries'),
        get<FaultRequest[]>('/faults'),
        get<Record<string, string>>('/interpretations'),
      ])
      return { clock, orders, accounts, subscriptions, deliveries, faults, interpretations }
    },
    createOrder: (order: OrderRequest) => call<OrderView>('POST', '/orders', order),
    /** @param amount minor units */
    redeem: (rewardId: string, amount: number) => call('POST', `/rewards/${encodeURIComponent(rewardId)}/redeem`, { amount }),
    advance: (goal: { milliseconds: number } | { to: string }) => call<ClockView>('POST', '/clock/advance', goal),
    drain: () => call('POST', '/drain'),
    reset: () => call('POST', '/reset'),
    /** @param secret base64 */
    subscribe: (url: string, secret: string) =>
      call<SubscriptionView>('POST', '/subscriptions', {
        url,
        eventTypes: ['OrderActionStatus'],
        payloadVerificationMethod: 'HMAC',
        hmacSharedSecretKey: secret,
      }),
    unsubscribe: (webhookId: string) => call('DELETE', `/subscriptions/${encodeURIComponent(webhookId)}`),
    redeliver: (deliveryId: string) => call('POST', `/deliveries/${encodeURIComponent(deliveryId)}/redeliver`),
    addFault: (fault: FaultRequest) => call('POST', '/faults', fault),
    clearFaults: () => call('DELETE', '/faults'),
    setInterpretations: (interpretations: Record<string, string>) => call('PUT', '/interpretations', interpretations),
  }
}

export type Control = ReturnType<typeof createControl>

/** What the control plane says against a request, with the field that it is about. */
function refusal(answered?: { message?: string; errors?: { path: string }[] }): string | undefined {
  const field = answered?.errors?.[0]?.path ?? ''
  const message = answered?.message
  return message === undefined || field === '' || message.includes(field) ? message : `${field}: ${message}`
}
