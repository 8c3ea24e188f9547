import type { Hono } from 'hono'
import type { Context } from '../engine/context.ts'
import type { Platform } from '../model.ts'
import type { Env, Handler } from './env.ts'
import { entryOf, type Kept, keep, pathOf } from './journal-entry.ts'
import { countFrom, page, refused } from './lists.ts'
import { hasCredentials } from './secrets.ts'

/** How many more requests than wanted are kept now and then: to move all of them for each one takes longer than the request. */
const SLACK = 1_000

/** The latest requests of each platform, in memory. */
export interface Journal {
  /** Keeps what is sent to the API; before the credentials are checked, whose result it needs. */
  record: (call: Handler, next: () => Promise<void>) => Promise<void>
  forget: (platform: string) => void
  /** `GET /_sandbox/requests`. */
  routes: (app: Hono<Env>, at: (path: string) => string) => void
}

/**
 * What a platform asked of the API: the method, the path, what of the headers and the body holds no secret, and the response.
 *
 * @param most how many requests of a platform are kept
 * @example
 * const journal = createJournal(context, 1_000)
 * app.use('/raas/v2/*', journal.record)
 */
export function createJournal(context: Context, most: number): Journal {
  const journal = new Map<string, { count: number; latest: Kept[] }>()
  return {
    record: async (call, next) => {
      const began = context.now()
      await next()
      const platform = call.get('platform') ?? ownerOf(context, call)
      if (platform === undefined) return
      const own = journal.get(platform.name) ?? { count: 0, latest: [] }
      if (own.count++ === 0) journal.set(platform.name, own)
      own.latest.push(keep(call, began, platform))
      if (own.latest.length >= most + SLACK) own.latest.splice(0, own.latest.length - most)
    },
    forget: (platform) => void journal.delete(platform),
    routes: (app, at) => {
      app.get(at('/requests'), (call) => {
        const platform = call.get('platform')
        const own = journal.get(platform.name) ?? { count: 0, latest: [] }
        const redirects = new Set(own.latest.filter(({ status }) => status === 307).map(({ requestId }) => requestId))
        const numbered = own.latest.map((kept, index, { length }) => ({ kept, number: own.count - length + index + 1 })).slice(-most)
        const shown = page(call, wantedOf(call, numbered), ({ kept }) => kept.requestId)
        return call.json(shown.map(({ kept, number }) => entryOf(kept, { number, platform, redirects })))
      })
    },
  }
}

/** Those that the query of a call asks for. */
function wantedOf<Item extends { kept: Kept }>(call: Handler, items: Item[]): Item[] {
  const { path = '', status, latest } = call.req.query()
  if (status !== undefined && !/^[1-5]\d\d$/.test(status)) throw refused('status', 'status must be a status such as 202.')
  const count = countFrom('latest', latest)
  const wanted = items.filter(
    ({ kept }) => (status === undefined || String(kept.status) === status) && (path === '' || pathOf(kept).startsWith(path)),
  )
  return count === undefined ? wanted : wanted.slice(-count)
}

/** The platform whose mistake a request without its credentials is: its key or token is in the URL, or there is no other platform. */
function ownerOf(context: Context, call: Handler): Platform | undefined {
  const platforms = context.store.transaction((tx) => tx.listPlatforms())
  return platforms.find((platform) => hasCredentials(call.req.url, platform)) ?? (platforms.length === 1 ? platforms[0] : undefined)
}
