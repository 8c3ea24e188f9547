import type { LineItem, Order } from '../model.ts'

import { addressKey, type Transaction } from '../store/store.ts'
import type { Statements } from './statements.ts'

/** An order as it stands in the file. */
interface Held {
  platform: string
  /** Its row. */
  position: number
  /** The text of everything but its line items. */
  head: string
  order: Order
}

type OrderPart = Pick<Transaction, 'getOrder' | 'findOrder' | 'findReward' | 'listOrders' | 'putOrder'>

/** The orders of a SQLite store. */
export interface Orders extends OrderPart {
  clear: (platform: string) => void
  committed: () => void
  rolledBack: () => void
}

/**
 * Keeps orders in rows, and the latest used in memory as well: a line item is written only when it is another object than the one that
 * was put or handed out before.
 *
 * @param limit how many line items are held in memory; the order used last is held however large it is
 */
export function sqliteOrders(statements: Statements, inTransaction: () => boolean, limit: number): Orders {
  const held = new Map<string, Held>()
  const unsure = new Set<string>()
  const rows = orderRows(statements)
  let weight = 0

  function forget(key: string): void {
    weight -= held.get(key)?.order.lineItems.length ?? 0
    held.delete(key)
  }
  function hold(key: string, entry: Held): Held {
    forget(key)
    held.set(key, entry)
    weight += entry.order.lineItems.length
    // What is read after a change may be taken back with it.
    if (inTransaction()) unsure.add(key)
    for (const oldest of held.keys()) {
      if (weight <= limit || oldest === key) break
      forget(oldest)
    }
    return entry
  }
  function find(platform: string, id: string): Held | undefined {
    const key = keyOf(platform, id)
    const entry = held.get(key) ?? rows.read(platform, id)
    if (entry === undefined) return undefined
    // Put last: what stands first was not used for the longest time.
    return hold(key, entry)
  }

  return {
    getOrder: (platform, id) => find(platform, id)?.order,
    findOrder: (platform, address) => find(platform, rows.byAddress(platform, addressKey(address))?.id ?? '')?.order,
    findReward: (platform, rewardId) => {
      const place = rows.byReward(rewardId, platform)
      const order = place === undefined ? undefined : find(platform, place.id)?.order
      const lineItem = order?.lineItems[place?.number ?? -1]
      return order !== undefined && lineItem !== undefined ? { order, lineItem } : undefined
    },
    listOrders: (platform) => rows.ids(platform).flatMap(({ id }) => find(platform, id)?.order ?? []),
    putOrder: (platform, order) => {
      const id = order.referenceOrderID
      const entry = rows.write(platform, order, find(platform, id))
      hold(keyOf(platform, id), entry)
    },
    clear: (platform) => {
      rows.clear(platform)
      for (const [key, entry] of held) if (entry.platform === platform) forget(key)
    },
    committed: () => unsure.clear(),
    rolledBack: () => {
      for (const key of unsure) forget(key)
      unsure.clear()
    },
  }
}

const keyOf = (platform: string, id: string): string => JSON.stringify([platform, id])

function orderRows({ one, all, change }: Statements) {
  const head = one<{ position: number; value: string }>('SELECT position, value FROM placed_order WHERE platform = ? AND id = ?')
  const lineItems = all<{ value: string }>('SELECT value FROM line_item WHERE placed_order = ? ORDER BY number')
  const insertHead = change('INSERT INTO placed_order (platform, id, address, value) VALUES (?, ?, ?, ?)')
  const updateHead = change('UPDATE placed_order SET value = ? WHERE position = ?')
  const insertLineItem = change('INSERT INTO line_item (placed_order, number, reward, value) VALUES (?, ?, ?, ?)')
  const updateLineItem = change('UPDATE line_item SET value = ? WHERE placed_order = ? AND number = ?')
  const cutLineItems = change('DELETE FROM line_item WHERE placed_order = ? AND number >= ?')
  const clearLineItems = change('DELETE FROM line_item WHERE placed_order IN (SELECT position FROM placed_order WHERE platform = ?)')
  const clearHeads = change('DELETE FROM placed_order WHERE platform = ?')

  function writeLineItems(position: number, lineItems: LineItem[], before: LineItem[]): void {
    for (const [number, lineItem] of lineItems.entries()) {
      if (number >= before.length) insertLineItem(position, number, lineItem.reward?.rewardId ?? null, JSON.stringify(lineItem))
      else if (lineItem !== before[number]) updateLineItem(JSON.stringify(lineItem), position, number)
    }
    if (before.length > lineItems.length) cutLineItems(position, lineItems.length)
  }

  return {
    ids: all<{ id: string }>('SELECT id FROM placed_order WHERE platform = ? ORDER BY position'),
    byAddress: one<{ id: string }>('SELECT id FROM placed_order WHERE platform = ? AND address = ? ORDER BY position DESC LIMIT 1'),
    byReward: one<{ id: string; number: number }>(
      'SELECT id, number FROM line_item JOIN placed_order ON position = placed_order WHERE reward = ? AND platform = ? ORDER BY position DESC LIMIT 1',
    ),
    read: (platform: string, id: string): Held | undefined => {
      const found = head(platform, id)
      if (found === undefined) return undefined
      const order: Order = { ...JSON.parse(found.value), lineItems: lineItems(found.position).map(({ value }) => JSON.parse(value)) }
      return { platform, position: found.position, head: found.value, order }
    },
    write: (platform: string, order: Order, before: Held | undefined): Held => {
      const { lineItems, externalRefID, ...rest } = order
      const value = JSON.stringify({ ...rest, externalRefID })
      const address = externalRefID === null ? null : addressKey({ ...order, externalRefID })
      const position = before?.position ?? insertHead(platform, order.referenceOrderID, address, value)
      if (before !== undefined && before.head !== value) updateHead(value, position)
      writeLineItems(position, lineItems, before?.order.lineItems ?? [])
      return { platform, position, head: value, order }
    },
    clear: (platform: string): void => {
      clearLineItems(platform)
      clearHeads(platform)
    },
  }
}
