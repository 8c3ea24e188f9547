import { type Action, isLetThrough, type Order } from './model.ts'

/** What an action is answered; of a refusal only the status is told. FRZ-12 to FRZ-18, UNF-54, CAN-47 and the like. */
export function actionAnswer(order: Order, action: Action, now: number): { status: number; body?: Record<string, unknown> } {
  if (!isLetThrough(order, action)) return { status: 422 }
  const { id: referenceOrderId, externalRefID, lineItems } = order
  const date = new Date(now).toISOString()
  return {
    status: 202,
    body: { referenceOrderId, externalRefID: externalRefID ?? '', status: 'PENDING', totalLineItems: lineItems.length, date },
  }
}

/** Of what an update is answered: the order that it is about and what an update can change, after it. UPD-30, UPD-31, UPD-38 to UPD-40, UPD-60. */
export function updateAnswer({ id, status, campaign, purchaseOrderNumber, notes }: Order): Record<string, unknown> {
  return { status: 200, referenceOrderID: id, orderStatus: status, campaign, purchaseOrderNumber, notes }
}
