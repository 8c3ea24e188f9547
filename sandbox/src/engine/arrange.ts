import type { components } from '../../../generated/control-types.ts'
import type { Account, Instant, LineItem, Order, Platform, Reward } from '../model.ts'
import type { Transaction } from '../store/store.ts'
import { type Context, interpretationsOf, nowOf } from './context.ts'
import { instantFrom } from './instant.ts'
import { Refusal } from './refusal.ts'

type OrderRequest = components['schemas']['OrderRequest']
type LineItemRequest = components['schemas']['LineItemRequest']

/** What every account is given when it is first used: 1,000,000.00. */
const FUNDS = 100_000_000

/** How many line items one order can hold: each entry may ask for as many, and there may be a thousand entries. */
const LARGEST_ORDER = 50_000
const ID_TRIES = 100

const UTIDS = {
  REWARD_LINK: 'U561593',
  GLOBAL_CHOICE_LINK: 'U666425',
  PROMO_LINK: 'U157189',
  DISBURSEMENT_LINK: 'U426141',
  OTHER: 'U974333',
}

/**
 * Makes an order in the state that was asked for and debits its account. The account is made when it is new.
 *
 * @throws Refusal when it would be too large, when a date cannot be read, when more of a reward is redeemed than it holds, or when its externalRefID is taken
 */
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
    lineItems: eachLineItem(wanted).map((lineItem, index) => arrangeLineItem(context, lineItem, `${referenceOrderID}-${index + 1}`, now)),
  }
  const { externalRefID } = order
  if (externalRefID !== null && tx.findOrder(platform.name, { ...order, externalRefID }) !== undefined) {
    throw new Refusal(
      'taken',
      'externalRefID',
      `Failed to create an order: the account has one with externalRefID ${externalRefID}. Send another.`,
    )
  }
  tx.putOrder(platform.name, order)
  debit(tx, platform, order)
  scheduleRelease(context, tx, platform, order, now)
  return order
}

function freeOrderId(context: Context, tx: Transaction, platform: Platform, source: string, now: Instant): string {
  const day = new Date(now).toISOString().slice(2, 10).replaceAll('-', '')
  for (let tries = 0; tries < ID_TRIES; tries++) {
    // The end of a UUID: the beginning of some kinds is a time, the same for all that are made at once.
    const digits = String(Number.parseInt(context.newId().replaceAll('-', '').slice(-12), 16) % 1e8).padStart(8, '0')
    const id = `${source}${day}-${digits.slice(0, 6)}-${digits.slice(6)}`
    if (/^\d{8}$/.test(digits) && tx.getOrder(platform.name, id) === undefined) return id
  }
  throw new Error(`Failed to make an order id: newId gave no new UUID in ${ID_TRIES} calls. Pass one that does, as crypto.randomUUID.`)
}

function eachLineItem({ lineItems }: OrderRequest): LineItemRequest[] {
  const total = lineItems.reduce((sum, { count = 1 }) => sum + count, 0)
  if (total > LARGEST_ORDER) {
    throw new Refusal(
      'invalid',
      'lineItems',
      `Failed to create an order: it would hold ${total} line items. Ask for ${LARGEST_ORDER} at most.`,
    )
  }
  return lineItems.flatMap((lineItem) => Array.from({ length: lineItem.count ?? 1 }, () => lineItem))
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
  const issuedAt = wanted.issuedAt === undefined ? now : instantFrom(wanted.issuedAt, 'issuedAt')
  const status = wanted.rewardStatus ?? (wanted.status === 'CANCELLED' ? 'CANCELLED' : 'ACTIVE')
  const { amount = 2_500, redeemedAmount = 0 } = wanted
  if (redeemedAmount > amount) {
    const why = `${redeemedAmount} of a reward of ${amount} cannot be redeemed. Give no more than its amount.`
    throw new Refusal('invalid', 'redeemedAmount', `Failed to make a reward: ${why}`)
  }
  return {
    rewardId: context.newId(),
    status,
    amount,
    redeemedAmount,
    issuedAt,
    sentAt: wanted.sentAt === undefined ? issuedAt : instantFrom(wanted.sentAt, 'sentAt'),
    expiresAt: wanted.expiresAt === undefined ? null : instantFrom(wanted.expiresAt, 'expiresAt'),
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
  const spent = order.lineItems.reduce((sum, { reward }) => sum + (reward === null ? 0 : costOf(reward)), 0)
  tx.putAccount(platform.name, { ...account, balance: account.balance - spent })
}

/** A reward that is made cancelled has been refunded, but for what was redeemed of it. */
const costOf = (reward: Reward): number => (reward.status === 'CANCELLED' ? reward.redeemedAmount : reward.amount)

function scheduleRelease(context: Context, tx: Transaction, platform: Platform, order: Order, now: Instant): void {
  const duration = context.rules.freezeDuration(interpretationsOf(context, platform))
  if (duration === null || !order.lineItems.some(({ reward }) => reward?.status === 'FROZEN')) return
  tx.addTask(platform.name, now + duration, { kind: 'release', referenceOrderID: order.referenceOrderID, frozenAt: now })
}
