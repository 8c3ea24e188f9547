import type { LineItem, Model, Order } from './model.ts'

/** Every account begins with the same sum. */
const FUNDED = 100_000_000
const CUSTOMER = 'acme-health'

// biome-ignore lint/suspicious/noExplicitAny: answers, of which only what is compared is known
export type Seen = any

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** Of an order as the control plane shows it: what is compared. */
export function orderSeen(order: Seen): unknown {
  const { referenceOrderID, externalRefID, status, accountIdentifier, campaign, purchaseOrderNumber, notes, createdAt } = order
  const lineItems = order.lineItems.map(itemSeen)
  return { referenceOrderID, externalRefID, status, accountIdentifier, campaign, purchaseOrderNumber, notes, createdAt, lineItems }
}

function itemSeen({ product, status, reward, history }: Seen): unknown {
  return {
    product,
    status,
    reward: reward && rewardSeen(reward),
    // The end of a freeze shows in the reward already.
    history: history
      .filter(({ action }: Seen) => action !== 'RELEASE')
      .map(({ action, at, outcome }: Seen) => `${action} ${at} ${outcome === 'changed' ? 'changed' : 'skipped'}`),
  }
}

function rewardSeen({ rewardId, status, amount, redeemedAmount, issuedAt, expiresAt, frozenAt }: Seen): unknown {
  return { rewardId, status, amount, redeemedAmount, issuedAt, expiresAt, frozenAt }
}

/** The same of an order of the model. */
export function orderExpected(order: Order): unknown {
  const { id, externalRefID, status, account, campaign, purchaseOrderNumber, notes, createdAt } = order
  const details = { campaign, purchaseOrderNumber, notes, createdAt: iso(createdAt), lineItems: order.lineItems.map(itemExpected) }
  return { referenceOrderID: id, externalRefID, status, accountIdentifier: account, ...details }
}

function itemExpected({ product, status, reward, history }: LineItem): unknown {
  if (reward === null) return { product, status, reward, history }
  const { rewardId, amount, redeemed, issuedAt, expiresAt, frozenAt } = reward
  const dates = { issuedAt: iso(issuedAt), expiresAt: iso(expiresAt), frozenAt: iso(frozenAt) }
  return { product, status, reward: { rewardId, status: reward.status, amount, redeemedAmount: redeemed, ...dates }, history }
}

/** The accounts as the control plane shows them, by their identifiers. */
export function accountsSeen(accounts: Seen[]): unknown {
  const entries = accounts.map(({ customerIdentifier, accountIdentifier, balance, funded }) => [
    accountIdentifier,
    { customerIdentifier, balance, funded },
  ])
  return Object.fromEntries(entries)
}

/** The same of the model. */
export function accountsExpected({ spent }: Model): unknown {
  return Object.fromEntries(
    [...spent].map(([account, sum]) => [account, { customerIdentifier: CUSTOMER, balance: FUNDED - sum, funded: FUNDED }]),
  )
}

/** Of an event as it was delivered: what is compared. */
export function eventSeen({ revision, category, eventType, eventOccurredAt, eventData }: Seen): unknown {
  const { referenceOrderId, action, reasonCode, status, totalLineItems, successfulLineItems, failedLineItems } = eventData ?? {}
  const head = { revision, category, eventType, eventOccurredAt, referenceOrderId, action, reasonCode, status }
  return { ...head, totalLineItems, successfulLineItems, failedLineItems }
}

/** The events that a subscription made before the first action got, in the order of their revisions. */
export function eventsExpected({ outcomes }: Model): unknown[] {
  return outcomes.map(({ id, action, reasonCode, at, total, changed }, index) => ({
    revision: index + 1,
    category: 'ORDER',
    eventType: 'OrderActionStatus',
    eventOccurredAt: iso(at),
    referenceOrderId: id,
    action,
    reasonCode,
    status: 'SUCCESSFUL',
    totalLineItems: total,
    successfulLineItems: changed,
    failedLineItems: 0,
  }))
}
