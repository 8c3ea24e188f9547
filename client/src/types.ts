import type { components, operations } from '../../generated/types.ts'

type Schemas = components['schemas']

/** A text of which some values are known; others may come. */
export type Open<Known extends string> = Known | (string & Record<never, never>)

declare const unlisted: unique symbol

/** A reason code that no page lists, as {@link unlistedReasonCode} makes it. */
export type UnlistedReasonCode = string & { readonly [unlisted]: true }

/** An action's request with a reason code that no page lists. */
export interface UnlistedRequest {
  reasonCode: UnlistedReasonCode
  otherReason?: string
}

/** Why the rewards of an order are frozen: a listed code, or OTHER with the reason in your own words. Clauses FRZ-05, FRZ-08. */
export type FreezeRequest = Schemas['FreezeRequest'] | UnlistedRequest

/** Why the rewards of an order are unfrozen: a listed code, or OTHER with the reason in your own words. Clauses UNF-05, UNF-08. */
export type UnfreezeRequest = Schemas['UnfreezeRequest'] | UnlistedRequest

/** Why the rewards of an order are cancelled: a listed code, or OTHER with the reason in your own words. Clauses CAN-05, CAN-08. */
export type CancelRequest = Schemas['CancelRequest'] | UnlistedRequest

type Changes = Schemas['UpdateAsyncOrderRequest']
type AtLeastOne<Fields> = { [Name in keyof Fields]-?: Required<Pick<Fields, Name>> & Omit<Fields, Name> }[keyof Fields]

/** The fields of an order to change, at least one; an empty string clears a field (C-PATCH-BLANK). Clauses UPD-20, UPD-22. */
export type UpdateAsyncOrderRequest = AtLeastOne<Changes>

/** Forbids every field beside those of an update, also in an object that was made elsewhere. */
export type OnlyChanges<Body> = { [Other in Exclude<keyof Body, keyof Changes>]: never }

/** What a 202 says: the action is accepted, and no line item has been judged yet. Clauses FRZ-18, UNF-18, CAN-18. */
export type AsyncOrderActionAccepted = Omit<Schemas['AsyncOrderActionAccepted'], 'status' | 'externalRefID'> & {
  /** Your own id of the order. Where there is none: the empty string, or null (C-EXTREF-NULL). */
  externalRefID: string | null
  /** Where the action stands. No page lists the values (C-202-STATUS). */
  status: Open<'PENDING'>
}

/** The order after an update, as the 200 has it. Clauses UPD-30 to UPD-44. */
export type AsyncOrderDetail = Schemas['AsyncOrderDetail']

/** What went wrong, the body of every documented error answer. Clause GEN-05. */
export type ErrorInfo = Schemas['ErrorInfo']

/** What is wrong with one field of the request. Clause GEN-20. */
export type ErrorDetail = Schemas['ErrorDetail']

/** What can be done to an order, as events name it. */
export type ActionName = Schemas['OrderActionStatusEventData']['action']

/** The payload of an OrderActionStatus event, an assumption (A-EVT-PAYLOAD); other actions and statuses may come. Clauses EVT-06 to EVT-14. */
export type OrderActionStatusEventData = Omit<Schemas['OrderActionStatusEventData'], 'action' | 'status'> & {
  /** Which action ended. */
  action: Open<ActionName>
  /** How it ended; the known values are those of a sibling event, AsyncOrderStatus. */
  status: Open<'SUCCESSFUL' | 'PARTIALFAILED' | 'FAILED' | 'RETRYING'>
}

/** The event that reports how an action ended; its payload is an assumption (A-EVT-PAYLOAD). Clauses EVT-01 to EVT-14. */
export type OrderActionStatusEvent = Omit<Schemas['OrderActionStatusEvent'], 'eventData'> & { eventData: OrderActionStatusEventData }

/** The name of an operation: its operationId in the description. */
export type OperationName = keyof operations

/** The HTTP statuses that the description gives an operation. */
export type DocumentedStatus<Name extends OperationName> = keyof operations[Name]['responses'] & number

/** The three names that together pick the order to update. Clauses UPD-02, UPD-03, UPD-04. */
export type UpdateAsyncOrderPath = operations['updateAsyncOrder']['parameters']['path']

/**
 * Lets a reason code through that the types do not know, such as one that Tango added later. The API may refuse it. Interpretation C-REASON-UNKNOWN.
 *
 * @example
 * await client.cancelAsyncOrder('AA260302-118204-37', { reasonCode: unlistedReasonCode('SANCTIONED') })
 */
export function unlistedReasonCode(code: string): UnlistedReasonCode {
  return code as UnlistedReasonCode
}
