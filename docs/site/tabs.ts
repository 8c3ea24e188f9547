import { html, type Markup, trusted } from '../../contract/src/report/html/markup.ts'
import { codeBlock } from './markdown.ts'
import { type Executed, LANGUAGES, labelOf } from './samples.ts'

/**
 * The samples of an operation, one shown at a time. They work without a script, which only remembers the choice.
 *
 * @example tabsOf(samples.filter(({ operation }) => operation === 'freezeAsyncOrder'), 'freeze')
 */
export const tabsOf = (samples: readonly Executed[], name: string): Markup => html`<fieldset class="tabs"><legend>Code</legend>
${samples.map(({ language }, index) => html`<label><input type="radio" name="code-${name}" value="${language}"${index === 0 && trusted(' checked')}> ${LANGUAGES[language].label}</label> `)}
<div class="panels">${samples.map(panel)}</div></fieldset>`

const panel = (
  sample: Executed,
): Markup => html`<div class="panel ${sample.language}">${trusted(codeBlock(sample.source, LANGUAGES[sample.language].extension))}
<p class="facts">${sample.skipped === null ? 'Prints, as executed in this build:' : html`${labelOf(sample)}: ${sample.skipped}.`}</p>${sample.output !== '' && trusted(codeBlock(sample.output, ''))}</div>`
