import type { Credentials, OrderRequest } from './control.ts'
import type { Send } from './send.ts'

/** Where the console runs, and what differs there for its user. */
export interface Home {
  /** Sends its requests. */
  send: Send
  /** Origin that its requests are made to. */
  origin: string
  /** One sentence for its user: where the sandbox is. */
  place: string
  /** Credentials of the platform; null asks for them. */
  credentials: Credentials | null
  /** URL that a new subscription begins with. */
  receiver: string
  /** What a way to a page of the documentation begins with; null where there is none beside it. */
  docs: string | null
  /** Orders that are made when it starts and after a reset, with a subscription; null leaves the platform as it is. */
  begin: OrderRequest[] | null
  /** Whether a link may switch an interpretation by itself: only where the sandbox is nobody else's. */
  linksSwitch: boolean
  /** Does the work again and again and returns what stops it; null where nothing changes but by the console. */
  repeat: ((work: () => Promise<void>) => () => void) | null
}

/** An order with every kind of line item: some change with an action, others show why they do not. */
export const EXAMPLE_ORDER: OrderRequest = {
  externalRefID: 'demo-order',
  lineItems: [{ count: 2 }, { product: 'PROMO_LINK' }, { redeemedAmount: 500 }, { product: 'OTHER' }],
}

/** What every new subscription of the console is signed with unless another secret is typed; base64. */
export const SECRET = btoa('a secret of the console')
