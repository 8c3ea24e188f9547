import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { onTransaction } from '../memory.ts'
import { forEachAction, numbered, type Wrong, wrong } from '../mutant.ts'

type Question = Parameters<typeof documented.withinWindow>[0]
type Reason = ReturnType<typeof documented.eligible>

const position = ({ order, lineItem }: Question): number => order.lineItems.indexOf(lineItem)

/** Which order an action is about, and which of its line items it reaches. */
export const scopeMutants = forEachAction(({ op, action, prefix: P }) => {
  const row = (id: string, clause: number | readonly (number | string)[], breaks: string, what: Wrong) =>
    wrong(`${op}-${id}`, numbered(P, clause), `${op} ${breaks}`, what)
  const judge = (
    id: string,
    clause: number | readonly (number | string)[],
    breaks: string,
    change: (right: Reason, question: Question) => Reason,
  ) =>
    row(id, clause, breaks, {
      rules: {
        eligible: (rules, question) => {
          const right = documented.eligible(rules, question)
          return question.action === action ? change(right, question) : right
        },
      },
    })
  const right = (question: Question): Reason => documented.eligible(documented, question)
  return [
    judge(
      'acts-when-nothing-is-eligible',
      [23, 'CAN-41', 'UNF-42'],
      'takes all line items where none is eligible',
      (is, { order, ...question }) =>
        order.lineItems.every((lineItem) => right({ ...question, order, lineItem }) !== null) && question.lineItem.reward !== null
          ? null
          : is,
    ),
    row(
      'reaches-other-orders',
      2,
      'reaches the other orders of the account',
      onTransaction((tx) => ({
        putOrder: (platform, order) => {
          tx.putOrder(platform, order)
          const status = order.lineItems[0]?.reward?.status
          if (status === undefined || !order.lineItems.some(({ history }) => history.at(-1)?.action === action)) return
          for (const other of tx.listOrders(platform).filter(({ referenceOrderID }) => referenceOrderID !== order.referenceOrderID)) {
            tx.putOrder(platform, {
              ...other,
              lineItems: other.lineItems.map((lineItem) => ({ ...lineItem, reward: lineItem.reward && { ...lineItem.reward, status } })),
            })
          }
        },
      })),
    ),
    row('takes-the-first-order', ['FRZ-13', 'FRZ-14', 'UNF-13', 'UNF-14', 'CAN-13', 'CAN-14'], 'takes the first order of the platform', {
      rules: { findOrder: (tx, platform, id) => documented.findOrder(tx, platform, id) && tx.listOrders(platform.name)[0] },
    }),
    judge(
      'takes-the-first-only',
      25,
      'takes the first eligible line item only',
      (is, { order, ...question }) =>
        is ??
        (order.lineItems.find((lineItem) => right({ ...question, order, lineItem }) === null) === question.lineItem
          ? null
          : 'reward-state'),
    ),
    judge(
      'forgets-the-last',
      25,
      'forgets the last line item of several',
      (is, question) =>
        is ?? (position(question) > 0 && position(question) === question.order.lineItems.length - 1 ? 'reward-state' : null),
    ),
    judge(
      'takes-a-thousand',
      25,
      'takes the first thousand line items only',
      (is, question) => is ?? (position(question) < 1_000 ? null : 'reward-state'),
    ),
    judge(
      'skips-quantities',
      25,
      'skips line items of more than one reward',
      (is, { lineItem }) => is ?? (lineItem.quantity > 1 ? 'reward-state' : null),
    ),
    judge('takes-all-when-one-is-eligible', 26, 'takes every line item when one is eligible', (is, { order, ...question }) =>
      question.lineItem.reward !== null && order.lineItems.some((lineItem) => right({ ...question, order, lineItem }) === null) ? null : is,
    ),
    row(
      'marks-the-skipped',
      26,
      'marks the line items that it skips',
      onTransaction((tx) => ({
        putOrder: (platform, order) =>
          tx.putOrder(platform, {
            ...order,
            lineItems: order.lineItems.map((lineItem) => {
              const last = lineItem.history.at(-1)
              return last?.action === action && last.outcome !== 'changed' ? { ...lineItem, externalRefLineItemID: 'skipped' } : lineItem
            }),
          }),
      })),
    ),
    row(
      'changes-the-order-status',
      27,
      'changes the status of the order',
      onTransaction((tx) => ({
        putOrder: (platform, order) =>
          tx.putOrder(
            platform,
            order.lineItems.some(({ history }) => history.at(-1)?.action === action) ? { ...order, status: 'PENDING' } : order,
          ),
      })),
    ),
    row(
      'writes-into-the-order',
      27,
      'notes itself in the campaign of the order',
      onTransaction((tx) => ({
        putOrder: (platform, order) =>
          tx.putOrder(
            platform,
            order.lineItems.some(({ history }) => history.at(-1)?.action === action) ? { ...order, campaign: op } : order,
          ),
      })),
    ),
    judge(
      'takes-all-or-nothing',
      28,
      'takes no line item when one is not eligible',
      (is, { order, ...question }) =>
        is ?? order.lineItems.map((lineItem) => right({ ...question, order, lineItem })).find((reason) => reason !== null) ?? null,
    ),
    judge(
      'stops-at-the-first-skipped',
      28,
      'stops at the first line item that is not eligible',
      (is, { order, ...question }) =>
        is ??
        order.lineItems
          .slice(0, order.lineItems.indexOf(question.lineItem))
          .map((lineItem) => right({ ...question, order, lineItem }))
          .find((reason) => reason !== null) ??
        null,
    ),
    judge('judges-all-by-the-first', [26, 28], 'judges all line items by the first', (is, { order, lineItem, ...question }) =>
      lineItem.reward === null ? is : right({ ...question, order, lineItem: order.lineItems[0] ?? lineItem }),
    ),
    row('event-missing', 29, 'sends no event', {
      rules: { eventSent: (run, interpretations) => run.action.action !== action && documented.eventSent(run, interpretations) },
    }),
  ]
})
