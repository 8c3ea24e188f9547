import * as validators from '../../../generated/control-validators.js'
import type { Handler } from './env.ts'
import { invalid } from './errors.ts'

const LARGEST_PAGE = 1_000

/**
 * The page of a list that the query asks for: no more than `limit`, from behind the item that `after` names. When more follow, a Link
 * header leads there. Without `limit` it is the rest of the list.
 *
 * @param keyOf what names an item of this list, and stays while others come and go
 * @throws ApiError 400 when `limit` is no such number, or nothing in the list is named `after`
 * @example call.json(page(call, tx.listOrders('demo'), ({ referenceOrderID }) => referenceOrderID).map(orderView))
 */
export function page<Item>(call: Handler, items: Item[], keyOf: (item: Item, index: number) => string): Item[] {
  const { limit: most, after } = call.req.query()
  const limit = countFrom('limit', most) ?? items.length
  const begin = after === undefined ? 0 : items.findIndex((item, index) => keyOf(item, index) === after) + 1
  if (after !== undefined && begin === 0) throw refused('after', 'after names nothing in this list any more. Begin with its first page.')
  const shown = items.slice(begin, begin + limit)
  const last = shown.at(-1)
  if (last !== undefined && begin + limit < items.length) {
    const next = new URL(call.req.url)
    next.searchParams.set('after', keyOf(last, begin + limit - 1))
    call.header('Link', `<${next.pathname}${next.search}>; rel="next"`)
  }
  return shown
}

/**
 * How many items a parameter of a query asks for; nothing where it is not there.
 *
 * @throws ApiError 400 when it is no such number
 */
export function countFrom(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (count >= 1 && count <= LARGEST_PAGE) return count
  throw refused(name, `${name} must be a whole number from 1 to ${LARGEST_PAGE}.`)
}

/**
 * The range of revisions in the query of a request; null where an end is left open.
 *
 * @throws ApiError 400 when an end is no revision, or the end is before the beginning
 */
export function rangeOf(call: Handler): { fromRevision: number | null; toRevision: number | null } {
  const fromRevision = revision(call, 'fromRevision')
  const toRevision = revision(call, 'toRevision')
  if (toRevision !== null && toRevision < (fromRevision ?? 0)) {
    throw refused('toRevision', 'toRevision is before fromRevision.')
  }
  return { fromRevision, toRevision }
}

function revision(call: Handler, name: string): number | null {
  const text = call.req.query(name)
  if (text === undefined) return null
  const value: unknown = /^\d+$/.test(text) ? Number(text) : text
  if (validators.validateRevision(value)) return value
  throw refused(name, `${name} must be a whole number from 0 on.`)
}

/** A part of a query that does not fit. */
export const refused = (path: string, message: string) => invalid(400, [{ path, i18nKey: '400.001', message }])
