import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { onTransaction } from '../memory.ts'
import { type Broken, type Mutant, type Wrong, wrong, wrongRule } from '../mutant.ts'
import { window, windowMutants } from './window.ts'

type Order = Parameters<typeof documented.orderSource>[1]
type LineItem = Parameters<typeof documented.refund>[0]
type Status = NonNullable<LineItem['reward']>['status']

const skips = (status: Status): Wrong => ({
  rules: {
    rewardState: (question) =>
      documented.rewardState(question) && !(question.action === 'CANCEL' && question.lineItem.reward?.status === status),
  },
})

const refunds = (id: string, clause: Broken, breaks: string, amount: (right: number, lineItem: LineItem) => number): Mutant =>
  wrongRule(id, clause, breaks, { refund: (lineItem, interpretations) => amount(documented.refund(lineItem, interpretations), lineItem) })

const pays = (id: string, clause: Broken, breaks: string, refundAccount: typeof documented.refundAccount): Mutant =>
  wrongRule(id, clause, breaks, { refundAccount })

const gate = (id: string, clause: Broken, breaks: string, open: (right: boolean, order: Order) => boolean): Mutant =>
  wrongRule(id, clause, breaks, {
    orderStatusGate: (action, order, interpretations) => {
      const right = documented.orderStatusGate(action, order, interpretations)
      return action === 'CANCEL' ? open(right, order) : right
    },
  })

const issuance = (id: string, clause: Broken, breaks: string, first: typeof documented.firstIssuance): Mutant =>
  wrongRule(id, clause, breaks, { firstIssuance: first })

/** What only cancelling does. */
export const cancelMutants: Mutant[] = [
  wrong('cancel-skips-active', ['CAN-25', 'CAN-38'], 'skips active rewards', skips('ACTIVE')),
  wrongRule('cancel-skips-complete', ['CAN-25', 'CAN-37', 'CAN-38', 'CAN-49'], 'skips COMPLETE line items', {
    lineItemComplete: (question) => question.action !== 'CANCEL' && documented.lineItemComplete(question),
  }),
  wrong(
    'cancel-frozen-for-ever',
    'CAN-42',
    'cancels a frozen reward whatever its age',
    window('CANCEL', (question) => documented.withinWindow(question) || question.lineItem.reward?.status === 'FROZEN'),
  ),
  gate(
    'cancel-refuses-scheduled',
    'CAN-57',
    'refuses orders that are SCHEDULED DELIVERY',
    (right, { status }) => right && status !== 'SCHEDULED DELIVERY',
  ),
  wrong('cancel-skips-frozen', 'CAN-49', 'skips frozen rewards', skips('FROZEN')),
  wrongRule('cancelled-can-be-redeemed', ['CAN-40', 'CAN-41', 'UNF-44'], 'lets a cancelled reward be redeemed', {
    redeemable: (reward, amount) => (reward.status === 'CANCELLED' ? null : documented.redeemable(reward, amount)),
  }),
  wrongRule('cancelled-stays-active', ['CAN-25', 'CAN-40'], 'leaves a cancelled reward active', {
    cancelReward: (reward) => ({ ...reward, frozenAt: null }),
  }),
  wrongRule('cancelled-is-frozen', 'CAN-25', 'freezes where it should cancel', {
    cancelReward: (reward) => ({ ...reward, status: 'FROZEN' }),
  }),
  wrongRule(
    'cancel-can-be-undone',
    ['CAN-41', 'FRZ-37', 'UNF-37', 'CAN-54', 'CAN-45', 'FRZ-38', 'UNF-43', 'UNF-44'],
    'lets unfreeze undo a cancellation',
    {
      lineItemComplete: ({ lineItem }) => lineItem.reward !== null,
      rewardState: (question) =>
        documented.rewardState(question) || (question.action === 'UNFREEZE' && question.lineItem.reward?.status === 'CANCELLED'),
    },
  ),
  wrongRule(
    'cancelled-can-be-frozen',
    ['CAN-41', 'FRZ-37', 'UNF-37', 'CAN-54', 'CAN-45', 'FRZ-38', 'UNF-43', 'UNF-44'],
    'lets a cancelled reward be frozen, and so come back',
    {
      lineItemComplete: ({ lineItem }) => lineItem.reward !== null,
      rewardState: (question) =>
        documented.rewardState(question) || (question.action === 'FREEZE' && question.lineItem.reward?.status === 'CANCELLED'),
    },
  ),
  ...windowMutants('cancel', 'CANCEL', 'CAN-42', 'CAN-55'),
  refunds('refund-of-nothing', 'CAN-43', 'refunds nothing', () => 0),
  refunds('refund-doubled', 'CAN-43', 'refunds twice the amount', (right) => 2 * right),
  refunds('refund-in-whole-units', 'CAN-43', 'rounds a refund to whole units', (right) => Math.round(right / 100) * 100),
  refunds('refund-of-a-fixed-amount', 'CAN-43', 'refunds 25.00 for every reward', () => 2_500),
  refunds('refund-negative', 'CAN-43', 'debits the account instead', (right) => -right),
  wrongRule('refund-of-the-first-only', 'CAN-43', 'refunds the first line item only', () => {
    let paid = false
    return {
      refund: (lineItem, interpretations) => {
        const amount = paid ? 0 : documented.refund(lineItem, interpretations)
        paid = true
        return amount
      },
    }
  }),
  wrong(
    'refund-is-not-kept',
    'CAN-43',
    'forgets the refund',
    onTransaction((tx) => ({
      putAccount: (platform, account) => {
        const known = tx.listAccounts(platform).some(({ accountIdentifier }) => accountIdentifier === account.accountIdentifier)
        if (!known) tx.putAccount(platform, account)
      },
    })),
  ),
  pays('refund-to-the-first-account', 'CAN-44', 'refunds the first account of the platform', (_, accounts) => accounts[0]),
  pays('refund-to-the-same-name', 'CAN-44', 'refunds the account of that name of any customer', (order, accounts) =>
    accounts.find(({ accountIdentifier }) => accountIdentifier === order.accountIdentifier),
  ),
  pays('refund-to-the-customer', 'CAN-44', 'refunds any account of the customer', (order, accounts) =>
    accounts.find(({ customerIdentifier }) => customerIdentifier === order.customerIdentifier),
  ),
  pays('refund-to-nobody', 'CAN-43', 'finds no account to refund', () => undefined),
  wrongRule('cancel-refunds-as-often-as-asked', ['CAN-45', 'CAN-54'], 'refunds a reward each time', {
    eligible: (rules, question) =>
      question.action === 'CANCEL' && question.lineItem.status === 'CANCELLED' ? null : documented.eligible(rules, question),
  }),
  gate('cancel-refuses-complete', ['CAN-05', 'CAN-46'], 'refuses COMPLETE orders', (is, { status }) => is && status !== 'COMPLETE'),
  gate('cancel-refuses-partial', 'CAN-46', 'refuses PARTIAL orders', (is, { status }) => is && status !== 'PARTIAL'),
  gate('cancel-takes-failed', ['CAN-47', 'CAN-56'], 'takes FAILED orders', (is, { status }) => is || status === 'FAILED'),
  gate('cancel-takes-pending', ['CAN-47', 'CAN-56'], 'takes PENDING orders', (is, { status }) => is || status === 'PENDING'),
  wrong(
    'cancel-refunds-what-it-skips',
    ['CAN-51', 'CAN-45'],
    'refunds the skipped line items too',
    onTransaction((tx) => ({
      putOrder: (platform, order) => {
        tx.putOrder(platform, order)
        for (const { history, reward } of order.lineItems) {
          const last = history.at(-1)
          const account = documented.refundAccount(order, tx.listAccounts(platform))
          if (last?.action !== 'CANCEL' || last.outcome === 'changed' || reward === null || account === undefined) continue
          tx.putAccount(platform, { ...account, balance: account.balance + reward.amount })
        }
      },
    })),
  ),
  wrong(
    'cancel-refunds-what-is-left',
    'CAN-51',
    'refunds what is left of a partly redeemed reward',
    onTransaction((tx) => ({
      putOrder: (platform, order) => {
        tx.putOrder(platform, order)
        for (const { history, reward } of order.lineItems) {
          const account = documented.refundAccount(order, tx.listAccounts(platform))
          if (history.at(-1)?.outcome !== 'redeemed' || history.at(-1)?.action !== 'CANCEL' || reward === null || account === undefined)
            continue
          tx.putAccount(platform, { ...account, balance: account.balance + reward.amount - reward.redeemedAmount })
        }
      },
    })),
  ),
  issuance('cancel-takes-reissued-promo', 'CAN-52', 'cancels a reissued Promo Link', () => true),
  issuance(
    'cancel-skips-any-reissued',
    'CAN-30',
    'skips any reissued reward',
    ({ action, lineItem }) => action !== 'CANCEL' || lineItem.reward?.issuance === 1,
  ),
  issuance(
    'cancel-skips-promo',
    ['CAN-32', 'CAN-52'],
    'skips every Promo Link',
    ({ action, lineItem }) => action !== 'CANCEL' || lineItem.product !== 'PROMO_LINK',
  ),
  refunds('refund-minus-fee', 'CAN-53', 'takes the fee off the refund', (right, { fee }) => right - fee),
  refunds('refund-plus-fee', 'CAN-53', 'refunds the fee too', (right, { fee }) => right + fee),
]
