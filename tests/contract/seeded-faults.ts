import type { Target } from '../../contract/src/targets/target.ts'
import { documentedRules as documented, type Rules, type Transaction } from '../../sandbox/src/index.ts'
import { onTransaction } from '../mutation/inside.ts'
import type { Fetch } from '../mutation/mutant.ts'
import { isAbout } from '../mutation/wire.ts'
import { inProcessTarget, type Wraps } from './in-process.ts'

export type Question = Parameters<typeof documented.rewardState>[0]
type Order = Question['order']
type LineItem = Question['lineItem']

/** A sandbox with one thing wrong that shows in a sequence only. */
export interface Planted {
  does: string
  /** The clause that the failure names. */
  clause: string
  /** The smallest sequence that shows it, as a failure names it. */
  shown: string
  /** Only a random sequence comes to it. */
  random?: true
  target: () => Target
}

/** A sandbox with some rules replaced. */
export const withRules = (wrong: () => Partial<Rules>) => (): Target => inProcessTarget({ rules: { ...documented, ...wrong() } })
const withWraps = (wrong: () => Wraps) => (): Target => inProcessTarget({}, wrong())

/** Spoils eligibility where something is the case. */
export const eligibleIf = (right: (question: Question) => boolean | null): (() => Target) =>
  withRules(() => ({ rewardState: (question) => right(question) ?? documented.rewardState(question) }))

const was = ({ lineItem }: Question, action: string): boolean =>
  lineItem.history.some((entry) => entry.action === action && entry.outcome === 'changed')

const active = { status: 'ACTIVE' as const, frozenAt: null }
const thawed = (lineItem: LineItem): LineItem =>
  lineItem.reward?.status === 'FROZEN' ? { ...lineItem, reward: { ...lineItem.reward, ...active } } : lineItem

/** Mistakes that take more than one request to see. */
export const planted: Planted[] = [
  {
    does: 'begins the 48 hours again with a second freeze',
    clause: 'FRZ-49',
    shown: 'active: freeze; freeze',
    target: eligibleIf(({ action, lineItem }) => (action === 'FREEZE' && lineItem.reward?.status === 'FROZEN' ? true : null)),
  },
  {
    does: 'thaws with a second freeze',
    clause: 'FRZ-49',
    shown: 'active: freeze; freeze',
    target: withRules(() => ({
      rewardState: (question) => question.action === 'FREEZE' || documented.rewardState(question),
      freezeReward: (reward, now) => (reward.status === 'FROZEN' ? { ...reward, ...active } : documented.freezeReward(reward, now)),
    })),
  },
  {
    does: 'refuses to cancel what was unfrozen',
    clause: 'CAN-25',
    shown: 'active: freeze; unfreeze; cancel',
    target: eligibleIf((question) => (question.action === 'CANCEL' && was(question, 'UNFREEZE') ? false : null)),
  },
  {
    does: 'freezes the first time only',
    clause: 'FRZ-46',
    shown: 'active: freeze; unfreeze; freeze',
    target: eligibleIf((question) => (question.action === 'FREEZE' && was(question, 'FREEZE') ? false : null)),
  },
  {
    does: 'cancels, and refunds, what was redeemed in part',
    clause: 'CAN-35',
    shown: 'active: redeem 1; cancel',
    target: withRules(() => ({ unredeemed: (question) => question.action === 'CANCEL' || documented.unredeemed(question) })),
  },
  {
    does: 'counts in its event what the action before it changed',
    clause: 'EVT-13',
    shown: 'active: freeze; unfreeze; unfreeze',
    target: withRules(() => {
      const changed = new Map<string, number>()
      return {
        outcomeEvent: (run, ...rest) => {
          const id = run.order.referenceOrderID
          const before = changed.get(id) ?? run.changed
          changed.set(id, run.changed)
          return documented.outcomeEvent({ ...run, changed: before }, ...rest)
        },
      }
    }),
  },
  {
    does: 'sends no event for the second action on an order',
    clause: 'EVT-15',
    shown: 'active: freeze; unfreeze',
    target: withRules(() => ({ eventSent: ({ order }) => (order.lineItems[0]?.history.length ?? 0) < 2 })),
  },
  {
    does: 'ends a freeze a millisecond late',
    clause: 'FRZ-42',
    // The order beside holds a frozen reward too.
    shown: 'active: +48h',
    target: withRules(() => ({ freezeDuration: () => 48 * 3_600_000 + 1 })),
  },
  {
    does: 'tells the end of a freeze that nobody lifted',
    clause: 'EVT-17',
    shown: 'active: +48h',
    target: withRules(() => ({ autoUnfreezeEvent: () => true })),
  },
  {
    does: 'thaws an order that is updated',
    clause: 'UPD-21',
    shown: 'frozen: update notes=a',
    target: withRules(() => ({
      applyUpdate: (order, fields, interpretations) => ({
        ...documented.applyUpdate(order, fields, interpretations),
        lineItems: order.lineItems.map(thawed),
      }),
    })),
  },
  {
    does: 'refunds nothing for a reward that was frozen',
    clause: 'CAN-43',
    shown: 'active: freeze; cancel',
    target: withRules(() => ({
      refund: (lineItem, interpretations) =>
        lineItem.history.some(({ action }) => action === 'FREEZE') ? 0 : documented.refund(lineItem, interpretations),
    })),
  },
  {
    random: true,
    does: 'refuses to cancel what was unfrozen, in an order that is PARTIAL',
    clause: 'CAN-25',
    shown: 'partial: unfreeze; cancel',
    target: eligibleIf((question) =>
      question.order.status === 'PARTIAL' && question.action === 'CANCEL' && was(question, 'UNFREEZE') ? false : null,
    ),
  },
  {
    does: 'leaves a revision out',
    clause: 'EVT-28',
    shown: 'active: freeze; unfreeze',
    target: withRules(() => ({ nextRevision: ({ revision }) => (revision === 1 ? 3 : revision + 1) })),
  },
  {
    does: 'thaws the order beside',
    clause: 'UNF-02',
    shown: 'active: unfreeze',
    target: withWraps(() => ({ store: onTransaction(thawsBeside).wrapStore })),
  },
  {
    does: 'runs an action before the one that was accepted before it',
    clause: 'EVT-26',
    shown: 'active: (freeze, unfreeze)',
    target: withWraps(() => ({ store: onTransaction(lastFirst).wrapStore })),
  },
  {
    does: 'takes two requests that come at once for one',
    clause: 'EVT-26',
    shown: 'active: (freeze | freeze)',
    target: withWraps(() => ({ fetch: takesForOne })),
  },
  {
    does: 'ends a freeze a millisecond early',
    clause: 'FRZ-43',
    shown: 'active: +48h-1ms',
    target: withRules(() => ({ freezeDuration: () => 48 * 3_600_000 - 1 })),
  },
  {
    does: 'acts on what was redeemed after it was accepted',
    clause: 'EVT-26',
    shown: 'active: (freeze, redeem 1)',
    target: withRules(() => {
      const accepted = new Map<string, Order>()
      return {
        orderStatusGate: (action, order, interpretations) => {
          accepted.set(order.referenceOrderID, order)
          return documented.orderStatusGate(action, order, interpretations)
        },
        unredeemed: (question) => {
          const position = question.order.lineItems.indexOf(question.lineItem)
          const lineItem = accepted.get(question.order.referenceOrderID)?.lineItems[position] ?? question.lineItem
          return documented.unredeemed({ ...question, lineItem })
        },
      }
    }),
  },
]

/** A store that writes what an unfreeze does into every order of the platform. */
function thawsBeside(tx: Transaction): Partial<Transaction> {
  return {
    putOrder: (platform, order) => {
      tx.putOrder(platform, order)
      if (order.lineItems[0]?.history.at(-1)?.action !== 'UNFREEZE') return
      for (const other of tx.listOrders(platform)) {
        if (other.referenceOrderID !== order.referenceOrderID) tx.putOrder(platform, { ...other, lineItems: other.lineItems.map(thawed) })
      }
    },
  }
}

/** A store that gives what was added last the place of what waits already. */
function lastFirst(tx: Transaction): Partial<Transaction> {
  return {
    addTask: (platform, at, work) => {
      const waiting = tx.nextTask(platform, at)
      if (work.kind !== 'action' || waiting?.kind !== 'action') return tx.addTask(platform, at, work)
      const { platform: _, at: __, sequence: ___, ...earlier } = waiting
      tx.putTask({ ...waiting, ...work })
      tx.addTask(platform, at, earlier)
    },
  }
}

/** A way in that answers a request as the same one that is under way already. */
function takesForOne(fetch: Fetch): Fetch {
  const underWay = new Map<string, Promise<Response>>()
  return async (request) => {
    if (!isAbout('any', request)) return fetch(request)
    const key = `${request.headers.get('authorization')} ${request.url}`
    const same = underWay.get(key)
    if (same !== undefined) return (await same).clone()
    const answer = fetch(request)
    underWay.set(key, answer)
    const response = await answer
    underWay.delete(key)
    return response.clone()
  }
}
