import { documentedRules as documented, type Rules } from '../../../sandbox/src/index.ts'
import type { LineItem, Reward } from '../../../sandbox/src/model.ts'
import { type Change, onTransaction, rule } from '../inside.ts'
import { mutantsOf } from '../mutant.ts'
import { windowMistakes } from './window.ts'

const skips = (status: Reward['status']) => rule('rewardState', (is, { lineItem }) => is && lineItem.reward?.status !== status, 'CANCEL')
const gate = (open: (is: boolean, status: string) => boolean) => rule('orderStatusGate', (is, _, { status }) => open(is, status), 'CANCEL')
const refund = (change: Change<'refund'>) => rule('refund', change)
const issuance = (takes: (lineItem: LineItem) => boolean) => rule('firstIssuance', (_, { lineItem }) => takes(lineItem), 'CANCEL')

/** Lets an action take a cancelled reward. */
const revivedBy = (action: 'FREEZE' | 'UNFREEZE'): { rules: Partial<Rules> } => ({
  rules: {
    lineItemComplete: ({ lineItem }) => lineItem.reward !== null,
    rewardState: (question) =>
      documented.rewardState(question) || (question.action === action && question.lineItem.reward?.status === 'CANCELLED'),
  },
})

/** Pays for each line item that a cancellation was the last to look at, whenever an order is kept. */
const pays = (due: (lineItem: LineItem, outcome: string) => number) =>
  onTransaction((tx) => ({
    putOrder: (platform, order) => {
      tx.putOrder(platform, order)
      for (const lineItem of order.lineItems) {
        const last = lineItem.history.at(-1)
        const account = documented.refundAccount(order, tx.listAccounts(platform))
        const sum = last?.action === 'CANCEL' ? due(lineItem, last.outcome) : 0
        if (account !== undefined && sum > 0) tx.putAccount(platform, { ...account, balance: account.balance + sum })
      }
    },
  }))

/** What only cancelling does. */
export const cancelMutants = mutantsOf('behaviour', {
  'cancel-skips-active CAN-25 CAN-38': skips('ACTIVE'),
  'cancel-skips-frozen CAN-49': skips('FROZEN'),
  'cancel-skips-complete CAN-25 CAN-37 CAN-38 CAN-49': rule('lineItemComplete', () => false, 'CANCEL'),
  'cancel-frozen-for-ever CAN-42': rule('withinWindow', (is, { lineItem }) => is || lineItem.reward?.status === 'FROZEN', 'CANCEL'),
  'cancelled-can-be-redeemed CAN-40 CAN-41 UNF-44': rule('redeemable', (right, { status }) => (status === 'CANCELLED' ? null : right)),
  'cancelled-stays-active CAN-25 CAN-40': rule('cancelReward', (_, reward) => ({ ...reward, frozenAt: null })),
  'cancelled-is-frozen CAN-25': rule('cancelReward', (_, reward) => ({ ...reward, status: 'FROZEN' })),
  'cancel-can-be-undone CAN-41 FRZ-37 UNF-37 CAN-54 CAN-45 FRZ-38 UNF-43 UNF-44': revivedBy('UNFREEZE'),
  'cancelled-can-be-frozen CAN-41 FRZ-37 UNF-37 CAN-54 CAN-45 FRZ-38 UNF-43 UNF-44': revivedBy('FREEZE'),
  ...windowMistakes('CANCEL', 'CAN-42', 'CAN-55'),
  'refund-of-nothing CAN-43': refund(() => 0),
  'refund-doubled CAN-43': refund((right) => 2 * right),
  'refund-in-whole-units CAN-43': refund((right) => Math.round(right / 100) * 100),
  'refund-of-a-fixed-amount CAN-43': refund(() => 2_500),
  'refund-negative CAN-43': refund((right) => -right),
  'refund-minus-fee CAN-53': refund((right, { fee }) => right - fee),
  'refund-plus-fee CAN-53': refund((right, { fee }) => right + fee),
  'refund-of-the-first-only CAN-43': {
    rules: () => {
      let paid = 0
      return { refund: (...asked) => (paid++ > 0 ? 0 : documented.refund(...asked)) }
    },
  },
  'refund-is-not-kept CAN-43': onTransaction((tx) => ({
    putAccount: (platform, account) => {
      const known = tx.listAccounts(platform).some(({ accountIdentifier }) => accountIdentifier === account.accountIdentifier)
      if (!known) tx.putAccount(platform, account)
    },
  })),
  'refund-to-nobody CAN-43': rule('refundAccount', () => undefined),
  'refund-to-the-first-account CAN-44': rule('refundAccount', (_, __, accounts) => accounts[0]),
  'refund-to-the-same-name CAN-44': rule('refundAccount', (_, order, accounts) =>
    accounts.find(({ accountIdentifier }) => accountIdentifier === order.accountIdentifier),
  ),
  'refund-to-the-customer CAN-44': rule('refundAccount', (_, order, accounts) =>
    accounts.find(({ customerIdentifier }) => customerIdentifier === order.customerIdentifier),
  ),
  'cancel-refunds-as-often-as-asked CAN-45 CAN-54': rule(
    'eligible',
    (right, _, { lineItem }) => (lineItem.status === 'CANCELLED' ? null : right),
    'CANCEL',
  ),
  'cancel-refuses-complete CAN-05 CAN-46': gate((is, status) => is && status !== 'COMPLETE'),
  'cancel-refuses-partial CAN-46': gate((is, status) => is && status !== 'PARTIAL'),
  'cancel-refuses-scheduled CAN-57': gate((is, status) => is && status !== 'SCHEDULED DELIVERY'),
  'cancel-takes-failed CAN-47 CAN-56': gate((is, status) => is || status === 'FAILED'),
  'cancel-takes-pending CAN-47 CAN-56': gate((is, status) => is || status === 'PENDING'),
  'cancel-refunds-what-it-skips CAN-51 CAN-45': pays(({ reward }, outcome) => (outcome === 'changed' ? 0 : (reward?.amount ?? 0))),
  'cancel-refunds-what-is-left CAN-51': pays(({ reward }, outcome) =>
    outcome === 'redeemed' && reward !== null ? reward.amount - reward.redeemedAmount : 0,
  ),
  'cancel-takes-reissued-promo CAN-52': rule('firstIssuance', () => true),
  'cancel-skips-any-reissued CAN-30': issuance(({ reward }) => reward?.issuance === 1),
  'cancel-skips-promo CAN-32 CAN-52': issuance(({ product }) => product !== 'PROMO_LINK'),
})
