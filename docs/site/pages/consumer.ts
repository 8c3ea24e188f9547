import type { Register } from '../../../contract/src/register/load.ts'
import type { ConsumerClause } from '../../../contract/src/register/types.ts'
import { html, joined, type Markup } from '../../../contract/src/report/html/markup.ts'
import { idLink } from '../ids.ts'
import type { Page } from '../page.ts'

const INTRODUCTION =
  'Which rule your receiver and your client must follow, what happens otherwise, where the rule is from, and how sure it is: documented, a page or a standard says it; inferred, it follows from what they say; assumed, nobody says, and it is our advice. The commands receiver, client and verdict check these rules.'

const HEAD = ['Id', 'Rule', 'How sure, and from where']

const PARTS = { receiver: 'Receivers of events', client: 'Clients' } as const

/**
 * The page of the rules for integrators: which, from where, how sure.
 *
 * @example consumerPage(loadRegister())
 */
export function consumerPage({ consumer }: Register): Page {
  const parts = Object.entries(PARTS).map(([subject, title]) => ({
    subject,
    title,
    rows: [...consumer.values()].filter((clause) => clause.subject === subject),
  }))
  return {
    path: 'consumer',
    title: 'Rules for integrators',
    description: 'What a receiver of events and a client must do: which rule, from where, how sure.',
    section: 'Contract',
    order: 25,
    html: html`<h1 id="consumer">Rules for integrators</h1>
<p>${INTRODUCTION}</p>
${parts.map(({ subject, title, rows }) => html`<h2 id="${subject}">${title}</h2><table><thead><tr>${HEAD.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows.map(rowOf)}</tbody></table>`)}`,
    markdown: [
      '# Rules for integrators',
      '',
      INTRODUCTION,
      '',
      ...parts.flatMap(({ title, rows }) => [`## ${title}`, '', ...rows.map(markdownRow), '']),
    ].join('\n'),
    entries: [...consumer.values()].map(({ id, statement, otherwise }) => ({
      url: `consumer.html#${id}`,
      title: id,
      text: statement,
      terms: otherwise,
    })),
  }
}

const rowOf = (clause: ConsumerClause): Markup => html`
<tr id="${clause.id}"><th scope="row"><a href="#${clause.id}">${clause.id}</a></th><td>${clause.statement}<p class="facts">Otherwise: ${clause.otherwise}</p></td><td class="from"><b class="basis ${clause.basis}">${clause.basis}</b> ${fromWhere(clause)}</td></tr>`

function fromWhere({ cites, clauses = [], interpretations = [] }: ConsumerClause): Markup {
  const links = [...clauses, ...interpretations].map(idLink)
  return joined(
    [...(cites === undefined ? [] : [html`${cites}`]), ...links, ...(cites === undefined && links.length === 0 ? [html`ours`] : [])],
    '; ',
  )
}

function markdownRow({ id, statement, otherwise, basis, cites, clauses = [], interpretations = [] }: ConsumerClause): string {
  const from = [...(cites === undefined ? [] : [cites]), ...clauses, ...interpretations].join('; ')
  return `- **${id}** ${statement} Otherwise: ${otherwise} (${basis}; ${from === '' ? 'ours' : `from: ${from}`})`
}
