import { stepsOf } from '../../../contract/src/checks/pointers.ts'
import type { statedFacts } from '../../../contract/src/explain/facts.ts'
import type { SourceFacts } from '../../../contract/src/register/sources.ts'
import type { ClauseRow, Column } from '../../../contract/src/report/html/clause-table.ts'
import { html, joined, type Markup } from '../../../contract/src/report/html/markup.ts'
import type { Shown } from '../../../contract/src/report/html/status.ts'
import { idLink } from '../ids.ts'
import type { Operation } from '../operations.ts'
import { TARGETS } from '../results.ts'
import type { Topic } from './topics.ts'

/** All that the site tells of one clause. */
export interface FoundClause {
  topic: Topic
  facts: ReturnType<typeof statedFacts>
  /** For each place of the description that says it, the operations that it stands in. */
  users: Operation[][]
  statuses: (Shown & { target: string })[]
  proof: Shown
}

/**
 * A clause of the site as a row of the table that the report has too.
 *
 * @example clauseTable(found.map(rowOf), COLUMNS, 'Eligibility')
 */
export const rowOf = ({ facts, users, statuses, proof }: FoundClause): ClauseRow => ({
  id: facts.id,
  statement: facts.statement,
  basis: facts.basis,
  cites: facts.cites ?? undefined,
  holdsUnder: facts.holdsUnder ?? undefined,
  unobservable: facts.unobservable ?? undefined,
  statuses: [...statuses, proof],
  sources: facts.sources.map(source),
  places: facts.describedAt.map(({ pointer }, index) => place(pointer, users[index] ?? [])),
  interpretations: facts.interpretations.map(idLink),
  data: { status: '', basis: facts.basis, page: facts.id.split('-')[0] ?? '' },
  folded: { summary: `${facts.basis}: sources and places`, markup: html`` },
})

/** The columns of these rows. */
export const COLUMNS: readonly Column[] = [...TARGETS, 'Mutants'].map((name) => ({ name, kind: 'status', labelled: true }))

const source = ({ locator, url }: SourceFacts): Markup =>
  url?.startsWith('https://') ? html`<a class="id" href="${url}">${locator}</a>` : html`${locator}`

/** A place that several operations share leads to each of them. */
const place = (pointer: string, operations: readonly Operation[]): Markup => {
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
  stepsOf(pointer)
    .filter((key) => !KINDS.test(key))
    .join(' › ')
