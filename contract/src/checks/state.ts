import { isDeepStrictEqual } from 'node:util'
import { operations } from '../../../generated/operations.ts'
import { DAY } from '../../../sandbox/src/units.ts'
import { type Case, fieldsOf, type StateWant, type Step } from '../cases/case.ts'
import { groupsBy } from '../group-by.ts'
import type { Snapshot } from '../targets/observe.ts'
import type { OrderView } from '../targets/target.ts'
import { CHANGES } from './asked-by.ts'
import { type Assertion, type Facts, type Problem, same } from './assertion.ts'
import { itemClause, lineItemsOf } from './item-clause.ts'

/** What must be true of the order and its account after a case, one assertion for each clause that says so. */
export function stateAssertions(row: Case): Assertion[] {
  return [
    ...moment(row, row.stateAtAnswer, { at: (seen) => seen.atAnswer, when: 'right after the response', clause: row.clause }),
    ...moment(row, row.state, { at: (seen) => seen.after, when: 'at the end' }),
    ...redemptionAssertions(row),
  ]
}

interface Moment {
  at: (seen: Facts) => Snapshot | null
  when: string
  /** In place of the clauses of the line items. */
  clause?: string
}

function moment(row: Case, want: StateWant | undefined, { at, when, clause }: Moment): Assertion[] {
  if (want === undefined) return []
  const basics = basicsOf(row)
  const assertion: Assert = (own, what, compare, restsOn = []) => ({
    clause: own,
    part: 'state',
    what: `${what} ${when}`,
    restsOn: [...basics, ...restsOn],
    check: (seen) => {
      const after = at(seen)
      return seen.before === null || after === null ? undefined : compare(seen.before, after)
    },
  })
  const positions = [...lineItemsOf(row).keys()]
  const byClause = groupsBy(positions, (position) => clause ?? itemClause(row, position, want.changed))
  return [
    ...Object.entries(byClause).map(([own, found = []]) =>
      assertion(own, 'line items', (before, after) => lineItemProblems(want, found, before, after)),
    ),
    ...keptAssertion(row, want, assertion),
    ...expiryAssertions(row, want, assertion),
    ...moneyAssertions(row, want, Object.keys(byClause), assertion),
    assertion(
      operations[row.request.operation].prefix === 'UPD' ? 'UPD-04' : `${operations[row.request.operation].prefix}-02`,
      'other orders',
      (before, after) => same(isDeepStrictEqual(before.otherOrders, after.otherOrders), before.otherOrders, after.otherOrders),
    ),
    ...orderAssertions(row, want, assertion),
  ]
}

type Assert = (
  clause: string,
  what: string,
  compare: (before: Snapshot, after: Snapshot) => Problem[],
  restsOn?: readonly string[],
) => Assertion

/**
 * Clauses that a case takes for granted, in the order in which its steps need them: that actions have an effect, inside the window and
 * again, and that a freeze lasts as long as it does.
 *
 * @example basicsOf({ ...row, before: [{ act: 'freeze' }] }) // ['FRZ-25', 'UNF-25', …]
 */
export function basicsOf({ request, before = [], after = [] }: Case): string[] {
  const own = request.operation.replace('AsyncOrder', '')
  const prefix = operations[request.operation].prefix
  const time: Time = { waited: 0, since: null }
  const all = [...before, { act: own }, ...after].flatMap((step) => needs(step, time))
  return prefix === 'UPD' ? all : [`${prefix}-26`, `${prefix}-23`, ...all]
}

/** How much time has passed; milliseconds. */
interface Time {
  waited: number
  /** Since the last freeze; null before the first. */
  since: number | null
}

function needs(step: Step | { act: string }, time: Time): string[] {
  if ('advance' in step) {
    time.waited += step.advance
    if (time.since === null) return []
    time.since += step.advance
    return ['FRZ-42', 'FRZ-43']
  }
  if (!('act' in step)) return []
  const { since } = time
  const isLate = time.waited >= DAY
  if (step.act === 'freeze') time.since = 0
  const clauses: Record<string, string[]> = {
    freeze: ['FRZ-25', 'FRZ-28', ...(isLate ? ['FRZ-44', 'FRZ-45'] : []), ...(since === null ? [] : ['FRZ-46'])],
    unfreeze: ['UNF-25', 'UNF-28', ...(since !== null && since > 0 ? ['UNF-45', 'UNF-48'] : [])],
    cancel: ['CAN-25', 'CAN-28', ...(isLate ? ['CAN-42', 'CAN-55'] : []), ...(since === null ? [] : ['CAN-49'])],
  }
  return clauses[step.act] ?? []
}

/** That not everything is touched which is to be left alone: what one kind of line item fails alone is its own clause. */
function keptAssertion(row: Case, { changed }: StateWant, assertion: Assert): Assertion[] {
  const prefix = operations[row.request.operation].prefix
  const kept = [...lineItemsOf(row).keys()].filter((position) => !changed.includes(position))
  const kinds = new Set(kept.map((position) => itemClause(row, position, changed)))
  if (prefix === 'UPD' || kinds.size < 2) return []
  return [
    assertion(`${prefix}-${changed.length === 0 ? 23 : 26}`, 'line items that are not eligible', (before, after) => {
      const touched = kept.filter(
        (position) => !isDeepStrictEqual(plain(before.order.lineItems[position]), plain(after.order.lineItems[position])),
      )
      return same(touched.length < kept.length, 'left as they were', touched)
    }),
  ]
}

/** The clause of each action about whether its rewards can be redeemed. */
const REDEEMABLE: Record<string, string> = { freeze: 'FRZ-40', unfreeze: 'UNF-40', cancel: 'CAN-40' }

/** Who can redeem a reward after the last action, as the steps of a case try. */
function redemptionAssertions(row: Case): Assertion[] {
  const steps = [...(row.before ?? []), { act: row.request.operation.replace('AsyncOrder', '') }, ...(row.after ?? [])]
  if (!steps.some((step) => 'redeem' in step)) return []
  const acts = steps.flatMap((step) => ('act' in step ? [step.act] : []))
  const basics = [...basicsOf(row), ...acts.flatMap((act) => REDEEMABLE[act] ?? [])]
  return [
    {
      clause: row.clause,
      part: 'state',
      what: 'redemptions',
      restsOn: basics,
      check: ({ surprises }) => surprises.map((actual) => ({ expected: 'as the clause says', actual })),
    },
  ]
}

/** A line item without its history, which records skipped actions too; without its expiration date where that is asserted by itself. */
function plain(lineItem: OrderView['lineItems'][number] | undefined, { expires }: Pick<StateWant, 'expires'> = {}): unknown {
  const { history: _, reward, ...others } = lineItem ?? {}
  return { ...others, reward: expires === undefined || !reward ? reward : { ...reward, expiresAt: null } }
}

function lineItemProblems(want: StateWant, positions: readonly number[], before: Snapshot, after: Snapshot): Problem[] {
  // A large order that goes wrong goes wrong the same way everywhere.
  return positions.flatMap((position) => lineItemProblem(want, position, before, after)).slice(0, 3)
}

function lineItemProblem(want: StateWant, position: number, before: Snapshot, after: Snapshot): Problem[] {
  const [earlier, later] = [before, after].map(({ order }) => order.lineItems[position])
  const what = `line item ${position}`
  const status = later?.reward?.status ?? null
  const wanted = want.rewards?.[position]
  if (wanted !== undefined && wanted !== status) return [{ what: `${what}: status of the reward`, expected: wanted, actual: status }]
  const { history = [] } = later ?? {}
  const [plainEarlier, plainLater] = [plain(earlier, want), plain(later, want)]
  const changed = !isDeepStrictEqual(plainEarlier, plainLater)
  if (changed !== want.changed.includes(position))
    return [{ what, expected: changed ? plainEarlier : 'changed', actual: changed ? plainLater : 'as before' }]
  const outcome = want.outcomes?.[position]
  const recorded = history.findLast(({ action }) => action !== 'RELEASE')?.outcome
  if (outcome !== undefined && outcome !== recorded) return [{ what: `${what}: recorded outcome`, expected: outcome, actual: recorded }]
  return []
}

/** Expiration dates, in milliseconds after the case began. */
function expiryAssertions({ clause }: Case, { expires }: StateWant, assertion: Assert): Assertion[] {
  if (expires === undefined) return []
  return [
    assertion(clause, 'expiration dates', (before, { order }) => {
      const began = Date.parse(before.order.createdAt)
      const actual = order.lineItems.map(({ reward }) => (reward?.expiresAt ? Date.parse(reward.expiresAt) - began : null))
      return same(isDeepStrictEqual(actual, expires), expires, actual)
    }),
  ]
}

function moneyAssertions(row: Case, { refunded = 0, changed }: StateWant, items: readonly string[], assertion: Assert): Assertion[] {
  const { clause, request } = row
  const prefix = operations[request.operation].prefix
  if (prefix !== 'CAN')
    return [
      assertion(prefix === 'UPD' ? 'UPD-21' : `${prefix}-27`, 'accounts', (before, after) =>
        same(isDeepStrictEqual(before.accounts, after.accounts), before.accounts, after.accounts),
      ),
    ]
  const about = ['CAN-43', 'CAN-45', 'CAN-51', 'CAN-53'].includes(clause) ? clause : null
  const money = [...items.filter((item) => item !== about), 'CAN-44', 'CAN-43']
  const paidBack = (holds: (actual: number) => boolean) => (before: Snapshot, after: Snapshot) => {
    const actual = (paid(after)?.balance ?? 0) - (paid(before)?.balance ?? 0)
    return same(holds(actual), refunded, actual)
  }
  const tooMuch = about ?? (changed.length < lineItemsOf(row).length ? 'CAN-51' : 'CAN-43')
  return [
    assertion('CAN-44', 'other accounts', (before, after) =>
      same(isDeepStrictEqual(others(before), others(after)), others(before), others(after)),
    ),
    assertion(
      about ?? 'CAN-43',
      'money refunded to the account that paid',
      paidBack((actual) => actual >= refunded),
      money,
    ),
    assertion(
      tooMuch,
      'money refunded to the account that paid',
      paidBack((actual) => actual <= refunded),
      money,
    ),
  ]
}

const FIELDS = ['campaign', 'purchaseOrderNumber', 'notes'] as const

/** The order itself: what was sent, what was not, and its status, which no action changes. */
function orderAssertions({ clause, request }: Case, want: StateWant, assertion: Assert): Assertion[] {
  const prefix = operations[request.operation].prefix
  const sent = fieldsOf(request)
  const field = (own: string, name: 'status' | (typeof FIELDS)[number], restsOn?: readonly string[]): Assertion =>
    assertion(
      own,
      `${name} of the order`,
      ({ order: earlier }, { order: later }) => {
        const expected = want.order?.[name] ?? earlier[name]
        return same(expected === later[name], expected, later[name])
      },
      restsOn,
    )
  if (prefix !== 'UPD') return ['status' as const, ...FIELDS].map((name) => field(`${prefix}-27`, name))
  const changes = (name: string): string => (sent[name] === '' ? 'UPD-69' : (CHANGES[name] ?? clause))
  return [
    field('UPD-21', 'status'),
    ...FIELDS.map((name) => (name in sent ? field(changes(name), name, [CHANGES[name] ?? '']) : field('UPD-22', name))),
  ]
}

const paid = ({ order, accounts }: Snapshot) =>
  accounts.find(
    (account) => account.accountIdentifier === order.accountIdentifier && account.customerIdentifier === order.customerIdentifier,
  )

const others = (snapshot: Snapshot): unknown[] => snapshot.accounts.filter((account) => account !== paid(snapshot))
