import type { Register } from '../../../../scripts/register/load.ts'
import type { Clause } from '../../../../scripts/register/types.ts'
import type { TargetName } from '../../targets/target.ts'
import { askedClauses } from '../counts.ts'
import { failedCases } from '../failures.ts'
import type { ClauseStatus, Report, ReportCase, ReportClause } from '../report.ts'
import { type ClauseRow, type Column, clauseTable } from './clause-table.ts'
import { failureId } from './failures.ts'
import { filters } from './filters.ts'
import { html, joined, type Markup } from './markup.ts'
import { known, shownStatus } from './status.ts'

const MOST_LINKED = 50

/** What all rows of the table have in common. */
interface Table {
  register: Register
  targets: TargetName[]
  verdicts: Map<string, string>
  /** The results of the cases of each clause. */
  cases: Map<string, ReportCase[]>
  /** Ids of the failures that are linked: the first ones, since a link to each would take too much of the page. */
  linked: Set<string>
  withEvidence: boolean
}

/** Every clause that the run was about, with its status on each target, and filters above. */
export function clausesSection(report: Report, register: Register): Markup {
  const cases = new Map<string, ReportCase[]>()
  for (const row of report.cases) for (const id of row.clauses) cases.set(id, [...(cases.get(id) ?? []), row])
  const table: Table = {
    register,
    targets: Object.keys(report.targets) as TargetName[],
    verdicts: new Map(report.parity.map(({ clause, verdict }) => [clause, verdict])),
    cases,
    linked: new Set(failedCases(report).slice(0, MOST_LINKED).map(failureId)),
    withEvidence: report.clauses.some(({ evidence, proven }) => evidence !== undefined || proven !== undefined),
  }
  const columns: Column[] = [
    ...table.targets.map((name): Column => ({ name, kind: 'status' })),
    { name: 'Basis', kind: 'wide' },
    { name: 'Parity', kind: 'wide' },
    ...(table.withEvidence ? [{ name: 'Live evidence', kind: 'wide evidence' } as const] : []),
  ]
  const rows = askedClauses(report).map((row) => clauseRow(row, table))
  return html`<section id="clauses"><h2>Clauses</h2>${filters(table.targets)}
${clauseTable(rows, columns)}
<p id="none" hidden>No clause fits.</p></section>`
}

function clauseRow(row: ReportClause, { register, targets, verdicts, cases, linked, withEvidence }: Table): ClauseRow {
  const clause = register.clauses.get(row.id)
  const of = (name: TargetName): ClauseStatus => row.results[name] ?? 'not-run'
  const own = cases.get(row.id) ?? []
  const pages = new Set(clause?.sources.map((locator) => locator.split('#')[0] ?? ''))
  return {
    id: row.id,
    statement: clause?.statement ?? 'This clause is not in the register.',
    statuses: targets.map((name) => shownStatus(of(name))),
    words: [clause?.basis, verdicts.get(row.id), ...(withEvidence ? [known(row)] : [])],
    sources: sources(clause, register),
    cites: clause?.cites,
    readings: (clause?.readings ?? []).map((id) => html`<a href="#${id}">${id}</a>`),
    holdsUnder: row.holdsUnder,
    remarks: remarks(row),
    folded: { summary: caseCount(own), markup: html`${caseGroups(own, linked)}` },
    data: { status: targets.map((name) => `${name}:${of(name)}`).join(' '), basis: clause?.basis ?? '', page: [...pages].join(' ') },
  }
}

const remarks = ({ forced, reason }: ReportClause): string[] => [
  ...(forced ? [`Forced on ${forced.join(', ')}, which verifies nothing.`] : []),
  ...(reason ? [`Not run: ${reason}`] : []),
]

function caseCount(own: ReportCase[]): string {
  const count = new Set(own.map(({ id }) => id)).size
  return count === 1 ? '1 case' : `${count} cases`
}

/** Where the pages say it: a link to each page, and the places on it. */
function sources(clause: Clause | undefined, { pages }: Register): Markup[] {
  const places = Map.groupBy(clause?.sources ?? [], (locator) => locator.split('#')[0] ?? '')
  return [...places].map(([page, locators]) => {
    const url = [...pages].find(([name]) => name === page)?.[1].url ?? ''
    const link = url.startsWith('https://') ? html`<a href="${url}">${page}</a>` : page
    return html`${link} ${locators.map((locator) => locator.split('#')[1]).join(' ')}`
  })
}

/** The cases of a clause, those with the same results together. */
function caseGroups(own: ReportCase[], linked: Set<string>): Markup[] {
  const results = Map.groupBy(own, ({ id }) => id)
  const groups = Map.groupBy([...results.values()], (rows) => rows.map(said).join(', '))
  return [...groups].map(([words, group]) => {
    const failed = group[0]?.some(({ status }) => status === 'failed')
    return html`<p${failed && html` class="failed"`}>${words}: ${joined(
      group.map((rows) => caseName(rows, linked)),
      ', ',
    )}</p>`
  })
}

const said = ({ target, status, forced }: ReportCase): string =>
  `${target} ${forced && status === 'passed' ? 'forced' : status.replace('-', ' ')}`

function caseName(rows: ReportCase[], linked: Set<string>): Markup {
  const failed = rows.find((row) => row.status === 'failed' && linked.has(failureId(row)))
  const name = html`<code>${rows[0]?.id}</code>`
  return failed === undefined ? name : html`<a href="#${failureId(failed)}">${name}</a>`
}
