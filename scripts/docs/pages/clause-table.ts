import type { Clause } from '../../register/types.ts'
import { idLinks } from '../id-links.ts'
import { html, joined, type Markup } from '../markup.ts'
import type { Operation } from '../operations.ts'
import type { Shown } from '../results.ts'

/** All that the site tells of one clause. */
export interface ClauseRow {
  id: string
  clause: Clause
  sources: { locator: string; url: string }[]
  /** Where the description says it, and the operations that it stands in. */
  places: { pointer: string; operations: Operation[] }[]
  statuses: (Shown & { target: string })[]
  proof: Shown
}

/**
 * A table of clauses; each row has its id as anchor.
 *
 * @param caption what the clauses have in common
 * @example clauseTable(rows, 'Eligibility')
 */
export function clauseTable(rows: readonly ClauseRow[], caption: string): Markup {
  const targets = rows[0]?.statuses.map(({ target }) => target) ?? []
  const heads = ['Clause', 'Statement', ...targets, 'Mutants']
  return html`<table class="clauses"><caption>${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${rows.map(row)}</tbody></table>`
}

const row = (each: ClauseRow): Markup => html`
<tr id="${each.id}"><th scope="row"><a href="#${each.id}">${each.id}</a></th>
<td>${each.clause.statement}${details(each)}</td>
${each.statuses.map(({ target, ...shown }) => cell(target, shown))}${cell('Mutants', each.proof)}</tr>`

const cell = (label: string, { status, words }: Shown): Markup =>
  html`<td class="status" data-label="${label}"><span class="${status}">${words}</span></td>`

function details({ clause, sources, places }: ClauseRow): Markup {
  return html`<p class="facts"><b class="basis ${clause.basis}">${clause.basis}</b>
${sources.length > 0 && html` · source ${joined(sources.map(source), ', ')}`}
${clause.cites && html` · cites ${clause.cites}`}
${places.length > 0 && html` · in the description ${joined(places.map(place), ', ')}`}
${clause.readings && html` · reading ${idLinks(clause.readings)}`}
${clause.holdsUnder && html` · holds only under <code>${clause.holdsUnder}</code>`}
${clause.unobservable && html` · cannot be observed: ${clause.unobservable}`}</p>`
}

const source = ({ locator, url }: ClauseRow['sources'][number]): Markup =>
  url.startsWith('https://') ? html`<a class="id" href="${url}">${locator}</a>` : html`${locator}`

/** A place that several operations share leads to each of them. */
const place = ({ pointer, operations }: ClauseRow['places'][number]): Markup => {
  const name = nameOf(pointer)
  const [only] = operations
  if (operations.length === 1 && only !== undefined) return html`<a href="${only.url}" title="${pointer}"><code>${name}</code></a>`
  return html`<code title="${pointer}">${name}</code> (${joined(
    operations.map(({ url, id }) => html`<a href="${url}">${id}</a>`),
    ', ',
  )})`
}

/** Keys that say what kind of thing follows. */
const KINDS = /^(paths|webhooks|components|schemas|responses|parameters|headers|properties|oneOf|\d|)$/

/** A pointer by the names in it: the whole of it stands in the title. */
const nameOf = (pointer: string): string =>
  pointer
    .split('/')
    .filter((key) => !KINDS.test(key))
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join(' › ')
