import type { components } from '../generated/control-types.ts'
import { createControl } from '../sandbox/src/control.ts'
import type { Home } from './home.ts'
import { basic, exchange, type Message } from './send.ts'

type Schemas = components['schemas']
export type OrderRequest = Schemas['OrderRequest']
export type LineItemRequest = Schemas['LineItemRequest']
export type OrderView = Schemas['OrderView']
export type LineItemView = Schemas['LineItemView']
export type DeliveryView = Schemas['DeliveryView']
type SubscriptionView = Schemas['SubscriptionView']
export type FaultRequest = Schemas['FaultRequest']
export type JournalEntry = Schemas['JournalEntry']
type ClockView = Schemas['ClockView']
type AccountView = Schemas['AccountView']

/** All that the console shows of a platform, read at about one time. */
export interface Snapshot {
  clock: ClockView
  orders: OrderView[]
  accounts: AccountView[]
  subscriptions: SubscriptionView[]
  deliveries: DeliveryView[]
  /** The latest ones of those that the filter lets through, the oldest first. */
  requests: JournalEntry[]
  faults: FaultRequest[]
  /** Option by the id of its interpretation. */
  interpretations: Record<string, string>
}

/** Which requests are shown: how their path begins, and the status of their response. */
export type RequestFilter = { path?: string; status?: number }

/** How many requests are shown, the latest ones. */
export const MOST_REQUESTS = 20

/** Name and key of a platform. */
export type Credentials = { name: string; key: string }

/** The control plane and the API of one platform, as the console uses them. */
export type Control = ReturnType<typeof controlOf>

/**
 * The typed control plane of one platform, with the API beside it.
 *
 * @example const control = controlOf(home, { name: 'demo', key: 'demo-key' })
 */
export function controlOf({ send, origin }: Pick<Home, 'send' | 'origin'>, credentials: Credentials) {
  const control = createControl({ baseUrl: origin, fetch: send, credentials })
  return {
    ...control,
    /** Sends a request to the API. */
    send: (message: Message) => exchange(send, origin, basic(credentials), message),
    /** @throws Error when one read is refused, or the sandbox cannot be reached */
    read: async (filter: RequestFilter): Promise<Snapshot> => {
      const [clock, orders, accounts, subscriptions, deliveries, requests, faults, interpretations] = await Promise.all([
        control.readClock(),
        control.listOrders(),
        control.listAccounts(),
        control.listSubscriptions(),
        control.listDeliveries(),
        control.listRequests({ ...filter, latest: MOST_REQUESTS }),
        control.listFaults(),
        control.readInterpretations(),
      ])
      return { clock, orders, accounts, subscriptions, deliveries, requests, faults, interpretations }
    },
  }
}
