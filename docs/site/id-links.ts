import { html, joined, type Markup } from '../../contract/src/report/html/markup.ts'
import { urlOf } from './ids.ts'

/** A link to a clause or an interpretation, for a page in the root of the site. */
export const idLink = (id: string): Markup => html`<a class="id" href="${urlOf(id)}">${id}</a>`

/**
 * Several of them.
 *
 * @example idLinks(['FRZ-07', 'C-400-422'])
 */
export const idLinks = (ids: readonly string[]): Markup => joined(ids.map(idLink), ', ')
