import { STATUS_CODES } from 'node:http'
import type { Has } from './bugs.ts'
import type { Action, Order } from './orders.ts'
import type { Refusal } from './requests.ts'

/** An instant with nine digits after the second. */
export const instant = (at: number): string => `${new Date(at).toISOString().slice(0, -1)}000000Z`

/**
 * The body of a 202, at the instant `now`.
 *
 * @example accepted(order, 'freeze', Date.UTC(2026, 2, 2), () => false).status // 'ACCEPTED'
 */
export function accepted(order: Order, action: Action, now: number, has: Has) {
  const isCounted = ({ status }: Order['lineItems'][number]) => !(status === 'FAILED' && has(`${action}-counts-without-failed`))
  return {
    date: has(`${action}-date-for-people`) ? new Date(now).toUTCString() : instant(now),
    totalLineItems: order.lineItems.filter(isCounted).length + (has(`${action}-counts-one-more`) ? 1 : 0),
    status: 'ACCEPTED',
    locale: 'en-US',
    externalRefID: has(`${action}-lower-cases-ref`) ? order.ids.externalRefID.toLowerCase() : order.ids.externalRefID,
    referenceOrderId: order.ids.referenceOrderID,
  }
}

/**
 * An order as a 200 shows it.
 *
 * @example shown(order).orderStatus // 'COMPLETE'
 */
export function shown(order: Order) {
  const { ids, campaign, purchaseOrderNumber, notes, orderStatus } = order
  const isDone = orderStatus === 'COMPLETE'
  const total = order.lineItems.reduce((sum, { amount }) => sum + amount, 0) / 100
  return {
    notes,
    purchaseOrderNumber,
    campaign,
    locale: 'en-US',
    ...ids,
    orderStatus,
    createdAt: instant(order.createdAt),
    completedAt: isDone ? instant(order.createdAt + 60_000) : null,
    sender: isDone ? { firstName: 'Ada', lastName: 'Moss', email: 'ada.moss@harbor-clinic.example' } : null,
    amountCharged: isDone ? { currencyCode: 'USD', value: total, total, shippingFee: 0 } : null,
    totalLineItems: order.lineItems.length,
    lineItems: order.lineItems.map(({ product, status, amount }, index) => ({
      rewardName: product,
      lineItemStatus: status,
      quantity: 1,
      amount: amount / 100,
      referenceLineItemId: `${ids.referenceOrderID}-${index + 1}`,
      externalRefLineItemID: `${ids.externalRefID}-${index + 1}`,
    })),
    orderErrors: orderStatus === 'FAILED' ? [{ errorCode: 'PAYMENT_DECLINED', errorMessage: 'The account had no funds.' }] : null,
    pagination: null,
  }
}

/**
 * Updates an order, and returns the body of the 200.
 *
 * @example update(order, { notes: 'checked' }, () => false).notes // 'checked'
 */
export function update(order: Order, changes: Record<string, string>, has: Has) {
  const { campaign, purchaseOrderNumber, notes } = order
  const before = has('update-clears-unsent')
    ? { campaign: '', purchaseOrderNumber: '', notes: '' }
    : { campaign, purchaseOrderNumber, notes }
  const after = { ...before, ...changes, ...(has('update-ignores-notes') ? { notes } : {}) }
  if (!has('update-stores-nothing')) Object.assign(order, after)
  return {
    ...shown(order),
    ...after,
    ...(has('update-shows-old-campaign') ? { campaign } : {}),
    ...(has('update-drops-purchase-order') ? { purchaseOrderNumber: undefined } : {}),
  }
}

/**
 * The eventData of the outcome of an action that changed so many line items.
 *
 * @example outcome(order, 'freeze', 'FRAUD', 3, () => false).successfulLineItems // 3
 */
export function outcome(order: Order, action: Action, reasonCode: string, changed: number, has: Has) {
  const { ids, lineItems } = order
  const { referenceOrderID, ...rest } = ids
  return {
    ...rest,
    ...(has('event-lower-cases-ref') ? { externalRefID: ids.externalRefID.toLowerCase() } : {}),
    referenceOrderId: referenceOrderID,
    reasonCode,
    action: has(`event-calls-${action}-freeze`) ? 'FREEZE' : action.toUpperCase(),
    successfulLineItems: changed,
    failedLineItems: has('event-fails-skipped') ? lineItems.length - changed : 0,
    totalLineItems: lineItems.length,
    status: 'SUCCESSFUL',
  }
}

const keys: Record<number, string> = {
  400: '400.501',
  401: '401.502',
  404: '404.024',
  405: '405.002',
  413: '413.900',
  422: '422.061',
  500: '500.069',
}

/**
 * The body of an error.
 *
 * @example problem(refusal, { path: '/raas/v2/nowhere', requestId: 'r1', now: Date.UTC(2026, 2, 2) }, () => false).httpCode // 404
 */
export function problem({ status, message, fields }: Refusal, about: { path: string; requestId: string; now: number }, has: Has) {
  const errors = fields.map((path) => ({ message: `Unexpected value of ${path}`, i18nKey: '422.135', path, code: 422_135 }))
  return {
    errors: has('error-names-no-field') ? [] : errors,
    message,
    i18nKey: has('error-without-key') ? undefined : keys[status],
    httpPhrase: STATUS_CODES[status],
    httpCode: has('error-http-code-400') ? 400 : status,
    path: about.path,
    requestId: has('error-other-request-id') ? `${about.requestId}-1` : about.requestId,
    timestamp: instant(about.now),
  }
}
