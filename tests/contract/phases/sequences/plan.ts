import fc from 'fast-check'
import type { RewardStatus } from '../../../../sandbox/src/model.ts'
import type { Trigger } from '../../../../sandbox/src/rules/lifecycle.ts'
import { gateName, nameOf, shutGates, triggers, ways } from './coverage.ts'
import { type Ask, DAY, HOUR, MOST_TOGETHER, type Sequence, type Step } from './sequence.ts'
import { type StartName, starts } from './starts.ts'
import { textOf } from './text.ts'

/** The kinds of sequences, in the order in which they are begun. */
export const kinds = ['lifecycle', 'together', 'pairs', 'triples', 'random'] as const

/** A sequence, and what kind of sequence it is. */
export interface Planned {
  kind: (typeof kinds)[number]
  sequence: Sequence
}

/** A run ends here at the latest, even where its clock stands still. */
const MOST_BATCHES = 20_000

const freeze: Ask = { act: 'freeze' }
const unfreeze: Ask = { act: 'unfreeze' }
const cancel: Ask = { act: 'cancel' }
const actions = [freeze, unfreeze, cancel]
const alone = (ask: Ask): Step => ({ asks: [ask] })

const stepOf: Record<Trigger, Step> = {
  FREEZE: alone(freeze),
  UNFREEZE: alone(unfreeze),
  CANCEL: alone(cancel),
  release: { wait: 48 * HOUR },
  redeem: alone({ redeem: 1, item: 0 }),
}

/** A sequence that ends with what covers a way of the lifecycle, or a refusal. */
interface Example {
  covers: string
  sequence: Sequence
}

/** Each trigger first of all, and each trigger after each way of the lifecycle; then each gate that is shut. */
function lifecycle(): Example[] {
  const paths = shortestPaths()
  const after = (steps: Step[], state: RewardStatus): Example[] =>
    triggers
      .filter((on) => on !== 'release' || freezeCanEnd(steps))
      .map((on) => ({ covers: nameOf(on, state), sequence: { start: 'active', steps: [...steps, ...lastSteps(on)] } }))
  const gates = shutGates.flatMap(({ action, status }): Example[] => {
    const start = (Object.keys(starts) as StartName[]).find((name) => 'status' in starts[name] && starts[name].status === status)
    return start === undefined ? [] : [{ covers: gateName(action, status), sequence: { start, steps: [stepOf[action]] } }]
  })
  return [...after([], 'ACTIVE'), ...ways.flatMap((way) => after([...(paths.get(way.from) ?? []), stepOf[way.on]], way.to)), ...gates]
}

/** What is to be seen of the end of a freeze is that it comes neither early nor late. */
const lastSteps = (on: Trigger): Step[] => (on === 'release' ? [{ wait: 48 * HOUR - 1 }, { wait: 1 }] : [stepOf[on]])

const freezeCanEnd = (steps: Step[]): boolean => steps.includes(stepOf.FREEZE) && !steps.includes(stepOf.release)

/** The shortest sequence that covers a way of the lifecycle, a refusal or a gate, by its name. */
export const exampleOf = (name: string): Sequence | undefined => lifecycle().find(({ covers }) => covers === name)?.sequence

/** Of each state, the shortest way to it from an active reward. */
function shortestPaths(): Map<RewardStatus, Step[]> {
  const paths = new Map<RewardStatus, Step[]>([['ACTIVE', []]])
  // What is added meanwhile is looked at too.
  for (const [state, steps] of paths) {
    for (const { on, from, to } of ways) if (from === state && !paths.has(to)) paths.set(to, [...steps, stepOf[on]])
  }
  return paths
}

/** Two and more requests on one order at once, and actions accepted one after the other before any of them is processed. */
function* together(): Generator<Sequence> {
  const redeem: Ask = { redeem: 1, item: 0 }
  const updates: Ask[] = [{ update: { notes: 'a' } }, { update: { notes: 'b', campaign: 'b' } }]
  const one = [...actions, redeem]
  const pairs = one.flatMap((first, index) => one.slice(index).map((second) => [first, second]))
  for (const start of ['active', 'frozen'] as const) {
    for (const asks of pairs) yield { start, steps: [{ asks, together: 'at-once' }] }
    for (const first of actions) for (const second of one) yield { start, steps: [{ asks: [first, second], together: 'in-turn' }] }
    yield { start, steps: [{ asks: [...actions, freeze], together: 'at-once' }] }
  }
  yield { start: 'active', steps: [{ asks: updates, together: 'at-once' }] }
  yield { start: 'active', steps: [{ asks: [...updates, freeze, cancel], together: 'at-once' }] }
}

/** The four operations, the end of a freeze, and the first day on which nothing can be frozen or cancelled any more. */
const alphabet: Step[] = [...actions.map(alone), alone({ update: { notes: 'a' } }), { wait: 48 * HOUR }, { day: 6, before: 0 }]

/** Every sequence of so many steps of the alphabet on one order. */
function tuples(length: number): Step[][] {
  if (length === 0) return [[]]
  return tuples(length - 1).flatMap((steps) => alphabet.map((step) => [...steps, step]))
}

const action = fc.constantFrom(...actions)
const redeem: fc.Arbitrary<Ask> = fc.record({ redeem: fc.constantFrom(1, 7, 2_500), item: fc.nat(3) })
const text = fc.constantFrom('', 'a', 'b')
const update: fc.Arbitrary<Ask> = fc
  .record({ campaign: text, purchaseOrderNumber: text, notes: text }, { requiredKeys: [] })
  .filter((fields) => Object.keys(fields).length > 0)
  .map((fields) => ({ update: fields }))
const several = { minLength: 2, maxLength: MOST_TOGETHER }
const anything = fc.oneof({ weight: 4, arbitrary: action }, redeem, update)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: action.map(alone) },
  { weight: 2, arbitrary: redeem.map(alone) },
  { weight: 1, arbitrary: update.map(alone) },
  { weight: 2, arbitrary: fc.array(anything, several).map((asks): Step => ({ asks, together: 'at-once' })) },
  { weight: 2, arbitrary: fc.array(anything, several).map((asks): Step => ({ asks, together: 'in-turn' })) },
  { weight: 3, arbitrary: fc.constantFrom(1, HOUR, DAY, 48 * HOUR - 1, 48 * HOUR, 48 * HOUR).map((wait) => ({ wait })) },
  { weight: 1, arbitrary: fc.record({ day: fc.constantFrom(5, 6), before: fc.constantFrom(0, 1) }) },
)

const anySequence: fc.Arbitrary<Sequence> = fc.record({
  start: fc.constantFrom(...(Object.keys(starts) as StartName[])),
  steps: fc.array(step, { minLength: 2, maxLength: 8, size: 'max' }),
})

const BATCH = 50

function* random(seed: number): Generator<Sequence> {
  // Seeds that lie side by side have no batch in common.
  const seeds = fc.sample(fc.integer(), { seed, numRuns: MOST_BATCHES })
  for (const each of seeds) yield* fc.sample(anySequence, { seed: each, numRuns: BATCH })
}

/**
 * The sequences of a run, the most telling first: the lifecycle, requests together, pairs; then triples and random ones by turns.
 * None of them but the random ones is the beginning of one before it.
 *
 * @param seed the random ones follow from it
 * @example for (const { kind, sequence } of plan(42)) …
 */
export function* plan(seed: number): Generator<Planned, undefined> {
  const known = new Set<string>()
  const news = (kind: Planned['kind'], found: Sequence[]): Planned[] =>
    found.flatMap((sequence) => {
      if (known.has(textOf(sequence))) return []
      for (const end of sequence.steps.keys()) known.add(textOf({ ...sequence, steps: sequence.steps.slice(0, end + 1) }))
      return [{ kind, sequence }]
    })
  yield* news(
    'lifecycle',
    lifecycle()
      .map(({ sequence }) => sequence)
      .toSorted((one, other) => other.steps.length - one.steps.length),
  )
  yield* news('together', [...together()])
  yield* news('pairs', onActive(tuples(2)))
  const triples = news('triples', onActive(tuples(3)))
  for (const sequence of random(seed)) {
    const triple = triples.shift()
    if (triple !== undefined) yield triple
    yield { kind: 'random', sequence }
  }
}

const onActive = (all: Step[][]): Sequence[] => all.map((steps) => ({ start: 'active', steps }))
