import { ourDescription } from '../assets.ts'
import { createSchemaCheck, type SchemaCheck } from '../checks/schema.ts'
import type { Phase, PhaseFailure, PhaseOptions, PhaseResult } from '../run/phase.ts'
import type { Target } from '../targets/target.ts'
import type { Checking, Found } from './check-example.ts'
import { parseReplay } from './example.ts'
import { explained, grouped, verdictOf } from './findings.ts'
import { checkAlone, type Lane, runLane } from './lane.ts'
import { createOracle, type Oracle } from './oracle.ts'
import { codesOf } from './samples.ts'
import { type Described, describedOperations } from './schema.ts'

/**
 * Cases made from a description: for every operation, requests that satisfy it and requests that break one rule, at and next to each
 * boundary, all of them, and a few random ones by seed, whatever the budget; then more random ones until it ends. Expected is what the description says,
 * with the documented statuses.
 *
 * @param bundle the parsed bundle
 * @example const { failures } = await schemaPhase(bundle).run(target, { seed: 1, budgetMs: 2_000, replay: null }, Date.now)
 */
export function schemaPhase(bundle: Record<string, unknown>): Phase {
  let prepared: Prepared | undefined
  return {
    name: 'schema',
    run: async (target, options, now) => {
      prepared ??= prepare(bundle)
      return run(prepared, target, options, now)
    },
  }
}

/** What is made of a description once, for all targets. */
interface Prepared {
  operations: Described[]
  codes: ReadonlyMap<string, unknown[]>
  oracle: Oracle
  schemas: SchemaCheck
}

function prepare(bundle: Record<string, unknown>): Prepared {
  const operations = describedOperations(bundle)
  if (operations.length === 0) throw new Error('Failed to make examples: the description has no operations. Run `npm run generate`.')
  const codes = codesOf(operations.map(({ body }) => body))
  return { operations, codes, oracle: createOracle(operations), schemas: createSchemaCheck(bundle) }
}

/** The phase for the description of this project. */
export const schema: Phase = schemaPhase(ourDescription())

async function run(
  { operations, codes, oracle, schemas }: Prepared,
  target: Target,
  options: PhaseOptions,
  now: () => number,
): Promise<PhaseResult> {
  const began = now()
  const about = { phase: 'schema', target: target.name, seed: options.seed }
  if (target.name === 'live') {
    const reason = 'it sends hundreds of requests that change orders, and a prepared order can be used once'
    return { ...about, status: 'skipped', reason, counts: {}, failures: [], durationMs: 0 }
  }
  const checking: Checking = { target, oracle, schemas }
  const inTime = (): boolean => now() - began < options.budgetMs
  const lanes =
    options.replay === null
      ? await Promise.all(operations.map((described) => runLane(checking, described, codes, { seed: options.seed, inTime })))
      : [await replayed(checking, operations, options.replay)]
  const failures = await Promise.all(
    explained(
      grouped(
        lanes.flatMap((lane) => lane.failures),
        ({ clause, cause }) => `${clause} ${cause}`,
      ),
      ({ broader }) => broader,
    ).map((failure) => published(checking, operations, failure)),
  )
  const counts = Object.assign({}, ...lanes.map((lane) => lane.counts))
  const unjudged = lanes.flatMap((lane) => lane.unjudged)
  const reason = unjudged.length === 0 ? undefined : `inconclusive examples: ${unjudged.length}, the first: ${unjudged[0]}`
  return { ...about, ...verdictOf(failures, reason), counts, failures, durationMs: Math.round(now() - began) }
}

async function replayed(checking: Checking, operations: readonly Described[], text: string): Promise<Lane> {
  const { described, example } = parseReplay(text, operations)
  const { failures, unjudged } = await checkAlone(checking, example, described)
  return { failures, counts: { [`${example.operation} replayed`]: 1 }, unjudged: unjudged === undefined ? [] : [unjudged] }
}

/** As the report has it: with a replay only where that alone shows it again. */
async function published(
  checking: Checking,
  operations: readonly Described[],
  { cause: _, broader: __, ...failure }: Found,
): Promise<PhaseFailure> {
  if (failure.replay === '') return failure
  const { failures } = await replayed(checking, operations, failure.replay)
  return failures.length > 0 ? failure : { ...failure, replay: '' }
}
