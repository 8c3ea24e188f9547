import { PAGES } from '../../register/types.ts'
import { html, type Markup } from './markup.ts'

/** The fields above the table of clauses; hidden until the script is there that makes them work. */
export const filters = (targets: readonly string[]): Markup => html`<div class="filters" role="search" aria-label="Clauses" hidden>
<label>Text <input type="search" name="text" autocomplete="off" placeholder="id, statement, case"></label>
${select('status', 'Status', ['passed', 'failed', 'differs', 'partial', 'inconclusive', 'skipped'])}
${select('target', 'On', targets)}
${select('basis', 'Basis', ['documented', 'inferred', 'assumed'])}
${select('page', 'Page', [...PAGES, 'none'])}
<button type="button">Clear</button>
<output aria-live="polite"></output></div>`

const select = (name: string, label: string, values: readonly string[]): Markup =>
  html`<label>${label} <select name="${name}"><option value="">any</option>${values.map((value) => html`<option value="${value}">${value === 'skipped' ? 'not observed' : value}</option>`)}</select></label>`
