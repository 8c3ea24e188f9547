import type { RewardStatus } from '../../../sandbox/src/model.ts'
import type { Trigger } from '../../../sandbox/src/rules/lifecycle.ts'
import { HOUR } from '../../../sandbox/src/units.ts'
import { shutGates, triggers, ways } from './coverage.ts'
import type { Ask, Sequence, Step } from './sequence.ts'
import { type StartName, starts } from './starts.ts'

const freeze: Ask = { act: 'freeze' }
const redeem: Ask = { redeem: 1, item: 0 }
const update: Ask = { update: { notes: 'a' } }

/** The three actions. */
export const actions: Ask[] = [freeze, { act: 'unfreeze' }, { act: 'cancel' }]

/** A step of one request. */
export const alone = (ask: Ask): Step => ({ asks: [ask] })

const stepOf: Record<Trigger, Step> = {
  FREEZE: alone(freeze),
  UNFREEZE: alone({ act: 'unfreeze' }),
  CANCEL: alone({ act: 'cancel' }),
  release: { wait: 48 * HOUR },
  redeem: alone(redeem),
}

const onActive = (...steps: Step[]): Sequence => ({ start: 'active', steps })

/** Each trigger first of all, and each trigger after each transition of the lifecycle; then each gate that is shut. */
export function lifecycle(): Sequence[] {
  const paths = shortestPaths()
  const after = (steps: Step[]): Sequence[] =>
    triggers.filter((on) => on !== 'release' || freezeCanEnd(steps)).map((on) => onActive(...steps, ...lastSteps(on)))
  const gates = shutGates.flatMap(({ action, status }): Sequence[] => {
    const start = (Object.keys(starts) as StartName[]).find((name) => 'status' in starts[name] && starts[name].status === status)
    return start === undefined ? [] : [{ start, steps: [stepOf[action]] }]
  })
  return [...after([]), ...ways.flatMap((way) => after([...(paths.get(way.from) ?? []), stepOf[way.on]])), ...gates]
}

/** A freeze must end neither early nor late. */
const lastSteps = (on: Trigger): Step[] => (on === 'release' ? [{ wait: 48 * HOUR - 1 }, { wait: 1 }] : [stepOf[on]])

const freezeCanEnd = (steps: Step[]): boolean => steps.includes(stepOf.FREEZE) && !steps.includes(stepOf.release)

/** Of each state, the shortest path to it from an active reward. */
function shortestPaths(): Map<RewardStatus, Step[]> {
  const paths = new Map<RewardStatus, Step[]>([['ACTIVE', []]])
  // What is added meanwhile is visited too.
  for (const [state, steps] of paths) {
    for (const { on, from, to } of ways) if (from === state && !paths.has(to)) paths.set(to, [...steps, stepOf[on]])
  }
  return paths
}

/** Each trigger on a reward in each state: near and far on both sides of the end of its window, and at the end of a freeze. */
export function limits(): Sequence[] {
  const asked = triggers.filter((on) => on !== 'release').map((on) => stepOf[on])
  const lastMoment: Step = { day: 6, before: 1 }
  const window = [...shortestPaths().values()].flatMap((path) =>
    [
      [{ day: 4, before: 0 }, ...path],
      [lastMoment, ...path],
      [lastMoment, ...path, { day: 6, before: 0 }],
      [lastMoment, ...path, { day: 7, before: 0 }],
    ].flatMap((steps) => asked.map((step) => onActive(...steps, step))),
  )
  const freezeEnds = [1, 0].flatMap((less) => asked.map((step) => onActive(stepOf.FREEZE, { wait: 48 * HOUR - less }, step)))
  return [...window, ...freezeEnds]
}

/** Each operation on each order to begin with, and a redemption of each of its line items. */
export function states(): Sequence[] {
  return (Object.keys(starts) as StartName[]).flatMap((start) => {
    const count = starts[start].lineItems.reduce((sum, lineItem) => sum + ('count' in lineItem ? lineItem.count : 1), 0)
    const redemptions = Array.from({ length: count }, (_, item): Ask => ({ redeem: 1, item }))
    return [...actions, update, ...redemptions].map((ask) => ({ start, steps: [alone(ask)] }))
  })
}

/** Two and more requests on one order at once, and actions accepted one after the other before any of them is processed. */
export function together(): Sequence[] {
  const updates: Ask[] = [update, { update: { notes: 'b', campaign: 'b' } }]
  const one = [...actions, redeem]
  const pairs = one.flatMap((first, index) => one.slice(index).map((second) => [first, second]))
  const inTurn = actions.flatMap((first) => one.map((second) => [first, second]))
  const onReward = (['active', 'frozen'] as const).flatMap((start): Sequence[] => [
    ...pairs.map((asks): Sequence => ({ start, steps: [{ asks, together: 'at-once' }] })),
    ...inTurn.map((asks): Sequence => ({ start, steps: [{ asks, together: 'in-turn' }] })),
    { start, steps: [{ asks: [...actions, freeze], together: 'at-once' }] },
  ])
  return [
    ...onReward,
    onActive({ asks: updates, together: 'at-once' }),
    onActive({ asks: [...updates, freeze, { act: 'cancel' }], together: 'at-once' }),
  ]
}

/** The four operations, the end of a freeze, and the first day on which nothing can be frozen or cancelled any more. */
const alphabet: Step[] = [...actions.map(alone), alone(update), stepOf.release, { day: 6, before: 0 }]

/** Every sequence of so many steps of the alphabet on one order. */
export function tuples(length: number): Sequence[] {
  const all = (rest: number): Step[][] => (rest === 0 ? [[]] : all(rest - 1).flatMap((steps) => alphabet.map((step) => [...steps, step])))
  return all(length).map((steps) => onActive(...steps))
}
