import type { Account, Delivery, LineItem, Order, Platform, Subscription } from '../model.ts'
import { addressKey, type Store, type Task, type Transaction } from './store.ts'

/** What one platform owns. */
interface Shelf {
  orders: Map<string, Order>
  addresses: Map<string, string>
  rewards: Map<string, { referenceOrderID: string; index: number }>
  accounts: Map<string, Account>
  subscriptions: Map<string, Subscription>
  deliveries: Map<string, Delivery>
  tasks: Task[]
  /** Tasks under way, by their sequence. */
  started: Map<number, Task>
}

const emptyShelf = (): Shelf => ({
  orders: new Map(),
  addresses: new Map(),
  rewards: new Map(),
  accounts: new Map(),
  subscriptions: new Map(),
  deliveries: new Map(),
  tasks: [],
  started: new Map(),
})

type Place = Pick<Task, 'at' | 'sequence'>
const before = (one: Place, other: Place): boolean => one.at < other.at || (one.at === other.at && one.sequence < other.sequence)

/** How to take back what the open transaction did so far, last thing first. */
type Undo = (() => void)[]

/**
 * A store that is gone with the process.
 *
 * @example createSandbox({ store: memoryStore(), … })
 */
export function memoryStore(): Store {
  const platforms = new Map<string, Platform>()
  const tokens = new Map<string, string>()
  const shelves = new Map<string, Shelf>()
  const undo: Undo = []
  let open = false
  const shelf = (platform: string): Shelf => {
    const found = shelves.get(platform) ?? emptyShelf()
    shelves.set(platform, found)
    return found
  }
  const tx: Transaction = {
    getPlatform: (name) => platforms.get(name),
    findPlatformByToken: (token) => platforms.get(tokens.get(token) ?? ''),
    listPlatforms: () => [...platforms.values()],
    putPlatform: (platform) => {
      set(undo, platforms, platform.name, platform)
      set(undo, tokens, platform.token, platform.name)
    },
    clear: (platform) => {
      const cleared = shelf(platform)
      shelves.delete(platform)
      undo.push(() => shelves.set(platform, cleared))
    },
    ...orderPart(undo, shelf),
    ...taskPart(undo, shelf, () => shelves.values()),
    listAccounts: (platform) => [...shelf(platform).accounts.values()],
    putAccount: (platform, account) =>
      set(undo, shelf(platform).accounts, JSON.stringify([account.customerIdentifier, account.accountIdentifier]), account),
    listSubscriptions: (platform) => [...shelf(platform).subscriptions.values()],
    putSubscription: (platform, subscription) => set(undo, shelf(platform).subscriptions, subscription.webhookId, subscription),
    removeSubscription: (platform, webhookId) => remove(undo, shelf(platform).subscriptions, webhookId),
    getDelivery: (platform, deliveryId) => shelf(platform).deliveries.get(deliveryId),
    listDeliveries: (platform) => [...shelf(platform).deliveries.values()],
    putDelivery: (platform, delivery) => set(undo, shelf(platform).deliveries, delivery.deliveryId, delivery),
    removeDeliveries: (platform, isOver) => {
      const { deliveries } = shelf(platform)
      for (const [id, delivery] of deliveries) {
        if (!isOver(delivery)) return
        remove(undo, deliveries, id)
      }
    },
    trimDeliveries: (platform, most, mayGo) => {
      const { deliveries } = shelf(platform)
      for (const [id, delivery] of deliveries) {
        if (deliveries.size <= most) return
        if (mayGo(delivery)) remove(undo, deliveries, id)
      }
    },
  }
  return {
    transaction: (work) => {
      if (open) throw new Error('Failed to begin a transaction: one is open already. Pass its tx on instead.')
      open = true
      try {
        return work(tx)
      } catch (error) {
        for (const takeBack of undo.toReversed()) takeBack()
        throw error
      } finally {
        undo.length = 0
        open = false
      }
    },
  }
}

function set<Key, Value>(undo: Undo, map: Map<Key, Value>, key: Key, value: Value): void {
  const previous = map.get(key)
  map.set(key, value)
  undo.push(() => (previous === undefined ? map.delete(key) : map.set(key, previous)))
}

/** To take it back, what stood behind it goes behind it again: the order in which things stand has a meaning. */
function remove<Key, Value>(undo: Undo, map: Map<Key, Value>, key: Key): void {
  const value = map.get(key)
  if (value === undefined) return
  let place = 0
  for (const other of map.keys()) {
    if (other === key) break
    place++
  }
  map.delete(key)
  undo.push(() => {
    const behind = [...map].slice(place)
    for (const [other] of behind) map.delete(other)
    map.set(key, value)
    for (const [other, its] of behind) map.set(other, its)
  })
}

type OrderPart = Pick<Transaction, 'getOrder' | 'findOrder' | 'findReward' | 'listOrders' | 'putOrder'>

function orderPart(undo: Undo, shelf: (platform: string) => Shelf): OrderPart {
  return {
    getOrder: (platform, referenceOrderID) => shelf(platform).orders.get(referenceOrderID),
    findOrder: (platform, address) => shelf(platform).orders.get(shelf(platform).addresses.get(addressKey(address)) ?? ''),
    findReward: (platform, rewardId) => {
      const place = shelf(platform).rewards.get(rewardId)
      const order = shelf(platform).orders.get(place?.referenceOrderID ?? '')
      const lineItem: LineItem | undefined = order?.lineItems[place?.index ?? -1]
      return order !== undefined && lineItem !== undefined ? { order, lineItem } : undefined
    },
    listOrders: (platform) => [...shelf(platform).orders.values()],
    putOrder: (platform, order) => {
      const { orders: known, addresses, rewards } = shelf(platform)
      const { referenceOrderID, externalRefID } = order
      if (!known.has(referenceOrderID)) {
        if (externalRefID !== null) set(undo, addresses, addressKey({ ...order, externalRefID }), referenceOrderID)
        for (const [index, { reward }] of order.lineItems.entries()) {
          if (reward !== null) set(undo, rewards, reward.rewardId, { referenceOrderID, index })
        }
      }
      set(undo, known, referenceOrderID, order)
    },
  }
}

type TaskPart = Pick<Transaction, 'nextTask' | 'addTask' | 'putTask' | 'removeTask' | 'removeTasks' | 'startTask' | 'resumeTasks'>

/** Tasks stand in a sorted list: freezes leave thousands that are due two days later, and none of them is looked at before. */
function taskPart(undo: Undo, shelf: (platform: string) => Shelf, all: () => Iterable<Shelf>): TaskPart {
  let sequence = 0
  const insert = (task: Task): void => {
    const { tasks } = shelf(task.platform)
    tasks.splice(placeOf(tasks, task), 0, task)
    undo.push(() => replace(task, []))
  }
  const replace = (task: Task, by: Task[]): boolean => {
    const { tasks } = shelf(task.platform)
    const place = placeOf(tasks, task)
    const found = tasks[place]
    if (found?.sequence !== task.sequence) return false
    tasks.splice(place, 1, ...by)
    undo.push(() => tasks.splice(place, by.length, found))
    return true
  }
  const finish = (task: Task): void => {
    const { started } = shelf(task.platform)
    if (started.delete(task.sequence)) undo.push(() => started.set(task.sequence, task))
  }
  return {
    nextTask: (platform, until) => {
      const [task] = shelf(platform).tasks
      return task !== undefined && task.at <= until ? task : undefined
    },
    addTask: (platform, at, work) => {
      insert({ ...work, platform, at, sequence: sequence++ })
    },
    putTask: (task) => void replace(task, [task]),
    removeTask: (task) => {
      if (!replace(task, [])) finish(task)
    },
    removeTasks: (platform, at, isNeedless) => {
      const { tasks } = shelf(platform)
      const [begin, end] = [at, at + 1].map((instant) => placeOf(tasks, { at: instant, sequence: 0 }))
      for (const task of tasks.slice(begin, end).filter(isNeedless)) replace(task, [])
    },
    startTask: (task) => {
      if (replace(task, [])) set(undo, shelf(task.platform).started, task.sequence, task)
    },
    resumeTasks: () => {
      for (const { started } of all()) {
        for (const task of [...started.values()]) {
          finish(task)
          insert(task)
        }
      }
    },
  }
}

function placeOf(tasks: Task[], task: Place): number {
  let low = 0
  let high = tasks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (before(tasks[middle] as Task, task)) low = middle + 1
    else high = middle
  }
  return low
}
