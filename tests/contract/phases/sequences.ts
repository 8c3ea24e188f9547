import { NotRun, type Target } from '../targets/target.ts'
import type { Phase, PhaseFailure, PhaseOptions, PhaseResult } from './phase.ts'
import { toCover } from './sequences/coverage.ts'
import { exampleOf, kinds, type Planned, plan } from './sequences/plan.ts'
import { type Played, playSequence, rowOf } from './sequences/play.ts'
import type { Sequence } from './sequences/sequence.ts'
import { shrink } from './sequences/shrink.ts'
import { parseSequence, textOf } from './sequences/text.ts'

/** So many sequences are under way at once, each on a platform of its own. */
const LANES = 8

/**
 * Sequences of the four operations, redemptions and time, compared with the reference model after each step: every way of the lifecycle
 * and every refusal, requests sent together, and random sequences until the budget ends. A failure is replayed by its text.
 *
 * @example const { status, counts } = await sequences.run(target, { seed: 1, budgetMs: 2_000, replay: null }, Date.now)
 */
export const sequences: Phase = { name: 'sequences', run }

type Found = Pick<PhaseResult, 'status' | 'counts' | 'failures'> & { reason?: string }

async function run(target: Target, options: PhaseOptions, now: () => number): Promise<PhaseResult> {
  const began = now()
  const found = await find(target, options, now)
  return { phase: 'sequences', target: target.name, seed: options.seed, ...found, durationMs: now() - began }
}

async function find(target: Target, { seed, budgetMs, replay }: PhaseOptions, now: () => number): Promise<Found> {
  const notRun = (reason: string): Found => ({ status: 'not-run', reason, counts: {}, failures: [] })
  const reason = target.cannot(rowOf('active'))
  if (reason !== null) return notRun(reason)
  let replayed: Sequence | null
  try {
    replayed = replay === null ? null : parseSequence(replay)
  } catch (error) {
    return notRun(error instanceof Error ? error.message : String(error))
  }
  try {
    return replayed === null ? await explore(target, plan(seed), () => timer(now, budgetMs)) : await playAgain(target, replayed)
  } catch (error) {
    if (error instanceof NotRun) return notRun(error.message)
    throw error
  }
}

/** Tells whether so many milliseconds have passed since it was made. */
function timer(now: () => number, milliseconds: number): () => boolean {
  const began = now()
  return () => now() - began >= milliseconds
}

async function playAgain(target: Target, sequence: Sequence): Promise<Found> {
  const { failure, covered } = await playSequence(target, sequence)
  const counts = count({ replayed: 1 }, covered)
  return failure === null ? { status: 'passed', counts, failures: [] } : failed(counts, failure, sequence)
}

async function explore(target: Target, planned: Generator<Planned, undefined>, newBudget: () => () => boolean): Promise<Found> {
  const over = newBudget()
  let counts: Record<string, number> = Object.fromEntries([...kinds, ...toCover.map(({ name }) => name)].map((name) => [name, 0]))
  while (!over()) {
    const chunk = take(planned, LANES)
    if (chunk.length === 0) break
    const played = await Promise.all(
      chunk.map(({ kind, sequence }) => playSequence(target, sequence, kind === 'lifecycle' ? 'each-step' : 'end')),
    )
    // The first in the order of the plan, so that the same seed tells the same.
    const first = played.findIndex(({ failure }) => failure !== null)
    for (const [index, { covered }] of played.entries()) counts = count(counts, [chunk[index]?.kind ?? '', ...covered])
    const sequence = chunk[first]?.sequence
    const failure = played[first]?.failure ?? null
    if (sequence !== undefined && failure !== null) {
      // To make it smaller may take as long again, and no longer.
      const found = await shrink(sequence, failure, async (smaller) => (await playSequence(target, smaller)).failure, newBudget())
      return failed(counts, found.failure, found.sequence)
    }
  }
  const failures = toCover.filter(({ name }) => counts[name] === 0).map(notCovered)
  return { status: failures.length === 0 ? 'passed' : 'failed', counts, failures }
}

type Failure = NonNullable<Played['failure']>

const failed = (counts: Found['counts'], failure: Failure, sequence: Sequence): Found => ({
  status: 'failed',
  counts,
  failures: [{ ...failure, replay: textOf(sequence) }],
})

/** Fails closed: what no sequence came to was not checked. */
function notCovered({ name, clause }: (typeof toCover)[number]): PhaseFailure {
  const example = exampleOf(name)
  const what = `${name}: no sequence came to it before the budget ended`
  return { clause, what, expected: 'at least 1', actual: 0, replay: example === undefined ? '' : textOf(example) }
}

function count(counts: Record<string, number>, names: string[]): Record<string, number> {
  const counted = { ...counts }
  for (const name of names) counted[name] = (counted[name] ?? 0) + 1
  return counted
}

function take(planned: Generator<Planned, undefined>, most: number): Planned[] {
  const taken: Planned[] = []
  while (taken.length < most) {
    const { value } = planned.next()
    if (value === undefined) break
    taken.push(value)
  }
  return taken
}
