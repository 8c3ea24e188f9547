import { _ as UpdateAsyncOrderPath, a as DocumentedStatus, c as FreezeRequest, d as OperationName, f as OrderActionStatusEvent, g as UnlistedRequest, h as UnlistedReasonCode, i as CancelRequest, l as OnlyChanges, m as UnfreezeRequest, n as AsyncOrderActionAccepted, o as ErrorDetail, p as OrderActionStatusEventData, r as AsyncOrderDetail, s as ErrorInfo, t as ActionName, u as Open, v as UpdateAsyncOrderRequest, y as unlistedReasonCode } from "./types.js";
import { a as RetryOptions, c as RequestInfo, d as RetryInfo, f as Credentials, h as Wait, i as ClientOptions, l as ResponseInfo, m as TokenCredentials, n as RequestOptions, o as TimeoutOptions, p as PlatformCredentials, r as createClient, s as Hooks, t as AsyncOrdersClient, u as RetryCause } from "./client.js";
import { a as Success, i as Result, n as AnyResult, o as Undocumented, r as Failure, s as Validate, t as Answered } from "./result.js";

//#region src/errors.d.ts
/** An answer that is no success, for those who prefer to catch. Clauses GEN-05, GEN-06, GEN-20. */
declare class ApiError extends Error {
  readonly name = "ApiError";
  /** The HTTP status. */
  readonly status: number;
  /** The id to name when you ask for support. */
  readonly requestId: string | null;
  /** The stable key of the error; null when the answer has no documented shape. */
  readonly i18nKey: string | null;
  /** What is wrong field by field; empty when no single field is at fault. */
  readonly fieldErrors: readonly ErrorDetail[];
  constructor({
    response,
    requestId,
    ...result
  }: {
    response: Response;
    requestId: string | null;
    error?: ErrorInfo;
  });
}
/** No answer came, after all attempts. It holds no credential, and not the error of fetch itself, which might. */
declare class NoAnswerError extends Error {
  readonly name = "NoAnswerError";
  readonly operation: OperationName;
  readonly attempts: number;
  /** Whether one of the requests may have reached the API: then it may act on it, and tell the outcome in an event. */
  readonly mayHaveArrived: boolean;
  /** The code of the last failure where the platform gives one, such as ECONNREFUSED, or its name, such as TimeoutError. */
  readonly code: string;
  constructor(operation: OperationName, attempts: number, mayHaveArrived: boolean, code: string);
}
/**
 * Gives the data of a success, and throws what is none. An ApiError with status 202 is of an action that was accepted, in an answer that
 * could not be read.
 *
 * @throws ApiError
 * @example
 * const { totalLineItems } = dataOrThrow(await client.freezeAsyncOrder('AA260302-118204-37', { reasonCode: 'FRAUD' }))
 */
declare function dataOrThrow<Name extends OperationName>(result: Result<Name>): Extract<Result<Name>, Success<number, unknown>>['data'];
//#endregion
export { type ActionName, type Answered, type AnyResult, ApiError, type AsyncOrderActionAccepted, type AsyncOrderDetail, type AsyncOrdersClient, type CancelRequest, type ClientOptions, type Credentials, type DocumentedStatus, type ErrorDetail, type ErrorInfo, type Failure, type FreezeRequest, type Hooks, NoAnswerError, type OnlyChanges, type Open, type OperationName, type OrderActionStatusEvent, type OrderActionStatusEventData, type PlatformCredentials, type RequestInfo, type RequestOptions, type ResponseInfo, type Result, type RetryCause, type RetryInfo, type RetryOptions, type Success, type TimeoutOptions, type TokenCredentials, type Undocumented, type UnfreezeRequest, type UnlistedReasonCode, type UnlistedRequest, type UpdateAsyncOrderPath, type UpdateAsyncOrderRequest, type Validate, type Wait, createClient, dataOrThrow, unlistedReasonCode };
