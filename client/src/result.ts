import { statuses } from '../../generated/operations.ts'
import type { AsyncOrderActionAccepted, AsyncOrderDetail, DocumentedStatus, ErrorInfo, OperationName } from './types.ts'

/** What every result holds, whatever its status. Clause GEN-08. */
export interface Answered {
  /** The X-REQUEST-ID of the answer, to name when you ask for support; null when the answer carries none. */
  requestId: string | null
  /** The answer itself, for its headers and status; its body is already read. */
  response: Response
  /** How many requests this call took. More than one means that the API may have acted on an earlier one. */
  attempts: number
}

/** A documented success. Clauses FRZ-12, UNF-12, CAN-12, UPD-30. */
export interface Success<Status extends number, Data> extends Answered {
  ok: true
  status: Status
  data: Data
}

/** A documented error. Clauses GEN-05, GEN-06. */
export interface Failure<Status extends number> extends Answered {
  ok: false
  status: Status
  error: ErrorInfo
}

/**
 * An answer that the description does not know: another status, such as a redirect, or a documented status with a body of another shape,
 * such as the HTML page of a gateway. `response.status` is the HTTP status: an action is accepted when that is 202, whatever the body.
 */
export interface Undocumented extends Answered {
  /** Also for a 202 whose body cannot be read: the action is accepted all the same. */
  ok: false
  status: 'undocumented'
  /** The body: parsed when it is JSON, else its text; undefined when there is none, or when it broke off, was too slow or too large. */
  body: unknown
  /** The body, where it is in the shape of a documented error: only its status is not documented (C-PATCH-422). */
  error?: ErrorInfo
}

type IsSuccess<Status extends number> = `${Status}` extends `2${string}` ? true : false
type SuccessBody<Name extends OperationName> = Name extends 'updateAsyncOrder' ? AsyncOrderDetail : AsyncOrderActionAccepted

/**
 * What an operation returns. `ok` marks a documented success, which has `data`; `status` tells the others apart: one member per documented
 * status, and `'undocumented'` for all else. Clause GEN-05.
 *
 * @example
 * if (result.ok) console.log(result.data.totalLineItems)
 * else if (result.status === 'undocumented') console.error(result.response.status, result.body)
 * else console.error(result.error.message, result.requestId)
 */
export type Result<Name extends OperationName> =
  | Undocumented
  | {
      [Status in DocumentedStatus<Name>]: IsSuccess<Status> extends true ? Success<Status, SuccessBody<Name>> : Failure<Status>
    }[DocumentedStatus<Name>]

/** What any of the operations answers. */
export type AnyResult = { [Name in OperationName]: Result<Name> }[OperationName]

/** Compares an answer with the description; what it throws rejects the call. */
export type Validate = (operation: OperationName, result: AnyResult) => void

/** Turns an answer into the member of the union that it is, never claiming a shape that the body does not have. */
export function toResult<Name extends OperationName>(name: Name, response: Response, text: string, attempts: number): Result<Name> {
  const body = parsed(text)
  const answered = { requestId: response.headers.get('X-REQUEST-ID') ?? requestIdOf(body), response, attempts }
  const { status } = response
  const { accepted, refused }: { accepted: readonly number[]; refused: readonly number[] } = statuses[name]
  const result =
    accepted.includes(status) && isObject(body)
      ? { ok: true, status, data: status === 200 ? named(body) : body, ...answered }
      : isErrorInfo(body)
        ? { ok: false, error: body, ...(refused.includes(status) ? { status } : { status: 'undocumented', body }), ...answered }
        : { ok: false, status: 'undocumented', body, ...answered }
  // The compiler cannot follow a table lookup; the table and the types are generated from the same description.
  return result as Result<Name>
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text || undefined
  }
}

// C-PATCH-STATUS: the order after an update has `orderStatus` in the example of the page, and `status` in its table.
function named(body: Record<string, unknown>): Record<string, unknown> {
  return 'orderStatus' in body || !('status' in body) ? body : { orderStatus: body.status, ...body }
}

// GEN-09: browsers hide the header of another origin unless it is exposed, and the body of an error names the id too.
function requestIdOf(body: unknown): string | null {
  return isObject(body) && typeof body.requestId === 'string' ? body.requestId : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// Interpretation C-ERR-SHAPES: Tango has error bodies of other shapes, so what callers reach into is checked; the rest is taken on trust.
function isErrorInfo(body: unknown): boolean {
  return isObject(body) && typeof body.message === 'string' && typeof body.i18nKey === 'string' && Array.isArray(body.errors)
}
