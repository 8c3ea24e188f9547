import { documentedRules } from '../../sandbox/src/index.ts'
import type { Case } from '../contract/case.ts'
import { checkCase } from '../contract/check-case.ts'
import type { SchemaCheck } from '../contract/checks/schema.ts'
import { inProcessTarget } from '../contract/in-process.ts'
import type { Target } from '../contract/targets/target.ts'
import type { Mutant, Wrong } from './mutant.ts'
import { type Judged, judge } from './report.ts'

/** What became of a mutant. */
export interface Verdict {
  killed: boolean
  /** Id of the case that failed. */
  by?: string
  /** Whether that case says that the clause of the mutant does not hold. */
  clauseNamed: boolean
}

/**
 * Runs cases against a mutant until one fails: first those that are for its clause, then those that name it, then the rest.
 * Each case gets a sandbox of its own, so that what it sees depends on no other case.
 *
 * @example const { killed, by } = await runMutant(mutant, cases, createSchemaCheck(description))
 */
export async function runMutant(mutant: Mutant, cases: readonly Case[], schemas: SchemaCheck): Promise<Verdict> {
  const nearness = ({ clauses }: Case): number => (clauses[0] === mutant.clause ? 0 : clauses.includes(mutant.clause) ? 1 : 2)
  for (const row of cases.toSorted((one, other) => nearness(one) - nearness(other))) {
    const { status, failures } = await checkCase(row, targetWith(mutant), schemas)
    if (status !== 'passed') return { killed: true, by: row.id, clauseNamed: failures.some(({ clause }) => clause === mutant.clause) }
  }
  return { killed: false, clauseNamed: false }
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
  const failing: string[] = []
  for (const row of cases) {
    const { status } = await checkCase(row, targetWith({ rules: {} }), schemas)
    if (status !== 'passed') failing.push(row.id)
  }
  return failing
}

/** A sandbox in this process, with one thing wrong, as a target. */
function targetWith(wrong: Wrong): Target {
  const given = 'rules' in wrong ? wrong.rules : {}
  const rules = { ...documentedRules, ...(typeof given === 'function' ? given() : given) }
  return inProcessTarget(
    { rules },
    {
      ...('wrapFetch' in wrong ? { fetch: wrong.wrapFetch } : {}),
      ...('wrapDeliver' in wrong ? { deliver: wrong.wrapDeliver } : {}),
      ...('wrapStore' in wrong ? { store: wrong.wrapStore } : {}),
    },
  )
}
