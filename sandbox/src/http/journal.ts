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
const LONGEST_URL = 2_000

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
  const kept = new Map<string, Kept[]>()
  return {
    record: async (call, next) => {
      const began = context.now()
      await next()
      const platform: Platform | undefined = call.get('platform')
      if (platform === undefined) return
      const entries = kept.get(platform.name) ?? []
      if (entries.length === 0) kept.set(platform.name, entries)
      entries.push(keep(call, began))
      // In one go now and then, since to move a thousand entries for each request takes longer than the request.
      if (entries.length >= 2 * KEPT) entries.splice(0, entries.length - KEPT)
    },
    forget: (platform) => void kept.delete(platform),
    routes: (app, at) => {
      app.get(at('/requests'), (call) => {
        const { path = '', status } = call.req.query()
        if (status !== undefined && !/^[1-5]\d\d$/.test(status)) throw refused('status', 'status must be a status such as 202.')
        const entries = (kept.get(call.get('platform').name) ?? []).slice(-KEPT).map(entryOf)
        const wanted = entries.filter((entry) => entry.path.startsWith(path) && (status === undefined || String(entry.status) === status))
        return call.json(page(call, wanted, ({ requestId }) => requestId))
      })
    },
  }
}

/** An entry as it is kept: what takes time to make of it is made when somebody looks, since every request pays for the rest. */
type Kept = Omit<Entry, 'at' | 'path' | 'query'> & { began: number; url: string }

function keep(call: Handler, began: number): Kept {
  const header = (name: string): string | null => call.req.header(name)?.slice(0, LONGEST) ?? null
  const effect = connectionEffects.get(call.res) ?? null
  return {
    began,
    requestId: call.get('requestId'),
    method: call.req.method,
    url: call.req.url.slice(0, LONGEST_URL),
    headers: { accept: header('accept'), contentType: header('content-type'), userAgent: header('user-agent') },
    authorization: /^\s*bearer/i.test(call.req.header('authorization') ?? '') ? 'bearer' : 'basic',
    ...fieldsOf(call.get('body')),
    status: effect === 'reset' ? null : call.res.status,
    // Not from the headers of the response: to look at them makes a platform Response of it, which is slow.
    retryAfter: call.get('retryAfter') ?? null,
    connection: effect,
  }
}

/** Values that are no text are not kept as they are, since they have no end. */
function fieldsOf(sent: Body | undefined): Pick<Entry, 'body' | 'otherFields'> {
  if (sent === undefined) return { body: null, otherFields: [] }
  const body: Record<string, string | null> = {}
  const otherFields: string[] = []
  for (const [name, value] of Object.entries(sent)) {
    if (FIELDS.includes(name)) body[name] = typeof value === 'string' ? value.slice(0, LONGEST) : null
    else if (otherFields.length < MOST_NAMES) otherFields.push(name.slice(0, LONGEST))
  }
  return { body, otherFields }
}

function entryOf({ began, url, ...kept }: Kept): Entry {
  const { pathname, searchParams } = new URL(url)
  return {
    ...kept,
    at: new Date(began).toISOString(),
    path: pathname.slice(API_PATH.length, API_PATH.length + LONGEST),
    query: [...searchParams.keys()].slice(0, MOST_NAMES).map((name) => name.slice(0, LONGEST)),
  }
}
