import { urlOf } from './ids.ts'
import { html, joined, type Markup } from './markup.ts'

/**
 * Links to clauses and readings, for a page in the root of the site.
 *
 * @example idLinks(['FRZ-07', 'C-400-422'])
 */
export const idLinks = (ids: readonly string[]): Markup =>
  joined(
    ids.map((id) => html`<a class="id" href="${urlOf(id)}">${id}</a>`),
    ', ',
  )
