import type { TargetName } from '../../targets/target.ts'
import { askedClauses, countWords, parityCounts, totals, undocumentedFields } from '../counts.ts'
import { cut } from '../exchange.ts'
import { narrowedWords } from '../narrowed.ts'
import type { ClauseStatus, Report } from '../report.ts'
import { answers } from './answers.ts'
import { html, type Markup } from './markup.ts'

/** The top of the page: what ran, when, and what came of it on each target. */
export function overview(report: Report, problems: readonly string[]): Markup {
  const { failed, skipped, inconclusive } = totals(report)
  const asked = askedClauses(report)
  const { contractVersion, startedAt, durationMs, seed, narrowed, phases = [] } = report
  const links = [
    failed > 0 && html`<a href="#failures">Failures</a>`,
    inconclusive > 0 && html`<a href="#inconclusive">Inconclusive</a>`,
    report.baseline !== undefined && html`<a href="#baseline">Baseline</a>`,
    report.cases.some(({ failures }) => failures.some(({ differs }) => differs !== undefined)) && html`<a href="#differs">Differs</a>`,
    html`<a href="#clauses">Clauses</a>`,
    html`<a href="#interpretations">Open questions</a>`,
    phases.length > 0 && html`<a href="#phases">Generated tests</a>`,
    undocumentedFields(report).length > 0 && html`<a href="#undocumented">Undocumented fields</a>`,
    skipped > 0 && html`<a href="#skipped">Skipped</a>`,
  ]
  return html`<header>
<h1>Contract report</h1>
${narrowed !== undefined && html`<div class="problems"><h2>Only a part was run</h2><p>This report is ${cut(narrowedWords(narrowed), 1_000)}: it is about ${asked.length} of ${report.clauses.length} clauses.</p></div>`}
${problems.length > 0 && html`<div class="problems"><h2>Problems of the run</h2>${problems.map((problem) => html`<p>${cut(problem, 1_000)}</p>`)}</div>`}
${answers(report, problems)}
<p class="run">OpenAPI description ${contractVersion} · <time datetime="${startedAt}">${startedAt.replace('T', ' ').slice(0, 16)} UTC</time> · ${(durationMs / 1000).toFixed(1)} s · seed ${seed}</p>
${report.evidence?.rehearsal && html`<p class="run">A rehearsal: the live target was a test server, and nothing of it counts as verified live.</p>`}
<ul class="cards">${(Object.keys(report.targets) as TargetName[]).map((name) => card(report, name))}${parityCard(report)}</ul>
<nav aria-label="Sections">${links}</nav>
</header>`
}

function card(report: Report, name: TargetName): Markup {
  const { baseUrl = '', passed = 0, failed = 0, skipped = 0, inconclusive = 0, known = 0 } = report.targets[name] ?? {}
  const asked = askedClauses(report)
  const of = (wanted: ClauseStatus): number => asked.filter(({ results }) => results[name] === wanted).length
  const others = (['partial', 'differs', 'inconclusive'] as const).flatMap((status) =>
    of(status) === 0 ? [] : `, ${of(status)} ${status}`,
  )
  const share = (count: number): number => (100 * count) / Math.max(1, passed + failed + skipped + inconclusive + known)
  // One failure of hundreds has to be seen too.
  const least = (count: number): number => (count === 0 ? 0 : Math.max(2, share(count)))
  const [red, yellow] = [least(failed), least(inconclusive + known)]
  const green = Math.min(share(passed), 100 - red - yellow)
  return html`<li><h2>${name}</h2>
<svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true"><rect class="passed" width="${green}" height="2"/><rect class="failed" x="${green}" width="${red}" height="2"/><rect class="inconclusive" x="${green + red}" width="${yellow}" height="2"/></svg>
<p>Tests: ${countWords({ passed, failed, skipped, inconclusive, known })}</p>
<p>Clauses: ${of('passed')} passed, ${of('failed')} failed${others}, ${of('skipped')} not observed</p>
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
