import { expect, it } from 'vitest'
import { loadRegister } from '../register/load.ts'
import type { OrderView } from '../targets/target.ts'
import { clauseOf } from './clauses.ts'
import { orderFrom } from './model/arranged.ts'
import { addOrder, advance, emptyModel, type Model } from './model/model.ts'
import { parseSequence } from './text.ts'

/** In the register from its next revision on. */
const clauses = new Set(loadRegister().clauses.keys())
const NOW = Date.UTC(2026, 2, 2, 10)

/** An order as a sequence would find it: an active, a frozen and a cancelled reward unless other line items are given. */
function orderOf(request: Partial<Parameters<typeof orderFrom>[0]> = {}): Model {
  const model = emptyModel(NOW)
  const lineItems = request.lineItems ?? [{}, { rewardStatus: 'FROZEN' }, { status: 'CANCELLED', rewardStatus: 'CANCELLED' }]
  const view = { referenceOrderID: 'AA1', externalRefID: 'ref-1', lineItems: lineItems.map(() => ({})) } as unknown as OrderView
  addOrder(model, orderFrom({ ...request, lineItems }, view, NOW))
  return model
}

const clauseFor = (text: string, path: string, expected: unknown, actual: unknown, before: Model): string | null => {
  const [step] = parseSequence(`active: ${text}`).steps
  if (step === undefined) throw new Error('there is no step')
  return clauseOf(step, [{ path, expected, actual }], before)
}

it.each<[step: string, path: string, expected: unknown, actual: unknown, clause: string | null]>([
  ['freeze', 'answers.0.status', 202, 422, 'FRZ-12'],
  ['unfreeze', 'answers.0.status', 422, 202, 'UNF-54'],
  ['cancel', 'answers.0.status', 422, 202, 'CAN-56'],
  ['unfreeze', 'answers.0.body.referenceOrderId', 'AA1', 'AA2', 'UNF-13'],
  ['cancel', 'answers.0.body.externalRefID', 'a', 'A', 'CAN-14'],
  ['cancel', 'answers.0.body.externalRefID', '', null, 'GEN-24'],
  ['cancel', 'answers.0.body', {}, undefined, 'CAN-18'],
  ['freeze', 'answers.0.body.status', 'PENDING', undefined, 'FRZ-15'],
  ['freeze', 'answers.0.body.status', 'PENDING', 'DONE', 'GEN-25'],
  ['freeze', 'answers.0.body.totalLineItems', 2, '2', 'FRZ-16'],
  ['freeze', 'answers.0.body.totalLineItems', 2, 1, 'GEN-26'],
  ['freeze', 'answers.0.body.date', 'a', 7, 'FRZ-17'],
  ['freeze', 'answers.0.body.date', 'a', 'b', 'GEN-27'],
  ['freeze', 'answers.0.body.actionId', undefined, '1', 'GEN-28'],
  ['update notes=a', 'answers.0.status', 200, 500, 'UPD-60'],
  ['update notes=a', 'answers.0.notes', 'a', '', 'UPD-40'],
  ['update notes=a', 'order.notes', 'a', '', 'UPD-16'],
  ['update notes=', 'order.notes', '', 'a', 'UPD-69'],
  ['update notes=a', 'order.campaign', 'a', '', 'UPD-22'],
  ['update notes=a', 'beside.notes', '', 'a', 'UPD-04'],
  ['update notes=a', 'order.lineItems.0.reward.status', 'ACTIVE', 'FROZEN', 'UPD-21'],
  ['freeze', 'order.notes', 'a', '', null],
  ['redeem 1', 'answers.0', true, false, null],
  ['redeem 1 of 1', 'answers.0', false, true, 'FRZ-40'],
  ['redeem 1 of 2', 'answers.0', false, true, 'CAN-40'],
  ['redeem 1', 'order.lineItems.0.reward.redeemedAmount', 1, 2, null],
  ['freeze', 'order.lineItems.0.reward.status', 'FROZEN', 'ACTIVE', 'FRZ-25'],
  ['freeze', 'order.lineItems.1.reward.frozenAt', 'a', 'b', 'FRZ-49'],
  ['freeze', 'order.lineItems.0.reward.expiresAt', null, 'b', 'FRZ-47'],
  ['unfreeze', 'order.lineItems.0.reward.status', 'ACTIVE', 'FROZEN', 'UNF-38'],
  ['unfreeze', 'order.lineItems.2.reward.status', 'CANCELLED', 'ACTIVE', 'UNF-44'],
  ['cancel', 'order.lineItems.2.history.0', 'skipped', 'changed', 'CAN-45'],
  ['freeze', 'order.lineItems.2.reward.status', 'CANCELLED', 'FROZEN', 'FRZ-38'],
  ['unfreeze', 'order.lineItems.1.reward.status', 'ACTIVE', 'FROZEN', 'UNF-25'],
  ['cancel', 'order.lineItems.0.status', 'CANCELLED', 'COMPLETE', 'CAN-25'],
  ['cancel', 'order.lineItems.1.reward.status', 'CANCELLED', 'FROZEN', 'CAN-49'],
  ['cancel', 'order.status', 'COMPLETE', 'CANCELLED', 'CAN-27'],
  ['cancel', 'beside.lineItems.1.reward.status', 'ACTIVE', 'CANCELLED', 'CAN-02'],
  ['+48h', 'beside.lineItems.0.reward.status', 'ACTIVE', 'FROZEN', 'FRZ-42'],
  ['+48h-1ms', 'order.lineItems.1.reward.status', 'FROZEN', 'ACTIVE', 'FRZ-43'],
  ['cancel', 'accounts.acme-wellness.balance', 10, 9, 'CAN-53'],
  ['cancel', 'accounts.acme-wellness.balance', 9_000, 1_000, 'CAN-43'],
  ['cancel', 'accounts.acme-wellness.balance', 9, 10, 'CAN-45'],
  ['freeze', 'accounts.acme-wellness.balance', 9, 10, 'CAN-51'],
  ['cancel', 'events.0', { revision: 1 }, undefined, 'EVT-15'],
  ['+48h', 'events.0', undefined, { revision: 1 }, 'EVT-17'],
  ['cancel', 'events.3.revision', 4, '4', 'EVT-02'],
  ['cancel', 'events.3.revision', 4, 5, 'EVT-28'],
  ['cancel', 'events.0.category', 'ORDER', 'order', 'EVT-03'],
  ['cancel', 'events.0.eventType', 'OrderActionStatus', '', 'EVT-04'],
  ['cancel', 'events.0.eventOccurredAt', 'a', 'b', 'EVT-05'],
  ['cancel', 'events.0.referenceOrderId', 'a', 'b', 'EVT-06'],
  ['cancel', 'events.0.action', 'CANCEL', 'FREEZE', 'EVT-09'],
  ['cancel', 'events.0.reasonCode', 'FRAUD', 'OTHER', 'EVT-10'],
  ['cancel', 'events.0.status', 'SUCCESSFUL', 'FAILED', 'EVT-11'],
  ['cancel', 'events.0.totalLineItems', 2, 1, 'EVT-12'],
  ['cancel', 'events.0.successfulLineItems', 2, 1, 'EVT-13'],
  ['cancel', 'events.0.failedLineItems', 0, 1, 'EVT-14'],
  ['(cancel | freeze)', 'order.lineItems.0.status', 'CANCELLED', 'COMPLETE', 'EVT-26'],
])('%s: %s, expected %j, is %j, violates a clause', (text, path, expected, actual, clause) => {
  expect(clauseFor(text, path, expected, actual, orderOf())).toBe(clause)
  if (clause !== null) expect(clauses.has(clause)).toBe(true)
})

it.each<[step: string, order: Parameters<typeof orderOf>[0], path: string, expected: unknown, actual: unknown, clause: string]>([
  ['cancel', { lineItems: [{ redeemedAmount: 1 }] }, 'order.lineItems.0.status', 'COMPLETE', 'CANCELLED', 'CAN-35'],
  ['freeze', { lineItems: [{ redeemedAmount: 2_500 }] }, 'order.lineItems.0.reward.status', 'ACTIVE', 'FROZEN', 'FRZ-36'],
  ['unfreeze', { lineItems: [{ product: 'OTHER' }] }, 'order.lineItems.0.reward.status', 'FROZEN', 'ACTIVE', 'UNF-34'],
  ['cancel', { lineItems: [{ product: 'PROMO_LINK', issuance: 2 }] }, 'order.lineItems.0.status', 'COMPLETE', 'CANCELLED', 'CAN-52'],
  ['cancel', { status: 'PARTIAL', lineItems: [{ status: 'FAILED' }] }, 'order.lineItems.0.status', 'FAILED', 'CANCELLED', 'CAN-54'],
  ['freeze', { status: 'PENDING', lineItems: [{ status: 'PENDING' }] }, 'order.lineItems.0.status', 'PENDING', 'COMPLETE', 'FRZ-37'],
  ['cancel', { status: 'PENDING', lineItems: [{}] }, 'order.lineItems.0.status', 'COMPLETE', 'CANCELLED', 'CAN-47'],
  ['freeze', { status: 'PENDING', lineItems: [{}] }, 'order.lineItems.0.reward.status', 'FROZEN', 'ACTIVE', 'FRZ-48'],
  ['cancel', { status: 'SCHEDULED DELIVERY', lineItems: [{}] }, 'order.lineItems.0.status', 'CANCELLED', 'COMPLETE', 'CAN-57'],
  ['freeze', { lineItems: [{ product: 'PROMO_LINK' }] }, 'order.lineItems.0.reward.status', 'FROZEN', 'ACTIVE', 'FRZ-32'],
  ['freeze', { lineItems: [{ redeemedAmount: 1 }] }, 'answers.0.status', 202, 422, 'FRZ-22'],
  ['freeze', { lineItems: [{ redeemedAmount: 1 }] }, 'events.0', {}, undefined, 'EVT-16'],
  ['cancel', { status: 'PARTIAL', lineItems: [{}] }, 'answers.0.status', 202, 422, 'CAN-46'],
  ['update notes=a', { status: 'PARTIAL', lineItems: [{}] }, 'answers.0.status', 200, 422, 'UPD-70'],
  ['freeze', { lineItems: [{}] }, 'accounts.acme-wellness.balance', 9, 10, 'CAN-51'],
])('%s of an order that is %j violates a clause of its own: %s', (text, order, path, expected, actual, clause) => {
  expect(clauseFor(text, path, expected, actual, orderOf(order))).toBe(clause)
})

it.each<[day: number, text: string, path: string, expected: string, clause: string]>([
  [4, 'freeze', 'order.lineItems.0.reward.status', 'FROZEN', 'FRZ-44'],
  [5, 'freeze', 'order.lineItems.0.reward.status', 'FROZEN', 'FRZ-45'],
  [6, 'freeze', 'order.lineItems.0.reward.status', 'ACTIVE', 'FRZ-45'],
  [7, 'freeze', 'order.lineItems.0.reward.status', 'ACTIVE', 'FRZ-44'],
  [5, 'cancel', 'order.lineItems.0.status', 'CANCELLED', 'CAN-55'],
  [7, 'cancel', 'order.lineItems.0.status', 'COMPLETE', 'CAN-42'],
  [6, 'unfreeze', 'order.lineItems.0.reward.status', 'ACTIVE', 'UNF-52'],
])('%i days after its issuance, %s on a reward violates a clause about days', (day, text, path, expected, clause) => {
  const before = orderOf({ lineItems: [{ rewardStatus: text === 'unfreeze' ? 'FROZEN' : 'ACTIVE' }] })
  before.now += day * 86_400_000
  expect(clauseFor(text, path, expected, 'another', before)).toBe(clause)
})

it('tells what may be done again from what was never possible', () => {
  const frozenOnce = orderOf({ lineItems: [{ rewardStatus: 'FROZEN' }] })
  advance(frozenOnce, NOW + 2 * 86_400_000)
  frozenOnce.orders[0]?.lineItems[0]?.history.push('FREEZE 2026-03-02T10:00:00.000Z changed')
  expect(clauseFor('freeze', 'order.lineItems.0.reward.status', 'FROZEN', 'ACTIVE', frozenOnce)).toBe('FRZ-46')
  expect(clauseFor('redeem 1', 'answers.0', true, false, frozenOnce)).toBe('FRZ-41')
  frozenOnce.orders[0]?.lineItems[0]?.history.push('UNFREEZE 2026-03-02T10:00:00.000Z changed')
  expect(clauseFor('redeem 1', 'answers.0', true, false, frozenOnce)).toBe('UNF-40')
})
