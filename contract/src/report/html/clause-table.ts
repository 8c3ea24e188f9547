import type { Clause } from '../../register/types.ts'
import { html, joined, type Markup } from './markup.ts'
import { type Shown, statusCell } from './status.ts'

/** A column after the statement: of statuses, or of words that a narrow page shows below the statement instead. */
export interface Column {
  name: string
  kind: 'status' | 'wide' | 'wide evidence'
  /** Each cell has the name of the column in `data-label`, for a style that shows rows as blocks. */
  labelled?: true
}

type Grounds = { [Key in 'basis' | 'cites' | 'holdsUnder' | 'unobservable']?: Clause[Key] | undefined }

/** One clause as the table shows it; what only one page knows is left out by the others. */
export interface ClauseRow extends Grounds {
  id: string
  statement: string
  /** One per column of statuses. */
  statuses: readonly Shown[]
  /** One per other column. */
  words?: readonly (string | Markup | undefined)[]
  /** Where the pages say it. */
  sources: readonly Markup[]
  /** Where the description says it. */
  places?: readonly Markup[]
  interpretations: readonly Markup[]
  /** What else is to be said, each a sentence. */
  remarks?: readonly string[]
  /** What stands in a part that opens, together with the facts; without it the facts stand open. */
  folded?: { summary: string; markup: Markup }
  /** What filters look at: each becomes a data attribute of the row. */
  data?: Readonly<Record<'status' | 'basis' | 'page', string>>
}

/**
 * A table of clauses; each row has the id of its clause as anchor.
 *
 * @param columns those after id and statement; statuses first
 * @param caption what the clauses have in common, where the heading does not say it
 * @example clauseTable(rows, [{ name: 'mock', kind: 'status' }], 'Eligibility')
 */
export function clauseTable(rows: readonly ClauseRow[], columns: readonly Column[], caption: string | null = null): Markup {
  const heads = columns.map(({ name, kind }) => html`<th scope="col"${kind !== 'status' && html` class="wide"`}>${name}</th>`)
  return html`<table class="clauses">${caption !== null && html`<caption>${caption}</caption>`}
<thead><tr><th scope="col">Clause</th><th scope="col">Statement</th>${heads}</tr></thead>
<tbody>${rows.map((row) => clauseRow(row, columns))}</tbody></table>`
}

function clauseRow(row: ClauseRow, columns: readonly Column[]): Markup {
  const { id, data, words = [] } = row
  const labels = columns.map(({ name, labelled }) => (labelled ? name : null))
  const wide = columns.filter(({ kind }) => kind !== 'status')
  const filtered = data && html` data-status="${data.status}" data-basis="${data.basis}" data-page="${data.page}"`
  return html`
<tr id="${id}"${filtered}><th scope="row"><a href="#${id}">${id}</a></th><td>${row.statement}${details(row)}</td>${row.statuses.map((shown, index) => statusCell(shown, labels[index]))}${wide.map(({ kind }, index) => html`<td class="${kind}">${words[index]}</td>`)}</tr>`
}

function details(row: ClauseRow): Markup {
  const { folded, words = [] } = row
  const narrow = words.length > 0 && html`<p class="narrow">${joined(words, ' · ')}</p>`
  if (folded === undefined) return html`${narrow}${facts(row)}`
  return html`<details><summary>${folded.summary}</summary>${narrow}${facts(row)}${folded.markup}</details>`
}

/** What the clause rests on and what it is bound to. */
function facts({
  basis,
  sources,
  cites,
  places = [],
  interpretations,
  holdsUnder,
  unobservable,
  remarks = [],
  folded,
}: ClauseRow): Markup | null {
  const told = [
    basis && html`<b class="basis ${basis}">${basis}</b>`,
    sources.length > 0 && html`<span>source ${joined(sources, ', ')}</span>`,
    cites && html`<span>cites ${cites}</span>`,
    places.length > 0 && html`<span>in the OpenAPI description ${joined(places, ', ')}</span>`,
    interpretations.length > 0 && html`<span>interpretation ${joined(interpretations, ', ')}</span>`,
    holdsUnder && html`<span>applies only with <code>${holdsUnder}</code></span>`,
    unobservable && html`<span>not observable externally: ${unobservable}</span>`,
    ...remarks.map((remark) => html`<span>${remark}</span>`),
  ]
  if (!told.some(Boolean)) return null
  // The style of each page sets them apart: with dots in a line, or each on its own.
  return html`<p${folded === undefined && html` class="facts"`}>${joined(told.filter(Boolean), '\n')}</p>`
}
