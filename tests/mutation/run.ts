import type { Case } from '../contract/case.ts'
import type { CaseResult } from '../contract/check-case.ts'
import type { SchemaCheck } from '../contract/checks/schema.ts'
import type { TargetName } from '../contract/targets/target.ts'
import { type Bench, benchOf } from './bench.ts'
import { bundle } from './bundle.ts'
import type { Mutant, Wrong } from './mutant.ts'
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
 * Runs cases against a mutant until one fails: first those that are for its clause, then those that name it,
 * then those for clauses of the same area (FRZ, EVT, …), then the rest.
 *
 * @param schemas of the description as it is
 * @example const { killed, by } = await runMutant(mutant, cases, createSchemaCheck(description))
 */
export async function runMutant(mutant: Mutant, cases: readonly Case[], schemas: SchemaCheck): Promise<Verdict> {
  const bench = await benchOf(mutant, schemas)
  const area = mutant.clause.slice(0, 3)
  const nearness = ({ clauses }: Case): number => {
    if (clauses.includes(mutant.clause)) return clauses[0] === mutant.clause ? 0 : 1
    return clauses.some((clause) => clause.startsWith(area)) ? 2 : 3
  }
  const sorted = cases.toSorted((one, other) => nearness(one) - nearness(other))
  // Of the cases for other clauses there are many, and the mock is quicker through them.
  const quickFirst = { ...bench, targets: bench.targets.toReversed() }
  try {
    const failed =
      (await firstFailing(
        sorted.filter((row) => nearness(row) < 2),
        bench,
      )) ??
      (await firstFailing(
        sorted.filter((row) => nearness(row) === 2),
        quickFirst,
      )) ??
      (await firstFailing(
        sorted.filter((row) => nearness(row) === 3),
        quickFirst,
      ))
    if (failed === undefined) return { killed: false, clauseNamed: false }
    const { id, target, failures } = failed
    return { killed: true, by: id, on: target, clauseNamed: failures.some(({ clause }) => clause === mutant.clause) }
  } finally {
    await bench.close()
  }
}

/** What the first case that fails finds, target after target. */
async function firstFailing(rows: readonly Case[], { targets, pairs }: Bench): Promise<CaseResult | undefined> {
  const rounds = pairs ? inPairs(rows) : rows.map((row) => [row])
  for (const check of targets) {
    for (const round of rounds) {
      const results = await Promise.all(round.map(check))
      const failed = results.find(({ status }) => status === 'failed')
      if (failed !== undefined) return failed
    }
  }
  return undefined
}

/** Cases that send one request each, two by two. */
function inPairs(rows: readonly Case[]): Case[][] {
  const single = rows.filter((row) => row.before === undefined && row.after === undefined)
  return single.flatMap((row, index) => (index % 2 === 0 && single[index + 1] !== undefined ? [[row, single[index + 1] as Case]] : []))
}

/** How mutants are judged; one after the other in this thread unless said otherwise. */
type JudgeAll = (mutants: readonly Mutant[], progress: (done: number) => void) => Promise<Verdict[]>

/**
 * Judges mutants.
 *
 * @param progress called after each mutant with how many are done
 * @param judgeAll as `judgeInThreads`
 * @throws Error when a case fails where nothing is wrong: then a failure would tell nothing of a mutant
 * @example const judged = await runMutants(behaviourMutants, cases, schemas)
 */
export async function runMutants(
  mutants: readonly Mutant[],
  cases: readonly Case[],
  schemas: SchemaCheck,
  progress: (done: number) => void = () => undefined,
  judgeAll: JudgeAll = async (all, tell) => {
    const verdicts: Verdict[] = []
    for (const mutant of all) {
      verdicts.push(await runMutant(mutant, cases, schemas))
      tell(verdicts.length)
    }
    return verdicts
  },
): Promise<Judged[]> {
  const families = new Set(mutants.map(({ family }) => family))
  const inProcess: Wrong = families.has('description') ? { edit: () => bundle } : { rules: {} }
  const failed = await failing(cases, inProcess, schemas)
  if (failed.length > 0) throw baselineError(failed)
  const judged = (await judgeAll(mutants, progress)).map((verdict, index) => judge(mutants[index] as Mutant, verdict))
  const killers = new Set(judged.flatMap(({ family, by }) => (family === 'transport' ? [by] : [])))
  const failedOnWire = await failing(
    cases.filter(({ id }) => killers.has(id)),
    { wire: () => ({}) },
    schemas,
  )
  if (failedOnWire.length > 0) throw baselineError(failedOnWire)
  return judged
}

function baselineError(failed: string[]): Error {
  const more = failed.length > 10 ? ` and ${failed.length - 10} more` : ''
  return new Error(
    `Failed to judge mutants: where nothing is wrong, these cases fail: ${failed.slice(0, 10).join(', ')}${more}. Make them pass first: npm run contract.`,
  )
}

/** The ids of the cases that fail. */
async function failing(cases: readonly Case[], wrong: Wrong, schemas: SchemaCheck): Promise<string[]> {
  const bench = await benchOf(wrong, schemas)
  const failed: string[] = []
  try {
    for (const row of cases) if ((await firstFailing([row], bench)) !== undefined) failed.push(row.id)
  } finally {
    await bench.close()
  }
  return failed
}
