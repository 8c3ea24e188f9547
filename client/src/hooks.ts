import type { OperationName } from './types.ts'

/**
 * Why a request is sent again.
 * `not-sent`: no connection was made. `refused`: the response was 429 or 503. `unauthorized`: it was 401 (or another of `renewOn`), and a new token is asked for.
 * `lost`: no answer came, or a 5xx other than 503; the API may have acted.
 */
export type RetryCause = 'not-sent' | 'refused' | 'unauthorized' | 'lost'

/** A request that goes out, without its headers and body. */
export interface RequestInfo {
  operation: OperationName
  /** 1 for the first request of a call. */
  attempt: number
  method: string
  url: string
}

/** An answer that came in, without its headers and body. */
export interface ResponseInfo {
  operation: OperationName
  attempt: number
  /** The HTTP status. */
  status: number
  /** The X-REQUEST-ID of the answer. */
  requestId: string | null
  /** From the request to the end of the answer. */
  milliseconds: number
}

/** A request that is about to be sent again. */
export interface RetryInfo {
  operation: OperationName
  /** The attempt that failed. */
  attempt: number
  cause: RetryCause
  /** The wait before the next attempt, in milliseconds. */
  delay: number
}

/** Functions that hear what a client does, to log or count it. They get no credential, and what they throw is ignored. */
export interface Hooks {
  onRequest?: (info: RequestInfo) => void
  onResponse?: (info: ResponseInfo) => void
  onRetry?: (info: RetryInfo) => void
}

/** Tells a hook, if there is one. */
export function tell<Info>(hook: ((info: Info) => void) | undefined, info: Info): void {
  try {
    hook?.(info)
  } catch {
    // A log that fails must not fail an order.
  }
}
