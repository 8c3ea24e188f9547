import type { Hono } from 'hono'
import type { components } from '../../../generated/control-types.ts'
import type { Context } from '../engine/context.ts'
import type { Platform } from '../model.ts'
import type { Body } from '../rules/request.ts'
import { API_PATH, connectionEffects, type Env, type Handler } from './env.ts'
import { page, refused } from './lists.ts'

/** A request to the API, as the control plane shows it. */
type Entry = components['schemas']['JournalEntry']

/** Requests of a platform; the oldest are forgotten first. */
const KEPT = 1_000
/** Characters of a path, a header or a field. */
const LONGEST = 200
/** The documented fields of the four operations: whatever else a body holds may be about persons, and is named only. */
const FIELDS = ['reasonCode', 'otherReason', 'campaign', 'purchaseOrderNumber', 'notes']
const MOST_NAMES = 50

/** The latest requests of each platform, in memory. */
export interface Journal {
  /** Keeps what is sent to the API; before the credentials are checked, whose result it needs. */
  record: (call: Handler, next: () => Promise<void>) => Promise<void>
  forget: (platform: string) => void
  /** `GET /_sandbox/requests`. */
  routes: (app: Hono<Env>, at: (path: string) => string) => void
}

/**
 * What a platform asked of the API: the method, the path, what of the headers and the body holds no secret, and the response. A request
 * without the credentials of a platform belongs to none, and is not kept.
 *
 * @example
 * const journal = createJournal(context)
 * app.use('/raas/v2/*', journal.record)
 */
export function createJournal(context: Context): Journal {
  const kept = new Map<string, Entry[]>()
  return {
    record: async (call, next) => {
      const began = context.now()
      await next()
      const platform: Platform | undefined = call.get('platform')
      if (platform === undefined) return
      const entries = kept.get(platform.name) ?? []
      kept.set(platform.name, entries)
      entries.push(entryOf(call, began))
      // In one go now and then, since to move a thousand entries for each request takes longer than the request.
      if (entries.length >= 2 * KEPT) entries.splice(0, entries.length - KEPT)
    },
    forget: (platform) => void kept.delete(platform),
    routes: (app, at) => {
      app.get(at('/requests'), (call) => {
        const { path = '', status } = call.req.query()
        if (status !== undefined && !/^[1-5]\d\d$/.test(status)) throw refused('status', 'status must be a status such as 202.')
        const entries = (kept.get(call.get('platform').name) ?? []).slice(-KEPT)
        const wanted = entries.filter((entry) => entry.path.startsWith(path) && (status === undefined || String(entry.status) === status))
        return call.json(page(call, wanted, ({ requestId }) => requestId))
      })
    },
  }
}

function entryOf(call: Handler, began: number): Entry {
  const header = (name: string): string | null => call.req.header(name)?.slice(0, LONGEST) ?? null
  const { pathname, searchParams } = new URL(call.req.url)
  const body = call.get('body')
  const effect = connectionEffects.get(call.res)
  return {
    requestId: call.get('requestId'),
    at: new Date(began).toISOString(),
    method: call.req.method,
    path: pathname.slice(API_PATH.length, API_PATH.length + LONGEST),
    query: namesOf([...searchParams.keys()]),
    headers: { accept: header('accept'), contentType: header('content-type'), userAgent: header('user-agent') },
    authorization: header('authorization')?.trim().split(' ')[0]?.toLowerCase() === 'bearer' ? 'bearer' : 'basic',
    body: body === undefined ? null : documented(body),
    otherFields: body === undefined ? [] : namesOf(Object.keys(body).filter((name) => !FIELDS.includes(name))),
    status: effect === 'reset' ? null : call.res.status,
    retryAfter: call.res.headers.get('retry-after'),
    connection: effect ?? null,
  }
}

const namesOf = (names: readonly string[]): string[] => names.slice(0, MOST_NAMES).map((name) => name.slice(0, LONGEST))

/** Values that are no text are not kept as they are, since they have no end. */
function documented(body: Body): Record<string, string | null> {
  const fields = FIELDS.filter((name) => Object.hasOwn(body, name))
  return Object.fromEntries(
    fields.map((name) => {
      const value = body[name]
      return [name, typeof value === 'string' ? value.slice(0, LONGEST) : null]
    }),
  )
}
