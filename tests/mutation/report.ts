import type { TargetName } from '../contract/targets/target.ts'
import type { Family, Mutant } from './mutant.ts'
import type { Verdict } from './run.ts'

type Status = 'killed' | 'survived' | 'equivalent'
type Counts = Record<Status, number>

/** A mutant and what became of it. */
export interface Judged {
  id: string
  family: Family
  clause: string
  breaks: string
  status: Status
  /** The case that killed it. */
  by?: string
  /** The target that this case failed on. */
  on?: TargetName
  /** Whether that case says that the mutant's own clause does not hold. */
  clauseNamed?: boolean
  /** Why nobody could tell it from the original. */
  reason?: string
}

/** What `reports/mutants/report.json` holds. Fields are added, never renamed. */
export interface MutantsReport extends Counts {
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

/** At least this share of all mutants has to be killed. */
const SCORE = 0.95
/** At most this share may be called equivalent. */
const EQUIVALENT = 0.03

/** @example judge(mutant, await runMutant(mutant, cases, schemas)).status */
export function judge({ id, family, clause, breaks, equivalent }: Mutant, { killed, by, on, clauseNamed }: Verdict): Judged {
  const about = { id, family, clause, breaks }
  const reason = equivalent === undefined ? {} : { reason: equivalent }
  if (killed)
    return { ...about, ...reason, status: 'killed', clauseNamed, ...(by === undefined ? {} : { by }), ...(on === undefined ? {} : { on }) }
  return { ...about, ...reason, status: equivalent === undefined ? 'survived' : 'equivalent' }
}

/** @example writeFileSync('report.json', JSON.stringify(createReport(judged, { descriptionHash: bundleHash, complete: true }))) */
export function createReport(judged: Judged[], about: Pick<MutantsReport, 'descriptionHash' | 'complete'>): MutantsReport {
  const survivors = judged.filter(({ status }) => status !== 'killed')
  return {
    ...about,
    ...countsOf(judged),
    byFamily: countsBy(judged, ({ family }) => family),
    byClause: countsBy(judged, ({ clause }) => clause),
    survivors: survivors.map(({ id, family, clause, reason }) => ({ id, family, clause, ...(reason === undefined ? {} : { reason }) })),
    mutants: judged,
  }
}

/** Whether enough were killed, every survivor has a reason, and few are called equivalent. */
export function holds({ killed, equivalent, survivors, mutants }: MutantsReport): boolean {
  const all = mutants.length
  return killed / all >= SCORE && equivalent / all <= EQUIVALENT && survivors.every(({ reason }) => reason !== undefined)
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
      of('survived').map((mutant) => replay(mutant, mutant.breaks)),
    ),
    ...section(
      'equivalent',
      of('equivalent').map((mutant) => replay(mutant, `${mutant.breaks}. ${mutant.reason}`)),
    ),
    ...section(
      'killed by a case for another clause',
      of('killed')
        .filter(({ clauseNamed }) => clauseNamed === false)
        .map((mutant) => line(mutant, mutant.by ?? '')),
    ),
    ...section(
      'called equivalent, and killed: take the reason away',
      of('killed')
        .filter(({ reason }) => reason !== undefined)
        .map((mutant) => line(mutant, mutant.by ?? '')),
    ),
    '',
    `${killed} of ${mutants.length} mutants killed (${share(killed)}; ${SCORE * 100} % are needed), ${survived} survived, ${equivalent} equivalent (${share(equivalent)})`,
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
