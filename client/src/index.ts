export { type AsyncOrdersClient, type ClientOptions, createClient, type RequestOptions } from './client.ts'
export type { Credentials, PlatformCredentials, TokenCredentials } from './credentials.ts'
export type { Answered, Failure, Result, Success, Undocumented } from './result.ts'
export type {
  AsyncOrderActionAccepted,
  AsyncOrderDetail,
  CancelRequest,
  DocumentedStatus,
  ErrorDetail,
  ErrorInfo,
  FreezeRequest,
  OperationName,
  OrderActionStatusEvent,
  OrderActionStatusEventData,
  UnfreezeRequest,
  UpdateAsyncOrderPath,
  UpdateAsyncOrderRequest,
} from './types.ts'
