import { groupBy } from '../../group-by.ts'
import type { Register } from '../../register/load.ts'
import { sourceFacts } from '../../register/sources.ts'
import { type Clause, PAGES } from '../../register/types.ts'
import type { TargetName } from '../../targets/target.ts'
import { askedClauses } from '../counts.ts'
import { failureGroups } from '../failures.ts'
import type { ClauseStatus, Report, ReportCase, ReportClause } from '../report.ts'
import { type ClauseRow, type Column, clauseTable } from './clause-table.ts'
import { failureAnchor } from './failures.ts'
import { html, joined, type Markup, withCode } from './markup.ts'
import { known, shownStatus } from './status.ts'

const MOST_LINKED = 50

/** What all rows of the table have in common. */
interface Table {
  register: Register
  targets: TargetName[]
  verdicts: Map<string, string>
  /** The results of the cases that are for each clause. */
  cases: Map<string, ReportCase[]>
  /** How many cases check each clause, those for another one too. */
  checked: Map<string, number>
  /** By clause, links to its entries among the failures. */
  failures: Map<string, Markup[]>
  /** By clause, what the baseline says of it. */
  known: Map<string, string[]>
  withEvidence: boolean
}

/** Every clause that the run was about, with its status on each target, and filters above. */
export function clausesSection(report: Report, register: Register): Markup {
  const checked = new Map<string, number>()
  for (const { clauses } of new Map(report.cases.map((row) => [row.id, row])).values())
    for (const id of clauses) checked.set(id, (checked.get(id) ?? 0) + 1)
  const table: Table = {
    register,
    targets: Object.keys(report.targets) as TargetName[],
    verdicts: new Map(report.parity.map(({ clause, verdict }) => [clause, verdict])),
    cases: groupBy(report.cases, ({ clauses: [own = ''] }) => own),
    checked,
    failures: failureLinks(report),
    known: knownWords(report),
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

function knownWords({ baseline = [] }: Report): Map<string, string[]> {
  const entries = groupBy(
    baseline.filter(({ state }) => state === 'known'),
    ({ clause }) => clause,
  )
  const words = ([id, own]: [string, typeof baseline]): [string, string[]] => [
    id,
    own.map(({ target, reason, expires }) => `Known on the ${target} until ${expires}: ${reason}`),
  ]
  return new Map([...entries].map(words))
}

function failureLinks(report: Report): Map<string, Markup[]> {
  const links = new Map<string, Markup[]>()
  for (const [index, { clause, target, title, size }] of failureGroups(report).slice(0, MOST_LINKED).entries()) {
    const link = html`<p><a href="#${failureAnchor(index)}">${target}: ${withCode(title)} (${size})</a></p>`
    if (clause !== null) links.set(clause, [...(links.get(clause) ?? []), link])
  }
  return links
}

function clauseRow(
  row: ReportClause,
  { register, targets, verdicts, cases, checked, failures, known: knownHere, withEvidence }: Table,
): ClauseRow {
  const clause = register.clauses.get(row.id)
  const of = (name: TargetName): ClauseStatus => row.results[name] ?? 'skipped'
  const own = cases.get(row.id) ?? []
  const pages = new Set(clause?.sources.map((locator) => locator.split('#')[0] ?? ''))
  return {
    id: row.id,
    statement: clause?.statement ?? 'This clause is not in the register.',
    statuses: targets.map((name) => shownStatus(of(name))),
    words: [clause?.basis, verdicts.get(row.id), ...(withEvidence ? [known(row)] : [])],
    sources: sources(clause, register),
    cites: clause?.cites,
    interpretations: (clause?.interpretations ?? []).map((id) => html`<a href="#${id}">${id}</a>`),
    holdsUnder: row.holdsUnder,
    remarks: [...remarks(row), ...(knownHere.get(row.id) ?? [])],
    folded: { summary: caseCount(own, checked.get(row.id) ?? 0), markup: html`${failures.get(row.id)}${caseGroups(own)}` },
    data: { status: targets.map((name) => `${name}:${of(name)}`).join(' '), basis: clause?.basis ?? '', page: [...pages].join(' ') },
  }
}

const remarks = ({ forced, reason }: ReportClause): string[] => [
  ...(forced ? [`Forced on ${forced.join(', ')}, which does not count as verified.`] : []),
  ...(reason ? [`Not observed: ${reason}`] : []),
]

/** Cases that are for the clause, and those that check it beside another one. */
function caseCount(own: ReportCase[], checked: number): string {
  const count = new Set(own.map(({ id }) => id)).size
  const others = checked - count
  const more = others <= 0 ? '' : others === 1 ? ', and 1 other checks it' : `, and ${others} others check it`
  return `${count} ${count === 1 ? 'case' : 'cases'}${more}`
}

/** Where the pages say it: a link to each page, and the places on it. */
function sources(clause: Clause | undefined, register: Register): Markup[] {
  const places = groupBy(clause?.sources ?? [], (locator) => locator.split('#')[0] ?? '')
  return [...places].map(([page, locators]) => {
    const { url } = sourceFacts(locators[0] ?? '', register)
    const link = url?.startsWith('https://') ? html`<a href="${url}">${page}</a>` : page
    return html`${link} ${locators.map((locator) => locator.split('#')[1]).join(' ')}`
  })
}

/** The cases of a clause, those with the same results together. */
function caseGroups(own: ReportCase[]): Markup[] {
  const results = groupBy(own, ({ id }) => id)
  const groups = groupBy([...results.values()], (rows) => rows.map(said).join(', '))
  return [...groups].map(([words, group]) => {
    const names = group.map((rows) => html`<code>${rows[0]?.id}</code>`)
    return html`<p>${words}: ${joined(names, ', ')}</p>`
  })
}

const said = ({ target, status, forced }: ReportCase): string => `${target} ${forced && status === 'passed' ? 'forced' : status}`

/** The fields above the table of clauses; hidden until the script is there that makes them work. */
const filters = (targets: readonly string[]): Markup => html`<div class="filters" role="search" aria-label="Clauses" hidden>
<label>Text <input type="search" name="text" autocomplete="off" placeholder="id, statement, case"></label>
${select('status', 'Status', ['passed', 'failed', 'differs', 'partial', 'inconclusive', 'skipped'])}
${select('target', 'On', targets)}
${select('basis', 'Basis', ['documented', 'inferred', 'assumed'])}
${select('page', 'Page', [...PAGES, 'none'])}
<button type="button">Clear</button>
<output aria-live="polite"></output></div>`

const select = (name: string, label: string, values: readonly string[]): Markup =>
  html`<label>${label} <select name="${name}"><option value="">any</option>${values.map((value) => html`<option value="${value}">${value === 'skipped' ? 'not observed' : value}</option>`)}</select></label>`
