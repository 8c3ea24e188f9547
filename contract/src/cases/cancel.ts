import { DAY, HOUR } from '../../../sandbox/src/units.ts'
import { aCase, act, type Case, type OrderRequest } from './case.ts'
import { windowCases } from './each-state.ts'

const cancel = { request: act('cancel'), want: { status: 202 } }

/** Orders of which the one line item is cancelled. */
const ORDERS: [id: string, clause: string, name: string, order: OrderRequest][] = [
  ['order-COMPLETE', 'CAN-46', 'takes a COMPLETE order', { status: 'COMPLETE', lineItems: [{}] }],
  ['order-PARTIAL', 'CAN-46', 'takes a PARTIAL order', { status: 'PARTIAL', lineItems: [{}] }],
  ['order-SCHEDULED-DELIVERY', 'CAN-57', 'takes a SCHEDULED DELIVERY order', { status: 'SCHEDULED DELIVERY', lineItems: [{}] }],
  ['complete', 'CAN-37', 'cancels a COMPLETE line item', { lineItems: [{ status: 'COMPLETE' }] }],
  ['active', 'CAN-38', 'cancels an ACTIVE reward', { lineItems: [{ rewardStatus: 'ACTIVE' }] }],
]

/** What only cancelling does. */
export const cancelCases: Case[] = [
  ...['RECIPIENT', 'CURRENCY', 'RECIPIENT_REQUESTED', 'RECIPIENT_OBLIGATIONS', 'DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE'].map(
    (reasonCode): Case =>
      aCase(`cancel-accepts-${reasonCode}`, 'CAN-50', `accepts reason code ${reasonCode}`, {
        request: act('cancel', { reasonCode }),
        want: { status: 202 },
      }),
  ),
  aCase('cancel-voids-the-reward', 'CAN-40', 'voids the reward: it cannot be redeemed', {
    ...cancel,
    after: [{ redeem: 0, amount: 1, refused: true }],
    state: { changed: [0, 1], rewards: ['CANCELLED', 'CANCELLED'], refunded: 5_000 },
  }),
  aCase('cancel-is-permanent', 'CAN-41', 'is permanent: freezing and unfreezing bring nothing back', {
    order: 'active',
    before: [{ act: 'cancel' }, { act: 'freeze' }],
    request: act('unfreeze'),
    want: { status: 202 },
    after: [{ advance: 30 * DAY }, { redeem: 1, amount: 1, refused: true }],
    state: { changed: [], rewards: ['CANCELLED', 'CANCELLED'] },
  }),
  ...windowCases('cancel', 'CAN-42', 'CAN-55'),
  aCase('cancel-refunds-the-amounts', 'CAN-43', 'refunds the amount of each cancelled reward', {
    ...cancel,
    order: { lineItems: [{ amount: 1_000 }, { amount: 1 }, { amount: 99_999 }] },
    state: { changed: [0, 1, 2], refunded: 101_000 },
  }),
  aCase('cancel-counts-from-issuance', 'CAN-42', 'counts from the issuance of each reward, not from the order', {
    ...cancel,
    order: { lineItems: [{ issuedAt: '2026-02-20T10:00:00.000Z' }, {}] },
    state: { changed: [1], rewards: ['ACTIVE', 'CANCELLED'], refunded: 2_500 },
  }),
  aCase('cancel-refunds-every-cent', 'CAN-43', 'refunds every cent of each reward', {
    ...cancel,
    order: { lineItems: [{ amount: 149 }, { amount: 1 }] },
    state: { changed: [0, 1], refunded: 150 },
  }),
  aCase('cancel-refunds-one-account-of-many', 'CAN-44', 'refunds the account that paid, and none that shares its customer or its name', {
    ...cancel,
    beside: [
      { customerIdentifier: 'first-customer', accountIdentifier: 'first-account', lineItems: [{}] },
      { customerIdentifier: 'second-customer', accountIdentifier: 'first-account', lineItems: [{}] },
      { customerIdentifier: 'first-customer', accountIdentifier: 'second-account', lineItems: [{}] },
    ],
    order: { customerIdentifier: 'second-customer', accountIdentifier: 'second-account', lineItems: [{}] },
    state: { changed: [0], refunded: 2_500 },
  }),
  aCase('cancel-twice-refunds-once', 'CAN-45', 'refunds a reward once, when cancelled a second time', {
    ...cancel,
    before: [{ act: 'cancel' }],
    state: {
      changed: [],
      rewards: ['CANCELLED', 'CANCELLED'],
      refunded: 0,
      outcomes: ['line-item-not-complete', 'line-item-not-complete'],
    },
  }),
  aCase('cancel-twice-at-once-refunds-once', 'CAN-45', 'refunds a reward once, when two cancellations wait at the same time', {
    ...cancel,
    before: [{ act: 'cancel', drain: false }],
    state: { changed: [0, 1], rewards: ['CANCELLED', 'CANCELLED'], refunded: 5_000 },
  }),
  ...ORDERS.map(
    ([id, clause, name, order]): Case =>
      aCase(`cancel-${id}`, clause, name, { ...cancel, order, state: { changed: [0], rewards: ['CANCELLED'], refunded: 2_500 } }),
  ),
  ...(['FAILED', 'PENDING'] as const).map(
    (status): Case =>
      aCase(`cancel-order-${status}`, 'CAN-47', `cancels nothing of a ${status} order`, {
        ...cancel,
        order: { status, lineItems: [{}] },
        want: { status: 422, or: [202], because: 'CAN-56' },
        state: { changed: [], rewards: ['ACTIVE'] },
      }),
  ),
  ...(['FAILED', 'PENDING'] as const).map(
    (status): Case =>
      aCase(`cancel-refuses-order-${status}`, 'CAN-56', `returns 422 for a ${status} order`, {
        ...cancel,
        order: { status, lineItems: [{}] },
        want: { status: 422 },
      }),
  ),
  aCase('cancel-order-failed-forced', 'CAN-56', 'returns 422 for a failed order of any shape', {
    order: 'failed',
    request: act('cancel'),
    want: { status: 422 },
    forced: { code: 422, example: 'orderFailed' },
  }),
  aCase('cancel-frozen', 'CAN-49', 'cancels a FROZEN reward', {
    ...cancel,
    before: [{ act: 'freeze' }],
    state: { changed: [0, 1], rewards: ['CANCELLED', 'CANCELLED'], refunded: 5_000 },
  }),
  aCase('cancel-frozen-stays-cancelled', 'CAN-49', 'keeps a reward cancelled when its freeze would have ended', {
    ...cancel,
    before: [{ act: 'freeze' }],
    after: [{ advance: 48 * HOUR }],
    state: { changed: [0, 1], rewards: ['CANCELLED', 'CANCELLED'], refunded: 5_000 },
  }),
  aCase('cancel-does-not-refund-the-skipped', 'CAN-51', 'refunds nothing for line items that it skips', {
    ...cancel,
    order: { lineItems: [{ amount: 1_000 }, { amount: 5_000, redeemedAmount: 1 }, { amount: 7_000, product: 'OTHER' }] },
    state: { changed: [0], refunded: 1_000 },
  }),
  aCase('cancel-promo-first-issuance', 'CAN-52', 'cancels a Promo Link in its first issuance, and not a reissued one', {
    ...cancel,
    order: { lineItems: [{ product: 'PROMO_LINK' }, { product: 'PROMO_LINK', issuance: 2 }, { product: 'REWARD_LINK', issuance: 2 }] },
    state: { changed: [0, 2], outcomes: ['changed', 'not-first-issuance', 'changed'], refunded: 5_000 },
  }),
  aCase('cancel-takes-no-fee', 'CAN-53', 'takes no fee off the refund', {
    ...cancel,
    order: { lineItems: [{ amount: 2_500, fee: 200 }] },
    state: { changed: [0], refunded: 2_500 },
  }),
]
