import type { components } from '../../../generated/control-types.ts'
import type { ActionName, OperationId } from '../../../generated/operations.ts'
import { parseJson } from '../checks/json.ts'
import type { OrderState } from './order-states.ts'

export type { OperationId } from '../../../generated/operations.ts'

export type OrderRequest = components['schemas']['OrderRequest']

/**
 * One row of a table: what is sent, to an order in which state, and what must be seen. No logic.
 *
 * @example { id: 'freeze-accepts', name: 'accepts a listed code', clause: 'FRZ-12', request: act('freeze'), want: { status: 202 } }
 */
export interface Case {
  /** In kebab case, unique. */
  id: string
  /** A sentence in the present tense, without its subject. */
  name: string
  /** What the row itself asks for: its status where it asks for no more, its literal values, state and number of events. */
  clause: string
  /** Options of interpretations that hold for this case instead of ours. */
  under?: Record<string, string>
  /** The order that the request is about: a prepared state, or one in detail. An active order unless said otherwise. */
  order?: OrderState | OrderRequest
  /** Orders that the same platform placed before it. What they hold must stay as it is. */
  beside?: OrderRequest[]
  /** What has happened before the request. */
  before?: Step[]
  request: ApiRequest
  want: Want
  /** What happens after the action was processed. */
  after?: Step[]
  /** What is seen of the order and its account, compared with what they were before the request. */
  state?: StateWant
  /** The same, between the answer and the processing of the action. */
  stateAtAnswer?: StateWant
  /** What is delivered because of the request. */
  events?: EventsWant
  /** For a stateless target, which cannot reach the answer by its cause: the named example to force it with. */
  forced?: { code: number; example: string }
}

/** What is sent: through the typed client, or raw where the request is ill-formed on purpose. */
export interface ApiRequest {
  operation: OperationId
  /** Any JSON value; left out, nothing is sent. */
  body?: unknown
  /** Sent as it is instead of `body`. */
  rawBody?: string
  /** Replaces path parameters; the others are those of the order. */
  path?: Partial<Record<'referenceOrderID' | 'customerIdentifier' | 'accountIdentifier' | 'externalRefID', string>>
  /** Replaces the path below the base URL altogether. */
  rawPath?: string
  method?: string
  contentType?: string | null
  auth?:
    | 'basic'
    | 'bearer'
    | 'none'
    | 'wrong-key'
    | 'shortened-key'
    | 'upper-case-key'
    | 'wrong-name'
    | 'wrong-token'
    | 'malformed'
    | 'other-platform'
}

/** Something that happens beside the request. */
export type Step = RedeemStep | OtherStep

/** A recipient redeems an amount, in minor units, of the reward of a line item. */
export interface RedeemStep {
  redeem: number
  amount: number
  refused?: boolean
}

/** What goes wrong on purpose: the next answer has this status, or eligible line items of the next run cannot be processed. */
export type FaultStep = 429 | 500 | 503 | { unprocessable: { count: number } | { positions: number[] } }

type OtherStep =
  | { act: ActionName; body?: unknown; drain?: false }
  | { update: Record<string, string> }
  /** Milliseconds. */
  | { advance: number }
  | { fault: FaultStep; operation: OperationId }

/** What must be true of an answer. */
interface Want {
  status: number
  /** Statuses that are as right, since the clause is about something else. */
  or?: number[]
  /** The clause that asks for the request to be accepted or refused; by default what makes it special: see `askedBy`. */
  because?: string
  /** Fields of the body: a literal, or a matcher of values that differ from run to run. */
  body?: Record<string, unknown>
  /** Names in lower case; a literal or a pattern. */
  headers?: Record<string, string | RegExp>
  /** A `path` in `errors`. */
  errorPath?: string
  described?: Described
}

/** What the description must say of bodies like the one that is seen: the same with one value replaced. */
export interface Described {
  /** It fits with any of these values, by path: `errors.0.path` is a field, '' the body itself. */
  takes?: Record<string, readonly unknown[]>
  /** It does not fit with any of these. Undefined leaves the field out. */
  refuses?: Record<string, readonly unknown[]>
  /** Headers, likewise. */
  refusesHeaders?: Record<string, readonly (string | undefined)[]>
  /** The request, likewise: `path.externalRefID` is a parameter, `body` the body. */
  request?: Pick<Described, 'takes' | 'refuses'>
}

/** What must be true of the order afterwards. Every line item that is not in `changed` is exactly as it was. */
export interface StateWant {
  /** Positions of the line items that changed, from 0. */
  changed: number[]
  /** Status of the reward of each line item; null where it has none. */
  rewards?: (string | null)[]
  /** Minor units that came back to the account that paid. */
  refunded?: number
  order?: Partial<Record<'status' | 'campaign' | 'purchaseOrderNumber' | 'notes', string>>
  /** Expiration date of each reward, in milliseconds after the case began; null for none. */
  expires?: (number | null)[]
  /** What each line item's history says last. */
  outcomes?: string[]
}

/** What must be delivered because of the request: exactly one event per subscription unless `count` says otherwise. */
export interface EventsWant {
  count?: number
  /** Fields of eventData. */
  data?: Record<string, unknown>
  /** Fields of the envelope. */
  envelope?: Record<string, unknown>
  /** How the receiver subscribed; signed and by event type unless said otherwise. An expiring one ends an hour after the case began. */
  subscription?: 'signed' | 'unsigned' | 'by-category' | 'custom-header' | 'other-type' | 'two' | 'other-platform' | 'expiring'
  /** What the receiver answers; 200 unless said otherwise. */
  answer?: number
  /** What the delivery log says. */
  received?: boolean
  /** The actions that the events tell, in the order of their revisions. */
  actions?: string[]
  headers?: Record<string, string | RegExp>
  described?: Described
}

/** A value that differs from run to run. */
export type Matcher =
  | { $match: 'string' | 'non-empty' | 'integer' | 'instant' | 'uuid' | 'null' | 'list' }
  /** The value of this field of the arranged order. */
  | { $order: string }
  /** The instant of the request, in the clock of the target. */
  | { $now: number }
  /** The value of a header of the same answer. */
  | { $header: string }

export const aNonEmptyString: Matcher = { $match: 'non-empty' }
export const anInteger: Matcher = { $match: 'integer' }
export const anInstant: Matcher = { $match: 'instant' }
export const aUuid: Matcher = { $match: 'uuid' }
export const aList: Matcher = { $match: 'list' }

/** The value of a field of the arranged order, as `GET /_sandbox/orders/{id}` shows it. */
export const ofOrder = (field: string): Matcher => ({ $order: field })

/** The instant of the request. */
export const atRequest: Matcher = { $now: 0 }

/** What the description has to refuse in place of a text, an integer or an instant that every answer has. */
export const notText: readonly unknown[] = [undefined, null, 7]
export const notInteger: readonly unknown[] = [undefined, null, '7', 1.5]
export const notInstant: readonly unknown[] = [undefined, null, 7, 'yesterday', '2026-03-02']

/**
 * A row of a table of cases.
 *
 * @example aCase('update-empty', 'UPD-67', 'returns 400 to {}', { request: update({}), want: { status: 400 } })
 */
export const aCase = (id: string, clause: string, name: string, what: Omit<Case, 'id' | 'clause' | 'name'>): Case => ({
  id,
  clause,
  name,
  ...what,
})

/** An action with a valid body. */
export const act = (action: ActionName, body: unknown = { reasonCode: 'FRAUD' }): ApiRequest => ({
  operation: `${action}AsyncOrder`,
  body,
})

/** An update. */
export const update = (body: unknown): ApiRequest => ({ operation: 'updateAsyncOrder', body })

/**
 * The fields that a request sends; none where its body is no JSON object.
 *
 * @example fieldsOf({ operation: 'updateAsyncOrder', rawBody: '{"notes":"a"}' }) // { notes: 'a' }
 */
export function fieldsOf({ body, rawBody }: ApiRequest): Record<string, unknown> {
  const sent = rawBody === undefined ? body : parseJson(rawBody)
  return typeof sent === 'object' && sent !== null ? (sent as Record<string, unknown>) : {}
}
