export { type AsyncOrdersClient, createClient, type RequestOptions } from './client.ts'
export type { Credentials, PlatformCredentials, TokenCredentials } from './credentials.ts'
export { ApiError, dataOrThrow, NoAnswerError } from './errors.ts'
export type { Hooks, RequestInfo, ResponseInfo, RetryCause, RetryInfo } from './hooks.ts'
export type { ClientOptions, RetryOptions, TimeoutOptions } from './options.ts'
export type { Answered, AnyResult, Failure, Result, Success, Undocumented, Validate } from './result.ts'
export type { Wait } from './time-limit.ts'
export {
  type ActionName,
  type AsyncOrderActionAccepted,
  type AsyncOrderDetail,
  type CancelRequest,
  type DocumentedStatus,
  type ErrorDetail,
  type ErrorInfo,
  type FreezeRequest,
  type OnlyChanges,
  type Open,
  type OperationName,
  type OrderActionStatusEvent,
  type OrderActionStatusEventData,
  type UnfreezeRequest,
  type UnlistedReasonCode,
  type UnlistedRequest,
  type UpdateAsyncOrderPath,
  type UpdateAsyncOrderRequest,
  unlistedReasonCode,
} from './types.ts'
