import type { components, operations } from '../../generated/types.ts'

type Schemas = components['schemas']

/** Why the rewards of an order are frozen: a listed code, or OTHER with the reason in your own words. Clauses FRZ-05, FRZ-08. */
export type FreezeRequest = Schemas['FreezeRequest']

/** Why the rewards of an order are unfrozen: a listed code, or OTHER with the reason in your own words. Clauses UNF-05, UNF-08. */
export type UnfreezeRequest = Schemas['UnfreezeRequest']

/** Why the rewards of an order are cancelled: a listed code, or OTHER with the reason in your own words. Clauses CAN-05, CAN-08. */
export type CancelRequest = Schemas['CancelRequest']

/** The fields of an order to change, at least one; an empty string clears a field. Clauses UPD-20, UPD-22. */
export type UpdateAsyncOrderRequest = Schemas['UpdateAsyncOrderRequest']

/** What a 202 tells: the action is accepted, and no line item has been judged yet. Clauses FRZ-18, UNF-18, CAN-18. */
export type AsyncOrderActionAccepted = Schemas['AsyncOrderActionAccepted']

/** The order after an update, as the 200 tells it. Clauses UPD-30 to UPD-44. */
export type AsyncOrderDetail = Schemas['AsyncOrderDetail']

/** What went wrong, the body of every documented error answer. Clause GEN-05. */
export type ErrorInfo = Schemas['ErrorInfo']

/** What is wrong with one field of the request. Clause GEN-20. */
export type ErrorDetail = Schemas['ErrorDetail']

/** The event that tells how an action ended; its payload is an assumption (A-EVT-PAYLOAD). Clauses EVT-01 to EVT-14. */
export type OrderActionStatusEvent = Schemas['OrderActionStatusEvent']

/** The payload of an OrderActionStatus event, an assumption (A-EVT-PAYLOAD). Clauses EVT-06 to EVT-14. */
export type OrderActionStatusEventData = Schemas['OrderActionStatusEventData']

/** The name of an operation: its operationId in the description. */
export type OperationName = keyof operations

/** The HTTP statuses that the description gives an operation. */
export type DocumentedStatus<Name extends OperationName> = keyof operations[Name]['responses'] & number

/** The three names that together pick the order to update. Clauses UPD-02, UPD-03, UPD-04. */
export type UpdateAsyncOrderPath = operations['updateAsyncOrder']['parameters']['path']
