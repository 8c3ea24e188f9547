import { a as DocumentedStatus, d as OperationName, n as AsyncOrderActionAccepted, r as AsyncOrderDetail, s as ErrorInfo } from "./types.js";

//#region src/result.d.ts
/** What every result holds, whatever its status. Clause GEN-08. */
interface Answered {
  /** The X-REQUEST-ID of the answer, to name when you ask for support; null when the answer carries none. */
  requestId: string | null;
  /** The answer itself, for its headers and status; its body is already read. */
  response: Response;
  /** How many requests this call took. More than one means that the API may have acted on an earlier one. */
  attempts: number;
}
/** A documented success. Clauses FRZ-12, UNF-12, CAN-12, UPD-30. */
interface Success<Status extends number, Data> extends Answered {
  ok: true;
  status: Status;
  data: Data;
}
/** A documented error. Clauses GEN-05, GEN-06. */
interface Failure<Status extends number> extends Answered {
  ok: false;
  status: Status;
  error: ErrorInfo;
}
/**
 * An answer that the description does not know: another status, such as a redirect, or a documented status with a body of another shape,
 * such as the HTML page of a gateway. `response.status` is the HTTP status: an action is accepted when that is 202, whatever the body.
 */
interface Undocumented extends Answered {
  /** Also for a 202 whose body cannot be read: the action is accepted all the same. */
  ok: false;
  status: 'undocumented';
  /** The body: parsed when it is JSON, else its text; undefined when there is none, or when it broke off, was too slow or too large. */
  body: unknown;
  /** The body, where it is in the shape of a documented error: only its status is not documented (C-PATCH-422). */
  error?: ErrorInfo;
}
type IsSuccess<Status extends number> = `${Status}` extends `2${string}` ? true : false;
type SuccessBody<Name extends OperationName> = Name extends 'updateAsyncOrder' ? AsyncOrderDetail : AsyncOrderActionAccepted;
/**
 * What an operation returns. `ok` marks a documented success, which has `data`; `status` tells the others apart: one member per documented
 * status, and `'undocumented'` for all else. Clause GEN-05.
 *
 * @example
 * if (result.ok) console.log(result.data.totalLineItems)
 * else if (result.status === 'undocumented') console.error(result.response.status, result.body)
 * else console.error(result.error.message, result.requestId)
 */
type Result<Name extends OperationName> = Undocumented | { [Status in DocumentedStatus<Name>]: IsSuccess<Status> extends true ? Success<Status, SuccessBody<Name>> : Failure<Status> }[DocumentedStatus<Name>];
/** What any of the operations answers. */
type AnyResult = { [Name in OperationName]: Result<Name> }[OperationName];
/** Compares an answer with the description; what it throws rejects the call. */
type Validate = (operation: OperationName, result: AnyResult) => void;
//#endregion
export { Success as a, Result as i, AnyResult as n, Undocumented as o, Failure as r, Validate as s, Answered as t };
