import { deepStrictEqual, ok } from 'node:assert/strict'
import type { Model } from '../../contract/src/stateful/model/model.ts'
import {
  accountsExpected,
  accountsSeen,
  eventSeen,
  eventsExpected,
  orderExpected,
  orderSeen,
  type Seen,
} from '../../contract/src/stateful/model/view.ts'
import type { System } from './system.ts'

/**
 * Compares all that can be seen of the sandbox with the model, and the money with itself.
 *
 * @throws AssertionError with what differs
 */
export async function compare(model: Model, system: System): Promise<void> {
  const { body: orders } = await system.send('GET', '/_sandbox/orders')
  deepStrictEqual(orders.map(orderSeen), model.orders.map(orderExpected), 'orders')
  const { body: accounts } = await system.send('GET', '/_sandbox/accounts')
  deepStrictEqual(accountsSeen(accounts), accountsExpected(model), 'balances')
  conserve(orders, accounts)
  for (const [subscription, events] of Object.entries(system.events)) {
    deepStrictEqual(events.map(eventSeen), eventsExpected(model), `events of ${subscription}`)
    deepStrictEqual(new Set(events.map(({ eventId }) => eventId)).size, events.length, 'each event has an id of its own')
    for (const { eventData } of events as Seen[]) {
      ok(eventData.successfulLineItems + eventData.failedLineItems <= eventData.totalLineItems, 'line-item totals')
    }
  }
}

/** What another platform has stays as it was made. */
export async function compareOthers(system: System): Promise<void> {
  const { body: orders } = await system.send('GET', '/_sandbox/orders', undefined, { token: 'two-token' })
  const seen = orders.map(({ lineItems }: Seen) => lineItems.map((item: Seen) => [item.status, item.reward.status, item.history.length]))
  deepStrictEqual(
    seen,
    [
      [
        ['COMPLETE', 'ACTIVE', 0],
        ['COMPLETE', 'ACTIVE', 0],
      ],
    ],
    'orders of another platform',
  )
}

/** Of each account: balance + outstanding + redeemed = funded. A reward that is refunded twice, or uncancelled, breaks it. */
function conserve(orders: Seen[], accounts: Seen[]): void {
  for (const { accountIdentifier, balance, funded } of accounts) {
    const rewards = orders
      .filter((order) => order.accountIdentifier === accountIdentifier)
      .flatMap((order) => order.lineItems.flatMap((item: Seen) => item.reward ?? []))
    const held = rewards.reduce((sum, { status, amount, redeemedAmount }) => sum + (status === 'CANCELLED' ? redeemedAmount : amount), 0)
    deepStrictEqual(balance + held, funded, `the money of ${accountIdentifier} adds up`)
  }
}
