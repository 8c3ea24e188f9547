import { isDeepStrictEqual } from 'node:util'
import type { Case, OrderRequest, Step } from '../cases/case.ts'
import { type OrderState, orderOf, orderStates } from '../cases/order-states.ts'

type LineItem = OrderRequest['lineItems'][number]

/** Fields of an order that an update sets, so that no order has to be prepared with them. */
export const UPDATABLE = ['campaign', 'purchaseOrderNumber', 'notes'] as const

/** What the first update of a case sets where there is no control plane to create an order with it; null for nothing. */
export function updateFirst({ order }: Pick<Case, 'order'>): Record<string, string> | null {
  if (typeof order !== 'object') return null
  const fields = UPDATABLE.flatMap((field) => (typeof order[field] === 'string' ? [[field, order[field]] as const] : []))
  return fields.length === 0 ? null : Object.fromEntries(fields)
}

/**
 * The prepared state that serves a case as well as the order that it describes; null where none does.
 *
 * @example preparedState({ ...row, order: { lineItems: [{ count: 1_205 }] } }) // 'active'
 */
export function preparedState(row: Case): OrderState | null {
  const { request, want, state, events } = row
  const order = orderOf(row)
  if (typeof order === 'string') return order
  const { campaign: _c, purchaseOrderNumber: _p, notes: _n, status = 'COMPLETE', lineItems, ...own } = order
  const literal = [want.body, events?.data].some((fields) =>
    ['totalLineItems', 'successfulLineItems'].some((name) => name in (fields ?? {})),
  )
  if (Object.keys(own).length > 0 || literal) return null
  // Values that the same update would show are not what it is for: only a later one proves that they were stored.
  if (updateFirst(row) !== null && state?.order === undefined) return null
  if (request.operation === 'updateAsyncOrder' || want.status >= 400) return byStatus(status)
  if (status !== 'COMPLETE') return null
  // What becomes of the order itself does not depend on its line items.
  if (row.clause.endsWith('-27')) return lineItems[0]?.rewardStatus === 'FROZEN' ? 'frozen' : 'active'
  return byLineItems(row, lineItems)
}

/** What an update needs, and a refusal because of the status of the order: whatever its line items. */
const byStatus = (status: string): OrderState | null =>
  (({ COMPLETE: 'active', FAILED: 'failed', PENDING: 'pending' }) as Record<string, OrderState>)[status] ?? null

const ALIKE = ['count', 'quantity', 'amount', 'rewardStatus', 'status']

function byLineItems({ clause }: Case, lineItems: readonly LineItem[]): OrderState | null {
  const named = (Object.keys(orderStates) as OrderState[]).find((state) => isDeepStrictEqual(orderStates[state], { lineItems }))
  if (named !== undefined) return named
  const isPlain = (item: LineItem): boolean =>
    Object.keys(item).every((key) => ALIKE.includes(key)) && (item.status ?? 'COMPLETE') === 'COMPLETE'
  if (lineItems.every((item) => isPlain(item) && (item.rewardStatus ?? 'ACTIVE') === 'ACTIVE')) return 'active'
  if (lineItems.every((item) => isPlain(item) && item.rewardStatus === 'FROZEN')) return 'frozen'
  // Beside a redeemed reward stands one that is not, to show that the action did run: an event shows that too.
  const [first, ...rest] = lineItems
  const isRedeemed = isDeepStrictEqual(first, orderStates.redeemed.lineItems[0]) && rest.every((item) => isDeepStrictEqual(item, {}))
  return isRedeemed && clause.endsWith('-36') ? 'redeemed' : null
}

/**
 * What happens after the request where there is no control plane; null where that cannot be done. Of what was cancelled, time that passes
 * and a redemption only show once more that nothing has changed.
 *
 * @example stepsAfter({ ...row, before: [{ act: 'cancel' }], state: { changed: [] }, after: [{ advance: DAY }] }) // []
 */
export function stepsAfter({ state, before = [], after = [] }: Case): Step[] | null {
  if (after.every((step) => 'act' in step || 'update' in step)) return after
  const isCancelled = before.some((step) => 'act' in step && step.act === 'cancel')
  return isCancelled && state?.changed.length === 0 ? [] : null
}
