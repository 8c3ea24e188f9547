import type { Account, Delivery, Platform, Subscription } from '../model.ts'
import type { Task, Transaction } from '../store/store.ts'
import type { Statements } from './statements.ts'

type PlatformPart = Pick<Transaction, 'getPlatform' | 'findPlatformByToken' | 'listPlatforms' | 'putPlatform'>

/** Platforms, found by name and by token. */
export function platformPart({ one, all, change }: Statements): PlatformPart {
  const byName = one<Row>('SELECT value FROM platform WHERE name = ?')
  const byToken = one<Row>('SELECT value FROM platform WHERE token = ? ORDER BY position DESC LIMIT 1')
  const list = all<Row>('SELECT value FROM platform ORDER BY position')
  const put = change(
    'INSERT INTO platform (name, token, value) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET token = excluded.token, value = excluded.value',
  )
  return {
    getPlatform: (name) => parsed<Platform>(byName(name)),
    findPlatformByToken: (token) => parsed<Platform>(byToken(token)),
    listPlatforms: () => list().map((row) => JSON.parse(row.value)),
    putPlatform: (platform) => void put(platform.name, platform.token, JSON.stringify(platform)),
  }
}

interface Row {
  value: string
}
const parsed = <Value>(row: Row | undefined): Value | undefined => (row === undefined ? undefined : JSON.parse(row.value))

type RecordPart = Pick<
  Transaction,
  | 'listAccounts'
  | 'putAccount'
  | 'listSubscriptions'
  | 'putSubscription'
  | 'removeSubscription'
  | 'getDelivery'
  | 'listDeliveries'
  | 'putDelivery'
  | 'removeDeliveries'
  | 'trimDeliveries'
>

/** What is only kept and listed, as it was put. */
export function recordPart(statements: Statements): RecordPart {
  const accounts = records<Account>(statements, 'account', ({ customerIdentifier, accountIdentifier }) =>
    JSON.stringify([customerIdentifier, accountIdentifier]),
  )
  const subscriptions = records<Subscription>(statements, 'subscription', ({ webhookId }) => webhookId)
  const deliveries = records<Delivery>(statements, 'delivery', ({ deliveryId }) => deliveryId)
  return {
    listAccounts: accounts.list,
    putAccount: accounts.put,
    listSubscriptions: subscriptions.list,
    putSubscription: subscriptions.put,
    removeSubscription: subscriptions.remove,
    getDelivery: deliveries.get,
    listDeliveries: deliveries.list,
    putDelivery: deliveries.put,
    removeDeliveries: (platform, isOver) => {
      for (let oldest = deliveries.first(platform); oldest !== undefined && isOver(oldest); oldest = deliveries.first(platform)) {
        deliveries.remove(platform, oldest.deliveryId)
      }
    },
    trimDeliveries: (platform, most, mayGo) => {
      const going: string[] = []
      const excess = deliveries.count(platform) - most
      if (excess <= 0) return
      for (const delivery of deliveries.each(platform)) {
        if (mayGo(delivery)) going.push(delivery.deliveryId)
        if (going.length === excess) break
      }
      for (const id of going) deliveries.remove(platform, id)
    },
  }
}

function records<Value>({ one, all, each, change }: Statements, table: string, idOf: (value: Value) => string) {
  const byId = one<Row>(`SELECT value FROM ${table} WHERE platform = ? AND id = ?`)
  const list = all<Row>(`SELECT value FROM ${table} WHERE platform = ? ORDER BY position`)
  const oneByOne = each<Row>(`SELECT value FROM ${table} WHERE platform = ? ORDER BY position`)
  const count = one<{ count: number }>(`SELECT count(*) AS count FROM ${table} WHERE platform = ?`)
  const first = one<Row>(`SELECT value FROM ${table} WHERE platform = ? ORDER BY position LIMIT 1`)
  const put = change(
    `INSERT INTO ${table} (platform, id, value) VALUES (?, ?, ?) ON CONFLICT (platform, id) DO UPDATE SET value = excluded.value`,
  )
  const remove = change(`DELETE FROM ${table} WHERE platform = ? AND id = ?`)
  return {
    remove: (platform: string, id: string) => void remove(platform, id),
    first: (platform: string) => parsed<Value>(first(platform)),
    get: (platform: string, id: string) => parsed<Value>(byId(platform, id)),
    count: (platform: string): number => count(platform)?.count ?? 0,
    *each(platform: string): Generator<Value> {
      for (const { value } of oneByOne(platform)) yield JSON.parse(value)
    },
    list: (platform: string): Value[] => list(platform).map((row) => JSON.parse(row.value)),
    put: (platform: string, value: Value) => void put(platform, idOf(value), JSON.stringify(value)),
  }
}

type TaskPart = Pick<Transaction, 'nextTask' | 'addTask' | 'putTask' | 'removeTask' | 'removeTasks' | 'startTask' | 'resumeTasks'>

/** The queue. */
export function taskPart({ one, all, change }: Statements): TaskPart {
  const next = one<{ at: number; sequence: number; value: string }>(
    'SELECT at, sequence, value FROM task WHERE platform = ? AND at <= ? AND started = 0 ORDER BY at, sequence LIMIT 1',
  )
  const due = all<{ sequence: number; value: string }>(
    'SELECT sequence, value FROM task WHERE platform = ? AND at = ? AND started = 0 ORDER BY sequence',
  )
  const add = change('INSERT INTO task (platform, at, value) VALUES (?, ?, ?)')
  const put = change('UPDATE task SET value = ? WHERE sequence = ?')
  const remove = change('DELETE FROM task WHERE sequence = ?')
  const start = change('UPDATE task SET started = 1 WHERE sequence = ?')
  const resume = change('UPDATE task SET started = 0 WHERE started = 1')
  return {
    nextTask: (platform, until) => {
      const found = next(platform, until)
      return found === undefined ? undefined : ({ ...JSON.parse(found.value), platform, at: found.at, sequence: found.sequence } as Task)
    },
    addTask: (platform, at, work) => void add(platform, at, JSON.stringify(work)),
    putTask: ({ platform: _, at: __, sequence, ...work }) => void put(JSON.stringify(work), sequence),
    removeTask: ({ sequence }) => void remove(sequence),
    removeTasks: (platform, at, isNeedless) => {
      for (const { sequence, value } of due(platform, at)) {
        if (isNeedless({ ...JSON.parse(value), platform, at, sequence })) remove(sequence)
      }
    },
    startTask: ({ sequence }) => void start(sequence),
    resumeTasks: () => void resume(),
  }
}
