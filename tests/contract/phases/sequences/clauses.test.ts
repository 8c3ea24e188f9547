import { expect, it } from 'vitest'
import { loadRegister } from '../../../../scripts/register/load.ts'
import { clauseOf } from './clauses.ts'
import type { Before } from './coverage.ts'
import { parseSequence } from './text.ts'

/** An active, a frozen and a cancelled reward. */
const before: Before = { now: 0, rewards: (['ACTIVE', 'FROZEN', 'CANCELLED'] as const).map((status) => ({ status, redeemed: 0 })) }
const { clauses } = loadRegister()

it.each<[step: string, path: string, expected: unknown, actual: unknown, clause: string | null]>([
  ['freeze', 'answers.0.status', 202, 422, 'FRZ-12'],
  ['unfreeze', 'answers.0.status', 422, 202, 'UNF-54'],
  ['cancel', 'answers.0.status', 422, 202, 'CAN-47'],
  ['unfreeze', 'answers.0.body.referenceOrderId', 'AA1', 'AA2', 'UNF-13'],
  ['cancel', 'answers.0.body.externalRefID', '', null, 'CAN-14'],
  ['freeze', 'answers.0.body.status', 'PENDING', 'DONE', 'FRZ-15'],
  ['freeze', 'answers.0.body.totalLineItems', 2, 1, 'FRZ-16'],
  ['freeze', 'answers.0.body.date', 'a', 'b', 'FRZ-17'],
  ['freeze', 'answers.0.body.actionId', undefined, '1', 'FRZ-18'],
  ['update notes=a', 'answers.0.status', 200, 500, 'UPD-60'],
  ['update notes=a', 'answers.0.notes', 'a', '', 'UPD-40'],
  ['update notes=a', 'order.notes', 'a', '', 'UPD-16'],
  ['update notes=a', 'order.lineItems.0.reward.status', 'ACTIVE', 'FROZEN', 'UPD-21'],
  ['freeze', 'order.notes', 'a', '', null],
  ['redeem 1', 'answers.0', true, false, 'UNF-40'],
  ['redeem 1 of 1', 'answers.0', false, true, 'FRZ-40'],
  ['redeem 1 of 2', 'answers.0', false, true, 'CAN-40'],
  ['redeem 1', 'order.lineItems.0.reward.redeemedAmount', 1, 2, null],
  ['freeze', 'order.lineItems.0.reward.status', 'FROZEN', 'ACTIVE', 'FRZ-25'],
  ['freeze', 'order.lineItems.1.reward.frozenAt', 'a', 'b', 'FRZ-49'],
  ['freeze', 'order.lineItems.2.reward.status', 'CANCELLED', 'FROZEN', 'FRZ-26'],
  ['unfreeze', 'order.lineItems.1.reward.status', 'ACTIVE', 'FROZEN', 'UNF-25'],
  ['cancel', 'order.lineItems.0.status', 'CANCELLED', 'COMPLETE', 'CAN-25'],
  ['cancel', 'order.lineItems.1.reward.status', 'CANCELLED', 'FROZEN', 'CAN-49'],
  ['cancel', 'order.lineItems.0.reward.status', 'ACTIVE', 'CANCELLED', 'CAN-26'],
  ['cancel', 'order.status', 'COMPLETE', 'CANCELLED', 'CAN-27'],
  ['cancel', 'beside.lineItems.1.reward.status', 'ACTIVE', 'CANCELLED', 'CAN-02'],
  ['+48h', 'beside.lineItems.0.reward.status', 'ACTIVE', 'FROZEN', 'FRZ-42'],
  ['+48h-1ms', 'order.lineItems.1.reward.status', 'FROZEN', 'ACTIVE', 'FRZ-43'],
  ['cancel', 'accounts.acme-wellness.balance', 10, 9, 'CAN-43'],
  ['cancel', 'accounts.acme-wellness.balance', 9, 10, 'CAN-51'],
  ['cancel', 'events.0', { revision: 1 }, undefined, 'EVT-15'],
  ['+48h', 'events.0', undefined, { revision: 1 }, 'EVT-17'],
  ['cancel', 'events.3.revision', 4, 5, 'EVT-02'],
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
])('%s: %s, expected %j, is %j, speaks against a clause', (text, path, expected, actual, clause) => {
  const [step] = parseSequence(`active: ${text}`).steps
  if (step === undefined) throw new Error('there is no step')
  expect(clauseOf(step, [{ path, expected, actual }], before)).toBe(clause)
  if (clause !== null) expect(clauses.has(clause)).toBe(true)
})
