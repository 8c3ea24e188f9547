import type { Difference } from './difference.ts'
import { ownOrder } from './legal.ts'
import { isEligible, lineItemClause, prefixOf } from './line-items.ts'
import type { Action, Model } from './model/model.ts'
import type { Ask, Step } from './sequence.ts'

/** What is known of a step that went wrong. */
interface About {
  ask: Ask | null
  before: Model
  /** All that differs. */
  found: readonly Difference[]
}
type Row = [path: RegExp, clause: (difference: Difference, about: About, match: RegExpExecArray) => string | null]

const always = (clause: string) => (): string => clause
const ofAction =
  (number: string) =>
  (_: Difference, { ask }: About): string | null => {
    const action = actionOf(ask)
    return action === null ? null : `${prefixOf(action)}-${number}`
  }

/** That a field is there is one statement, its value another. */
const ofKind =
  (type: 'string' | 'number', number: string, value: string): Row[1] =>
  (difference, about) =>
    typeof difference.actual === type ? value : ofAction(number)(difference, about)

/** Which clause a difference violates; the first row that fits its path. */
const rows: Row[] = [
  [/^answers\.0\.body\.referenceOrderId$/, ofAction('13')],
  [/^answers\.0\.body\.externalRefID$/, (difference, about) => (difference.expected === '' ? 'GEN-24' : ofAction('14')(difference, about))],
  [/^answers\.0\.body\.status$/, ofKind('string', '15', 'GEN-25')],
  [/^answers\.0\.body\.totalLineItems$/, ofKind('number', '16', 'GEN-26')],
  [/^answers\.0\.body\.date$/, ofKind('string', '17', 'GEN-27')],
  [/^answers\.0\.body\./, always('GEN-28')],
  [/^answers\.0\.body$/, ofAction('18')],
  [/^answers\.0\.referenceOrderID$/, always('UPD-30')],
  [/^answers\.0\.orderStatus$/, always('UPD-31')],
  [/^answers\.0\.(campaign|purchaseOrderNumber|notes)$/, shownClause],
  [/^answers\.0\.status$/, statusClause],
  [/^answers\.0$/, redeemClause],
  [/^order\.lineItems\.(\d+)\./, orderLineItemClause],
  [/^order\.status$/, ofAction('27')],
  [/^order\.(campaign|purchaseOrderNumber|notes)$/, (_, { ask }, [, field = '']) => (isUpdate(ask) ? fieldClause(ask, field) : null)],
  [/^beside\./, besideClause],
  [/^accounts\..*\.balance$/, balanceClause],
  [/^events\.\d+\.revision$/, ({ actual }) => (Number.isInteger(actual) ? 'EVT-28' : 'EVT-02')],
  [/^events\.\d+\.category$/, always('EVT-03')],
  [/^events\.\d+\.eventType$/, always('EVT-04')],
  [/^events\.\d+\.eventOccurredAt$/, always('EVT-05')],
  [/^events\.\d+\.referenceOrderId$/, always('EVT-06')],
  [/^events\.\d+\.action$/, always('EVT-09')],
  [/^events\.\d+\.reasonCode$/, always('EVT-10')],
  [/^events\.\d+\.status$/, always('EVT-11')],
  [/^events\.\d+\.totalLineItems$/, always('EVT-12')],
  [/^events\.\d+\.successfulLineItems$/, always('EVT-13')],
  [/^events\.\d+\.failedLineItems$/, always('EVT-14')],
  [/^events\.\d+$/, eventClause],
]

/**
 * The clause that a step violates, by what differs first; null where none says it.
 *
 * @param before as it is before the step
 * @example clauseOf({ asks: [{ act: 'cancel' }] }, [{ path: 'answers.0.status', expected: 202, actual: 200 }], before) // 'CAN-12'
 */
export function clauseOf(step: Step, found: readonly Difference[], before: Model): string | null {
  const [first] = found
  if (first === undefined) return null
  if ('together' in step) return 'EVT-26'
  const about = { ask: 'asks' in step ? step.asks[0] : null, before, found }
  for (const [path, clause] of rows) {
    const match = path.exec(first.path)
    if (match !== null) return clause(first, about, match)
  }
  return null
}

const actionOf = (ask: Ask | null): Action | null => (ask !== null && 'act' in ask ? (ask.act.toUpperCase() as Action) : null)
const isUpdate = (ask: Ask | null): ask is Extract<Ask, { update: unknown }> => ask !== null && 'update' in ask
const UPDATED: Record<string, [changed: string, shown: string]> = {
  campaign: ['UPD-10', 'UPD-38'],
  purchaseOrderNumber: ['UPD-14', 'UPD-39'],
  notes: ['UPD-16', 'UPD-40'],
}

/** What an update must do to a field: change it, clear it, or leave it. */
function fieldClause({ update }: Extract<Ask, { update: unknown }>, field: string): string | null {
  const value = (update as Record<string, string>)[field]
  if (value === undefined) return 'UPD-22'
  return value === '' ? 'UPD-69' : (UPDATED[field]?.[0] ?? null)
}

/** What was not changed cannot be shown as changed either. */
function shownClause(_: Difference, { ask, found }: About, [, field = '']: RegExpExecArray): string | null {
  if (isUpdate(ask) && found.some(({ path }) => path === `order.${field}`)) return fieldClause(ask, field)
  return UPDATED[field]?.[1] ?? null
}

/** Orders that are not COMPLETE and are acted on all the same. */
const GATES: Record<Action, Record<string, string>> = {
  FREEZE: { PENDING: 'FRZ-48' },
  UNFREEZE: { PARTIAL: 'UNF-53', 'SCHEDULED DELIVERY': 'UNF-53' },
  CANCEL: { PARTIAL: 'CAN-46', 'SCHEDULED DELIVERY': 'CAN-57' },
}

function statusClause({ expected, actual }: Difference, { ask, before, found }: About): string | null {
  const { status, lineItems } = ownOrder(before)
  const refused = Number(actual) >= 400
  if (isUpdate(ask)) return refused && status !== 'COMPLETE' ? 'UPD-70' : 'UPD-60'
  const action = actionOf(ask)
  if (action === null) return null
  if (expected !== 202) {
    const acts = found.some(({ path }) => /^order\.lineItems\.\d+\.(status|reward)/.test(path))
    return action === 'CANCEL' ? (acts ? 'CAN-47' : 'CAN-56') : 'UNF-54'
  }
  if (refused && GATES[action]?.[status] !== undefined) return GATES[action][status]
  const anyChange = lineItems.some((_, position) => isEligible(action, before, position))
  return `${prefixOf(action)}-${refused && !anyChange ? '22' : '12'}`
}

function redeemClause({ expected }: Difference, { ask, before }: About): string | null {
  if (ask === null || !('redeem' in ask)) return null
  const { lineItems } = ownOrder(before)
  const { reward, history } = lineItems[ask.item % lineItems.length] ?? { reward: null, history: [] }
  if (expected === true) {
    const lifted = history.findLast((entry) => / changed$/.test(entry))
    return lifted === undefined ? null : lifted.startsWith('UNFREEZE') ? 'UNF-40' : 'FRZ-41'
  }
  return reward?.status === 'FROZEN' ? 'FRZ-40' : reward?.status === 'CANCELLED' ? 'CAN-40' : null
}

/** A freeze ended too early, or did not end. */
const releaseClause = ({ path, expected }: Difference): string => (path.endsWith('.status') && expected === 'FROZEN' ? 'FRZ-43' : 'FRZ-42')

function orderLineItemClause(difference: Difference, { ask, before }: About, [, position]: RegExpExecArray): string | null {
  const action = actionOf(ask)
  if (ask === null) return releaseClause(difference)
  if (action === null) return isUpdate(ask) ? 'UPD-21' : null
  return /\.expiresAt$/.test(difference.path) && action === 'FREEZE' ? 'FRZ-47' : lineItemClause(action, before, Number(position))
}

function besideClause(difference: Difference, about: About): string | null {
  if (about.ask === null) return releaseClause(difference)
  return isUpdate(about.ask) ? 'UPD-04' : ofAction('02')(difference, about)
}

/** Too little came back: nothing, or less than all. Too much: for a second time, or for what was not cancelled. */
function balanceClause({ expected, actual }: Difference, { ask, before }: About): string | null {
  const { lineItems } = ownOrder(before)
  const action = actionOf(ask)
  if (action === null) return null
  if (Number(actual) > Number(expected)) {
    return action === 'CANCEL' && lineItems.some(({ status }) => status === 'CANCELLED') ? 'CAN-45' : 'CAN-51'
  }
  const due = lineItems
    .filter((_, position) => isEligible('CANCEL', before, position))
    .reduce((sum, { reward }) => sum + (reward?.amount ?? 0), 0)
  return Number(expected) - Number(actual) < due ? 'CAN-53' : 'CAN-43'
}

function eventClause({ actual }: Difference, { ask, before }: About): string {
  const action = actionOf(ask)
  if (action === null) return 'EVT-17'
  const anyChange = ownOrder(before).lineItems.some((_, position) => isEligible(action, before, position))
  return actual === undefined && !anyChange ? 'EVT-16' : 'EVT-15'
}
