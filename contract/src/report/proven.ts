/** What is read of `reports/mutants/report.json`. */
interface MutantsFound {
  descriptionHash?: unknown
  complete?: unknown
  byClause?: Record<string, { killed?: unknown } | undefined>
}

/** Which clauses the suite was seen to tell when they are broken; or why a mutation run says nothing of that. */
export type Proof = { proven: ReadonlyMap<string, boolean> } | { reason: string }

/**
 * Reads what a mutation run proved: a clause is proven when a mutant of it was killed, and unproven when all of them survived.
 *
 * @param found the parsed report of the mutation run
 * @param descriptionHash of the description that the contract run is about
 * @example provenBy(JSON.parse(report), descriptionHash(description))
 */
export function provenBy(found: unknown, descriptionHash: string): Proof {
  if (typeof found !== 'object' || found === null) return { reason: 'it is no report of a mutation run' }
  const { descriptionHash: hash, complete, byClause } = found as MutantsFound
  if (typeof byClause !== 'object' || byClause === null) return { reason: 'it is no report of a mutation run' }
  if (hash !== descriptionHash) return { reason: 'it is for another OpenAPI description' }
  if (complete !== true) return { reason: 'only some of the mutants were judged' }
  return { proven: new Map(Object.entries(byClause).map(([clause, counts]) => [clause, Number(counts?.killed) > 0])) }
}
