import { unescaped } from '../../../contract/src/checks/pointers.ts'
import type { Clause } from '../../../contract/src/register/types.ts'
import type { ClauseRow, Column } from '../../../contract/src/report/html/clause-table.ts'
import { html, joined, type Markup } from '../../../contract/src/report/html/markup.ts'
import type { Shown } from '../../../contract/src/report/html/status.ts'
import { idLink } from '../id-links.ts'
import type { Operation } from '../operations.ts'
import { TARGETS } from '../results.ts'

/** All that the site tells of one clause. */
export interface FoundClause {
  id: string
  clause: Clause
  sources: { locator: string; url: string }[]
  /** Where the description says it, and the operations that it stands in. */
  places: { pointer: string; operations: Operation[] }[]
  statuses: (Shown & { target: string })[]
  proof: Shown
}

/**
 * A clause of the site as a row of the table that the report has too.
 *
 * @example clauseTable(found.map(rowOf), COLUMNS, 'Eligibility')
 */
export const rowOf = ({ id, clause, sources, places, statuses, proof }: FoundClause): ClauseRow => ({
  id,
  statement: clause.statement,
  basis: clause.basis,
  cites: clause.cites,
  holdsUnder: clause.holdsUnder,
  unobservable: clause.unobservable,
  statuses: [...statuses, proof],
  sources: sources.map(source),
  places: places.map(place),
  interpretations: (clause.interpretations ?? []).map(idLink),
})

/** The columns of these rows. */
export const COLUMNS: readonly Column[] = [...TARGETS, 'Mutants'].map((name) => ({ name, kind: 'status', labelled: true }))

const source = ({ locator, url }: FoundClause['sources'][number]): Markup =>
  url.startsWith('https://') ? html`<a class="id" href="${url}">${locator}</a>` : html`${locator}`

/** A place that several operations share leads to each of them. */
const place = ({ pointer, operations }: FoundClause['places'][number]): Markup => {
  const name = nameOf(pointer)
  const [only] = operations
  if (operations.length === 1 && only !== undefined) return html`<a href="${only.url}" title="${pointer}"><code>${name}</code></a>`
  return html`<code title="${pointer}">${name}</code> (${joined(
    operations.map(({ url, id }) => html`<a href="${url}">${id}</a>`),
    ', ',
  )})`
}

/** Keys that say what kind of thing follows. */
const KINDS = /^(paths|webhooks|components|schemas|securitySchemes|responses|parameters|headers|properties|oneOf|\d|)$/

/** A pointer by the names in it: the whole of it stands in the title. */
const nameOf = (pointer: string): string =>
  pointer
    .split('/')
    .filter((key) => !KINDS.test(key))
    .map((key) => unescaped(key))
    .join(' › ')
