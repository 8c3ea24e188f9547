import { isDeepStrictEqual } from 'node:util'
import { act, type Case } from '../cases/case.ts'
import type { PhaseFailure } from '../run/phase.ts'
import { type OrderView, type Session, Skipped, type Target } from '../targets/target.ts'
import { clauseOf } from './clauses.ts'
import { coveredBy } from './coverage.ts'
import { type Difference, differences } from './difference.ts'
import { type Legal, legalOutcomes } from './legal.ts'
import { orderFrom } from './model/arranged.ts'
import { addOrder, emptyModel, type Model } from './model/model.ts'
import type { Ask, Sequence, Step } from './sequence.ts'
import { requestOf, type Start } from './starts.ts'
import { take } from './take.ts'
import { askText, stepText } from './text.ts'
import { eventsOf, readState, type View, viewOf } from './view.ts'

/** How a sequence failed. */
export type SequenceFailure = Pick<PhaseFailure, 'clause' | 'what' | 'expected' | 'actual'>

/** What became of a sequence. */
export interface Played {
  failure: SequenceFailure | null
  /** The transitions of the lifecycle that it went through, and those that were refused. */
  covered: string[]
  /** Why it could not be judged, if so. */
  unjudged?: string
}

/** An order beside the one that a sequence is about: nothing may become of it. */
const BESIDE = { lineItems: [{ rewardStatus: 'FROZEN' as const }, {}] }

/** What a sequence needs of a target, as the case that it would be. */
export const rowOf = (start: Start): Case => ({
  id: 'sequence',
  name: 'does what the model does',
  clause: 'EVT-26',
  order: requestOf(start),
  beside: [BESIDE],
  request: act('freeze'),
  want: { status: 202 },
  state: { changed: [] },
  events: {},
})

/**
 * When orders and accounts are read. Responses and events are compared after each step; where the beginning of each sequence is a sequence
 * of its own, or the history of an order shows it all, the end is enough.
 */
export type Reads = 'each-step' | 'end'

/**
 * Plays a sequence against a target and against the model, and compares all that can be seen after each step. Stops at what differs first.
 * A sequence that cannot be finished is played once more from its beginning.
 *
 * @throws Skipped when the target has no control plane or receives no events
 * @example const { failure } = await playSequence(target, parseSequence('active: freeze; +48h; cancel'))
 */
export async function playSequence(target: Target, sequence: Sequence, reads: Reads = 'each-step'): Promise<Played> {
  for (let again = true; ; again = false) {
    try {
      return await playOnce(target, sequence, reads)
    } catch (error) {
      if (error instanceof Skipped) throw error
      if (!again) return { failure: null, covered: [], unjudged: causeOf(error) }
    }
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${error.cause}`
}

async function playOnce(target: Target, sequence: Sequence, reads: Reads): Promise<Played> {
  const session = await target.open(rowOf(sequence.start))
  try {
    return await playSteps(target, session, sequence, reads)
  } finally {
    await session.close()
  }
}

async function playSteps(target: Target, session: Session, { start, steps }: Sequence, reads: Reads): Promise<Played> {
  const { control } = session
  if (control === null || session.inbox === null) throw new Skipped('the target has no control plane, or its events go elsewhere')
  const views = await control.readOrders()
  const began = Date.parse(views[0]?.createdAt ?? '')
  const covered: string[] = []
  let model = emptyModel(began)
  for (const [index, request] of [BESIDE, requestOf(start)].entries()) addOrder(model, orderFrom(request, views[index] as OrderView, began))
  for (const [index, step] of steps.entries()) {
    const answers = await take(target, session, control, step, model, began)
    // Which of several orders it was must be known before the next step.
    const looks = reads === 'each-step' || index === steps.length - 1 || 'together' in step
    const seen = { answers, ...(looks ? await readState(control) : {}), events: eventsOf(session) }
    const outcomes = legalOutcomes(model, step, began)
    const fitting = outcomes.find((legal) => isDeepStrictEqual(viewOf(legal, seen), seen))
    if (fitting === undefined) return { failure: misfit(step, index, outcomes, seen, model), covered }
    covered.push(...coveredBy(step, model, fitting.model))
    model = fitting.model
  }
  return { failure: null, covered }
}

/** How what was seen differs from what is legal; where several orders are, from the one that is nearest. */
function misfit(step: Step, index: number, outcomes: Legal[], seen: View, before: Model): SequenceFailure {
  const [nearest] = outcomes
    .map((legal) => ({ legal, found: differences(viewOf(legal, seen), seen) }))
    .toSorted((one, other) => one.found.length - other.found.length)
  if (nearest === undefined) throw new Error('Failed to judge a step: it has no legal outcome. Mend the model.')
  const { legal, found } = nearest
  const turns = 'asks' in step ? legal.turns.map((position) => askText(step.asks[position] as Ask)).join(', ') : ''
  const about = outcomes.length === 1 ? '' : `, which none of the ${outcomes.length} orders explains; the nearest is ${turns}`
  return {
    clause: clauseOf(step, found, before),
    what: `step ${index + 1}, ${stepText(step)}${about}`,
    expected: byPath(found, 'expected'),
    actual: byPath(found, 'actual'),
  }
}

/** The first differences are enough to see what is wrong. */
const byPath = (found: Difference[], side: 'expected' | 'actual'): Record<string, unknown> =>
  Object.fromEntries(found.slice(0, 8).map((difference) => [difference.path, difference[side] ?? null]))
