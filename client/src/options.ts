import type { Credentials } from './credentials.ts'
import type { Hooks } from './hooks.ts'
import type { Validate } from './result.ts'
import { timer, type Wait } from './time-limit.ts'
import type { OperationName } from './types.ts'

/** How often and when a request is sent again; see `docs/client/retries.md` for what is sent again at all. */
export interface RetryOptions {
  /** How many requests a call may take, 1 to 5 (default: 5, the documented advice). 1 sends nothing again. */
  requests?: number
  /** Milliseconds: the first wait is between 0 and this, each further one between 0 and twice as much (default: 500). */
  baseDelay?: number
  /** Milliseconds that no wait is longer than (default: 30,000). A response whose Retry-After asks for more ends the call. */
  maxDelay?: number
  /**
   * The operations that are sent again when the API may have acted already: no answer came, or a 5xx other than 503.
   * Default: `['freezeAsyncOrder', 'updateAsyncOrder']`.
   */
  afterLostAnswer?: readonly OperationName[]
}

/** How long things may take, in milliseconds. */
export interface TimeoutOptions {
  /** One request with its response, and one call of a token function (default: 10,000). */
  attempt?: number
  /** A whole call, with every attempt and wait (default: 60,000). */
  total?: number
}

/** What a client needs to know. */
export interface ClientOptions {
  /** Where the API is: an absolute http or https URL that ends in `/raas/v2`. */
  baseUrl: string
  credentials: Credentials
  /** What sends the requests; by default the global fetch, looked up at each call. */
  fetch?: ((request: Request) => Promise<Response>) | undefined
  retries?: RetryOptions | undefined
  timeouts?: TimeoutOptions | undefined
  /** Told of requests, answers and waits; what a hook throws is ignored. */
  hooks?: Hooks | undefined
  /** Compares each answer with the description; made by `validation` of `async-orders-client/validation`. */
  validate?: Validate | undefined
  /** Milliseconds since 1970 (default: `Date.now`). */
  now?: (() => number) | undefined
  /** A number from 0 to 1, 1 excluded (default: `Math.random`). */
  random?: (() => number) | undefined
  /** Waits (default: a timer). */
  wait?: Wait | undefined
}

/** The options with all that was left out. */
export type Settings = ReturnType<typeof settingsFrom>

/**
 * Fills in what was left out.
 *
 * @throws TypeError when a number is out of its range
 */
export function settingsFrom({ credentials, retries = {}, timeouts = {}, hooks = {}, fetch, validate, now, random, wait }: ClientOptions) {
  return {
    requests: within('retries.requests', retries.requests ?? 5, 5),
    baseDelay: within('retries.baseDelay', retries.baseDelay ?? 500),
    maxDelay: within('retries.maxDelay', retries.maxDelay ?? 30_000),
    afterLostAnswer: retries.afterLostAnswer ?? (['freezeAsyncOrder', 'updateAsyncOrder'] as const),
    attempt: within('timeouts.attempt', timeouts.attempt ?? 10_000),
    total: within('timeouts.total', timeouts.total ?? 60_000),
    renewOn: credentials?.renewOn ?? [401],
    hooks,
    validate,
    fetch: fetch ?? ((request: Request) => globalThis.fetch(request)),
    now: now ?? Date.now,
    random: random ?? Math.random,
    wait: wait ?? timer,
  }
}

// A timer of more than 2^31 - 1 milliseconds ends at once.
function within(name: string, value: number, most = 2 ** 31 - 1): number {
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  throw new TypeError(`Failed to create the client: ${name} is ${value}. Give a whole number from 1 to ${most}.`)
}
