import type { Action } from '../../../model/model.ts'
import { type Before, wayOf } from './coverage.ts'
import type { Difference } from './difference.ts'
import type { Ask, Step } from './sequence.ts'

const PREFIXES = { freeze: 'FRZ', unfreeze: 'UNF', cancel: 'CAN' } as const

/** What is known of a step that went wrong. */
interface About {
  ask: Ask | null
  before: Before
}
type Row = [path: RegExp, clause: (difference: Difference, about: About, found: RegExpExecArray) => string | null]

const always = (clause: string) => (): string => clause
const ofAction =
  (number: string) =>
  (_: Difference, { ask }: About): string | null =>
    ask !== null && 'act' in ask ? `${PREFIXES[ask.act]}-${number}` : null

/** Which clause a difference speaks against; the first row that fits its path. */
const rows: Row[] = [
  [/^answers\.0\.body\.referenceOrderId$/, ofAction('13')],
  [/^answers\.0\.body\.externalRefID$/, ofAction('14')],
  [/^answers\.0\.body\.status$/, ofAction('15')],
  [/^answers\.0\.body\.totalLineItems$/, ofAction('16')],
  [/^answers\.0\.body\.date$/, ofAction('17')],
  [/^answers\.0\.body\./, ofAction('18')],
  [/^answers\.0\.referenceOrderID$/, always('UPD-30')],
  [/^answers\.0\.orderStatus$/, always('UPD-31')],
  [/^answers\.0\.campaign$/, always('UPD-38')],
  [/^answers\.0\.purchaseOrderNumber$/, always('UPD-39')],
  [/^answers\.0\.notes$/, always('UPD-40')],
  [/^answers\.0\.status$/, answerClause],
  [/^answers\.0$/, redeemClause],
  [/^order\.lineItems\.(\d+)\./, lineItemClause],
  [/^order\.status$/, ofAction('27')],
  [/^order\.campaign$/, (_, { ask }) => (isUpdate(ask) ? 'UPD-10' : null)],
  [/^order\.purchaseOrderNumber$/, (_, { ask }) => (isUpdate(ask) ? 'UPD-14' : null)],
  [/^order\.notes$/, (_, { ask }) => (isUpdate(ask) ? 'UPD-16' : null)],
  [/^beside\./, (difference, about) => (about.ask === null ? releaseClause(difference) : ofAction('02')(difference, about))],
  [/^accounts\..*\.balance$/, ({ expected, actual }) => (Number(actual) < Number(expected) ? 'CAN-43' : 'CAN-51')],
  [/^events\.\d+\.revision$/, always('EVT-02')],
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
  [/^events\.\d+$/, (_, { ask }) => (ask === null ? 'EVT-17' : 'EVT-15')],
]

/**
 * The clause that a step speaks against, by what differs first; null where none says it.
 *
 * @example clauseOf({ asks: [{ act: 'cancel' }] }, [{ path: 'answers.0.status', expected: 202, actual: 200 }], before) // 'CAN-12'
 */
export function clauseOf(step: Step, [first]: Difference[], before: Before): string | null {
  if (first === undefined) return null
  if ('together' in step) return 'EVT-26'
  const about = { ask: 'asks' in step ? step.asks[0] : null, before }
  for (const [path, clause] of rows) {
    const found = path.exec(first.path)
    if (found !== null) return clause(first, about, found)
  }
  return null
}

const isUpdate = (ask: Ask | null): boolean => ask !== null && 'update' in ask

function answerClause({ expected }: Difference, about: About): string | null {
  const { ask } = about
  if (isUpdate(ask)) return 'UPD-60'
  if (expected === 202) return ofAction('12')({ path: '', expected, actual: null }, about)
  return ask !== null && 'act' in ask ? ({ freeze: null, unfreeze: 'UNF-54', cancel: 'CAN-47' } as const)[ask.act] : null
}

function redeemClause({ expected }: Difference, { ask, before }: About): string | null {
  if (ask === null || !('redeem' in ask)) return null
  const status = before.rewards[ask.item % before.rewards.length]?.status
  if (expected === true) return 'UNF-40'
  return status === 'FROZEN' ? 'FRZ-40' : status === 'CANCELLED' ? 'CAN-40' : null
}

/** A freeze ended too early, or did not end. */
const releaseClause = ({ path, expected }: Difference): string => (path.endsWith('.status') && expected === 'FROZEN' ? 'FRZ-43' : 'FRZ-42')

function lineItemClause(difference: Difference, { ask, before }: About, [, position]: RegExpExecArray): string | null {
  const { expected } = difference
  if (ask === null) return releaseClause(difference)
  if ('redeem' in ask) return null
  if ('update' in ask) return 'UPD-21'
  const from = before.rewards[Number(position)]?.status
  if (ask.act === 'freeze' && from === 'FROZEN') return 'FRZ-49'
  const way = from === undefined ? undefined : wayOf(ask.act.toUpperCase() as Action, from)
  return (expected === way?.to ? way?.clauses[0] : undefined) ?? `${PREFIXES[ask.act]}-26`
}
