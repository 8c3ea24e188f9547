import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import type { LineItem, Order } from '../../../sandbox/src/model.ts'
import { type Change, onTransaction, rule } from '../inside.ts'
import { forEachAction, keyed } from '../mutant.ts'

type Question = Parameters<typeof documented.withinWindow>[0]
type Reason = ReturnType<typeof documented.eligible>

const position = ({ order, lineItem }: Question): number => order.lineItems.indexOf(lineItem)
/** What is right for another line item of the order. */
const rightFor = (question: Question, lineItem: LineItem): Reason => documented.eligible(documented, { ...question, lineItem })

/** Which order an action is about, and which of its line items it reaches. */
export const scopeMutants = forEachAction(({ op, action }) => {
  const judge = (change: (right: Reason, question: Question) => Reason) =>
    rule('eligible', (right, _, question) => change(right, question), action)
  const isTouched = ({ history }: LineItem): boolean => history.at(-1)?.action === action
  /** What is kept of an order that the action touched. */
  const keeps = (change: (order: Order) => Order) =>
    onTransaction((tx) => ({
      putOrder: (platform, order) => tx.putOrder(platform, order.lineItems.some(isTouched) ? change(order) : order),
    }))
  return {
    'acts-when-nothing-is-eligible 23 CAN-41 UNF-42': judge((is, question) =>
      question.lineItem.reward !== null && question.order.lineItems.every((one) => rightFor(question, one) !== null) ? null : is,
    ),
    'reaches-other-orders 2': onTransaction((tx) => ({
      putOrder: (platform, order) => {
        tx.putOrder(platform, order)
        const status = order.lineItems[0]?.reward?.status
        if (status === undefined || !order.lineItems.some(isTouched)) return
        const reached = (lineItem: LineItem): LineItem => ({ ...lineItem, reward: lineItem.reward && { ...lineItem.reward, status } })
        for (const other of tx.listOrders(platform).filter(({ referenceOrderID }) => referenceOrderID !== order.referenceOrderID)) {
          tx.putOrder(platform, { ...other, lineItems: other.lineItems.map(reached) })
        }
      },
    })),
    'takes-the-first-order FRZ-13 FRZ-14 UNF-13 UNF-14 CAN-13 CAN-14': rule(
      'findOrder',
      (right, tx, platform) => right && tx.listOrders(platform.name)[0],
    ),
    'takes-the-first-only 25': judge((is, question) => {
      const first = question.order.lineItems.find((one) => rightFor(question, one) === null)
      return is ?? (first === question.lineItem ? null : 'reward-state')
    }),
    'forgets-the-last 25': judge((is, question) => {
      const isLast = position(question) > 0 && position(question) === question.order.lineItems.length - 1
      return is ?? (isLast ? 'reward-state' : null)
    }),
    'takes-a-thousand 25': judge((is, question) => is ?? (position(question) < 1_000 ? null : 'reward-state')),
    'skips-quantities 25': judge((is, { lineItem }) => is ?? (lineItem.quantity > 1 ? 'reward-state' : null)),
    'takes-all-when-one-is-eligible 26': judge((is, question) =>
      question.lineItem.reward !== null && question.order.lineItems.some((one) => rightFor(question, one) === null) ? null : is,
    ),
    'marks-the-skipped 26': keeps((order) => ({
      ...order,
      lineItems: order.lineItems.map((one) =>
        isTouched(one) && one.history.at(-1)?.outcome !== 'changed' ? { ...one, externalRefLineItemID: 'skipped' } : one,
      ),
    })),
    'changes-the-order-status 27': keeps((order) => ({ ...order, status: 'PENDING' })),
    'writes-into-the-order 27': keeps((order) => ({ ...order, campaign: op })),
    'takes-all-or-nothing 28': judge(
      (is, question) => is ?? question.order.lineItems.map((one) => rightFor(question, one)).find((reason) => reason !== null) ?? null,
    ),
    'stops-at-the-first-skipped 28': judge((is, question) => {
      const before = question.order.lineItems.slice(0, position(question))
      return is ?? before.map((one) => rightFor(question, one)).find((reason) => reason !== null) ?? null
    }),
    'judges-all-by-the-first 26 28': judge((is, question) =>
      question.lineItem.reward === null ? is : rightFor(question, question.order.lineItems[0] ?? question.lineItem),
    ),
    'event-missing 29': rule('eventSent', () => false, action),
  }
})

const redeemed = ({ reward }: LineItem): number => reward?.redeemedAmount ?? 0
const amount = ({ reward }: LineItem): number => reward?.amount ?? 0

/** Which products, rewards and line items are eligible for an action. */
export const eligibilityMutants = forEachAction(({ action }) => {
  const skips = (name: string) => rule('choiceProduct', (is, { lineItem }) => is && lineItem.product !== name, action)
  const complete = (change: Change<'lineItemComplete'>) => rule('lineItemComplete', change, action)
  const unredeemed = (change: Change<'unredeemed'>) => rule('unredeemed', change, action)
  const [first, incomplete] = action === 'CANCEL' ? ['54 45', '54'] : ['37', '37']
  const products = {
    REWARD_LINK: '25 30',
    GLOBAL_CHOICE_LINK: '31',
    PROMO_LINK: action === 'CANCEL' ? '32 52' : '32',
    DISBURSEMENT_LINK: '33',
  }
  return {
    ...keyed(Object.entries(products), ([name, clauses]) => [`forgets-${name.toLowerCase().replaceAll('_', '-')} ${clauses}`, skips(name)]),
    'takes-any-product 34': rule('choiceProduct', () => true, action),
    'takes-partly-redeemed 35': unredeemed((_, { lineItem }) => redeemed(lineItem) < amount(lineItem)),
    'forgives-a-cent 35': unredeemed((_, { lineItem }) => redeemed(lineItem) <= 1),
    'forgives-all-but-a-cent 35': unredeemed((is, { lineItem }) => is || redeemed(lineItem) === amount(lineItem) - 1),
    'takes-fully-redeemed 36': unredeemed((is, { lineItem }) => is || redeemed(lineItem) === lineItem.reward?.amount),
    [`takes-incomplete ${first}`]: complete(() => true),
    [`takes-cancelled-line-item ${first}`]: complete((_, { lineItem }) => lineItem.reward !== null),
    [`takes-failed-line-item ${incomplete}`]: complete((is, { lineItem }) => is || lineItem.status === 'FAILED'),
    [`takes-pending-line-item ${incomplete}`]: complete((is, { lineItem }) => is || lineItem.status === 'PENDING'),
  }
})
