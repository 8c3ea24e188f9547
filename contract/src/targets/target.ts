import type { components } from '../../../generated/control-types.ts'
import type { Case, FaultStep, OperationId } from '../cases/case.ts'
import type { HarEntry } from '../evidence/exchanges.ts'
import type { Redactor } from '../redact/redactor.ts'

export type OrderView = components['schemas']['OrderView']
export type AccountView = components['schemas']['AccountView']
export type DeliveryView = components['schemas']['DeliveryView']
export type TargetName = 'mock' | 'sandbox' | 'live'

/** Name and key for Basic, token for Bearer; null where the caller was given none. */
export interface TargetCredentials {
  name: string | null
  key: string | null
  token: string | null
}

/** What cases run against. A case never names a target; a target says what it cannot do. */
export interface Target {
  name: TargetName
  /** Ends in `/raas/v2`. */
  baseUrl: string
  fetch: (request: Request) => Promise<Response>
  /** Whether the target has to keep to our OpenAPI description: then fields that it lacks count. */
  strict: boolean
  /** How long a response is waited for; milliseconds (default: 30 s). */
  limitMs?: number
  /** Knows the secrets of this target: nothing that it says leaves the process otherwise. Left out where nothing leaves. */
  redactor?: Redactor
  /** Why a case cannot be run here, or null when it can; shown in the report. */
  cannot: (row: Case) => string | null
  /** Statuses that count as well as the one of the case, where the documentation leaves it open. */
  alsoTakes?: (row: Case) => number[]
  /** Arranges what a case needs; throws Skipped when that is not to be had. What it returns belongs to this case alone. */
  open: (row: Case) => Promise<Session>
  /** What was sent and answered since the last call, as evidence keeps it. Only of a target that is not ours. */
  takeExchanges?: () => HarEntry[]
}

/** Why a case could not be run; no fault of the target. */
export class Skipped extends Error {
  override readonly name = 'Skipped'
}

/** One case's own piece of a target. */
export interface Session {
  credentials: TargetCredentials
  /** Another platform, which owns none of the orders. */
  otherCredentials: TargetCredentials | null
  /** What is known of the order that requests are about. */
  order: Pick<OrderView, 'referenceOrderID' | 'customerIdentifier' | 'accountIdentifier'> & {
    externalRefID: string | null
  } & Partial<OrderView>
  /** Null where there is no control plane. */
  control: Control | null
  /** Null where no events can be received. */
  inbox: Inbox | null
  close: () => Promise<void>
}

/** The control plane of the sandbox, for one platform. */
export interface Control {
  /** Milliseconds since 1970. */
  now: () => Promise<number>
  readOrder: () => Promise<OrderView>
  /** All orders of the platform, in the order in which they were made. */
  readOrders: () => Promise<OrderView[]>
  /** All orders of the platform but the one that requests are about. */
  readOtherOrders: () => Promise<OrderView[]>
  readAccounts: () => Promise<AccountView[]>
  advance: (milliseconds: number) => Promise<void>
  drain: () => Promise<void>
  /** False when the redemption was refused. */
  redeem: (rewardId: string, amount: number) => Promise<boolean>
  fault: (operation: OperationId, fault: FaultStep) => Promise<void>
  deliveries: () => Promise<DeliveryView[]>
}

/** One delivery as the receiver got it. */
export interface Received {
  path: string
  method: string
  headers: Headers
  body: string
  /** Not received but read from a list of events: nothing but the body is known, and of that not the category as it was sent. */
  listed?: true
}

/** What was delivered for one case. */
interface Inbox {
  /** Deliveries of all subscriptions of the case; the path tells which. */
  received: () => Received[]
  /** Waits for so many events to be there. Left out where a drained queue means that they are. */
  waitFor?: (count: number) => Promise<void>
}
