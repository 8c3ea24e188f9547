import type { Case } from '../../contract/src/cases/case.ts'
import { lineItemsOf } from '../../contract/src/checks/item-clause.ts'
import type { SchemaCheck } from '../../contract/src/checks/schema.ts'
import { blamed, settle } from '../../contract/src/checks/settle.ts'
import type { CaseResult } from '../../contract/src/run/check-case.ts'
import type { TargetName } from '../../contract/src/targets/target.ts'
import type { Affected } from './affected.ts'
import { benchOf } from './bench.ts'
import type { Benign } from './benign/index.ts'
import { bundle } from './bundle.ts'
import type { Mutant, Wrong } from './mutant.ts'
import { isMutant, type Subject } from './mutants.ts'
import { type Alarm, type Judged, judge } from './report.ts'
import { runInThreads } from './workers.ts'

/** What became of a mutant. */
export interface Verdict {
  killed: boolean
  /** Id of the case that failed. */
  by?: string
  /** The target that it failed on. */
  on?: TargetName
  /** The clauses that the failures are held against. */
  blamed: string[]
}

/** Cases with larger orders are slow, and mostly fail where others do. */
const LARGE = 500

/** So many cases for its clause, and for the others that it breaks with it, a mutant meets at first. */
const MOST_OWN = 6

/** So many cases a variant that breaks nothing meets; fewer on the wire, where each costs real HTTP. */
const MOST_OF_BENIGN = 32
const MOST_OF_BENIGN_ON_WIRE = 16

/**
 * Runs cases against a mutant: some for its clauses and one for each of some other clauses that it can change, to see what is blamed;
 * where none of them fails, the rest until one does.
 *
 * @param schemas of the description as it is
 * @example const { killed, blamed } = await runMutant(mutant, cases, createSchemaCheck(description))
 */
export async function runMutant(mutant: Mutant, cases: readonly Case[], schemas: SchemaCheck): Promise<Verdict> {
  const { candidates, most, close } = await benchOf(mutant, cases, schemas)
  const status = mutant.unobserved ? 'inconclusive' : 'failed'
  const results: CaseResult[] = []
  const found = (): CaseResult[] => results.filter((result) => result.status === status)
  const isFound = (): boolean =>
    found().some(({ failures }) => mutant.unobserved || failures.some(({ clause }) => clause === mutant.clause))
  try {
    const rest: Affected[] = []
    for (const all of candidates) {
      // What one target shows, another need not show too.
      if (isFound()) break
      const sample = sampleOf(all, mutant, most)
      for (const { check } of sample) results.push(await check())
      rest.push(...all.filter((one) => !sample.includes(one)))
    }
    for (const { check } of promising(rest, mutant)) if (found().length === 0) results.push(await check())
    const [first] = found().toSorted((one, another) => blamesOwn(another, mutant) - blamesOwn(one, mutant))
    const all = [...new Set(Object.values(Object.groupBy(results, ({ target }) => target)).flatMap((held = []) => blamed(settle(held))))]
    return first === undefined ? { killed: false, blamed: all } : { killed: true, by: first.id, on: first.target, blamed: all }
  } finally {
    await close()
  }
}

const blamesOwn = ({ failures }: CaseResult, { clause }: Mutant): number => Number(failures.some((failure) => failure.clause === clause))

const isOwn = (row: Case, { clause, also = [] }: Pick<Mutant, 'clause' | 'also'>): boolean =>
  row.clause === clause || also.includes(row.clause)

/** Cases for the clauses of the mutant, and for each other clause the first, spread evenly where they are too many. */
function sampleOf(candidates: readonly Affected[], mutant: Mutant, most: number): Affected[] {
  const mostOwn = Math.min(MOST_OWN, most)
  const own = candidates.filter(({ row }) => row.clause === mutant.clause)
  const also = candidates.filter(({ row }) => row.clause !== mutant.clause && isOwn(row, mutant))
  const others = new Set(firstOfEach(candidates.map(({ row }) => row).filter((row) => !isOwn(row, mutant))))
  const first = candidates.filter(({ row }) => others.has(row))
  return [...spread(own, mostOwn), ...spread(also, mostOwn), ...spread(first, most)]
}

/** For each clause the first case, without the large ones. */
function firstOfEach(rows: readonly Case[]): Case[] {
  const firsts = new Map<string, Case>()
  for (const row of rows) if (!firsts.has(row.clause) && lineItemsOf(row).length < LARGE) firsts.set(row.clause, row)
  return [...firsts.values()]
}

/** The cases for the clauses of a mutant, then one for each status, since many a mistake is about one, then the others. */
function promising(rest: readonly Affected[], mutant: Mutant): Affected[] {
  const statuses = new Set<number>()
  const rank = ({ row }: Affected): number => {
    if (isOwn(row, mutant)) return 0
    const isFirst = !statuses.has(row.want.status)
    statuses.add(row.want.status)
    return isFirst ? 1 : 2
  }
  const ranked = rest.map((one) => ({ one, rank: rank(one) }))
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ one }) => one)
}

/** So many of a list, at most, from all parts of it. */
function spread<T>(list: readonly T[], most: number, from = 0): T[] {
  const every = Math.max(1, Math.ceil(list.length / most))
  return list.filter((_, index) => index % every === from % every)
}

/**
 * Runs cases against a benign variant, which breaks nothing: whatever is blamed, or cannot be judged, is an alarm.
 *
 * @example const { blamed } = await runBenign(variant, cases, schemas) // []
 */
export async function runBenign(variant: Benign, cases: readonly Case[], schemas: SchemaCheck): Promise<Verdict> {
  // Others for each variant, so that all of them together meet every clause.
  const from = [...variant.id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  const most = 'wire' in variant || 'deliveryWire' in variant ? MOST_OF_BENIGN_ON_WIRE : MOST_OF_BENIGN
  const { candidates, close } = await benchOf(variant, spread(firstOfEach(cases), most, from), schemas, { lenient: true })
  try {
    const results: CaseResult[] = []
    for (const { check } of candidates.flat()) results.push(await check())
    const odd = results.find(({ status }) => status === 'failed' || status === 'inconclusive')
    const alarms = blamed(settle(results)).filter((clause) => !variant.differsFrom?.includes(clause))
    const unjudged = results.some(({ status }) => status === 'inconclusive') ? ['inconclusive'] : []
    const all = [...alarms, ...unjudged]
    return odd === undefined || all.length === 0 ? { killed: false, blamed: [] } : { killed: true, by: odd.id, on: odd.target, blamed: all }
  } finally {
    await close()
  }
}

/** Runs a mutant, or a variant that breaks nothing. */
export const runSubject = (subject: Subject, cases: readonly Case[], schemas: SchemaCheck): Promise<Verdict> =>
  isMutant(subject) ? runMutant(subject, cases, schemas) : runBenign(subject, cases, schemas)

/**
 * Runs mutants and benign variants.
 *
 * @param progress called with how many are done
 * @param threads beside this one
 * @throws Error when a case fails where nothing is wrong: then a failure would tell nothing of a mutant
 * @example const { judged, alarms } = await runSubjects(subjects, cases, schemas)
 */
export async function runSubjects(
  subjects: readonly Subject[],
  cases: readonly Case[],
  schemas: SchemaCheck,
  progress: (done: number) => void = () => undefined,
  threads = 0,
): Promise<{ judged: Judged[]; alarms: Alarm[] }> {
  const families = new Set(subjects.map(({ family }) => family))
  const inProcess: Wrong = families.has('description') ? { edit: () => bundle } : { rules: {} }
  const nothingFails = refuseFailing(cases, inProcess, schemas)
  const run = async (subject: Subject): Promise<Verdict> => {
    await nothingFails
    return runSubject(subject, cases, schemas)
  }
  const verdicts = await runInThreads(subjects, run, threads, progress)
  const judged = subjects.flatMap((subject, index) => (isMutant(subject) ? [judge(subject, verdicts[index] as Verdict)] : []))
  const killers = new Set(judged.flatMap(({ family, by }) => (family === 'transport' ? [by] : [])))
  await refuseFailing(
    cases.filter(({ id }) => killers.has(id)),
    { wire: () => ({}) },
    schemas,
  )
  const alarms = subjects.flatMap((subject, index): Alarm[] => {
    const { killed, blamed: wrongly, by = '' } = verdicts[index] as Verdict
    return isMutant(subject) || !killed ? [] : [{ id: subject.id, allows: subject.allows, blamed: wrongly, by }]
  })
  return { judged, alarms }
}

/** Throws an Error when cases fail: then a failure would say nothing about a mutant. */
async function refuseFailing(cases: readonly Case[], wrong: Wrong, schemas: SchemaCheck): Promise<void> {
  const { candidates, close } = await benchOf(wrong, cases, schemas, { all: true })
  const failed: string[] = []
  try {
    for (const { row, check } of candidates.flat()) if ((await check()).status === 'failed') failed.push(row.id)
  } finally {
    await close()
  }
  if (failed.length === 0) return
  const more = failed.length > 10 ? ` and ${failed.length - 10} more` : ''
  throw new Error(
    `Failed to judge mutants: where nothing is wrong, these cases fail: ${failed.slice(0, 10).join(', ')}${more}. Make them pass first: npx async-orders contract.`,
  )
}
