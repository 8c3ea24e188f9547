import type { Reads } from './play.ts'
import type { Sequence } from './sequence.ts'
import { lifecycle, limits, states, together, tuples } from './systematic.ts'
import { textOf } from './text.ts'

/** Sequences of one kind. */
export interface Part {
  kind: string
  reads: Reads
  sequences: readonly Sequence[]
}

/**
 * The systematic sequences of a run, the most telling kinds first. None of them is the beginning of one before it.
 *
 * @example systematicParts().map(({ kind }) => kind) // ['lifecycle', …]
 */
export function systematicParts(): Part[] {
  const known = new Set<string>()
  const part = (kind: string, reads: Reads, found: Sequence[]): Part => ({
    kind,
    reads,
    sequences: found.filter((sequence) => {
      if (known.has(textOf(sequence))) return false
      for (const end of sequence.steps.keys()) known.add(textOf({ ...sequence, steps: sequence.steps.slice(0, end + 1) }))
      return true
    }),
  })
  const longestFirst = lifecycle().toSorted((one, other) => other.steps.length - one.steps.length)
  return [
    part('lifecycle', 'each-step', longestFirst),
    part('limits', 'each-step', limits()),
    part('states', 'each-step', states()),
    part('together', 'end', together()),
    part('pairs', 'end', tuples(2)),
    part('triples', 'end', tuples(3)),
  ]
}
