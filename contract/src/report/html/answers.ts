import { countWords, headWords, reasonCounts, totals } from '../counts.ts'
import { failureGroups, kindOf } from '../failures.ts'
import type { Report, ReportClause } from '../report.ts'
import { html, type Markup } from './markup.ts'

const MOST = 4

/**
 * The first screen: did it pass, what broke, what could not be checked, and when it was last verified live.
 *
 * @param problems what went wrong outside of any case
 */
export function answers(report: Report, problems: readonly string[]): Markup {
  const [verdict = ''] = headWords(report, problems).split(':')
  const colour = { PASS: 'passed', FAIL: 'failed' }[verdict] ?? 'partial'
  return html`<p class="total"><strong class="${colour}">${verdict}</strong> ${countWords(totals(report)).replaceAll(', ', ' · ')}</p>
<dl class="answers"><div><dt>What failed</dt>${broken(report)}</div><div><dt>What could not be checked</dt>${unchecked(report)}</div><div><dt>Last verified live</dt><dd>${live(report)}</dd></div></dl>`
}

function broken(report: Report): Markup[] {
  const groups = failureGroups(report).filter((group) => kindOf(group) === 'failed')
  if (groups.length === 0) return [html`<dd>Nothing.</dd>`]
  const shown = groups.slice(0, MOST).map(({ target, clause, title, size }) => {
    const name = clause === null ? html`no clause` : html`<a href="#${clause}">${clause}</a>`
    return html`<dd>${name} on ${target}: ${title} (${size})</dd>`
  })
  return groups.length > MOST ? [...shown, html`<dd><a href="#failures">and ${groups.length - MOST} more</a></dd>`] : shown
}

function unchecked(report: Report): Markup[] {
  const rows = (['inconclusive', 'skipped'] as const).map((status) => {
    const reasons = reasonCounts(report, status)
    const count = reasons.reduce((sum, reason) => sum + reason.count, 0)
    return count === 0 ? [] : [html`<dd><a href="#${status}">${count} ${status}</a>, most often: ${reasons[0]?.reason}</dd>`]
  })
  return rows.flat().length === 0 ? [html`<dd>Everything was checked.</dd>`] : rows.flat()
}

function live({ clauses }: Report): string {
  const seen = clauses.flatMap(({ evidence }: ReportClause) => (evidence && !evidence.rehearsal ? [evidence] : []))
  if (seen.length === 0) return 'Never.'
  const [age, oldest] = [Math.min(...seen.map(({ ageDays }) => ageDays)), Math.max(...seen.map(({ ageDays }) => ageDays))]
  return `${seen.length} of ${clauses.length} clauses, between ${age} and ${oldest} days ago.`
}
