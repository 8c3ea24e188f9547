import { createHash } from 'node:crypto'
import { assetText } from '../../assets.ts'
import type { Register } from '../../register/load.ts'
import type { TargetName } from '../../targets/target.ts'
import { headWords } from '../counts.ts'
import type { Report } from '../report.ts'
import { clausesSection } from './clauses.ts'
import { failuresSection } from './failures.ts'
import { html, type Markup, trusted } from './markup.ts'
import { overview } from './overview.ts'
import { baselineSection, inconclusiveSection, phasesSection, skippedSection, undocumentedSection } from './sections.ts'

const own = (file: string): string => assetText(`contract/src/report/html/${file}`)

const reportStyle = own('style.css')
const reportScript = own('filter.js')

/**
 * The report as one file of HTML: it loads nothing, works from a file, and is closed by its policy to everything that is not in it.
 *
 * @param problems what went wrong outside of any case
 * @example writeFileSync('index.html', reportPage(report, loadRegister()))
 */
export function reportPage(report: Report, register: Register, problems: readonly string[] = []): string {
  const title = `Contract: ${headWords(report, problems)}`
  return selfContained(title, reportBody(report, register, problems))
}

function reportBody(report: Report, register: Register, problems: readonly string[]): Markup {
  const sections = [
    failuresSection(report, register),
    inconclusiveSection(report),
    baselineSection(report),
    clausesSection(report, register),
    interpretationsSection(report, register),
    phasesSection(report),
    undocumentedSection(report),
    skippedSection(report),
  ]
  return html`${overview(report, problems)}<main>${sections}</main>`
}

function selfContained(title: string, body: Markup): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hash(reportScript)}`,
    `style-src ${hash(reportStyle)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(reportStyle)}</style>
</head>
<body>
${body}
<script>${trusted(reportScript)}</script>
</body>
</html>
`
  return page.toString()
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

type ReportInterpretation = Report['interpretations'][number]

/** Where the documentation is silent or contradicts itself: our choice, and the option that each target follows. */
function interpretationsSection(report: Report, register: Register): Markup {
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
