import type { Register } from '../../register/load.ts'
import { cut, type ReportExchange } from '../exchange.ts'
import { differsWords, type FailureGroup, failureGroups, followWords, type Kind, kindOf } from '../failures.ts'
import { fitting } from '../fitting.ts'
import { show } from '../replay.ts'
import type { Report } from '../report.ts'
import { html, joined, type Markup, withCode } from './markup.ts'

/** Characters that details of failures may take; the page has to open fast when everything is broken too. */
const ROOM = 75_000
const LONGEST_VALUE = 2_000
/** Where more failed, they are closed at first, to be looked over. */
const MOST_OPEN = 10
const MOST_NAMED = 200

/** What failed, one entry for each mistake, with request, response and commands to reproduce it; nothing where all passed. */
export function failuresSection(report: Report, register: Register): Markup | null {
  const all = failureGroups(report).map(
    (group, index): Anchored => ({
      ...group,
      anchor: failureAnchor(index),
      statement: register.clauses.get(group.clause ?? '')?.statement ?? '',
    }),
  )
  const sections = SECTIONS.map((section) => ({ ...section, groups: all.filter((group) => kindOf(group) === section.kind) })).filter(
    ({ groups }) => groups.length > 0,
  )
  return html`${sections.map(
    ({ id, title, about, groups }) =>
      html`<section id="${id}"><h2>${title}</h2>${about && html`<p>${about}</p>`}${articles(groups, ROOM / sections.length)}</section>`,
  )}`
}

const SECTIONS: { kind: Kind; id: string; title: string; about?: string }[] = [
  { kind: 'failed', id: 'failures', title: 'Failures' },
  {
    ...{ kind: 'known', id: 'known', title: 'Known violations' },
    about: 'The baseline knows these until the day that it names. They do not fail the run.',
  },
  {
    ...{ kind: 'differs', id: 'differs', title: 'Differs from our assumptions' },
    about: 'No page demands these, or the target was observed to follow another option of an open question. They are no failures.',
  },
]

function articles(groups: Anchored[], room: number): Markup {
  const { shown, left } = fitting(
    groups.map((group) => ({ group, markup: failure(group, groups.length <= MOST_OPEN) })),
    room,
    ({ markup }) => markup.toString().length,
  )
  return html`${shown.map(({ markup }) => markup)}${rest(left.map(({ group }) => group))}`
}

/**
 * Where a clause links to.
 *
 * @param index of the failure in `failureGroups`
 * @example failureAnchor(0) // 'failure-1'
 */
export const failureAnchor = (index: number): string => `failure-${index + 1}`

type Anchored = FailureGroup & { anchor: string; statement: string }

function failure(group: Anchored, open: boolean): Markup {
  const { anchor, statement, target, clause, title, size, differs, known, example, others, follow } = group
  const kind = kindOf(group)
  const { id, name, what, expected, actual, exchange, replay } = example
  return html`<article id="${anchor}"${kind !== 'failed' && html` class="${kind}"`}><details${open && html` open`}><summary><h3><span class="status ${kind}">${target}</span> ${clause ?? 'no clause'}: ${withCode(title)} <small>(${size})</small></h3></summary>
<dl>
${clause !== null && html`<dt><a href="#${clause}">${clause}</a></dt><dd>${statement}</dd>`}
<dt>checked</dt><dd>${what}</dd>
<dt>expected</dt><dd><pre>${cut(show(expected), LONGEST_VALUE)}</pre></dd>
<dt>actual</dt><dd><pre>${cut(show(actual), LONGEST_VALUE)}</pre></dd>
<dt>case</dt><dd><code>${id}</code> ${name}</dd>
${differs !== undefined && html`<dt>no failure</dt><dd>${differsWords(differs)}</dd>`}
${known !== undefined && html`<dt>known</dt><dd>${known}</dd>`}</dl>
<h4>Reproduce</h4><pre>${cut(replay.join('\n'), LONGEST_VALUE)}</pre>
${exchange && exchanged(exchange)}
${others.length > 0 && folded(`The other cases that show it (${others.length})`, others)}
${follow.length > 0 && html`<p>Follows from it: ${cut(followWords(group), LONGEST_VALUE)}</p>`}</details></article>`
}

const folded = (summary: string, ids: readonly string[]): Markup =>
  html`<details><summary>${summary}</summary><p>${joined(
    ids.slice(0, MOST_NAMED).map((id) => html`<code>${id}</code>`),
    ', ',
  )}${ids.length > MOST_NAMED && ` and ${ids.length - MOST_NAMED} more: see report.json`}</p></details>`

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

function rest(left: Anchored[]): Markup | null {
  if (left.length === 0) return null
  const named = left.slice(0, MOST_NAMED)
  return html`<p>${left.length} more. Their details, and the commands to reproduce them, are in <code>report.json</code>.</p>
<ul>${named.map((group) => html`<li id="${group.anchor}">${group.target} ${group.clause ?? 'no clause'}: ${withCode(group.title)} (${group.size})</li>`)}</ul>
${left.length > named.length && html`<p>and ${left.length - named.length} more</p>`}`
}
