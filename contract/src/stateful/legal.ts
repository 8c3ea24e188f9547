import { DAY } from '../../../sandbox/src/units.ts'
import { type Action, actionAnswer, advance, type Model, type Order, redeem, runPending, updateAnswer } from './model/model.ts'
import type { Ask, Step } from './sequence.ts'

/** What the model says of a step, in one of the orders in which its requests may have been served. */
export interface Legal {
  model: Model
  /** By position in the step, not by turn. */
  answers: unknown[]
  /** Positions in the step, by turn. */
  turns: number[]
}

/**
 * Every outcome that a step may have: one for each order in which what is asked may come about. An action counts as one thing, since
 * whether it is accepted depends on no other request of the step.
 *
 * @param model as it is before the step
 * @param began the instant at which the sequence began; milliseconds
 */
export function legalOutcomes(model: Model, step: Step, began: number): Legal[] {
  if (!('asks' in step)) {
    const later = structuredClone(model)
    advance(later, model.now + waitOf(step, model.now, began))
    return [{ model: later, answers: [], turns: [] }]
  }
  const { asks } = step
  const anyOrder = 'together' in step && step.together === 'at-once'
  return permutations([...asks.keys()])
    .filter((turns) => anyOrder || isInTurn(asks, turns))
    .map((turns) => inOrder(structuredClone(model), asks, turns))
}

/**
 * Whether requests that were sent one after the other may have come about in this order: an accepted action is processed later, so what
 * is done at once may overtake it, and another action may not. EVT-26.
 */
function isInTurn(asks: Ask[], turns: number[]): boolean {
  const isAction = (position: number): boolean => 'act' in (asks[position] as Ask)
  return turns.every((position, turn) =>
    turns.slice(turn + 1).every((later) => position < later || (isAction(later) && !isAction(position))),
  )
}

function inOrder(model: Model, asks: Ask[], turns: number[]): Legal {
  const answers: unknown[] = []
  for (const position of turns) {
    answers[position] = serve(model, asks[position] as Ask)
    runPending(model)
  }
  return { model, answers, turns }
}

/** How long a step waits, in milliseconds. */
export function waitOf(step: Exclude<Step, { asks: Ask[] }>, now: number, began: number): number {
  if ('wait' in step) return step.wait
  return Math.max(0, (Math.floor(began / DAY) + step.day) * DAY - step.before - now)
}

/** The order that sequences are about: the one that was made last. */
export const ownOrder = (model: Model): Order => model.orders.at(-1) as Order

function serve(model: Model, ask: Ask): unknown {
  const order = ownOrder(model)
  if ('update' in ask) {
    Object.assign(order, ask.update)
    return updateAnswer(order)
  }
  if ('redeem' in ask) {
    const reward = order.lineItems[ask.item % order.lineItems.length]?.reward ?? null
    return reward !== null && redeem(reward, ask.redeem)
  }
  const action = ask.act.toUpperCase() as Action
  const answer = actionAnswer(order, action, model.now)
  if (answer.status === 202) model.pending.push({ order, action, reasonCode: 'FRAUD' })
  return answer
}

function permutations(positions: number[]): number[][] {
  if (positions.length <= 1) return [positions]
  return positions.flatMap((first) => permutations(positions.filter((other) => other !== first)).map((rest) => [first, ...rest]))
}
