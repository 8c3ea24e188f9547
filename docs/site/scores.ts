/** How well the suite notices mistakes, and blames them on the right clause; a report of an older version tells less. */
export interface Scores {
  killed: number
  survived: number
  equivalent: number
  /** Mutants whose own clause is among those blamed. */
  blamedRightly?: number
  /** Clauses blamed that their mutant does not break. */
  blamedWrongly?: number
  /** Benign variants that the suite took for mistakes. */
  alarms?: number
  /** How many clauses one mutant blames. */
  blame?: { median: number; ninthDecile: number; most: number }
}

/** What is read of the report of a mutation run; any of it may be missing. */
export interface MutantsFound extends Record<string, unknown> {
  complete?: boolean
  /** By clause, how many mutants of it the suite noticed and did not. */
  byClause?: Record<string, { killed: number; survived: number }>
}

/**
 * The scores of a mutation run; null where it tells none.
 *
 * @example scoresOf({ killed: 1904, survived: 2, equivalent: 0 })
 */
export function scoresOf(found: MutantsFound): Scores | null {
  // A list is as good as its length.
  const count = (name: string): number | undefined => {
    const value = found[name]
    return Array.isArray(value) ? value.length : typeof value === 'number' ? value : undefined
  }
  const [killed, survived, equivalent] = [count('killed'), count('survived'), count('equivalent')]
  if (killed === undefined || survived === undefined || equivalent === undefined) return null
  const known = (['blamedRightly', 'blamedWrongly', 'alarms'] as const).map((name) => [name, count(name)] as const)
  return {
    ...{ killed, survived, equivalent },
    ...Object.fromEntries(known.filter(([, value]) => value !== undefined)),
    ...(found.blame === undefined ? {} : { blame: found.blame as NonNullable<Scores['blame']> }),
  }
}

/**
 * The scores in sentences; nothing is said of what is not known.
 *
 * @example scoreWords(results) // ['The suite notices 1904 of 1906 planted mistakes.', …]
 */
export function scoreWords({ scores }: { scores: Scores | null }): string[] {
  if (scores === null) return []
  const { killed, survived, equivalent, blamedRightly, blamedWrongly, alarms, blame } = scores
  return [
    `The suite notices ${killed} of ${killed + survived + equivalent} planted mistakes.`,
    ...(blamedRightly === undefined ? [] : [`It blames ${blamedRightly} of these on the right clause.`]),
    ...(blamedWrongly === undefined ? [] : [`Clauses that it blames wrongly: ${blamedWrongly}.`]),
    ...(blame === undefined
      ? []
      : [
          `Clauses blamed for one mistake: ${blame.median} in the median, ${blame.ninthDecile} at the ninth decile, ${blame.most} at most.`,
        ]),
    ...(alarms === undefined ? [] : [`False alarms on variants that keep to the documentation: ${alarms}.`]),
  ]
}
