import fc from 'fast-check'
import { type Checking, checkExample, type Found } from './check-example.ts'
import type { Example } from './example.ts'
import { randomExamples } from './random.ts'
import type { Described } from './schema.ts'

const BATCH = 20
/** How many more requests the search for the smallest example may cost. */
const MOST_SHRINKS = 300

/** A target that does not respond gets no more requests after so many. */
export const MOST_SILENT = 3

/** What random examples are made from, and how long. */
export interface Bounds {
  seed: number
  /** Whether another batch may be begun. */
  inTime: () => boolean
}

/** What was found with random examples. */
interface Random {
  failures: Found[]
  runs: number
  /** Why examples could not be judged, one by one. */
  unjudged: string[]
}

/** Batches of random examples, one at least, each by a seed of its own, until the budget ends or one fails. */
export async function randomly(checking: Checking, described: Described, { seed, inTime }: Bounds): Promise<Random> {
  const examples = randomExamples(described)
  const unjudged: string[] = []
  let runs = 0
  for (let batch = 0; batch === 0 || (inTime() && unjudged.length === 0); batch++) {
    let shrinks: number | null = null
    const property = fc.asyncProperty(examples, async (example) => {
      if (unjudged.length >= MOST_SILENT) return true
      if (shrinks === null) runs++
      else if (++shrinks > MOST_SHRINKS) return true
      const checked = await checkExample(checking, example, described)
      if (checked.unjudged !== undefined) unjudged.push(checked.unjudged)
      if (checked.failures.length > 0) shrinks ??= 0
      return checked.failures.length === 0
    })
    const { counterexample } = await fc.check(property, { seed: (seed + batch) | 0, numRuns: BATCH })
    const [smallest] = counterexample ?? []
    if (smallest !== undefined) return { failures: await simplest(checking, smallest, described), runs, unjudged }
  }
  return { failures: [], runs, unjudged }
}

/** What still fails when everything is left out that need not be there: what the library shrinks, it shrinks by parts. */
async function simplest(checking: Checking, example: Example, described: Described): Promise<Found[]> {
  const { failures } = await checkExample(checking, example, described)
  for (const simpler of simplerExamples(example)) {
    const { failures: found } = await checkExample(checking, simpler, described)
    if (found.some(({ what }) => what === failures[0]?.what)) return simplest(checking, simpler, described)
  }
  return failures
}

function simplerExamples(example: Example): Example[] {
  const { path, body, escaped } = example
  const fields = typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.keys(body) : []
  return [
    ...(Object.keys(path).length > 0 ? [{ ...example, path: {} }] : []),
    ...fields.map((name) => ({ ...example, body: Object.fromEntries(Object.entries(body as object).filter(([other]) => other !== name)) })),
    ...(escaped ? [] : [{ ...example, escaped: true }]),
  ]
}
