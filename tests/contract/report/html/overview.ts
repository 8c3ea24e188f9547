import type { TargetName } from '../../targets/target.ts'
import { askedClauses, notRunReasons, parityCounts, totals } from '../counts.ts'
import { cut } from '../exchange.ts'
import type { Report } from '../report.ts'
import { html, type Markup } from './markup.ts'
import { shownStatus, statusCell } from './status.ts'

/** The top of the page: what ran, when, and what came of it on each target. */
export function overview(report: Report, problems: readonly string[]): Markup {
  const { failed, passed, notRun } = totals(report)
  const asked = askedClauses(report)
  const { contractVersion, startedAt, durationMs, seed, phases = [] } = report
  const about =
    asked.length === report.clauses.length
      ? ''
      : `. Restricted to some cases: they are about ${asked.length} of ${report.clauses.length} clauses.`
  const links = [
    failed > 0 && html`<a href="#failures">Failures</a>`,
    html`<a href="#clauses">Clauses</a>`,
    html`<a href="#readings">Readings</a>`,
    phases.length > 0 && html`<a href="#phases">Phases</a>`,
    notRun > 0 && html`<a href="#not-run">Not run</a>`,
  ]
  return html`<header>
<h1>Contract report</h1>
${problems.length > 0 && html`<div class="problems"><h2>Problems of the run</h2>${problems.map((problem) => html`<p>${cut(problem, 1_000)}</p>`)}</div>`}
<p class="total"><strong class="${failed > 0 ? 'failed' : problems.length > 0 || passed === 0 ? 'partial' : 'passed'}">${failed} failed</strong> · ${passed} passed · ${notRun} not run</p>
<p class="run">Description ${contractVersion} · <time datetime="${startedAt}">${startedAt.replace('T', ' ').slice(0, 16)} UTC</time> · ${(durationMs / 1000).toFixed(1)} s · seed ${seed}${about}</p>
${report.evidence?.rehearsal && html`<p class="run">A rehearsal: the live target was a stand-in, and nothing of it counts as seen live.</p>`}
<ul class="cards">${(Object.keys(report.targets) as TargetName[]).map((name) => card(report, name))}${parityCard(report)}</ul>
<nav aria-label="Sections">${links}</nav>
</header>`
}

function card(report: Report, name: TargetName): Markup {
  const { baseUrl = '', passed = 0, failed = 0, notRun = 0 } = report.targets[name] ?? {}
  const asked = askedClauses(report)
  const of = (wanted: string): number => asked.filter(({ results }) => results[name] === wanted).length
  const share = (count: number): number => (100 * count) / Math.max(1, passed + failed + notRun)
  // One failure of hundreds has to be seen too.
  const red = failed === 0 ? 0 : Math.max(2, share(failed))
  return html`<li><h2>${name}</h2>
<svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true"><rect class="passed" width="${share(passed)}" height="2"/><rect class="failed" x="${Math.min(share(passed), 100 - red)}" width="${red}" height="2"/></svg>
<p>Cases: ${passed} passed, ${failed} failed, ${notRun} not run</p>
<p>Clauses: ${of('passed')} passed, ${of('failed')} failed, ${of('partial')} partial, ${of('not-run')} not run</p>
<p class="address">${baseUrl}</p></li>`
}

const PARITY: Record<string, string> = {
  agree: 'held on two targets or more',
  'mock-only': 'held on the mock only',
  'sandbox-only': 'held on the sandbox only',
  'live-only': 'held live only',
  unverified: 'held nowhere, or not everywhere',
}

function parityCard(report: Report): Markup {
  const rows = parityCounts(report).map(({ verdict, count }) => html`<p>${count} <b>${verdict}</b>: ${PARITY[verdict] ?? ''}</p>`)
  return html`<li><h2>Parity</h2>${rows}</li>`
}

/** What each phase found on each target; nothing where there is no phase. */
export function phasesSection({ phases = [] }: Report): Markup | null {
  if (phases.length === 0) return null
  const rows = phases.map(({ phase, target, status: result, counts, reason }) => {
    const examples = Object.entries(counts).map(([about, count]) => html`${about}: ${count}<br>`)
    return html`<tr><th scope="row">${phase}</th><td>${target}</td>${statusCell(shownStatus(result))}<td>${reason ?? examples}</td></tr>`
  })
  return html`<section id="phases"><h2>Phases</h2>
<p>A phase makes cases of its own; the figures say how many examples were run, by what they were about.</p>
<table><thead><tr><th scope="col">Phase</th><th scope="col">Target</th><th scope="col">Status</th><th scope="col">Examples, or why it was not run</th></tr></thead>
<tbody>${rows}</tbody></table></section>`
}

/** Why cases were not run; nothing where all were. */
export function notRunSection(report: Report): Markup | null {
  const reasons = notRunReasons(report)
  if (reasons.length === 0) return null
  const rows = reasons.map(
    ({ target, reason, count }) => html`<tr><td>${target}</td><td class="count">${count}</td><td>${reason}</td></tr>`,
  )
  return html`<section id="not-run"><h2>Not run</h2>
<p>What was not run has not passed: nothing is known of it.</p>
<table><thead><tr><th scope="col">Target</th><th scope="col">Cases</th><th scope="col">Why</th></tr></thead><tbody>${rows}</tbody></table></section>`
}
