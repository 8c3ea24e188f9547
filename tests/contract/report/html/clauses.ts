import type { Register } from '../../../../scripts/register/load.ts'
import type { Clause } from '../../../../scripts/register/types.ts'
import type { TargetName } from '../../targets/target.ts'
import { askedClauses } from '../counts.ts'
import { evidenceWords } from '../evidence-words.ts'
import { failedCases } from '../failures.ts'
import type { Report, ReportCase, ReportClause } from '../report.ts'
import { failureId } from './failures.ts'
import { filters } from './filters.ts'
import { html, type Markup } from './markup.ts'
import { statusCell } from './status.ts'

const MOST_LINKED = 50

/** What all rows of the table have in common. */
interface Table {
  report: Report
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
    report,
    register,
    targets: Object.keys(report.targets) as TargetName[],
    verdicts: new Map(report.parity.map(({ clause, verdict }) => [clause, verdict])),
    cases,
    linked: new Set(failedCases(report).slice(0, MOST_LINKED).map(failureId)),
    withEvidence: report.clauses.some(({ evidence, proven }) => evidence !== undefined || proven !== undefined),
  }
  const head = ['Clause', 'Statement', ...table.targets, 'Basis', 'Parity', ...(table.withEvidence ? ['Live evidence'] : [])]
  const wide = (name: string): string | false => ['Basis', 'Parity', 'Live evidence'].includes(name) && 'wide'
  return html`<section id="clauses"><h2>Clauses</h2>${filters(table.targets)}
<table class="clauses"><thead><tr>${head.map((name) => html`<th scope="col" class="${wide(name)}">${name}</th>`)}</tr></thead>
<tbody>${askedClauses(report).map((row) => clauseRow(row, table))}</tbody></table>
<p id="none" hidden>No clause fits.</p></section>`
}

function clauseRow(row: ReportClause, table: Table): Markup {
  const clause = table.register.clauses.get(row.id)
  const of = (name: TargetName): string => row.results[name] ?? 'not-run'
  const statuses = table.targets.map((name) => `${name}:${of(name)}`).join(' ')
  return html`
<tr id="${row.id}" data-status="${statuses}" data-basis="${clause?.basis}" data-page="${pagesOf(clause).join(' ')}"><th scope="row"><a href="#${row.id}">${row.id}</a></th><td>${statement(row, clause, table)}</td>${table.targets.map((name) => statusCell(of(name)))}<td class="wide">${clause?.basis}</td><td class="wide">${table.verdicts.get(row.id)}</td>${table.withEvidence && html`<td class="wide evidence">${known(row)}</td>`}</tr>`
}

const pagesOf = (clause: Clause | undefined): string[] => [...new Set(clause?.sources.map((locator) => locator.split('#')[0] ?? ''))]

const known = ({ evidence, proven }: ReportClause): Markup =>
  html`${evidenceWords(evidence)}${proven === false && html` <b class="failed">unproven: every mutant that breaks it survives</b>`}`

function statement(row: ReportClause, clause: Clause | undefined, { register, cases, verdicts, linked, withEvidence }: Table): Markup {
  const own = cases.get(row.id) ?? []
  const grounds = [...sources(clause, register), ...(clause?.cites ? [html`${clause.cites}`] : [])]
  return html`${clause?.statement ?? 'This clause is not in the register.'}<details><summary>${caseCount(own)}</summary>
<p class="narrow">${clause?.basis} · ${verdicts.get(row.id)}${withEvidence && html` · ${known(row)}`}</p>
${row.holdsUnder && html`<p>It contradicts our reading, and was run under <code>${row.holdsUnder}</code>.</p>`}
${row.forced && html`<p>Forced on ${row.forced.join(', ')}, which verifies nothing.</p>`}
${row.reason && html`<p>Not run: ${row.reason}</p>`}
${grounds.length > 0 && html`<p>Source: ${joined(grounds)}</p>`}
${clause?.readings && html`<p>Reading: ${joined(clause.readings.map((id) => html`<a href="#${id}">${id}</a>`))}</p>`}
${caseGroups(own, linked)}</details>`
}

function caseCount(own: ReportCase[]): string {
  const count = new Set(own.map(({ id }) => id)).size
  return count === 1 ? '1 case' : `${count} cases`
}

const joined = (parts: Markup[]): Markup => html`${parts.map((part, index) => html`${index > 0 && ', '}${part}`)}`

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
    return html`<p class="${failed && 'failed'}">${words}: ${joined(group.map((rows) => caseName(rows, linked)))}</p>`
  })
}

const said = ({ target, status, forced }: ReportCase): string =>
  `${target} ${forced && status === 'passed' ? 'forced' : status.replace('-', ' ')}`

function caseName(rows: ReportCase[], linked: Set<string>): Markup {
  const failed = rows.find((row) => row.status === 'failed' && linked.has(failureId(row)))
  const name = html`<code>${rows[0]?.id}</code>`
  return failed === undefined ? name : html`<a href="#${failureId(failed)}">${name}</a>`
}
