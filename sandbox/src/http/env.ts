import type { Context as Call } from 'hono'
import type { Platform } from '../model.ts'

/** Where the API stands, as at Tango: a client changes its host only. */
export const API_PATH = '/raas/v2'
/** Where the control plane stands. */
export const CONTROL_PATH = '/_sandbox'

/**
 * Answers whose connection is to be broken. A server that owns the connection does it (node/server.ts); elsewhere the body is a stream
 * that fails, which is all that a function from Request to Response can do.
 */
export const wishes = new WeakMap<Response, 'reset' | 'truncated'>()

/** What handlers know of a request. */
export type Env = { Variables: { requestId: string; platform: Platform } }
export type Handler = Call<Env>
