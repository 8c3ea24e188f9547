import type { Register } from '../../contract/src/register/load.ts'
import { CLAUSE_FILES, CONSUMER } from '../../contract/src/register/types.ts'
import { html, joined, type Markup } from '../../contract/src/report/html/markup.ts'

const CLAUSE = /^[A-Z]{3}-\d{2}$/

/** Whether an id is of a clause or of an interpretation that the register has. */
export const isKnown = ({ clauses, consumer, interpretations }: Register, id: string): boolean =>
  clauses.has(id) || consumer.has(id) || interpretations.has(id)

/** Finds ids of clauses and interpretations in a text, known or not. */
export const ID = new RegExp(
  `\\b(?:(?:${[...Object.values(CLAUSE_FILES), CONSUMER.prefix].join('|')})-\\d{2}|[CA]-[A-Z0-9]+(?:-[A-Z0-9]+)*)\\b`,
)

/**
 * Where the site tells of a clause or an interpretation.
 *
 * @example urlOf('FRZ-07') // 'clauses.html#FRZ-07'
 */
export const urlOf = (id: string): string =>
  `${id.startsWith(`${CONSUMER.prefix}-`) ? 'consumer' : CLAUSE.test(id) ? 'clauses' : 'interpretations'}.html#${id}`

/** A link to a clause or an interpretation, for a page in the root of the site. */
export const idLink = (id: string): Markup => html`<a class="id" href="${urlOf(id)}">${id}</a>`

/**
 * Several of them.
 *
 * @example idLinks(['FRZ-07', 'C-400-422'])
 */
export const idLinks = (ids: readonly string[]): Markup => joined(ids.map(idLink), ', ')
