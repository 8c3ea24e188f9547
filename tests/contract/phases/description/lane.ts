import fc from 'fast-check'
import { type Checked, type Checking, checkExample, type Found } from './check-example.ts'
import type { Example } from './example.ts'
import { activeOrder } from './expectation.ts'
import { randomExamples } from './random.ts'
import { baseOf } from './samples.ts'
import type { Described } from './schema.ts'
import { sharingTarget } from './shared-order.ts'
import { systematicExamples, uncoveredRules } from './systematic.ts'

/** What was found of one operation. */
export interface Lane {
  failures: Found[]
  counts: Record<string, number>
}

/** What random examples are made from, and how long. */
interface Bounds {
  seed: number
  /** Whether something new may be begun. */
  inTime: () => boolean
}

const BATCH = 20
/** How many more requests the search for the smallest example may cost. */
const MOST_SHRINKS = 300
/** A target that does not answer is asked no more after so many requests. */
const MOST_SILENT = 3

/**
 * Every systematic example of an operation and, when all of them hold, random ones.
 *
 * @param codes as for `samplesOf`
 */
export async function runLane(
  checking: Checking,
  described: Described,
  codes: ReadonlyMap<string, unknown[]>,
  bounds: Bounds,
): Promise<Lane> {
  const { target, changed, close } = sharingTarget(checking.target, activeOrder)
  const sharing = { ...checking, target }
  const { operation } = described
  try {
    const checked = await checkAll(sharing, described, systematicExamples(described, codes, baseOf(described.body)))
    const missing = uncoveredRules(
      described,
      checked.map(({ made }) => made),
    )
    const failures = [...missing.map((rule) => unchecked(described, rule)), ...checked.flatMap((one) => one.failures)]
    const random = failures.length === 0 ? await randomly(sharing, described, bounds) : { failures: [], runs: 0 }
    const touched = failures.length + random.failures.length === 0 ? await changed() : null
    const accepted = checked.filter(({ made }) => made.accepted).length
    return {
      failures: [...grouped(failures), ...random.failures, ...(touched === null ? [] : [changedOrder(described, touched)])],
      counts: {
        [`${operation} fitting`]: accepted,
        [`${operation} breaking`]: checked.length - accepted,
        [`${operation} random`]: random.runs,
      },
    }
  } finally {
    await close()
  }
}

async function checkAll(checking: Checking, described: Described, examples: readonly Example[]): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const example of examples) {
    if (checked.filter(({ answered }) => !answered).length >= MOST_SILENT) break
    checked.push(await checkExample(checking, example, described))
  }
  return checked
}

/** Batches of random examples, one at least, each by a seed of its own, until the budget ends or one fails. */
async function randomly(checking: Checking, described: Described, { seed, inTime }: Bounds): Promise<{ failures: Found[]; runs: number }> {
  const examples = randomExamples(described)
  let runs = 0
  for (let batch = 0; batch === 0 || inTime(); batch++) {
    let shrinks: number | null = null
    const property = fc.asyncProperty(examples, async (example) => {
      if (shrinks === null) runs++
      else if (++shrinks > MOST_SHRINKS) return true
      const { failures } = await checkExample(checking, example, described)
      if (failures.length > 0) shrinks ??= 0
      return failures.length === 0
    })
    const { counterexample } = await fc.check(property, { seed: (seed + batch) | 0, numRuns: BATCH })
    const [smallest] = counterexample ?? []
    if (smallest !== undefined) return { failures: await simplest(checking, smallest, described), runs }
  }
  return { failures: [], runs }
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

/** Failures that say the same of one rule are one: the smallest example stands for them. */
function grouped(failures: readonly Found[]): Found[] {
  const groups = Object.values(Object.groupBy(failures, ({ what, expected }) => `${what} ${JSON.stringify(expected)}`))
  return groups.flatMap((group = []) => {
    const [smallest] = group.toSorted((one, other) => one.replay.length - other.replay.length)
    if (smallest === undefined) return []
    return group.length === 1 ? [smallest] : [{ ...smallest, what: `${smallest.what} (and ${group.length - 1} more like it)` }]
  })
}

const unchecked = ({ operation }: Described, rule: string): Found => ({
  clause: null,
  what: `${operation}: a rule of the description`,
  expected: 'examples that keep it and examples that break it',
  actual: rule,
  replay: '',
})

const changedOrder = ({ operation }: Described, { before, after }: { before: unknown; after: unknown }): Found => ({
  clause: null,
  what: `${operation}: the order after requests that were refused`,
  expected: before,
  actual: after,
  replay: '',
})
