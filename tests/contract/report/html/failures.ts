import { show } from '../../replay.ts'
import { cut, type ReportExchange } from '../exchange.ts'
import { type FailedCase, failedCases } from '../failures.ts'
import { fitting } from '../fitting.ts'
import type { Report } from '../report.ts'
import { html, type Markup } from './markup.ts'

/** Characters that details of failures may take; the page has to open fast when everything is broken too. */
const ROOM = 95_000
const LONGEST_VALUE = 2_000
const MOST_OF_A_CASE = 20
/** Where more failed, they are closed at first, to be looked over. */
const MOST_OPEN = 10
const MOST_NAMED = 200

/** What failed, with request, response and the commands that do it again; nothing where all holds. */
export function failuresSection(report: Report): Markup | null {
  const all = failedCases(report)
  if (all.length === 0) return null
  const { shown, left } = fitting(
    all.map((failed) => ({ failed, markup: failure(failed, all.length <= MOST_OPEN) })),
    ROOM,
    ({ markup }) => markup.toString().length,
  )
  return html`<section id="failures"><h2>Failures</h2>${shown.map(({ markup }) => markup)}${rest(left.map(({ failed }) => failed))}</section>`
}

/** Where a clause or a case links to. */
export const failureId = ({ target, id }: { target: string; id: string }): string => `failed-${target}-${id.replace(/\s+/g, '-')}`

function failure(failed: FailedCase, open: boolean): Markup {
  const { target, id, name, failures, exchange, replay } = failed
  const left = failures.length - MOST_OF_A_CASE
  return html`<article id="${failureId(failed)}"><details${open && html` open`}><summary><h3><span class="status failed">${target}</span> ${id} <small>${name}</small></h3></summary>
${failures.slice(0, MOST_OF_A_CASE).map(difference)}${left > 0 && html`<p>and ${left} more</p>`}
<h4>Do it again</h4><pre>${cut(replay.join('\n'), LONGEST_VALUE)}</pre>
${exchange && exchanged(exchange)}</details></article>`
}

const difference = ({ clause, what, expected, actual }: FailedCase['failures'][number]): Markup => html`<dl>
<dt>${clause === null ? 'No clause' : html`<a href="#${clause}">${clause}</a>`}</dt><dd>${what}</dd>
<dt>expected</dt><dd><pre>${cut(show(expected), LONGEST_VALUE)}</pre></dd>
<dt>actual</dt><dd><pre>${cut(show(actual), LONGEST_VALUE)}</pre></dd></dl>`

function exchanged({ request, response }: ReportExchange): Markup {
  const head = (headers: Record<string, string>): string =>
    Object.entries(headers)
      .map(([name, value]) => `\n${name}: ${value}`)
      .join('')
  const body = (text: string): string => (text === '' ? '' : `\n\n${cut(text, LONGEST_VALUE)}`)
  return html`<h4>Request and response</h4>
<pre>${request.method} ${request.url}${head(request.headers)}${body(request.body)}</pre>
<pre>${response.status}${head(response.headers)}${body(response.body)}</pre>`
}

function rest(left: FailedCase[]): Markup | null {
  if (left.length === 0) return null
  const named = left.slice(0, MOST_NAMED)
  return html`<p>${left.length} more failed. Their details, and the commands that do them again, stand in <code>report.json</code>.</p>
<ul>${named.map((failed) => html`<li id="${failureId(failed)}">${failed.target} ${failed.id}</li>`)}</ul>
${left.length > named.length && html`<p>and ${left.length - named.length} more</p>`}`
}
