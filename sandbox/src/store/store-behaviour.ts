import { expect } from 'vitest'
import type { Delivery, Order, Platform, Subscription } from '../model.ts'
import type { Store, TaskWork, Transaction } from './store.ts'

const T0 = Date.UTC(2026, 2, 2, 10)
const release = (referenceOrderID: string): TaskWork => ({ kind: 'release', referenceOrderID, frozenAt: T0 })

export const platformOf = (name: string): Platform => ({
  name,
  key: `${name}-key`,
  token: `${name}-token`,
  clock: { mode: 'manual', at: T0 },
  interpretations: { 'C-NONE-EVENT': 'not-sent' },
  faults: [{ operation: 'any', remaining: 2, probability: 0.5, seed: 7, state: 7, effect: { status: 503, retryAfter: 1 } }],
})

export function orderOf(referenceOrderID: string, rewardIds: (string | null)[] = ['r1'], externalRefID: string | null = 'ref-1'): Order {
  const of = { customerIdentifier: 'acme-health', accountIdentifier: 'acme-wellness', notes: 'ü \u0000 😀' }
  const reward = { status: 'ACTIVE' as const, amount: 2_500, redeemedAmount: 0, issuedAt: T0, sentAt: T0, expiresAt: null }
  const lineItems: Order['lineItems'] = rewardIds.map((rewardId, index) => ({
    referenceLineItemId: `${referenceOrderID}-${index + 1}`,
    externalRefLineItemID: `line-${index + 1}`,
    utid: 'U561593',
    product: 'REWARD_LINK',
    status: rewardId === null ? 'FAILED' : 'COMPLETE',
    quantity: 1,
    fee: 0,
    history: [{ action: 'FREEZE', at: T0, outcome: 'redeemed' }],
    reward: rewardId === null ? null : { rewardId, ...reward, frozenAt: null, issuance: 1 },
  }))
  return {
    referenceOrderID,
    externalRefID,
    source: 'AA',
    status: 'COMPLETE',
    campaign: '',
    purchaseOrderNumber: '',
    ...of,
    createdAt: T0,
    lineItems,
  }
}

const subscription: Subscription = {
  webhookId: 'w1',
  url: 'http://127.0.0.1/hook',
  categories: [],
  eventTypes: ['OrderActionStatus'],
  payloadVerificationMethod: 'HMAC',
  hmacSharedSecretKey: 'c2VjcmV0',
  headers: [{ name: 'X-Tenant', value: 'acme' }],
  revision: 0,
  expiresAt: T0 + 1,
  held: ['d1'],
}
const delivery: Delivery = { deliveryId: 'd1', webhookId: 'w1', revision: 1, occurredAt: T0, body: '{"revision":1}', attempts: [] }

/** Takes the tasks of a platform one after the other, as the queue does. */
function takeAll(tx: Transaction, platform: string, until: number): string[] {
  const taken: string[] = []
  for (let task = tx.nextTask(platform, until); task !== undefined; task = tx.nextTask(platform, until)) {
    taken.push(`${task.at - T0} ${task.kind === 'release' ? task.referenceOrderID : task.kind}`)
    tx.removeTask(task)
  }
  return taken
}

/** Does the work of a transaction that then fails: nothing of it stays. */
function takenBack(store: Store, work: (tx: Transaction) => void): void {
  const broken = () =>
    store.transaction((tx) => {
      work(tx)
      throw new Error('taken back')
    })
  expect(broken).toThrow('taken back')
}

const named = (deliveryId: string): Delivery => ({ ...delivery, deliveryId })
const deliveryIds = (store: Store): string[] => store.transaction((tx) => tx.listDeliveries('one').map(({ deliveryId }) => deliveryId))

/** What the sandbox relies on, whatever keeps its state: each is checked on an empty store. */
export const storeBehaviours: Record<string, (store: Store) => void> = {
  'keeps a platform and finds it by name and by token': (store) => {
    store.transaction((tx) => tx.putPlatform(platformOf('one')))
    store.transaction((tx) => {
      expect(tx.getPlatform('one')).toEqual(platformOf('one'))
      expect(tx.findPlatformByToken('one-token')).toEqual(platformOf('one'))
      for (const name of ['two', '__proto__']) expect(tx.getPlatform(name)).toBeUndefined()
      for (const token of ['one', '']) expect(tx.findPlatformByToken(token)).toBeUndefined()
      expect(tx.listPlatforms()).toEqual([platformOf('one')])
    })
  },
  'replaces a platform': (store) => {
    const later: Platform = { ...platformOf('one'), clock: { mode: 'real', offset: 5 }, faults: [] }
    store.transaction((tx) => tx.putPlatform(platformOf('one')))
    store.transaction((tx) => tx.putPlatform(later))
    expect(store.transaction((tx) => [tx.listPlatforms(), tx.findPlatformByToken('one-token')])).toEqual([[later], later])
  },
  'keeps an order and finds it by id, by address and by reward': (store) => {
    const order = orderOf('A1', ['r1', null, 'r3'])
    store.transaction((tx) => tx.putOrder('one', order))
    store.transaction((tx) => {
      const address = { customerIdentifier: 'acme-health', accountIdentifier: 'acme-wellness', externalRefID: 'ref-1' }
      expect(tx.getOrder('one', 'A1')).toEqual(order)
      expect(tx.findOrder('one', address)).toEqual(order)
      expect(tx.findOrder('one', { ...address, accountIdentifier: 'other' })).toBeUndefined()
      expect(tx.findReward('one', 'r3')).toEqual({ order, lineItem: order.lineItems[2] })
      expect(tx.findReward('one', 'r2')).toBeUndefined()
      expect(tx.listOrders('one')).toEqual([order])
    })
  },
  'keeps addresses apart whatever characters they hold': (store) => {
    const parts = { customerIdentifier: 'a","b', accountIdentifier: 'c', externalRefID: 'd' }
    const other = { customerIdentifier: 'a', accountIdentifier: 'b","c', externalRefID: 'd' }
    store.transaction((tx) => tx.putOrder('one', { ...orderOf('A1'), ...parts }))
    expect(store.transaction((tx) => [tx.findOrder('one', parts)?.referenceOrderID, tx.findOrder('one', other)])).toEqual(['A1', undefined])
  },
  'replaces an order, so that its reward is found as it is now, and keeps the order of the list': (store) => {
    store.transaction((tx) => tx.putOrder('one', orderOf('A1', ['r1'], null)))
    store.transaction((tx) => tx.putOrder('one', orderOf('A2', ['r2'])))
    store.transaction((tx) => tx.putOrder('one', { ...orderOf('A1', ['r1'], null), notes: 'changed' }))
    store.transaction((tx) => {
      expect(tx.findReward('one', 'r1')?.order.notes).toBe('changed')
      expect(tx.listOrders('one').map(({ referenceOrderID }) => referenceOrderID)).toEqual(['A1', 'A2'])
    })
  },
  'keeps accounts, subscriptions and deliveries, and replaces them': (store) => {
    const account = { customerIdentifier: 'c', accountIdentifier: 'a', balance: 100, funded: 100 }
    store.transaction((tx) => {
      tx.putAccount('one', account)
      tx.putAccount('one', { ...account, accountIdentifier: 'b' })
      tx.putSubscription('one', subscription)
      tx.putDelivery('one', delivery)
    })
    const attempts = [{ at: T0, status: null, received: false, reason: 'refused', signature: null }]
    store.transaction((tx) => {
      tx.putAccount('one', { ...account, balance: -5 })
      tx.putSubscription('one', { ...subscription, revision: 1 })
      tx.putDelivery('one', { ...delivery, attempts })
    })
    store.transaction((tx) => {
      expect(tx.listAccounts('one')).toEqual([
        { ...account, balance: -5 },
        { ...account, accountIdentifier: 'b' },
      ])
      expect(tx.listSubscriptions('one')).toEqual([{ ...subscription, revision: 1 }])
      expect(tx.listDeliveries('one')).toEqual([{ ...delivery, attempts }])
      expect(tx.getDelivery('one', 'd1')).toEqual({ ...delivery, attempts })
      expect(tx.getDelivery('one', 'd2')).toBeUndefined()
    })
  },
  'removes the oldest deliveries as long as they are over, and takes that back at their places': (store) => {
    const over = ({ deliveryId }: Delivery): boolean => deliveryId !== 'd3'
    store.transaction((tx) => {
      for (const id of ['d1', 'd2', 'd3', 'd4']) tx.putDelivery('one', named(id))
      tx.putDelivery('two', named('d1'))
    })
    takenBack(store, (tx) => {
      tx.removeDeliveries('one', over)
      tx.putDelivery('one', named('d5'))
    })
    expect(deliveryIds(store)).toEqual(['d1', 'd2', 'd3', 'd4'])
    store.transaction((tx) => tx.removeDeliveries('one', over))
    expect(deliveryIds(store)).toEqual(['d3', 'd4'])
    expect(store.transaction((tx) => tx.listDeliveries('two'))).toHaveLength(1)
  },
  'removes the oldest deliveries that may go until few enough are left, and takes that back at their places': (store) => {
    const mayGo = ({ deliveryId }: Delivery): boolean => deliveryId !== 'd2'
    store.transaction((tx) => {
      for (const id of ['d1', 'd2', 'd3', 'd4', 'd5']) tx.putDelivery('one', named(id))
      tx.putDelivery('two', named('d1'))
    })
    takenBack(store, (tx) => {
      tx.trimDeliveries('one', 2, mayGo)
    })
    expect(deliveryIds(store)).toEqual(['d1', 'd2', 'd3', 'd4', 'd5'])
    store.transaction((tx) => tx.trimDeliveries('one', 5, mayGo))
    store.transaction((tx) => tx.trimDeliveries('one', 3, mayGo))
    expect(deliveryIds(store)).toEqual(['d2', 'd4', 'd5'])
    store.transaction((tx) => tx.trimDeliveries('one', 0, mayGo))
    expect(deliveryIds(store)).toEqual(['d2'])
    expect(store.transaction((tx) => tx.listDeliveries('two'))).toHaveLength(1)
  },
  'removes tasks of one instant, and takes that back at their places': (store) => {
    const left = (): string[] => store.transaction((tx) => takeAll(tx, 'one', T0 + 5))
    const isNeedless = (task: TaskWork): boolean => task.kind === 'release' && task.referenceOrderID !== 'b'
    const add = (): void =>
      store.transaction((tx) => {
        tx.addTask('one', T0 - 1, release('earlier'))
        for (const id of ['a', 'b', 'c']) tx.addTask('one', T0, release(id))
        tx.addTask('one', T0 + 1, release('later'))
        tx.addTask('two', T0, release('other'))
      })
    add()
    takenBack(store, (tx) => {
      tx.removeTasks('one', T0, isNeedless)
    })
    expect(left()).toEqual(['-1 earlier', '0 a', '0 b', '0 c', '1 later'])
    add()
    store.transaction((tx) => tx.removeTasks('one', T0, isNeedless))
    expect(left()).toEqual(['-1 earlier', '0 b', '1 later'])
    expect(store.transaction((tx) => tx.nextTask('two', T0))).toBeDefined()
  },
  'shows one platform nothing of another, and clears one alone, but not the platform itself': (store) => {
    store.transaction((tx) => {
      for (const name of ['one', 'two']) {
        tx.putPlatform(platformOf(name))
        tx.putOrder(name, orderOf('A1'))
        tx.putSubscription(name, subscription)
        tx.putDelivery(name, delivery)
        tx.putAccount(name, { customerIdentifier: 'c', accountIdentifier: 'a', balance: 1, funded: 1 })
        tx.addTask(name, T0, release(name))
      }
    })
    const count = (tx: Transaction, name: string) =>
      [tx.listOrders(name), tx.listSubscriptions(name), tx.listDeliveries(name), tx.listAccounts(name)].map(({ length }) => length)
    store.transaction((tx) => tx.clear('one'))
    store.transaction((tx) => {
      expect(count(tx, 'one')).toEqual([0, 0, 0, 0])
      expect([tx.getOrder('one', 'A1'), tx.getOrder('two', 'A1')]).toEqual([undefined, orderOf('A1')])
      expect(count(tx, 'two')).toEqual([1, 1, 1, 1])
      expect([tx.findReward('one', 'r1'), tx.nextTask('one', Number.POSITIVE_INFINITY)]).toEqual([undefined, undefined])
      expect(takeAll(tx, 'two', T0)).toEqual(['0 two'])
      expect(tx.getPlatform('one')).toEqual(platformOf('one'))
    })
  },
  'gives tasks by their instant, those of one instant as they were added, and none that is due later': (store) => {
    for (const [name, at] of Object.entries({ c: 20, a: 10, d: 20, e: 30, b: 10 }))
      store.transaction((tx) => tx.addTask('one', T0 + at, release(name)))
    expect(store.transaction((tx) => takeAll(tx, 'one', T0 + 20))).toEqual(['10 a', '10 b', '20 c', '20 d'])
    expect(store.transaction((tx) => takeAll(tx, 'one', Number.POSITIVE_INFINITY))).toEqual(['30 e'])
  },
  'keeps the continuation of a task at its place, and forgets one that is gone': (store) => {
    const action = { action: 'FREEZE', referenceOrderID: 'A1', reasonCode: 'FRAUD', otherReason: null, acceptedAt: T0 } as const
    store.transaction((tx) => {
      tx.addTask('one', T0, { kind: 'action', action, cursor: 0, changed: 0, failed: 0, unprocessable: { positions: [1_001] } })
      tx.addTask('one', T0, release('next'))
    })
    store.transaction((tx) => {
      const task = tx.nextTask('one', T0)
      if (task?.kind === 'action') tx.putTask({ ...task, cursor: 1_000, changed: 7, failed: 3 })
    })
    store.transaction((tx) => {
      const task = tx.nextTask('one', T0)
      const counts = { cursor: 1_000, changed: 7, failed: 3, unprocessable: { positions: [1_001] } }
      expect(task).toMatchObject({ kind: 'action', platform: 'one', at: T0, action, ...counts })
      if (task === undefined) return
      tx.removeTask(task)
      tx.removeTask(task)
      tx.putTask(task)
      expect(takeAll(tx, 'one', T0)).toEqual(['0 next'])
    })
  },
  'removes a subscription, and takes that back in its place': (store) => {
    const names = (): string[] => store.transaction((tx) => tx.listSubscriptions('one').map(({ webhookId }) => webhookId))
    for (const webhookId of ['w1', 'w2', 'w3']) store.transaction((tx) => tx.putSubscription('one', { ...subscription, webhookId }))
    takenBack(store, (tx) => {
      tx.removeSubscription('one', 'w2')
    })
    expect(names()).toEqual(['w1', 'w2', 'w3'])
    store.transaction((tx) => {
      tx.removeSubscription('one', 'w2')
      tx.removeSubscription('one', 'nobody')
      tx.removeSubscription('two', 'w1')
    })
    expect(names()).toEqual(['w1', 'w3'])
  },
  'sets a task aside until it is removed, put back, or cleared': (store) => {
    const next = (tx: Transaction, name = 'one') => tx.nextTask(name, T0)
    const start = (tx: Transaction, name = 'one') => {
      const task = next(tx, name)
      if (task !== undefined) tx.startTask(task)
      return task
    }
    store.transaction((tx) => {
      for (const name of ['a', 'b', 'c']) tx.addTask('one', T0, release(name))
      tx.addTask('two', T0, release('d'))
      start(tx, 'two')
    })
    const [first] = store.transaction((tx) => [start(tx), start(tx)])
    store.transaction((tx) => {
      expect(next(tx)).toMatchObject({ referenceOrderID: 'c' })
      if (first !== undefined) tx.removeTask(first)
    })
    store.transaction((tx) => tx.clear('two'))
    takenBack(store, (tx) => {
      start(tx)
      tx.resumeTasks()
      takeAll(tx, 'one', T0)
    })
    expect(store.transaction(next)).toMatchObject({ referenceOrderID: 'c' })
    store.transaction((tx) => tx.resumeTasks())
    expect(store.transaction((tx) => takeAll(tx, 'one', T0))).toEqual(['0 b', '0 c'])
    expect(store.transaction((tx) => takeAll(tx, 'two', T0))).toEqual([])
  },
  'gives back what a transaction returns': (store) => expect(store.transaction(() => 'result')).toBe('result'),
  'takes back the whole of a transaction that throws': (store) => {
    store.transaction((tx) => {
      tx.putPlatform(platformOf('one'))
      tx.putOrder('one', orderOf('A1'))
      tx.addTask('one', T0, release('kept'))
    })
    takenBack(store, (tx) => {
      tx.putPlatform({ ...platformOf('one'), faults: [] })
      tx.putPlatform(platformOf('two'))
      tx.putOrder('one', { ...orderOf('A1'), notes: 'changed' })
      tx.putOrder('one', orderOf('A2', ['r2'], 'ref-2'))
      tx.addTask('one', T0 - 1, release('added'))
      for (const task of [tx.nextTask('one', T0), tx.nextTask('one', T0)]) if (task) tx.removeTask(task)
      takeAll(tx, 'one', T0)
      tx.clear('one')
      tx.putOrder('one', orderOf('A3', ['r3'], 'ref-3'))
    })
    store.transaction((tx) => {
      expect(tx.listPlatforms()).toEqual([platformOf('one')])
      expect(tx.findPlatformByToken('two-token')).toBeUndefined()
      expect(tx.listOrders('one')).toEqual([orderOf('A1')])
      expect(tx.findReward('one', 'r2')).toBeUndefined()
      expect(takeAll(tx, 'one', Number.POSITIVE_INFINITY)).toEqual(['0 kept'])
    })
  },
  'opens one transaction at a time': (store) => {
    expect(() => store.transaction(() => store.transaction(() => 1))).toThrow('Failed to begin a transaction')
    expect(store.transaction(() => 2)).toBe(2)
  },
}
