import type { Account, Delivery, LineItem, Order, Platform, Subscription } from '../model.ts'
import type { OrderAddress, Store, Task, Transaction } from './store.ts'

/** What one platform owns. */
interface Shelf {
  orders: Map<string, Order>
  addresses: Map<string, string>
  rewards: Map<string, { referenceOrderID: string; index: number }>
  accounts: Map<string, Account>
  subscriptions: Map<string, Subscription>
  deliveries: Map<string, Delivery>
  tasks: Task[]
}

const emptyShelf = (): Shelf => ({
  orders: new Map(),
  addresses: new Map(),
  rewards: new Map(),
  accounts: new Map(),
  subscriptions: new Map(),
  deliveries: new Map(),
  tasks: [],
})

const addressKey = ({ customerIdentifier, accountIdentifier, externalRefID }: OrderAddress): string =>
  JSON.stringify([customerIdentifier, accountIdentifier, externalRefID])

const before = (one: Task, other: Task): boolean => one.at < other.at || (one.at === other.at && one.sequence < other.sequence)

/**
 * A store that is gone with the process.
 *
 * @example createSandbox({ store: memoryStore(), … })
 */
export function memoryStore(): Store {
  const platforms = new Map<string, Platform>()
  const shelves = new Map<string, Shelf>()
  let sequence = 0
  const shelf = (platform: string): Shelf => {
    const found = shelves.get(platform) ?? emptyShelf()
    shelves.set(platform, found)
    return found
  }
  const tx: Transaction = {
    getPlatform: (name) => platforms.get(name),
    findPlatformByToken: (token) => [...platforms.values()].find((platform) => platform.token === token),
    listPlatforms: () => [...platforms.values()],
    putPlatform: (platform) => void platforms.set(platform.name, platform),
    clear: (platform) => void shelves.delete(platform),
    ...orders(shelf),
    listAccounts: (platform) => [...shelf(platform).accounts.values()],
    putAccount: (platform, account) =>
      void shelf(platform).accounts.set(JSON.stringify([account.customerIdentifier, account.accountIdentifier]), account),
    listSubscriptions: (platform) => [...shelf(platform).subscriptions.values()],
    putSubscription: (platform, subscription) => void shelf(platform).subscriptions.set(subscription.webhookId, subscription),
    getDelivery: (platform, deliveryId) => shelf(platform).deliveries.get(deliveryId),
    listDeliveries: (platform) => [...shelf(platform).deliveries.values()],
    putDelivery: (platform, delivery) => void shelf(platform).deliveries.set(delivery.deliveryId, delivery),
    nextTask: (platform, until) => {
      const [task] = shelf(platform).tasks
      return task !== undefined && task.at <= until ? task : undefined
    },
    addTask: (platform, at, work) => insert(shelf(platform).tasks, { ...work, platform, at, sequence: sequence++ }),
    putTask: (task) => {
      remove(shelf(task.platform).tasks, task)
      insert(shelf(task.platform).tasks, task)
    },
    removeTask: (task) => remove(shelf(task.platform).tasks, task),
  }
  return { transaction: (work) => work(tx) }
}

type OrderPart = Pick<Transaction, 'getOrder' | 'findOrder' | 'findReward' | 'listOrders' | 'putOrder'>

function orders(shelf: (platform: string) => Shelf): OrderPart {
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
      if (!known.has(order.referenceOrderID)) {
        if (order.externalRefID !== null)
          addresses.set(addressKey({ ...order, externalRefID: order.externalRefID }), order.referenceOrderID)
        for (const [index, { reward }] of order.lineItems.entries()) {
          if (reward !== null) rewards.set(reward.rewardId, { referenceOrderID: order.referenceOrderID, index })
        }
      }
      known.set(order.referenceOrderID, order)
    },
  }
}

/** Keeps the tasks in their order; new ones mostly belong at the end. */
function insert(tasks: Task[], task: Task): void {
  let index = tasks.length
  while (index > 0 && before(task, tasks[index - 1] as Task)) index--
  tasks.splice(index, 0, task)
}

function remove(tasks: Task[], task: Task): void {
  const index = tasks.findIndex((candidate) => candidate.sequence === task.sequence)
  if (index !== -1) tasks.splice(index, 1)
}
