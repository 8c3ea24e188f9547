import type {
  Account,
  Delivery,
  Instant,
  LineItem,
  Order,
  PendingAction,
  Platform,
  SignatureFault,
  Subscription,
  Unprocessable,
} from '../model.ts'

/** How an update names an order. */
export interface OrderAddress {
  customerIdentifier: string
  accountIdentifier: string
  externalRefID: string
}

/** Work that is due at an instant. Tasks of one platform run by `at`, then by `sequence`, one at a time. */
export type Task = { platform: string; at: Instant; sequence: number } & TaskWork

export type TaskWork =
  /** Run an action, from line item `cursor` on; `unprocessable` when a fault keeps it from changing some. */
  | { kind: 'action'; action: PendingAction; cursor: number; changed: number; failed: number; unprocessable: Unprocessable | null }
  /** End the freezes of an order that began at `frozenAt`. */
  | { kind: 'release'; referenceOrderID: string; frozenAt: Instant }
  /**
   * Send an event: `retry` counts the automatic attempts before this one; null when it was asked for and is not retried. `fault` when its
   * signature is to be wrong.
   */
  | { kind: 'delivery'; deliveryId: string; retry: number | null; fault?: SignatureFault }

/** Reads and writes inside one transaction. Records are values: they are replaced, never changed in place. */
export interface Transaction {
  getPlatform(name: string): Platform | undefined
  findPlatformByToken(token: string): Platform | undefined
  listPlatforms(): Platform[]
  putPlatform(platform: Platform): void
  /** Removes what belongs to the platform, and keeps the platform. */
  clear(platform: string): void

  getOrder(platform: string, referenceOrderID: string): Order | undefined
  findOrder(platform: string, address: OrderAddress): Order | undefined
  findReward(platform: string, rewardId: string): { order: Order; lineItem: LineItem } | undefined
  listOrders(platform: string): Order[]
  putOrder(platform: string, order: Order): void

  listAccounts(platform: string): Account[]
  putAccount(platform: string, account: Account): void

  listSubscriptions(platform: string): Subscription[]
  putSubscription(platform: string, subscription: Subscription): void
  removeSubscription(platform: string, webhookId: string): void

  getDelivery(platform: string, deliveryId: string): Delivery | undefined
  listDeliveries(platform: string): Delivery[]
  putDelivery(platform: string, delivery: Delivery): void
  /** Removes the oldest deliveries, as long as they are over. */
  removeDeliveries(platform: string, isOver: (delivery: Delivery) => boolean): void
  /** Removes the oldest deliveries that may go, until no more than `most` are left. */
  trimDeliveries(platform: string, most: number, mayGo: (delivery: Delivery) => boolean): void

  /** The next task that is due at or before `until`. */
  nextTask(platform: string, until: Instant): Task | undefined
  /** Adds a task behind all others of its instant. */
  addTask(platform: string, at: Instant, work: TaskWork): void
  /** Replaces a task by its continuation, at the same place in the order. */
  putTask(task: Task): void
  removeTask(task: Task): void
  /** Removes the tasks of an instant that need not run any more. */
  removeTasks(platform: string, at: Instant, isNeedless: (task: Task) => boolean): void
  /** Sets a task aside while it is under way: it is no longer the next one, and stays until it is removed. */
  startTask(task: Task): void
  /** Puts back, at their places, the tasks of all platforms that were under way when a sandbox stopped. */
  resumeTasks(): void
}

/** What a store throws when it cannot keep the state, such as on a full disk. Nothing is changed; the same may succeed later. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  /** The cause in a few words, without the place where the state is kept. */
  readonly reason: string

  constructor(message: string, reason: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/** Where a sandbox keeps its state: short transactions, one at a time, all or nothing. */
export interface Store {
  transaction<Result>(work: (tx: Transaction) => Result): Result
}

/** One text for each address, whatever characters its parts hold. */
export const addressKey = ({ customerIdentifier, accountIdentifier, externalRefID }: OrderAddress): string =>
  JSON.stringify([customerIdentifier, accountIdentifier, externalRefID])
