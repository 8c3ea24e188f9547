import type { components } from '../../../generated/control-types.ts'
import type { Account, Instant, LineItem, Order, Platform, Reward } from '../model.ts'
import type { Transaction } from '../store/store.ts'
import { type Context, nowOf, readingsOf } from './context.ts'

type OrderRequest = components['schemas']['OrderRequest']
type LineItemRequest = components['schemas']['LineItemRequest']

/** What every account is given when it is first used: 1,000,000.00. */
const FUNDS = 100_000_000

const UTIDS = {
  REWARD_LINK: 'U561593',
  GLOBAL_CHOICE_LINK: 'U666425',
  PROMO_LINK: 'U157189',
  DISBURSEMENT_LINK: 'U426141',
  OTHER: 'U974333',
}

/** Makes an order in the state that was asked for and debits its account. The account is made when it is new. */
export function arrangeOrder(context: Context, tx: Transaction, platform: Platform, wanted: OrderRequest): Order {
  const now = nowOf(context, platform)
  const source = wanted.source ?? 'AA'
  const referenceOrderID = wanted.referenceOrderID ?? freeOrderId(context, tx, platform, source, now)
  const order: Order = {
    referenceOrderID,
    externalRefID: wanted.externalRefID === undefined ? `ref-${context.newId()}` : wanted.externalRefID,
    source,
    status: wanted.status ?? 'COMPLETE',
    customerIdentifier: wanted.customerIdentifier ?? 'acme-health',
    accountIdentifier: wanted.accountIdentifier ?? 'acme-wellness',
    campaign: wanted.campaign ?? '',
    purchaseOrderNumber: wanted.purchaseOrderNumber ?? '',
    notes: wanted.notes ?? '',
    createdAt: now,
    lineItems: wanted.lineItems
      .flatMap((lineItem) => Array.from({ length: lineItem.count ?? 1 }, () => lineItem))
      .map((lineItem, index) => arrangeLineItem(context, lineItem, `${referenceOrderID}-${index + 1}`, now)),
  }
  tx.putOrder(platform.name, order)
  debit(tx, platform, order)
  scheduleRelease(context, tx, platform, order, now)
  return order
}

function freeOrderId(context: Context, tx: Transaction, platform: Platform, source: string, now: Instant): string {
  const day = new Date(now).toISOString().slice(2, 10).replaceAll('-', '')
  for (;;) {
    const digits = String(Number.parseInt(context.newId().replaceAll('-', '').slice(0, 12), 16) % 1e8).padStart(8, '0')
    const id = `${source}${day}-${digits.slice(0, 6)}-${digits.slice(6)}`
    if (tx.getOrder(platform.name, id) === undefined) return id
  }
}

function arrangeLineItem(context: Context, wanted: LineItemRequest, referenceLineItemId: string, now: Instant): LineItem {
  const product = wanted.product ?? 'REWARD_LINK'
  const status = wanted.status ?? 'COMPLETE'
  const issued = status === 'COMPLETE' || status === 'CANCELLED'
  return {
    referenceLineItemId,
    externalRefLineItemID: wanted.externalRefLineItemID ?? `line-${referenceLineItemId}`,
    utid: UTIDS[product],
    product,
    status,
    quantity: wanted.quantity ?? 1,
    fee: wanted.fee ?? 0,
    reward: issued ? arrangeReward(context, wanted, now) : null,
    history: [],
  }
}

function arrangeReward(context: Context, wanted: LineItemRequest, now: Instant): Reward {
  const issuedAt = wanted.issuedAt === undefined ? now : Date.parse(wanted.issuedAt)
  const status = wanted.rewardStatus ?? (wanted.status === 'CANCELLED' ? 'CANCELLED' : 'ACTIVE')
  const amount = wanted.amount ?? 2_500
  return {
    rewardId: context.newId(),
    status,
    amount,
    redeemedAmount: Math.min(wanted.redeemedAmount ?? 0, amount),
    issuedAt,
    sentAt: wanted.sentAt === undefined ? issuedAt : Date.parse(wanted.sentAt),
    expiresAt: wanted.expiresAt === undefined ? null : Date.parse(wanted.expiresAt),
    frozenAt: status === 'FROZEN' ? now : null,
    issuance: wanted.issuance ?? 1,
  }
}

function debit(tx: Transaction, platform: Platform, order: Order): void {
  const { customerIdentifier, accountIdentifier } = order
  const known = tx
    .listAccounts(platform.name)
    .find((account) => account.customerIdentifier === customerIdentifier && account.accountIdentifier === accountIdentifier)
  const account: Account = known ?? { customerIdentifier, accountIdentifier, balance: FUNDS, funded: FUNDS }
  const spent = order.lineItems.reduce((sum, { reward }) => sum + (reward === null || reward.status === 'CANCELLED' ? 0 : reward.amount), 0)
  tx.putAccount(platform.name, { ...account, balance: account.balance - spent })
}

function scheduleRelease(context: Context, tx: Transaction, platform: Platform, order: Order, now: Instant): void {
  const duration = context.rules.freezeDuration(readingsOf(context, platform))
  if (duration === null || !order.lineItems.some(({ reward }) => reward?.status === 'FROZEN')) return
  tx.addTask(platform.name, now + duration, { kind: 'release', referenceOrderID: order.referenceOrderID, frozenAt: now })
}
