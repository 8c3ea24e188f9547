import type { Interpretations } from './interpretations.ts'

export type { Interpretations }

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** The three actions, as the outcome event writes them. */
export type ActionName = 'FREEZE' | 'UNFREEZE' | 'CANCEL'

/** What was bought. Everything but OTHER is a Choice Product. */
export type Product = 'REWARD_LINK' | 'GLOBAL_CHOICE_LINK' | 'PROMO_LINK' | 'DISBURSEMENT_LINK' | 'OTHER'

/** Where an order was placed: AA async API, RA API, RG portal, BE bulk upload. */
type OrderSource = 'AA' | 'RA' | 'RG' | 'BE'

export type OrderStatus = 'COMPLETE' | 'PARTIAL' | 'PENDING' | 'FAILED' | 'SCHEDULED DELIVERY'
export type LineItemStatus = 'COMPLETE' | 'PENDING' | 'FAILED' | 'CANCELLED'
export type RewardStatus = 'ACTIVE' | 'FROZEN' | 'CANCELLED'

/** What a recipient redeems. Amounts are whole minor units of USD, the only currency. */
export interface Reward {
  rewardId: string
  status: RewardStatus
  amount: number
  redeemedAmount: number
  issuedAt: Instant
  /** When it is sent to its recipient; for scheduled orders later than `issuedAt`. */
  sentAt: Instant
  expiresAt: Instant | null
  frozenAt: Instant | null
  /** 1 for the first issuance, more for a reissued reward. */
  issuance: number
}

/** What an action did to a line item: changed it, or why not. RELEASE is the end of a freeze that nobody lifted. */
export interface LineItemOutcome {
  action: ActionName | 'RELEASE'
  at: Instant
  /** The second where it was eligible and a fault kept it from being changed. */
  outcome: 'changed' | 'could-not-be-processed' | IneligibleReason
}

/** Why a line item is not eligible for an action; the first rule that fails names it. */
export type IneligibleReason =
  | 'not-a-choice-product'
  | 'line-item-not-complete'
  | 'reward-state'
  | 'redeemed'
  | 'outside-window'
  | 'not-first-issuance'

export interface LineItem {
  referenceLineItemId: string
  externalRefLineItemID: string
  utid: string
  product: Product
  status: LineItemStatus
  quantity: number
  /** Taken off a refund under one option of C-REFUND-FEES; minor units. */
  fee: number
  /** Null unless the line item was issued. */
  reward: Reward | null
  history: LineItemOutcome[]
}

export interface Order {
  referenceOrderID: string
  /** Null for orders that were placed without one. */
  externalRefID: string | null
  source: OrderSource
  status: OrderStatus
  customerIdentifier: string
  accountIdentifier: string
  /** Empty where there is none; so are the next two. */
  campaign: string
  purchaseOrderNumber: string
  notes: string
  createdAt: Instant
  lineItems: LineItem[]
}

/** Money of a platform that pays for orders and gets refunds; minor units. */
export interface Account {
  accountIdentifier: string
  customerIdentifier: string
  balance: number
  /** What was paid in: balance, outstanding and redeemed rewards add up to it. */
  funded: number
}

/** An accepted action that waits for its turn. */
export interface PendingAction {
  action: ActionName
  referenceOrderID: string
  reasonCode: string
  otherReason: string | null
  acceptedAt: Instant
}

export interface Subscription {
  webhookId: string
  url: string
  categories: string[]
  eventTypes: string[]
  payloadVerificationMethod: 'HMAC' | 'NONE'
  /** Base64, as it was registered. */
  hmacSharedSecretKey: string | null
  headers: { name: string; value: string }[]
  /** Revision of the event sent last; 0 before the first. */
  revision: number
  /** Nothing is sent from this instant on. */
  expiresAt: Instant
  /** Ids of the deliveries that wait until a later event was sent: a fault of the kind `reordered`. */
  held: string[]
}

/** One event on its way to one subscription. */
export interface Delivery {
  deliveryId: string
  webhookId: string
  revision: number
  occurredAt: Instant
  body: string
  attempts: Attempt[]
}

/** One time that a delivery was sent, or why it was not. */
export interface Attempt {
  at: Instant
  status: number | null
  received: boolean
  reason: string | null
  /** What was sent as X-Signed-Payload; null when nothing was signed. */
  signature: string | null
  /** What a fault did to the signature. */
  fault?: SignatureFault
}

/** An event with the signature of another key, or without one, which a receiver has to refuse. */
export type SignatureFault = 'forged' | 'unsigned'

/** Which eligible line items a run cannot process: the first ones, or those at these positions, from 0. */
export type Unprocessable = { count: number } | { positions: number[] }

/** What goes wrong on purpose. Milliseconds of the platform's clock for `delay`, of real time for `latency`. */
export type FaultEffect =
  | { status: 307 }
  | { status: 500 }
  | { status: 429 | 503; retryAfter: number }
  | { latency: number }
  | { response: 'unknown-fields' | 'unknown-status' }
  | { connection: 'reset' | 'truncated' }
  | { connection: 'slow'; bytesPerSecond: number }
  | { event: 'lost' | 'duplicated' | 'reordered' | SignatureFault; subscription?: string }
  | { event: 'late'; delay: number; subscription?: string }
  | { unprocessable: Unprocessable }

/** A fault that was asked for. */
export interface Fault {
  operation: OperationId | 'any'
  /** How often it is still given; null without end. */
  remaining: number | null
  /** 1 gives it every time. */
  probability: number
  seed: number
  /** Where its generator of chances stands. */
  state: number
  effect: FaultEffect
}

export type OperationId = 'freezeAsyncOrder' | 'unfreezeAsyncOrder' | 'cancelAsyncOrder' | 'updateAsyncOrder'

/** The authenticated tenant: everything else belongs to exactly one platform. */
export interface Platform {
  name: string
  key: string
  token: string
  clock: { mode: 'real'; offset: number } | { mode: 'manual'; at: Instant }
  interpretations: Partial<Interpretations>
  faults: Fault[]
  /** What is due waits for a drain or an advance. */
  hold?: boolean
}
