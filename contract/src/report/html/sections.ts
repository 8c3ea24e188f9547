import { reasonCounts, undocumentedFields } from '../counts.ts'
import { cut } from '../exchange.ts'
import type { Report } from '../report.ts'
import { html, type Markup } from './markup.ts'
import { statusCell } from './status.ts'

const MOST_FIELDS = 100

/** What the generated tests found on each target; nothing where there are none. */
export function phasesSection({ phases = [] }: Report): Markup | null {
  if (phases.length === 0) return null
  const rows = phases.map(({ phase, target, status, counts, covered = {}, reason }) => {
    const examples = Object.entries(counts).map(([about, count]) => html`${about}: ${count}<br>`)
    const coverage = Object.entries(covered).map(([about, count]) => html`<li>${about}: ${count}</li>`)
    const told = html`${examples}${coverage.length > 0 && html`<details><summary>Covered</summary><ul>${coverage}</ul></details>`}`
    const shown = { status, words: status }
    return html`<tr><th scope="row">${phase}</th><td>${target}</td>${statusCell(shown)}<td>${reason ?? told}</td></tr>`
  })
  return html`<section id="phases"><h2>Generated tests</h2>
<p>Tests that are generated for this run: requests from the OpenAPI description, and sequences of operations. Each part counts as one test; the figures are its examples.</p>
<table><thead><tr><th scope="col">Part</th><th scope="col">Target</th><th scope="col">Status</th><th scope="col">Examples, or why it was skipped</th></tr></thead>
<tbody>${rows}</tbody></table></section>`
}

/** Each entry of the baseline, and what became of it; nothing without a baseline. */
export function baselineSection({ baseline }: Report): Markup | null {
  if (baseline === undefined) return null
  const rows = baseline.map(({ target, clause, reason, expires, state }) => {
    const shown = { status: STATES[state], words: state }
    return html`<tr><th scope="row"><a href="#${clause}">${clause}</a></th><td>${target}</td>${statusCell(shown)}<td>${expires}</td><td>${reason}</td></tr>`
  })
  return html`<section id="baseline"><h2>Baseline</h2>
<p>A known violation does not fail the run until its last day. One that expired does, and so does one that has healed: remove it. This run neither shows nor refutes what is unused.</p>
<table><thead><tr><th scope="col">Clause</th><th scope="col">Target</th><th scope="col">State</th><th scope="col">Last day</th><th scope="col">Reason</th></tr></thead>
<tbody>${rows}</tbody></table></section>`
}

/** How the state of an entry is coloured. */
const STATES = { known: 'known', expired: 'failed', healed: 'failed', unused: 'skipped' } as const

/** Why tests were skipped; nothing where all were run. */
export const skippedSection = (report: Report): Markup | null =>
  reasonsSection(reasonCounts(report, 'skipped'), {
    ...{ id: 'skipped', title: 'Skipped' },
    about: 'What was skipped has not passed: nothing is known of it.',
  })

/** Why tests are inconclusive; nothing where none is. */
export const inconclusiveSection = (report: Report): Markup | null =>
  reasonsSection(reasonCounts(report, 'inconclusive'), {
    ...{ id: 'inconclusive', title: 'Inconclusive' },
    about: 'Nothing could be observed, also when it was tried once more. It has neither passed nor failed.',
  })

function reasonsSection(
  reasons: ReturnType<typeof reasonCounts>,
  { id, title, about }: Record<'id' | 'title' | 'about', string>,
): Markup | null {
  if (reasons.length === 0) return null
  const rows = reasons.map(
    ({ target, reason, count }) => html`<tr><td>${target}</td><td class="count">${count}</td><td>${reason}</td></tr>`,
  )
  return html`<section id="${id}"><h2>${title}</h2>
<p>${about}</p>
<table><thead><tr><th scope="col">Target</th><th scope="col">Tests</th><th scope="col">Reason</th></tr></thead><tbody>${rows}</tbody></table></section>`
}

/** Fields that the OpenAPI description does not have; nothing where there are none. */
export function undocumentedSection(report: Report): Markup | null {
  const fields = undocumentedFields(report)
  if (fields.length === 0) return null
  const rows = fields
    .slice(0, MOST_FIELDS)
    .map(
      ({ target, field, count }) =>
        html`<tr><td>${target}</td><td><code>${cut(field, 300)}</code></td><td class="count">${count}</td></tr>`,
    )
  return html`<section id="undocumented"><h2>Undocumented fields</h2>
<p>Fields that are not in the OpenAPI description. They are no failures: no page forbids them, and Tango asks clients to accept them.</p>
<table><thead><tr><th scope="col">Target</th><th scope="col">Field</th><th scope="col">Responses</th></tr></thead><tbody>${rows}</tbody></table>
${fields.length > MOST_FIELDS && html`<p>and ${fields.length - MOST_FIELDS} more</p>`}</section>`
}
