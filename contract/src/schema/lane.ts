import { type Checked, type Checking, checkExample, type Found } from './check-example.ts'
import { successClause } from './clauses.ts'
import { type Example, replayOf } from './example.ts'
import { orderFor } from './expectation.ts'
import { type Bounds, MOST_SILENT, randomly } from './randomly.ts'
import { baseOf } from './samples.ts'
import type { Described } from './schema.ts'
import { sharingTarget } from './shared-order.ts'
import { systematicExamples, uncoveredRules } from './systematic.ts'

/** What was found of one operation. */
export interface Lane {
  failures: Found[]
  counts: Record<string, number>
  /** Why examples could not be judged, one by one. */
  unjudged: string[]
}

/**
 * Every systematic example of an operation and, when all of them pass, random ones.
 *
 * @param codes as for `samplesOf`
 */
export async function runLane(
  checking: Checking,
  described: Described,
  codes: ReadonlyMap<string, unknown[]>,
  bounds: Bounds,
): Promise<Lane> {
  const { target, changed, close } = sharingTarget(checking.target, orderFor(described.operation))
  const sharing = { ...checking, target }
  const { operation } = described
  try {
    const checked = await checkAll(sharing, described, systematicExamples(described, codes, baseOf(described.body)))
    const unjudged = checked.flatMap((one) => one.unjudged ?? [])
    const missing = unjudged.length > 0 ? [] : uncoveredRules(described, checked)
    const failures = [...missing.map((rule) => unchecked(described, rule)), ...named(described, checked)]
    const hasPassed = failures.length + unjudged.length === 0
    const random = hasPassed ? await randomly(sharing, described, bounds) : { failures: [], runs: 0, unjudged: [] }
    const touched = failures.length + random.failures.length === 0 ? await changed() : null
    const accepted = checked.filter(({ made }) => made.accepted).length
    return {
      failures: [...failures, ...random.failures, ...(touched === null ? [] : [await changing(checking, described, checked, touched)])],
      counts: {
        [`${operation} fitting`]: accepted,
        [`${operation} breaking`]: checked.length - accepted,
        [`${operation} random`]: random.runs,
      },
      unjudged: [...unjudged, ...random.unjudged],
    }
  } finally {
    await close()
  }
}

/** One example on an order of its own, which must stay as it is where the example is refused. */
export async function checkAlone(checking: Checking, example: Example, described: Described): Promise<Checked> {
  const { target, changed, close } = sharingTarget(checking.target, orderFor(described.operation))
  try {
    const checked = await checkExample({ ...checking, target }, example, described)
    // What was accepted by mistake may change the order.
    const touched = checked.failures.length === 0 && checked.unjudged === undefined ? await changed() : null
    return touched === null ? checked : { ...checked, failures: [changedOrder(described, touched, replayOf(example))] }
  } finally {
    await close()
  }
}

async function checkAll(checking: Checking, described: Described, examples: readonly Example[]): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const example of examples) {
    if (checked.filter(({ unjudged }) => unjudged !== undefined).length >= MOST_SILENT) break
    checked.push(await checkExample(checking, example, described))
  }
  return checked
}

/** Where nothing at all is accepted, it is no matter of what was sent. */
function named({ operation }: Described, checked: readonly Checked[]): Found[] {
  const acceptable = checked.filter(({ made }) => made.accepted)
  const accepts = acceptable.length === 0 || acceptable.some(({ refused }) => !refused)
  return checked.flatMap(({ failures, refused }) =>
    refused && !accepts ? failures.map((failure) => ({ ...failure, clause: successClause(operation) })) : failures,
  )
}

const unchecked = ({ operation }: Described, rule: string): Found => ({
  clause: null,
  what: `${operation}: a rule of the OpenAPI description`,
  expected: 'examples that keep it and examples that break it',
  actual: rule,
  cases: 1,
  replay: '',
  cause: `${operation} ${rule}`,
})

/** An order before and after the requests that were refused. */
interface Touched {
  before: unknown
  after: unknown
}

/** Which refused example changed the order; without a replay where none of them does so alone. */
async function changing(checking: Checking, described: Described, checked: readonly Checked[], touched: Touched): Promise<Found> {
  for (const { example, made } of checked) {
    const [failure] = made.accepted ? [] : (await checkAlone(checking, example, described)).failures
    if (failure !== undefined) return failure
  }
  return changedOrder(described, touched, '')
}

const changedOrder = ({ operation }: Described, { before, after }: Touched, replay: string): Found => ({
  clause: null,
  what: `${operation}: the order after a request that was refused`,
  expected: before,
  actual: after,
  cases: 1,
  replay,
  cause: `${operation} changed`,
})
