import type { Context as Call } from 'hono'
import type { Platform } from '../model.ts'

/** Where the API stands, as at Tango: a client changes its host only. */
export const API_PATH = '/raas/v2'
/** Where the control plane stands. */
export const CONTROL_PATH = '/_sandbox'

/** What handlers know of a request. */
export type Env = { Variables: { requestId: string; platform: Platform } }
export type Handler = Call<Env>
