import { _ as UpdateAsyncOrderPath, c as FreezeRequest, d as OperationName, i as CancelRequest, l as OnlyChanges, m as UnfreezeRequest, v as UpdateAsyncOrderRequest } from "./types.js";
import { i as Result, s as Validate } from "./result.js";

//#region src/time-limit.d.ts
/** Resolves after so many milliseconds; rejects when the signal is aborted, and holds nothing after that. */
type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;
//#endregion
//#region src/credentials.d.ts
/** A platform name and a platform key, sent as Basic credentials. Clause GEN-03. */
interface PlatformCredentials {
  platformName: string;
  platformKey: string;
  token?: never;
  renewOn?: never;
}
/**
 * An OAuth access token, or a function that gives one, sent as Bearer credentials. The function is asked before the first request, and
 * again when the API returns 401; calls that need a token at the same time share one. The signal tells it to give up.
 * Tango hands out few tokens a day: a function that stores its token should still hand out a fresh one when it is asked again. Clause GEN-04.
 */
interface TokenCredentials {
  token: string | ((options: {
    signal: AbortSignal;
  }) => string | Promise<string>);
  /** The statuses that ask for a new token; default: `[401]`. Add 403 if Tango returns that for an expired one (C-CODES-AUTH). */
  renewOn?: readonly number[] | undefined;
  platformName?: never;
  platformKey?: never;
}
/** How the client proves who it is. Clauses GEN-03, GEN-04. */
type Credentials = PlatformCredentials | TokenCredentials;
//#endregion
//#region src/hooks.d.ts
/**
 * Why a request is sent again.
 * `not-sent`: no connection was made. `refused`: the response was 429 or 503. `unauthorized`: it was 401 (or another of `renewOn`), and a new token is asked for.
 * `lost`: no answer came, or a 5xx other than 503; the API may have acted.
 */
type RetryCause = 'not-sent' | 'refused' | 'unauthorized' | 'lost';
/** A request that goes out, without its headers and body. */
interface RequestInfo {
  operation: OperationName;
  /** 1 for the first request of a call. */
  attempt: number;
  method: string;
  url: string;
}
/** An answer that came in, without its headers and body. */
interface ResponseInfo {
  operation: OperationName;
  attempt: number;
  /** The HTTP status. */
  status: number;
  /** The X-REQUEST-ID of the answer. */
  requestId: string | null;
  /** From the request to the end of the answer. */
  milliseconds: number;
}
/** A request that is about to be sent again. */
interface RetryInfo {
  operation: OperationName;
  /** The attempt that failed. */
  attempt: number;
  cause: RetryCause;
  /** The wait before the next attempt, in milliseconds. */
  delay: number;
}
/** Functions that hear what a client does, to log or count it. They get no credential, and what they throw is ignored. */
interface Hooks {
  onRequest?: (info: RequestInfo) => void;
  onResponse?: (info: ResponseInfo) => void;
  onRetry?: (info: RetryInfo) => void;
}
//#endregion
//#region src/options.d.ts
/** How often and when a request is sent again; see `docs/client/retries.md` for what is sent again at all. */
interface RetryOptions {
  /** How many requests a call may take, 1 to 5 (default: 5, the documented advice). 1 sends nothing again. */
  requests?: number;
  /** Milliseconds: the first wait is between 0 and this, each further one between 0 and twice as much (default: 500). */
  baseDelay?: number;
  /** Milliseconds that no wait is longer than (default: 30,000). A response whose Retry-After asks for more ends the call. */
  maxDelay?: number;
  /**
   * The operations that are sent again when the API may have acted already: no answer came, or a 5xx other than 503.
   * Default: `['freezeAsyncOrder', 'updateAsyncOrder']`.
   */
  afterLostAnswer?: readonly OperationName[];
}
/** How long things may take, in milliseconds. */
interface TimeoutOptions {
  /** One request with its response, and one call of a token function (default: 10,000). */
  attempt?: number;
  /** A whole call, with every attempt and wait (default: 60,000). */
  total?: number;
}
/** What a client needs to know. */
interface ClientOptions {
  /** Where the API is: an absolute http or https URL that ends in `/raas/v2`. */
  baseUrl: string;
  credentials: Credentials;
  /** What sends the requests; by default the global fetch, looked up at each call. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
  retries?: RetryOptions | undefined;
  timeouts?: TimeoutOptions | undefined;
  /** Told of requests, answers and waits; what a hook throws is ignored. */
  hooks?: Hooks | undefined;
  /** Compares each answer with the description; made by `validation` of `async-orders-client/validation`. */
  validate?: Validate | undefined;
  /** Milliseconds since 1970 (default: `Date.now`). */
  now?: (() => number) | undefined;
  /** A number from 0 to 1, 1 excluded (default: `Math.random`). */
  random?: (() => number) | undefined;
  /** Waits (default: a timer). */
  wait?: Wait | undefined;
}
//#endregion
//#region src/client.d.ts
/** What one call can be told besides its subject. */
interface RequestOptions {
  /** Ends the call early: the promise is rejected with the reason of the signal. The server may act on the request all the same. */
  signal?: AbortSignal | undefined;
}
/** The four operations, each under its operationId. Clauses FRZ-01, UNF-01, CAN-01, UPD-01. */
interface AsyncOrdersClient {
  /**
   * Freezes every eligible reward of an order; an event reports the outcome later. Clauses FRZ-01, FRZ-12, FRZ-29.
   * Sent again also after a lost answer: rewards that are frozen already are skipped, though each accepted request has its event.
   *
   * @param referenceOrderID Tango's id of the order
   * @example
   * await client.freezeAsyncOrder('AA260302-118204-37', { reasonCode: 'FRAUD' })
   */
  freezeAsyncOrder(referenceOrderID: string, body: FreezeRequest, options?: RequestOptions): Promise<Result<'freezeAsyncOrder'>>;
  /**
   * Unfreezes every eligible reward of an order; an event reports the outcome later. Clauses UNF-01, UNF-12, UNF-29.
   * Not sent again after a lost response: that could lift a freeze that somebody placed meanwhile.
   *
   * @param referenceOrderID Tango's id of the order
   * @example
   * await client.unfreezeAsyncOrder('AA260302-118204-37', { reasonCode: 'VERIFIED_ORDER' })
   */
  unfreezeAsyncOrder(referenceOrderID: string, body: UnfreezeRequest, options?: RequestOptions): Promise<Result<'unfreezeAsyncOrder'>>;
  /**
   * Cancels and refunds every eligible reward of an order, for good; an event reports the outcome later. Clauses CAN-01, CAN-12, CAN-29.
   * Not sent again after a lost response: it gives money back, and no page says what two at once do (C-CONCURRENT).
   *
   * @param referenceOrderID Tango's id of the order
   * @example
   * await client.cancelAsyncOrder('AA260302-118204-37', { reasonCode: 'OTHER', otherReason: 'The programme ended early.' })
   */
  cancelAsyncOrder(referenceOrderID: string, body: CancelRequest, options?: RequestOptions): Promise<Result<'cancelAsyncOrder'>>;
  /**
   * Changes the campaign, purchase order number or notes of an order; the answer is the order as it is then. Clauses UPD-01, UPD-22.
   * Sent again also after a lost answer: the same values again change nothing.
   *
   * @example
   * const order = { customerIdentifier: 'harbor-clinic', accountIdentifier: 'harbor-clinic-rewards', externalRefID: 'wellness-2026-w09' }
   * await client.updateAsyncOrder(order, { campaign: 'Spring check-ups', notes: '' })
   */
  updateAsyncOrder<Body extends UpdateAsyncOrderRequest>(path: UpdateAsyncOrderPath, body: Body & OnlyChanges<Body>, options?: RequestOptions): Promise<Result<'updateAsyncOrder'>>;
}
/**
 * Makes a client. Its methods give back every answer of the server as a {@link Result}, after at most five requests: what is sent again, and
 * why, stands in `docs/client/retries.md`. They reject with a {@link NoAnswerError} when there is no answer, with the reason of an aborted
 * signal, with what the token function throws, and with a TypeError, before anything is sent, when an id is not allowed in a path or a body
 * has no form in JSON. No redirect is followed: it would carry the credentials elsewhere. Clauses GEN-03, GEN-04.
 *
 * @throws TypeError when the base URL, the credentials or a number cannot be used
 * @example
 * const client = createClient({ baseUrl: 'https://integration-api.tangocard.com/raas/v2', credentials: { platformName, platformKey } })
 * const result = await client.freezeAsyncOrder('AA260302-118204-37', { reasonCode: 'FRAUD' })
 */
declare function createClient(options: ClientOptions): AsyncOrdersClient;
//#endregion
export { RetryOptions as a, RequestInfo as c, RetryInfo as d, Credentials as f, Wait as h, ClientOptions as i, ResponseInfo as l, TokenCredentials as m, RequestOptions as n, TimeoutOptions as o, PlatformCredentials as p, createClient as r, Hooks as s, AsyncOrdersClient as t, RetryCause as u };
