import type { Interpretations, LineItem, Order, PendingAction } from '../model.ts'

/** The body of a 202. FRZ-13 to FRZ-18 and the same for unfreeze and cancel. */
export function acceptedBody(order: Order, action: PendingAction, interpretations: Interpretations): Record<string, unknown> {
  const rewards = (): number => order.lineItems.reduce((sum, lineItem) => sum + lineItem.quantity, 0)
  return {
    referenceOrderId: order.referenceOrderID,
    externalRefID: order.externalRefID ?? (interpretations['C-EXTREF-NULL'] === 'null' ? null : ''),
    status: interpretations['C-202-STATUS'],
    totalLineItems: interpretations['C-202-TOTAL'] === 'rewards' ? rewards() : order.lineItems.length,
    date: new Date(interpretations['C-202-DATE'] === 'order-created' ? order.createdAt : action.acceptedAt).toISOString(),
  }
}

/** The body of a successful update. UPD-07 and UPD-30 to UPD-56. */
export function updateAnswer(order: Order, interpretations: Interpretations): Record<string, unknown> {
  return {
    referenceOrderID: order.referenceOrderID,
    externalRefID: order.externalRefID,
    ...(interpretations['C-PATCH-STATUS'] === 'status' ? { status: tableStatus(order) } : { orderStatus: order.status }),
    createdAt: new Date(order.createdAt).toISOString(),
    completedAt: null,
    customerIdentifier: order.customerIdentifier,
    accountIdentifier: order.accountIdentifier,
    sender: null,
    amountCharged: null,
    campaign: order.campaign,
    purchaseOrderNumber: order.purchaseOrderNumber,
    notes: order.notes,
    totalLineItems: order.lineItems.length,
    pagination: null,
    orderErrors: null,
    lineItems: [],
    ...(interpretations['C-PATCH-FAILED'] === 'table' ? tableFields(order) : {}),
  }
}

/** The words of the response table for the statuses of an order. */
function tableStatus(order: Order): string {
  return { COMPLETE: 'completed', PARTIAL: 'completed', PENDING: 'pending', FAILED: 'failed', 'SCHEDULED DELIVERY': 'queued' }[order.status]
}

/** What only the response table names: line items that failed, and their ids that are not unique. */
function tableFields(order: Order): Record<string, unknown> {
  const counts = new Map<string, number>()
  for (const { externalRefLineItemID } of order.lineItems) counts.set(externalRefLineItemID, (counts.get(externalRefLineItemID) ?? 0) + 1)
  return {
    failedLineItems: order.lineItems.filter((lineItem) => lineItem.status === 'FAILED').map(failedLineItem),
    duplicateLineItemRefIds: Object.fromEntries([...counts].filter(([, count]) => count > 1)),
  }
}

function failedLineItem(lineItem: LineItem): Record<string, unknown> {
  return {
    lineItemId: lineItem.referenceLineItemId,
    externalRefLineItemID: lineItem.externalRefLineItemID,
    utid: lineItem.utid,
    errors: [
      { field: 'amount', errorCodeValue: 422_000, errorCodeName: 'INVALID_AMOUNT', message: 'The amount is not valid for this product.' },
    ],
  }
}

/** GEN-23: the status of an action whose body is JSON and breaks a rule of its schema. */
export function actionRefusal(interpretations: Interpretations): 400 | 422 {
  return interpretations['C-400-422'] === '400' ? 400 : 422
}

/** GEN-23: the status of an update that is understood and cannot be processed. */
export function updateRefusal(interpretations: Interpretations): 400 | 422 {
  return interpretations['C-PATCH-422'] === '422' ? 422 : 400
}

/** FRZ-20, UNF-20, CAN-20, GEN-10: the status of an action on an order that does not exist. */
export function unknownOrder(interpretations: Interpretations): 404 | 422 {
  return interpretations['C-404-MEANING'] === 'order' ? 404 : 422
}

/** UPD-71: the status of an update of an order that does not exist. */
export function unknownUpdate(interpretations: Interpretations): 400 | 404 {
  return interpretations['C-CODES-PATCH'] === '400' ? 400 : 404
}

/** UNF-54, CAN-56: whether an action is refused at once where the status of the order shuts it out. */
export function gateRefuses(interpretations: Interpretations): boolean {
  return interpretations['C-STATUS-REJECT'] === 'refuse'
}
