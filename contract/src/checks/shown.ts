import { operations } from '../../../generated/operations.ts'
import type { Case } from '../cases/case.ts'
import { preparedState, stepsAfter, UPDATABLE } from '../targets/prepared.ts'
import { CHANGES } from './asked-by.ts'
import { type Assertion, type Facts, same } from './assertion.ts'
import { actionNumber } from './clause-ids.ts'
import { itemClause, lineItemsOf } from './item-clause.ts'
import { basicsOf } from './state.ts'

/**
 * What documented calls show of the state of an order where there is no control plane: a second update shows what the first one stored,
 * and an outcome event how many line items an action changed.
 *
 * @example shownAssertions(row).map(({ clause }) => clause) // ['UPD-10', 'UPD-22', …]
 */
export function shownAssertions(row: Case): Assertion[] {
  return row.request.operation === 'updateAsyncOrder'
    ? updateAssertions(row)
    : [...totalAssertions(row), ...keptAssertions(row), ...eventAssertion(row)]
}

/** Whether a later update can show what a case wants: of the order, or of the number of its line items in the 202. */
export const isShownByUpdate = (row: Case): boolean => isStored(row) || isTotal(row) || isKept(row)

const isStored = ({ request, want, state }: Case): boolean =>
  request.operation === 'updateAsyncOrder' && want.status === 200 && state?.order !== undefined

/** Those are enough, since each is another request: cases for the number itself, and orders that hold line items of several kinds. */
const isTotal = ({ clause, order, request, want, under }: Case): boolean =>
  request.operation !== 'updateAsyncOrder' &&
  want.status === 202 &&
  under === undefined &&
  (clause.endsWith('-16') || (typeof order === 'string' && order !== 'active'))

/** A case for the order itself, which an action leaves as it is. */
const isKept = ({ clause, want, state }: Case): boolean =>
  actionNumber(clause) === '27' && want.status === 202 && state?.order?.status !== undefined

/** Whether events are read for a case: it is about them, or they show something of its action. */
export const readsEvents = (row: Case): boolean =>
  row.events !== undefined || isShownByEvent(row) || (row.want.status === 202 && isShownByUpdate(row))

/** Whether the event of the action can show what a case wants of its line items. */
export const isShownByEvent = (row: Case): boolean => eventAssertion(row).length > 0

/**
 * The field that the second update sends, with the value that the order should have: one that the first did not send, if there is one.
 *
 * @example shownBy({ ...row, request: update({ campaign: 'new' }), state: { changed: [], order: { campaign: 'new' } } }) // { purchaseOrderNumber: 'as shown' }
 */
export function shownBy({ request, state }: Pick<Case, 'request'> & { state?: Case['state'] | undefined }): Record<string, string> {
  // An action sends none of them, and is to leave those alone that the order has.
  const sent = request.operation === 'updateAsyncOrder' ? bodyOf(request) : (state?.order ?? {})
  const field = UPDATABLE.find((name) => !(name in sent)) ?? 'campaign'
  return { [field]: state?.order?.[field] ?? 'as shown' }
}

function updateAssertions(row: Case): Assertion[] {
  if (!isStored(row)) return []
  const sent = bodyOf(row.request)
  const fields = UPDATABLE.filter((field) => row.state?.order?.[field] !== undefined && !(field in shownBy(row)))
  return fields.flatMap((field): Assertion[] => {
    const expected = row.state?.order?.[field]
    const about = (clause: string, isOf: (actual: unknown) => boolean): Assertion => ({
      clause,
      part: 'state',
      what: `${field}, as a second update shows it`,
      // That a field can be cleared says nothing where it cannot be changed.
      restsOn: clause === 'UPD-69' ? [CHANGES[field] ?? ''] : [],
      check: ({ shown }) => {
        const actual = shown?.[field]
        if (actual === undefined) return undefined
        const holds = expected === '' ? actual === '' || actual === null : actual === expected
        return holds || isOf(actual) ? same(holds, expected, actual) : undefined
      },
    })
    // An empty field was cleared by an update that did not send it; any other value is that of an update that was not stored.
    const isCleared = (actual: unknown): boolean => expected !== '' && (actual === '' || actual === null)
    const stored = sent[field] === '' ? 'UPD-69' : (CHANGES[field] ?? row.clause)
    return [about(stored, (actual) => !isCleared(actual)), about('UPD-22', isCleared)]
  })
}

/** The number of line items in the 202 must be that of the order; where the two differ, the event tells which of them is wrong. */
function totalAssertions(row: Case): Assertion[] {
  if (!isTotal(row)) return []
  const about = (clause: string, isAtFault: (seen: Facts, accepted: unknown) => boolean): Assertion => ({
    clause,
    part: 'answer',
    what: 'totalLineItems, as an update shows it',
    check: (seen) => {
      const [accepted, updated] = [record(seen.exchange.json).totalLineItems, seen.shown?.totalLineItems]
      if (typeof accepted !== 'number' || typeof updated !== 'number') return undefined
      return accepted === updated || isAtFault(seen, accepted) ? same(accepted === updated, updated, accepted) : undefined
    },
  })
  const isOfEvent = (seen: Facts, accepted: unknown): boolean => lastData(seen).totalLineItems === accepted
  return [
    about(`${operations[row.request.operation].prefix}-16`, (seen, accepted) => !isOfEvent(seen, accepted)),
    about('UPD-41', isOfEvent),
  ]
}

/** The status of the order, and its fields as the first update set them. */
function keptAssertions(row: Case): Assertion[] {
  if (!isKept(row)) return []
  const { status, ...fields } = row.state?.order ?? {}
  return Object.entries({ ...fields, orderStatus: status }).map(([field, expected]) => ({
    clause: row.clause,
    part: 'state',
    what: `${field}, as an update shows it`,
    restsOn: field === 'orderStatus' ? ['UPD-31'] : [CHANGES[field] ?? '', 'UPD-22'],
    check: ({ shown }) => (shown?.[field] === undefined ? undefined : same(shown[field] === expected, expected, shown[field])),
  }))
}

/** None where an event cannot show it. */
function eventAssertion(row: Case): Assertion[] {
  const { request, want, state, stateAtAnswer, before = [], under, clause } = row
  const prepared = preparedState(row)
  const steps = before.every((step) => ('act' in step && !('drain' in step)) || 'update' in step)
  if (state === undefined || want.status !== 202 || [stateAtAnswer, under].some((part) => part !== undefined)) return []
  if (prepared === null || !steps || isKept(row) || stepsAfter(row)?.length !== 0) return []
  const own = prepared === 'noneEligible' ? clause : itemClause(row, 0, state.changed)
  // What comes back to an account is not shown: a case for that alone would only consume an order.
  if (own !== clause && (state.refunded ?? 0) > 0) return []
  const changed = prepared === 'redeemed' ? 0 : state.changed.length
  const [expected, holds] = changedOf(changed, lineItemsOf(row).length)
  return [
    {
      clause: own,
      part: 'state',
      what: 'line items that changed, by the event',
      restsOn: [...basicsOf(row), `${operations[request.operation].prefix}-29`, 'EVT-13'],
      check: (seen) => {
        const { successfulLineItems, totalLineItems } = lastData(seen)
        if (seen.before !== null || typeof successfulLineItems !== 'number' || typeof totalLineItems !== 'number') return undefined
        return same(holds(successfulLineItems, totalLineItems), expected, `${successfulLineItems} of ${totalLineItems}`)
      },
    },
  ]
}

type Holds = (changed: number, total: number) => boolean

/** A prepared order has as many line items as it happens to have. */
function changedOf(changed: number, total: number): [expected: string, holds: Holds] {
  if (changed === 0) return ['none of them', (actual) => actual === 0]
  if (changed === total) return ['all of them', (actual, all) => actual === all]
  return ['some of them', (actual, all) => actual > 0 && actual < all]
}

/** eventData of the event with the highest revision. */
function lastData({ deliveries }: Facts): Record<string, unknown> {
  const bodies = deliveries.map(({ body }) => parse(body)).toSorted((one, other) => Number(one.revision) - Number(other.revision))
  return record(bodies.at(-1)?.eventData)
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

const bodyOf = ({ body }: Case['request']): Record<string, unknown> => record(body)

function parse(text: string): Record<string, unknown> {
  try {
    return record(JSON.parse(text))
  } catch {
    return {}
  }
}
