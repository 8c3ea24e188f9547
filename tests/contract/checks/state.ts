import { isDeepStrictEqual } from 'node:util'
import type { Case, StateWant } from '../case.ts'
import type { Observation, Snapshot } from '../observe.ts'
import type { Assertions } from './assertions.ts'

/** Compares the order and its account after a case with what is wanted. */
export function checkState(row: Pick<Case, 'clauses' | 'state' | 'stateAtAnswer'>, seen: Observation, assertions: Assertions): void {
  const [clause] = row.clauses
  compare({ clause, when: 'right after the answer', assertions }, row.stateAtAnswer, seen.before, seen.atAnswer)
  compare({ clause, when: 'at the end', assertions }, row.state, seen.before, seen.after)
}

type About = { clause: string; when: string; assertions: Assertions }

function compare({ clause, when, assertions }: About, want: StateWant | undefined, before: Snapshot | null, after: Snapshot | null): void {
  if (want === undefined) return
  if (before === null || after === null) {
    assertions.same(clause, `the state ${when}`, 'to be seen', 'nothing was seen')
    return
  }
  const same = (what: string, expected: unknown, actual: unknown): void => assertions.same(clause, `${what} ${when}`, expected, actual)
  same('positions of the changed line items', want.changed, changedLineItems(before, after))
  const rewards = after.order.lineItems.map(({ reward }) => reward)
  if (want.rewards !== undefined)
    same(
      'reward statuses',
      want.rewards,
      rewards.map((reward) => reward?.status ?? null),
    )
  if (want.expires !== undefined) {
    same(
      'expiration dates',
      want.expires,
      rewards.map((reward) => (reward?.expiresAt ? Date.parse(reward.expiresAt) - Date.parse(before.order.createdAt) : null)),
    )
  }
  if (want.outcomes !== undefined)
    same(
      'recorded outcomes',
      want.outcomes,
      after.order.lineItems.map(({ history }) => history.at(-1)?.outcome),
    )
  same('money refunded to the account that paid', want.refunded ?? 0, refunded(before, after))
  same('other accounts', others(before), others(after))
  same('other orders', before.otherOrders, after.otherOrders)
  const { status, campaign, purchaseOrderNumber, notes } = before.order
  const order = { status, campaign, purchaseOrderNumber, notes, ...want.order }
  same('the order itself', order, pick(after.order, Object.keys(order)))
}

/** Line items that differ in anything but their history, which records skipped ones too. */
function changedLineItems(before: Snapshot, after: Snapshot): number[] {
  const plain = ({ order }: Snapshot): unknown[] => order.lineItems.map(({ history: _, ...lineItem }) => lineItem)
  const earlier = plain(before)
  return plain(after).flatMap((lineItem, index) => (isDeepStrictEqual(lineItem, earlier[index]) ? [] : [index]))
}

const paid = ({ order, accounts }: Snapshot) =>
  accounts.find(
    (account) => account.accountIdentifier === order.accountIdentifier && account.customerIdentifier === order.customerIdentifier,
  )

const refunded = (before: Snapshot, after: Snapshot): number => (paid(after)?.balance ?? 0) - (paid(before)?.balance ?? 0)

const others = (snapshot: Snapshot): unknown[] => snapshot.accounts.filter((account) => account !== paid(snapshot))

function pick(order: object, fields: string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, (order as Record<string, unknown>)[field]]))
}
