import { html, type Markup } from './markup.ts'

/** A cell of a table with a status. */
export const statusCell = (value: string): Markup => html`<td class="s ${value}"><span>${value.replace('-', ' ')}</span></td>`
