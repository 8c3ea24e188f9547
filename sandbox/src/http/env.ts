import type { Context as Call } from 'hono'
import type { Context } from '../engine/context.ts'
import type { Platform } from '../model.ts'
import type { Credentials } from '../rules/authenticate.ts'
import type { Body } from '../rules/request.ts'
import type { Transaction } from '../store/store.ts'

/** Where the API stands, as at Tango: a client changes its host only. */
export const API_PATH = '/raas/v2'
/** Where the control plane stands. */
export const CONTROL_PATH = '/_sandbox'

/**
 * Responses whose connection breaks. Only a server that owns the connection (node/server.ts) can break it; elsewhere a reset rejects, and a
 * truncated body is a stream that fails: what `fetch` shows of either.
 */
export const connectionEffects = new WeakMap<Response, 'reset' | 'truncated'>()

/** What `fetch` rejects with over a connection that is reset; a server that owns the connection resets it then. */
export class ConnectionReset extends TypeError {
  constructor() {
    const cause = Object.assign(new Error('The connection was reset: a fault that was asked for.'), { code: 'ECONNRESET' })
    super('fetch failed', { cause })
  }
}

/** What handlers know of a request. */
export type Env = {
  Variables: {
    requestId: string
    platform: Platform
    /** How the credentials of the platform were sent. */
    scheme: Credentials['scheme']
    /** Of a body that was read and is refused; a body that is taken is an object. */
    bodyForm?: 'none' | 'object' | 'json' | 'other'
    /** Of a request with a JSON object. */
    body?: Body
    /** Of the response. */
    retryAfter?: string
  }
}
export type Handler = Call<Env>

/**
 * The platform as it is now. The one of the request is as it was when the request came in: its clock, interpretations and faults may have been
 * changed while the body was on its way.
 *
 * @param tx the open transaction, where there is one
 */
export function current(context: Context, call: Handler, tx?: Transaction): Platform {
  const known = call.get('platform')
  const get = (open: Transaction): Platform => open.getPlatform(known.name) ?? known
  return tx === undefined ? context.store.transaction(get) : get(tx)
}
