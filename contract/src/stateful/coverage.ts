import { chosenInterpretations } from '../../../sandbox/src/interpretations.ts'
import { gateOpen, gates, type Transition, type Trigger, transition, transitions } from '../../../sandbox/src/rules/lifecycle.ts'
import { HOUR } from '../../../sandbox/src/units.ts'
import { ownOrder } from './legal.ts'
import { type Action, isLetThrough, type Model, type Reward } from './model/model.ts'
import type { Step } from './sequence.ts'

type Status = Reward['status']

const INTERPRETATIONS = chosenInterpretations()
const FREEZE_LASTS = 48 * HOUR

/** What can move a reward, and the states that one can be in. */
export const triggers: readonly Trigger[] = [...new Set(transitions.map(({ on }) => on))]
const states: readonly Status[] = [...new Set(transitions.flatMap(({ from, to }) => [from, to]))]

/** The ways of the lifecycle that are there under the interpretations that we chose. */
export const ways: readonly Transition[] = transitions.filter((row) => wayOf(row.on, row.from) === row)

/** Which orders an action is shut out of, under the interpretations that we chose. */
export const shutGates = gates.flatMap(({ action, shut }) =>
  shut.filter((status) => !gateOpen(action, status, INTERPRETATIONS)).map((status) => ({ action, status })),
)

/** The way that a trigger opens from a state under the interpretations that we chose, if there is one. */
export function wayOf(on: Trigger, from: Status): Transition | undefined {
  return transition(on, from, INTERPRETATIONS)
}

const wayName = ({ on, from, to }: Transition): string => `${on}: ${from} → ${to}`
const refusalName = (on: Trigger, from: Status): string => `${on} refused: ${from}`
/** What the refusal of orders in a status is called. */
const gateName = (action: string, status: string): string => `${action} shut out: ${status}`

/** What a trigger in a state is called: a way, or a refusal. */
function nameOf(on: Trigger, from: Status): string {
  const way = wayOf(on, from)
  return way === undefined ? refusalName(on, from) : wayName(way)
}

/** Everything that has to be covered: each way, each trigger in a state that it does not move, each gate that is shut. */
export const toCover: readonly string[] = [
  ...triggers.flatMap((on) => states.map((from) => nameOf(on, from))),
  ...shutGates.map(({ action, status }) => gateName(action, status)),
]

/** What a step covered; steps of several requests cover nothing, since which of them came first is not known beforehand. */
export function coveredBy(step: Step, before: Model, model: Model): string[] {
  const rewards = ownOrder(before).lineItems.map(({ reward }) => reward)
  const { lineItems, status } = ownOrder(model)
  const positions = [...rewards.keys()]
  const nameAt = (on: Trigger, position: number, moved: boolean): string[] => {
    const from = rewards[position]?.status
    if (from === undefined) return []
    const way = wayOf(on, from)
    return way === undefined ? [refusalName(on, from)] : moved ? [wayName(way)] : []
  }
  if (!('asks' in step)) {
    if (!endsFreeze(model, before.now)) return []
    return positions.flatMap((at) => nameAt('release', at, rewards[at]?.status !== lineItems[at]?.reward?.status))
  }
  const [ask] = step.asks
  if (ask === undefined || 'together' in step || 'update' in ask) return []
  if ('redeem' in ask) {
    const at = ask.item % lineItems.length
    return nameAt('redeem', at, rewards[at]?.redeemed !== lineItems[at]?.reward?.redeemed)
  }
  const action = ask.act.toUpperCase() as Action
  if (!isLetThrough(ownOrder(model), action)) return [gateName(action, status)]
  return positions.flatMap((at) => nameAt(action, at, lineItems[at]?.history.at(-1)?.endsWith(' changed') === true))
}

/** Whether the end of the 48 hours of a freeze falls into the step, lifted meanwhile or not. */
function endsFreeze({ outcomes, now }: Model, earlier: number): boolean {
  const ends = outcomes.filter(({ action, changed }) => action === 'FREEZE' && changed > 0).map(({ at }) => at + FREEZE_LASTS)
  return ends.some((end) => earlier < end && end <= now)
}
