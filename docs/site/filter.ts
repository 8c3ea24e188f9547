import { html, type Markup, trusted } from '../../contract/src/report/html/markup.ts'

/** What a list can be filtered by besides its text: a data attribute of its items, and the values that this may have. */
interface Choice {
  key: string
  label: string
  values: readonly (readonly [value: string, words: string])[]
}

/**
 * Fields above a list that hide what does not fit. A script makes them work; until then their place is kept.
 *
 * @param items a selector of the items; each has a data attribute for each choice, with values between blanks
 * @example filterOf('clauses', '.clauses tbody tr', [{ key: 'basis', label: 'Basis', values: [['assumed', 'assumed']] }])
 */
export const filterOf = (
  name: string,
  items: string,
  choices: readonly Choice[],
): Markup => html`<div class="filter" role="search" aria-label="Filter ${name}" data-items="${items}">
<label>Text <input type="search" name="text" autocomplete="off"></label>
${choices.map(({ key, label, values }) => html`<label>${label} <select name="${key}"><option value="">all</option>${values.map(([value, words]) => html`<option value="${value}">${words}</option>`)}</select></label>`)}
<output aria-live="polite">${trusted('&nbsp;')}</output></div>`
