import { html, joined, type Markup } from '../../../contract/src/report/html/markup.ts'
import { gates, type Transition, transitions } from '../../../sandbox/src/rules/lifecycle.ts'
import { optionsOf, TRIGGER_WORDS } from '../../../scripts/generate/lifecycle.ts'
import { idLinks } from '../ids.ts'
import type { Page } from '../page.ts'
import { daysDiagram } from './days-diagram.ts'
import { lifecycleDiagram } from './lifecycle-diagram.ts'
import { stateRows, stateTable } from './state-table.ts'
import type { Moment } from './timeline.ts'

/**
 * The page of the states of a reward, drawn from the sandbox's own table, and of the days of an order, as the sandbox played them.
 *
 * @example lifecyclePage(await playTimeline())
 */
export function lifecyclePage(moments: readonly Moment[]): Page {
  return {
    path: 'lifecycle',
    title: 'Lifecycle',
    description: 'The states of a reward, what moves it between them, and the days of an order.',
    section: 'API',
    order: 40,
    html: html`<h1 id="lifecycle">Lifecycle</h1>
<p>An action checks each line item on its own and changes the reward of those that are eligible. It changes no order status.</p>
<h2 id="states">States of a reward</h2>
${lifecycleDiagram(transitions)}
<p>A dashed arrow applies only with an option of an interpretation that we did not choose.</p>
<h2 id="actions">Each action in each state</h2>
${stateTable(['FREEZE', 'UNFREEZE', 'CANCEL'])}
<h2 id="transitions">Transitions</h2>
<div class="scroll" role="region" tabindex="0" aria-label="Transitions"><table><thead><tr><th scope="col">From</th><th scope="col">By</th><th scope="col">To</th><th scope="col">Clauses</th></tr></thead>
<tbody>${transitions.map(transitionRow)}</tbody></table></div>
<h2 id="gates">Orders that an action refuses</h2>
<ul>${gates.map(({ action, shut, clauses, under }) => html`<li><code>${action}</code>: ${shut.join(', ')}${condition(under)} (${idLinks(clauses)})</li>`)}</ul>
<h2 id="timeline">Days of an order</h2>
<p>What happened to an order in the sandbox while this page was built, on a clock that the build moved.</p>
${daysDiagram(moments)}
<ol class="timeline">${moments.map(moment)}</ol>`,
    markdown: markdownOf(moments),
    entries: [
      {
        url: 'lifecycle.html',
        title: 'Lifecycle of a reward',
        text: transitions.map((row) => `${row.from} ${row.on} ${row.to}`).join(' '),
      },
      { url: 'lifecycle.html#timeline', title: 'Days of an order', text: moments.map(({ what, seen }) => `${what} ${seen}`).join(' ') },
    ],
  }
}

const transitionRow = ({ from, on, to, under, clauses }: Transition): Markup =>
  html`<tr><td><code>${from}</code></td><td>${TRIGGER_WORDS[on]}${condition(under)}</td><td><code>${to}</code></td><td>${idLinks(clauses)}</td></tr>`

function condition(under: Transition['under']): Markup | false {
  const options = optionsOf(under).map(({ id, option, words }) => html`${idLinks([id])}=${option}${words}`)
  return options.length > 0 && html`, only with ${joined(options, ', ')}`
}

const moment = ({ when, what, answer, seen, status, clauses }: Moment): Markup =>
  html`<li class="${status.toLowerCase()}"><p><b>${when}</b> ${what}${answer && html` <code>${answer}</code>`}</p><p>${seen} <span class="facts">${idLinks(clauses)}</span></p></li>`

function markdownOf(moments: readonly Moment[]): string {
  const under = (row: Transition['under']): string =>
    optionsOf(row)
      .map(({ id, option, words }) => ` (only with ${id}=${option}${words})`)
      .join('')
  return [
    '# Lifecycle',
    '',
    'An action checks each line item on its own and changes the reward of those that are eligible. It changes no order status.',
    '',
    '| From | By | To | Clauses |',
    '| --- | --- | --- | --- |',
    ...transitions.map((row) => `| ${row.from} | ${TRIGGER_WORDS[row.on]}${under(row.under)} | ${row.to} | ${row.clauses.join(', ')} |`),
    '',
    '## Each action in each state',
    '',
    '| State | Freeze | Unfreeze | Cancel |',
    '| --- | --- | --- | --- |',
    ...stateRows(['FREEZE', 'UNFREEZE', 'CANCEL']).map(
      ({ of, state, cells }) => `| ${[`${of} ${state}`, ...cells.map(({ result }) => result)].join(' | ')} |`,
    ),
    '',
    '## Orders that an action refuses',
    '',
    ...gates.map((gate) => `- ${gate.action}: ${gate.shut.join(', ')}${under(gate.under)} (${gate.clauses.join(', ')})`),
    '',
    '## Days of an order',
    '',
    ...moments.map(
      ({ when, what, answer, seen, clauses }) =>
        `- ${when}: ${what}${answer === '' ? '' : ` (${answer})`}. ${seen} (${clauses.join(', ')})`,
    ),
    '',
  ].join('\n')
}
