import type { Hono } from 'hono'
import type { Context } from '../engine/context.ts'
import { API_PATH, current, type Env, type Handler } from './env.ts'
import { rangeOf, refused } from './lists.ts'
import { findSubscription, storedEvents } from './webhooks.ts'

const DEFAULT_RESULTS = 10
const MOST_RESULTS = 200

/**
 * `GET /webhooks/{webhookId}/events`, the documented way to read events where none can be received; there without a control plane too.
 *
 * Documented: the path, fromRevision, toRevision and maxResults, and that an event has `categories` here, a list, instead of `category`.
 * Assumed: that both ends count, as for replay, and the fields of a page, its size and its limit, which are those of `GET /webhooks`.
 * There are no cursors: go on with the revision after the last.
 */
export function eventListRoute(app: Hono<Env>, context: Context): void {
  app.use(`${API_PATH}/webhooks/*`, (call, next) => {
    call.header('X-REQUEST-ID', call.get('requestId'))
    return next()
  })
  app.get(`${API_PATH}/webhooks/:webhookId/events`, (call) => {
    const { fromRevision, toRevision } = rangeOf(call)
    const maxResults = maxResultsOf(call)
    const events = context.store.transaction((tx) => {
      const range = { fromRevision: fromRevision ?? 0, toRevision }
      return storedEvents(context, tx, findSubscription(tx, call), current(context, call, tx), range)
    })
    const items = events.slice(0, maxResults).map(({ body }) => listed(JSON.parse(body)))
    return call.json({
      numberOfElements: items.length,
      maxResults,
      prevCursor: null,
      nextCursor: null,
      prevPageAvailable: false,
      nextPageAvailable: events.length > items.length,
      items,
    })
  })
}

function listed({ category, ...event }: Record<string, unknown>): Record<string, unknown> {
  return category === undefined ? event : { ...event, categories: [category] }
}

function maxResultsOf(call: Handler): number {
  const text = call.req.query('maxResults') ?? String(DEFAULT_RESULTS)
  const value = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (value >= 1 && value <= MOST_RESULTS) return value
  throw refused('maxResults', `maxResults must be a whole number from 1 to ${MOST_RESULTS}.`)
}
