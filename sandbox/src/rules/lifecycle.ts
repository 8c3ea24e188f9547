import type { ActionName, Interpretations, LineItemStatus, OrderStatus, RewardStatus } from '../model.ts'

/** What moves a reward: an action, the end of a freeze that nobody lifted, or its recipient. */
export type Trigger = ActionName | 'release' | 'redeem'

/** One way for a reward to get from one state to another. Ways that are not listed do not exist. */
export interface Transition {
  on: Trigger
  from: RewardStatus
  to: RewardStatus
  /** What becomes of its line item, where that changes. */
  lineItem?: LineItemStatus
  clauses: string[]
  /** The way is there under this option of an interpretation only. */
  under?: Partial<Interpretations>
}

/** Every way that a reward can go. The rules ask it, and the state diagram is drawn from it. */
export const transitions: readonly Transition[] = [
  { on: 'FREEZE', from: 'ACTIVE', to: 'FROZEN', clauses: ['FRZ-25', 'FRZ-38', 'FRZ-46'] },
  { on: 'FREEZE', from: 'FROZEN', to: 'FROZEN', clauses: ['FRZ-49'], under: { 'C-FRZ-FROZEN': 'restart' } },
  { on: 'UNFREEZE', from: 'FROZEN', to: 'ACTIVE', clauses: ['UNF-25', 'UNF-38', 'UNF-40'] },
  { on: 'release', from: 'FROZEN', to: 'ACTIVE', clauses: ['FRZ-41', 'FRZ-42'] },
  { on: 'CANCEL', from: 'ACTIVE', to: 'CANCELLED', lineItem: 'CANCELLED', clauses: ['CAN-25', 'CAN-38', 'CAN-41'] },
  { on: 'CANCEL', from: 'FROZEN', to: 'CANCELLED', lineItem: 'CANCELLED', clauses: ['CAN-49', 'CAN-41'] },
  { on: 'redeem', from: 'ACTIVE', to: 'ACTIVE', clauses: ['FRZ-40', 'UNF-40', 'CAN-40'] },
]

/** Order statuses that shut an action out. */
interface Gate {
  action: ActionName
  shut: readonly OrderStatus[]
  clauses: string[]
  under?: Transition['under']
}

/** Every gate. An action changes no order status: these are gates, not states to go through. */
export const gates: readonly Gate[] = [
  { action: 'FREEZE', shut: ['FAILED', 'PENDING'], clauses: ['FRZ-48'], under: { 'C-FRZ-PENDING': 'gate' } },
  { action: 'UNFREEZE', shut: ['FAILED', 'PENDING'], clauses: ['UNF-54', 'UNF-53'], under: { 'C-ORDER-STATUS': 'newer-page' } },
  { action: 'CANCEL', shut: ['FAILED', 'PENDING'], clauses: ['CAN-56', 'CAN-46', 'CAN-47'] },
  { action: 'CANCEL', shut: ['SCHEDULED DELIVERY'], clauses: ['CAN-57'], under: { 'C-CAN-SCHEDULED': 'shut' } },
]

/** Whether the options that a row needs are the ones that hold. */
function holds(under: Transition['under'], interpretations: Interpretations): boolean {
  return Object.entries(under ?? {}).every(([id, option]) => interpretations[id as keyof Interpretations] === option)
}

/** The way that a trigger opens from a state, if there is one. */
export function transition(on: Trigger, from: RewardStatus, interpretations: Interpretations): Transition | undefined {
  return transitions.find((row) => row.on === on && row.from === from && holds(row.under, interpretations))
}

/** Whether the status of an order lets an action through. */
export function gateOpen(action: ActionName, status: OrderStatus, interpretations: Interpretations): boolean {
  return !gates.some((gate) => gate.action === action && gate.shut.includes(status) && holds(gate.under, interpretations))
}

/** The state that a trigger leads to, from wherever it starts. */
export function targetOf(on: Trigger): RewardStatus {
  return (transitions.find((row) => row.on === on) as Transition).to
}

/** Whether a recipient can redeem from a reward in this state. */
export function canRedeem(status: RewardStatus): boolean {
  return transitions.some(({ on, from }) => on === 'redeem' && from === status)
}
