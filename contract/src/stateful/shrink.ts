import type { Ask, Sequence, Step } from './sequence.ts'
import { type StartName, starts } from './starts.ts'

/** So many smaller sequences are tried at most. */
const MOST_TRIES = 300

/**
 * Makes a failing sequence as small as can be: leaves out steps and requests, asks one after the other instead of together,
 * waits once instead of twice, begins with the plainest order, or with one that has a name.
 *
 * @param fails tells what a sequence fails with, or null when it passes
 * @returns the smallest sequence found that fails, with what it fails with
 */
export async function shrink<Failure>(
  sequence: Sequence,
  failure: Failure,
  fails: (smaller: Sequence) => Promise<Failure | null>,
): Promise<{ sequence: Sequence; failure: Failure }> {
  let smallest = { sequence, failure }
  let tries = 0
  for (let candidates = smaller(sequence); ; ) {
    const { value, done } = candidates.next()
    if (done || tries++ >= MOST_TRIES) return smallest
    const found = await fails(value)
    if (found === null) continue
    smallest = { sequence: value, failure: found }
    candidates = smaller(value)
  }
}

function* smaller({ start, steps }: Sequence): Generator<Sequence, undefined> {
  // The steps after the one that fails first: never needed, and the most at once.
  for (let length = 1; length < steps.length; length *= 2) yield { start, steps: steps.slice(0, length) }
  if (steps.length > 1) for (const index of steps.keys()) yield { start, steps: steps.toSpliced(index, 1) }
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1]
    if ('wait' in step && next !== undefined && 'wait' in next) {
      yield { start, steps: steps.toSpliced(index, 2, { wait: step.wait + next.wait }) }
    }
  }
  for (const [index, step] of steps.entries()) {
    // One after the other says more than together, where it fails too.
    if ('together' in step) yield { start, steps: steps.toSpliced(index, 1, ...step.asks.map((ask): Step => ({ asks: [ask] }))) }
  }
  for (const [index, step] of steps.entries()) for (const less of smallerSteps(step)) yield { start, steps: steps.with(index, less) }
  if (start !== 'active') yield { start: 'active', steps }
  if (typeof start !== 'string') for (const name of Object.keys(starts) as StartName[]) yield { start: name, steps }
}

function smallerSteps(step: Step): Step[] {
  if (!('together' in step)) return []
  const { asks } = step
  if (asks.length === 2) return asks.map((ask): Step => ({ asks: [ask] }))
  return asks.map((_, index): Step => ({ ...step, asks: asks.toSpliced(index, 1) as Ask[] }))
}
