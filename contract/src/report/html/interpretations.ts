import type { Register } from '../../register/load.ts'
import type { TargetName } from '../../targets/target.ts'
import type { Report } from '../report.ts'
import { html, type Markup } from './markup.ts'

type ReportInterpretation = Report['interpretations'][number]

/** Where the documentation is silent or contradicts itself: our choice, and the option that each target follows. */
export function interpretationsSection(report: Report, register: Register): Markup {
  const targets = Object.keys(report.targets) as TargetName[]
  const head = ['Id', 'Question', 'Our default', ...targets]
  return html`<section id="interpretations"><h2>Open questions</h2>
<p>Where the documentation is silent or contradicts itself. A target that differs from our default does not fail.</p>
<table class="interpretations"><thead><tr>${head.map((name) => html`<th scope="col" class="${name === 'Our default' && 'wide'}">${name}</th>`)}</tr></thead>
<tbody>${report.interpretations.map((row) => interpretationRow(row, targets, register))}</tbody></table></section>`
}

function interpretationRow(row: ReportInterpretation, targets: TargetName[], register: Register): Markup {
  const interpretation = register.interpretations.get(row.id)
  const options = Object.entries(interpretation?.options ?? {}).map(
    ([name, text]) => html`<li><code>${name}</code>: ${text}${name === row.chosen && html` <b>(our default)</b>`}</li>`,
  )
  return html`
<tr id="${row.id}"><th scope="row"><a href="#${row.id}">${row.id}</a></th><td>${interpretation?.question}<details><summary>${options.length === 1 ? '1 option' : `${options.length} options`}</summary><ul>${options}</ul><p>${interpretation?.why}</p></details></td><td class="wide"><code>${row.chosen}</code></td>${targets.map((name) => html`<td>${observed(row, row.observed[name] ?? 'skipped', name)}</td>`)}</tr>`
}

function observed({ chosen, changed }: ReportInterpretation, option: string, target: TargetName): Markup {
  const since =
    changed !== undefined && target === 'live' && html`<br><b class="failed">changed: was ${changed.was} on ${changed.at.slice(0, 10)}</b>`
  const word = { skipped: 'not asked', inconclusive: 'inconclusive', [chosen]: 'our default' }[option]
  const shown = word === undefined ? html`<code>${option}</code>` : html`<span>${word}</span>`
  const known = option === chosen ? 'passed' : word === undefined ? 'partial' : 'skipped'
  return html`<span class="status ${known}">${shown}</span>${since}`
}
