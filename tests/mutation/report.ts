import type { TargetName } from '../../contract/src/targets/target.ts'
import type { Family, Mutant } from './mutant.ts'
import type { Verdict } from './run.ts'

type Status = 'killed' | 'survived' | 'equivalent'
type Counts = Record<Status, number>

/** A mutant and what became of it. */
export interface Judged {
  id: string
  family: Family
  clause: string
  /** What is wrong: the words of the id. */
  breaks: string
  status: Status
  /** The case that killed it. */
  by?: string
  /** The target that this case failed on. */
  on?: TargetName
  /** Further clauses that the same mistake breaks. */
  also?: readonly string[]
  /** The clauses that its failures were held against. */
  blamed?: string[]
  /** See `Mutant.anything`. */
  anything?: true
  /** Why nobody could tell it from the original. */
  reason?: string
}

/** A variant that breaks nothing, and that the suite took for a mistake. */
export interface Alarm {
  id: string
  /** What permits it. */
  allows: string
  /** Clauses that were blamed, and `inconclusive` where nothing could be judged. */
  blamed: string[]
  /** The first case that noticed. */
  by: string
}

/** How precisely the suite blames. */
interface Precision {
  /** Killed mutants whose own clause is among those blamed. */
  blamedRightly: number
  /** Clauses blamed by all mutants together, and how many of them their mutant does not break. */
  blamedClauses: number
  blamedWrongly: number
  /** How many clauses one mutant blames. */
  blame: { median: number; ninthDecile: number; most: number }
  /** Variants that break nothing, and those of them that the suite noticed. */
  benign: number
  alarms: Alarm[]
}

/** What `reports/mutants/report.json` holds. Fields are added, never renamed. */
export interface MutantsReport extends Counts, Precision {
  /** Of the description that the mutants were made from; see `descriptionHash`. */
  descriptionHash: string
  /** Whether every mutant that there is was judged, not a choice of them. */
  complete: boolean
  byFamily: Record<string, Counts>
  byClause: Record<string, Counts>
  /** All that were not killed, equivalent ones too. */
  survivors: Pick<Judged, 'id' | 'family' | 'clause' | 'reason'>[]
  mutants: Judged[]
}

/** At least this share of all mutants has to be killed, and blamed on its own clause. */
const SCORE = 0.99
/** At most this share may be called equivalent. */
const EQUIVALENT = 0.01
/** At most this share of the clauses blamed may be blamed wrongly. */
const WRONGLY = 0.03

/** @example judge(mutant, await runMutant(mutant, cases, schemas)).status */
export function judge({ id, family, clause, also, anything, equivalent }: Mutant, { killed, by, on, blamed }: Verdict): Judged {
  const about = {
    id,
    family,
    clause,
    ...(also === undefined ? {} : { also }),
    ...(anything === undefined ? {} : { anything }),
    breaks: id.replaceAll('-', ' '),
  }
  const reason = equivalent === undefined ? {} : { reason: equivalent }
  if (killed)
    return { ...about, ...reason, status: 'killed', blamed, ...(by === undefined ? {} : { by }), ...(on === undefined ? {} : { on }) }
  return { ...about, ...reason, status: equivalent === undefined ? 'survived' : 'equivalent' }
}

/** @example writeFileSync('report.json', JSON.stringify(createReport(judged, { descriptionHash: bundleHash, complete: true, benign: 0, alarms: [] }))) */
export function createReport(
  judged: Judged[],
  about: Pick<MutantsReport, 'descriptionHash' | 'complete' | 'benign' | 'alarms'>,
): MutantsReport {
  const survivors = judged.filter(({ status }) => status !== 'killed')
  return {
    ...about,
    ...countsOf(judged),
    ...precisionOf(judged),
    byFamily: countsBy(judged, ({ family }) => family),
    byClause: countsBy(judged, ({ clause }) => clause),
    survivors: survivors.map(({ id, family, clause, reason }) => ({ id, family, clause, ...(reason === undefined ? {} : { reason }) })),
    mutants: judged,
  }
}

function precisionOf(judged: readonly Judged[]): Omit<Precision, 'benign' | 'alarms'> {
  const killed = judged.filter(({ status }) => status === 'killed')
  const counts = killed.map(({ blamed = [] }) => blamed.length).toSorted((one, other) => one - other)
  const at = (share: number): number => counts[Math.min(counts.length - 1, Math.floor(share * counts.length))] ?? 0
  const sum = (each: (mutant: Judged) => number): number => killed.reduce((total, mutant) => total + each(mutant), 0)
  return {
    blamedRightly: sum((mutant) => (isRight(mutant) ? 1 : 0)),
    blamedClauses: sum(({ blamed = [] }) => blamed.length),
    blamedWrongly: sum((mutant) => wrongOf(mutant).length),
    blame: { median: at(0.5), ninthDecile: at(0.9), most: counts.at(-1) ?? 0 },
  }
}

/** What nobody can observe must blame nothing. */
const isRight = ({ clause, blamed = [] }: Judged): boolean => blamed.includes(clause) || blamed.length === 0

const wrongOf = ({ clause, also = [], anything, blamed = [] }: Judged): string[] =>
  anything ? [] : blamed.filter((other) => other !== clause && !also.includes(other))

/** Whether enough were killed, and blamed on the right clause, every survivor has a reason, and nothing raised a false alarm. */
export function holds(report: MutantsReport): boolean {
  const { killed, equivalent, survivors, mutants, alarms, blamedRightly, blamedWrongly, blamedClauses, complete } = report
  const all = mutants.length
  const isPrecise = blamedRightly >= SCORE * killed && blamedWrongly <= WRONGLY * blamedClauses
  const isStrong = killed >= SCORE * all && equivalent <= EQUIVALENT * all
  return (isStrong || all === 0) && (isPrecise || !complete) && survivors.every(({ reason }) => reason !== undefined) && alarms.length === 0
}

/** The report as people read it. */
export function toTable(report: MutantsReport): string {
  const { killed, survived, equivalent, mutants } = report
  const of = (wanted: Status): Judged[] => mutants.filter(({ status }) => status === wanted)
  const share = (count: number): string => `${((100 * count) / mutants.length).toFixed(1)} %`
  const line = ({ id, clause }: Judged, more: string): string => `  ${id.padEnd(40)} ${clause}  ${more}`
  const replay = (mutant: Judged, more: string): string => `${line(mutant, more)}\n    npm run mutants -- --only ${mutant.id}`
  return [
    `${'family'.padEnd(14)}killed  survived  equivalent`,
    ...Object.entries(report.byFamily).map(([family, counts]) => family.padEnd(14) + columns(counts)),
    '',
    'the first ten, and the case that killed each',
    ...mutants.slice(0, 10).map((mutant) => line(mutant, mutant.by ?? mutant.status)),
    ...section(
      'survived',
      of('survived').map((mutant) => replay(mutant, '')),
    ),
    ...section(
      'equivalent',
      of('equivalent').map((mutant) => replay(mutant, mutant.reason ?? '')),
    ),
    ...section(
      'blamed on another clause',
      of('killed')
        .filter((mutant) => !isRight(mutant) || wrongOf(mutant).length > 0)
        .map((mutant) => line(mutant, `${mutant.by ?? ''}: ${mutant.blamed?.join(' ')}`)),
    ),
    ...section(
      'false alarms',
      report.alarms.map(({ id, allows, blamed, by }) => `  ${id.padEnd(40)} ${blamed.join(' ')}  ${by}: ${allows}`),
    ),
    ...section(
      'called equivalent, and killed: take the reason away',
      of('killed')
        .filter(({ reason }) => reason !== undefined)
        .map((mutant) => line(mutant, mutant.by ?? '')),
    ),
    '',
    `${killed} of ${mutants.length} mutants killed (${share(killed)}; ${SCORE * 100} % are needed), ${survived} survived, ${equivalent} equivalent (${share(equivalent)})`,
    `${report.blamedRightly} of ${killed} blamed on the right clause; ${report.blamedWrongly} of ${report.blamedClauses} clauses blamed wrongly`,
    `clauses blamed by one mutant: ${report.blame.median} in the median, ${report.blame.ninthDecile} at the ninth decile, ${report.blame.most} at most`,
    `${report.alarms.length} false alarms on ${report.benign} variants that keep to the documentation`,
    '',
  ].join('\n')
}

const columns = ({ killed, survived, equivalent }: Counts): string =>
  String(killed).padStart(6) + String(survived).padStart(10) + String(equivalent).padStart(12)

const section = (title: string, lines: string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines])

function countsOf(judged: Judged[]): Counts {
  const count = (wanted: Status): number => judged.filter(({ status }) => status === wanted).length
  return { killed: count('killed'), survived: count('survived'), equivalent: count('equivalent') }
}

function countsBy(judged: Judged[], keyOf: (mutant: Judged) => string): Record<string, Counts> {
  const groups = Object.groupBy(judged, keyOf)
  return Object.fromEntries(
    Object.entries(groups)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, group = []]) => [key, countsOf(group)]),
  )
}
