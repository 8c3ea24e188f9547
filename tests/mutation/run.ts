import type { Case } from '../contract/case.ts'
import { type CaseResult, checkCase } from '../contract/check-case.ts'
import type { SchemaCheck } from '../contract/checks/schema.ts'
import type { TargetName } from '../contract/targets/target.ts'
import { type Bench, benchOf } from './bench.ts'
import type { Mutant } from './mutant.ts'
import { type Judged, judge } from './report.ts'

/** What became of a mutant. */
export interface Verdict {
  killed: boolean
  /** Id of the case that failed. */
  by?: string
  /** The target that it failed on. */
  on?: TargetName
  /** Whether that case says that the clause of the mutant does not hold. */
  clauseNamed: boolean
}

/**
 * Runs cases against a mutant until one fails: first those that are for its clause, then those that name it, then the rest.
 *
 * @param schemas of the description as it is
 * @example const { killed, by } = await runMutant(mutant, cases, createSchemaCheck(description))
 */
export async function runMutant(mutant: Mutant, cases: readonly Case[], schemas: SchemaCheck): Promise<Verdict> {
  const bench = await benchOf(mutant, schemas)
  const nearness = ({ clauses }: Case): number => (clauses[0] === mutant.clause ? 0 : clauses.includes(mutant.clause) ? 1 : 2)
  const sorted = cases.toSorted((one, other) => nearness(one) - nearness(other))
  const near = sorted.filter((row) => nearness(row) < 2)
  try {
    const failed = (await firstFailing(near, bench)) ?? (await firstFailing(sorted.slice(near.length), bench))
    if (failed === undefined) return { killed: false, clauseNamed: false }
    const { id, target, failures } = failed
    return { killed: true, by: id, on: target, clauseNamed: failures.some(({ clause }) => clause === mutant.clause) }
  } finally {
    await bench.close()
  }
}

/** What the first case that fails finds, target after target. */
async function firstFailing(rows: readonly Case[], { targets, schemas }: Bench): Promise<CaseResult | undefined> {
  for (const open of targets) {
    for (const row of rows) {
      const result = await checkCase(row, await open(), schemas)
      if (result.status === 'failed') return result
    }
  }
  return undefined
}

/**
 * Judges mutants, one after the other.
 *
 * @param progress called before each mutant with how many are done
 * @throws Error when a case fails where nothing is wrong: then a failure would tell nothing of a mutant
 * @example const judged = await runMutants(behaviourMutants, cases, schemas)
 */
export async function runMutants(
  mutants: readonly Mutant[],
  cases: readonly Case[],
  schemas: SchemaCheck,
  progress: (done: number) => void = () => undefined,
): Promise<Judged[]> {
  const failing = await failingBaseline(cases, schemas)
  if (failing.length > 0) {
    throw new Error(
      `Failed to judge mutants: the sandbox as it is fails ${failing.slice(0, 10).join(', ')}${failing.length > 10 ? ` and ${failing.length - 10} more` : ''}. Make these cases pass first: npm run contract -- --target sandbox.`,
    )
  }
  const judged: Judged[] = []
  for (const mutant of mutants) {
    progress(judged.length)
    judged.push(judge(mutant, await runMutant(mutant, cases, schemas)))
  }
  return judged
}

/** The ids of the cases that fail where nothing is wrong. */
async function failingBaseline(cases: readonly Case[], schemas: SchemaCheck): Promise<string[]> {
  const sandbox = await benchOf({ rules: {} }, schemas)
  const failed: string[] = []
  for (const row of cases) if ((await firstFailing([row], sandbox)) !== undefined) failed.push(row.id)
  return failed
}
