import { deepStrictEqual, ok } from 'node:assert/strict'
import type { LineItem, Model, Order } from './model.ts'
import type { System } from './system.ts'

/** Every account begins with the same sum. */
const FUNDED = 100_000_000
const CUSTOMER = 'acme-health'

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/**
 * Compares all that can be seen of the sandbox with the model, and the money with itself.
 *
 * @throws AssertionError with what differs
 */
export async function compare(model: Model, system: System): Promise<void> {
  const { body: orders } = await system.send('GET', '/_sandbox/orders')
  deepStrictEqual(orders.map(orderSeen), model.orders.map(orderExpected), 'orders')
  const { body: accounts } = await system.send('GET', '/_sandbox/accounts')
  deepStrictEqual(Object.fromEntries(accounts.map(accountSeen)), accountsExpected(model), 'balances')
  conserve(orders, accounts)
  for (const [subscription, events] of Object.entries(system.events)) {
    deepStrictEqual(events.map(eventSeen), eventsExpected(model), `events of ${subscription}`)
    deepStrictEqual(new Set(events.map(({ eventId }) => eventId)).size, events.length, 'each event has an id of its own')
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

// biome-ignore lint/suspicious/noExplicitAny: answers, of which only what is compared is known
type Seen = any

function orderSeen(order: Seen): unknown {
  const { referenceOrderID, externalRefID, status, accountIdentifier, campaign, purchaseOrderNumber, notes, createdAt } = order
  return [
    referenceOrderID,
    externalRefID,
    status,
    accountIdentifier,
    campaign,
    purchaseOrderNumber,
    notes,
    createdAt,
    order.lineItems.map(itemSeen),
  ]
}

function itemSeen({ product, status, reward, history }: Seen): unknown {
  const seen =
    reward === null
      ? null
      : [reward.rewardId, reward.status, reward.amount, reward.redeemedAmount, reward.issuedAt, reward.expiresAt, reward.frozenAt]
  return [product, status, seen, history.map(({ action, at, outcome }: Seen) => `${action} ${Date.parse(at)} ${outcome === 'changed'}`)]
}

function orderExpected(order: Order): unknown {
  const { id, externalRefID, status, account, campaign, purchaseOrderNumber, notes, createdAt, lineItems } = order
  return [id, externalRefID, status, account, campaign, purchaseOrderNumber, notes, iso(createdAt), lineItems.map(itemExpected)]
}

function itemExpected({ product, status, reward, history }: LineItem): unknown {
  const expected =
    reward === null
      ? null
      : [reward.rewardId, reward.status, reward.amount, reward.redeemed, iso(reward.issuedAt), iso(reward.expiresAt), iso(reward.frozenAt)]
  return [product, status, expected, history]
}

const accountSeen = ({ customerIdentifier, accountIdentifier, balance, funded }: Seen): [string, unknown] => [
  accountIdentifier,
  { customerIdentifier, balance, funded },
]

function accountsExpected({ spent }: Model): unknown {
  return Object.fromEntries(
    [...spent].map(([account, sum]) => [account, { customerIdentifier: CUSTOMER, balance: FUNDED - sum, funded: FUNDED }]),
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

function eventSeen({ revision, category, eventType, eventOccurredAt, eventData }: Seen): unknown {
  const { referenceOrderId, action, reasonCode, status, totalLineItems, successfulLineItems, failedLineItems } = eventData
  ok(successfulLineItems + failedLineItems <= totalLineItems, 'line-item totals')
  const head = [revision, category, eventType, eventOccurredAt]
  return [...head, referenceOrderId, action, reasonCode, status, totalLineItems, successfulLineItems, failedLineItems]
}

function eventsExpected({ outcomes }: Model): unknown[] {
  return outcomes.map(({ id, action, reasonCode, at, total, changed }, index) => {
    const head = [index + 1, 'ORDER', 'OrderActionStatus', iso(at)]
    return [...head, id, action, reasonCode, 'SUCCESSFUL', total, changed, 0]
  })
}
