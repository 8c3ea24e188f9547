import { html, type Markup } from '../../../contract/src/report/html/markup.ts'
import { chosenInterpretations } from '../../../sandbox/src/interpretations.ts'
import type { ActionName, OrderStatus } from '../../../sandbox/src/model.ts'
import { gateOpen, gates, transition, transitions } from '../../../sandbox/src/rules/lifecycle.ts'
import { idLinks } from '../ids.ts'
import type { Operation } from '../operations.ts'

const ORDERS: OrderStatus[] = ['COMPLETE', 'PARTIAL', 'SCHEDULED DELIVERY', 'PENDING', 'FAILED']
const REWARDS = ['ACTIVE', 'FROZEN', 'CANCELLED'] as const
const ours = chosenInterpretations()

/** The action of an operation, if it is one. */
export const actionsOf = ({ name }: Operation): ActionName[] => {
  const action = name.toUpperCase() as ActionName
  return transitions.some(({ on }) => on === action) ? [action] : []
}

/** What becomes of something in a state. */
interface Cell {
  result: string
  clauses: string[]
}

/** A state, and what each action does there. */
interface Row {
  of: 'Order' | 'Reward'
  state: string
  cells: Cell[]
}

/**
 * What each action does in each state, from the sandbox's lifecycle table, under the interpretations that we chose.
 *
 * @example stateRows(['FREEZE'])[4] // { of: 'Order', state: 'FAILED', cells: [{ result: '422', … }] }
 */
export function stateRows(actions: readonly ActionName[]): Row[] {
  const order = (action: ActionName, status: OrderStatus): Cell => {
    if (gateOpen(action, status, ours)) return { result: '202 accepted', clauses: [] }
    const shut = gates.filter((gate) => gate.action === action && gate.shut.includes(status))
    return { result: '422 refused', clauses: shut.flatMap(({ clauses }) => clauses) }
  }
  const reward = (action: ActionName, from: (typeof REWARDS)[number]): Cell => {
    const row = transition(action, from, ours)
    const clauses = transitions.filter(({ on, from: start }) => on === action && start === from).flatMap((each) => each.clauses)
    return { result: row === undefined ? 'stays as it is' : `becomes ${row.to}`, clauses }
  }
  return [
    ...ORDERS.map((state): Row => ({ of: 'Order', state, cells: actions.map((action) => order(action, state)) })),
    ...REWARDS.map((state): Row => ({ of: 'Reward', state, cells: actions.map((action) => reward(action, state)) })),
  ]
}

/**
 * The same as a table.
 *
 * @example stateTable(['FREEZE', 'UNFREEZE', 'CANCEL'])
 */
export const stateTable = (
  actions: readonly ActionName[],
): Markup => html`<div class="scroll" role="region" tabindex="0" aria-label="Result by state"><table class="states"><thead><tr><th scope="col">State</th>${actions.map((action) => html`<th scope="col">${action.toLowerCase()}</th>`)}</tr></thead>
<tbody>${stateRows(actions).map(({ of, state, cells }) => html`<tr><th scope="row">${of} <code>${state}</code></th>${cells.map(cell)}</tr>`)}</tbody></table></div>`

const cell = ({ result, clauses }: Cell): Markup =>
  html`<td class="${/^(422|stays)/.test(result) ? 'refused' : 'passed'}">${result}${clauses.length > 0 && html` <span class="facts">${idLinks(clauses)}</span>`}</td>`
