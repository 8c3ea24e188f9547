import { groupBy } from '../group-by.ts'
import type { Phase, PhaseFailure, PhaseOptions, PhaseResult } from '../run/phase.ts'
import { explained, grouped, verdictOf } from '../schema/findings.ts'
import { Skipped, type Target } from '../targets/target.ts'
import { toCover } from './coverage.ts'
import { type Part, systematicParts } from './plan.ts'
import { type Played, playSequence, type Reads, rowOf, type SequenceFailure } from './play.ts'
import { randomBatches } from './random.ts'
import type { Sequence } from './sequence.ts'
import { shrink } from './shrink.ts'
import { parseSequence, textOf } from './text.ts'

/** So many sequences are under way at once, each on a platform of its own. */
const LANES = 8
/** A target that leaves so many sequences unfinished gets no more of them. */
const MOST_UNJUDGED = 3
/** Which request comes first can be a matter of chance: a sequence that is to fail again is tried so often. */
const TRIES = 3

type Found = Pick<PhaseResult, 'status' | 'counts' | 'failures' | 'covered' | 'reason'>

/**
 * Sequences of the four operations, redemptions and time, compared with the reference model after each step: every transition of the
 * lifecycle and every refusal, each limit, requests sent together, all of them; then random sequences, one batch at least, until the
 * budget ends. It stops after the kind in which something failed. A failure is replayed by its text.
 *
 * @param parts the systematic sequences
 * @example const { status } = await statefulPhase(systematicParts()).run(target, { seed: 1, budgetMs: 2_000, replay: null }, Date.now)
 */
export function statefulPhase(parts: readonly Part[]): Phase {
  return {
    name: 'stateful',
    run: async (target, options, now) => {
      const began = now()
      const found = await find(target, parts, options, () => now() - began >= options.budgetMs)
      return { phase: 'stateful', target: target.name, seed: options.seed, ...found, durationMs: now() - began }
    },
  }
}

/** The phase with every systematic sequence of this project. */
export const stateful: Phase = statefulPhase(systematicParts())

async function find(target: Target, parts: readonly Part[], { seed, replay }: PhaseOptions, over: () => boolean): Promise<Found> {
  const skipped = (reason: string): Found => ({ status: 'skipped', reason, counts: {}, failures: [] })
  const reason = target.cannot(rowOf('active'))
  if (reason !== null) return skipped(reason)
  let replayed: Sequence | null
  try {
    replayed = replay === null ? null : parseSequence(replay)
  } catch (error) {
    return skipped(error instanceof Error ? error.message : String(error))
  }
  try {
    return replayed === null ? await explore(target, planned(parts, seed, over)) : await playAgain(target, replayed)
  } catch (error) {
    if (error instanceof Skipped) return skipped(error.message)
    throw error
  }
}

/** What is systematic, whole; then random batches, the first of them whatever the budget. */
function* planned(parts: readonly Part[], seed: number, over: () => boolean): Generator<Part> {
  yield* parts
  for (const batch of randomBatches(seed)) {
    yield { kind: 'random', reads: 'end', sequences: batch }
    if (over()) return
  }
}

async function playAgain(target: Target, sequence: Sequence): Promise<Found> {
  const played = await playSequence(target, sequence)
  const failures = played.failure === null ? [] : [{ ...played.failure, cases: 1, replay: textOf(sequence) }]
  return judged({ counts: { replayed: 1 }, covered: count({}, played.covered), failures }, [{ sequence, ...played }].filter(isUnjudged))
}

type Outcome = Played & { sequence: Sequence }

const isUnjudged = ({ unjudged }: Played): boolean => unjudged !== undefined

async function explore(target: Target, parts: Iterable<Part>): Promise<Found> {
  const counts: Record<string, number> = {}
  let covered = Object.fromEntries(toCover.map((name) => [name, 0]))
  const unjudged: Outcome[] = []
  for (const { kind, sequences, reads } of parts) {
    const played = await playAll(target, sequences, reads)
    counts[kind] = (counts[kind] ?? 0) + played.length
    for (const outcome of played) covered = count(covered, outcome.covered)
    unjudged.push(...played.filter(isUnjudged))
    const failing = played.flatMap(({ sequence, failure }) => (failure === null ? [] : [{ sequence, failure }]))
    if (failing.length > 0) return judged({ counts, covered, failures: await smallest(target, failing) }, unjudged)
    if (unjudged.length >= MOST_UNJUDGED) break
  }
  const missing = unjudged.length > 0 ? [] : toCover.filter((name) => covered[name] === 0)
  return judged({ counts, covered, failures: missing.map(notCovered) }, unjudged)
}

const judged = (found: Pick<Found, 'counts' | 'covered' | 'failures'>, unjudged: readonly Outcome[]): Found => ({
  ...found,
  ...verdictOf(found.failures, reasonOf(unjudged)),
})

function reasonOf(unjudged: readonly Outcome[]): string | undefined {
  const [first] = unjudged
  return first && `sequences that could not be finished: ${unjudged.length}, such as ${textOf(first.sequence)} (${first.unjudged})`
}

/** In the order of the plan, whichever ends first; every one of them, unless the target finishes none. */
async function playAll(target: Target, all: readonly Sequence[], reads: Reads): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let at = 0; at < all.length; at += LANES) {
    const lanes = all.slice(at, at + LANES)
    outcomes.push(...(await Promise.all(lanes.map(async (sequence) => ({ sequence, ...(await playSequence(target, sequence, reads)) })))))
    if (outcomes.filter(isUnjudged).length >= MOST_UNJUDGED) break
  }
  return outcomes
}

/** Of each clause, the smallest sequence that shows it: sequences of different clauses may turn out to show the same. */
async function smallest(target: Target, failing: { sequence: Sequence; failure: SequenceFailure }[]): Promise<PhaseFailure[]> {
  const groups = groupBy(failing, ({ failure }) => causeOf(failure))
  const failures: PhaseFailure[] = []
  for (const group of groups.values()) {
    const [first] = group
    if (first === undefined) continue
    const fails = async (sequence: Sequence) => (await playSequence(target, sequence)).failure
    const { sequence, failure } = await shrink(first.sequence, first.failure, fails)
    const replay = (await failsAgain(fails, sequence)) ? textOf(sequence) : ''
    failures.push({ ...failure, cases: group.length, replay })
  }
  return explained(grouped(failures, causeOf), ({ clause }) => BROADER[clause ?? ''])
}

/** Where exactly the days end is no question for a target that does not count them. */
const BROADER: Record<string, string> = { 'FRZ-45': 'FRZ-44', 'CAN-55': 'CAN-42' }

/** Without a clause, the places that differ are all that failures may have in common. */
const causeOf = ({ clause, expected }: SequenceFailure): string => clause ?? Object.keys(expected as object).join()

async function failsAgain(fails: (sequence: Sequence) => Promise<SequenceFailure | null>, sequence: Sequence): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) if ((await fails(sequence)) !== null) return true
  return false
}

/** Fails closed: what no sequence came to was not checked. No clause is violated by that. */
const notCovered = (name: string): PhaseFailure => ({
  clause: null,
  what: `${name}: no sequence came to it`,
  expected: 'at least 1',
  actual: 0,
  cases: 1,
  replay: '',
})

function count(counts: Record<string, number>, names: string[]): Record<string, number> {
  const counted = { ...counts }
  for (const name of names) counted[name] = (counted[name] ?? 0) + 1
  return counted
}
