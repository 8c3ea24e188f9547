import type { Register } from '../../../contract/src/register/load.ts'
import { CLAUSE_FILES, type Interpretation } from '../../../contract/src/register/types.ts'
import { html, joined, type Markup } from '../../../contract/src/report/html/markup.ts'
import { filterOf } from '../filter.ts'
import { idLinks } from '../ids.ts'
import type { Page } from '../page.ts'
import { observedOn, type Results, runWords, TARGETS } from '../results.ts'

const OPERATIONS = Object.entries(CLAUSE_FILES).map(([file, prefix]) => [prefix, file.replace('.yaml', '')] as const)

const INTRODUCTION =
  'An interpretation is a place where the documentation is silent or contradicts itself: the options, the one that we chose, and why. A target that follows another option does not fail; the contract run says which one it follows.'

/**
 * The page of all interpretations.
 *
 * @example interpretationsPage(loadRegister(), readResults('reports', '0.1.0'), false)
 */
export function interpretationsPage(register: Register, results: Results): Page {
  const interpretations = [...register.interpretations.values()]
  const concerned = clausesOf(register)
  return {
    path: 'interpretations',
    title: 'Interpretations',
    description: 'Where the documentation is silent or contradicts itself: the options, our choice and why, and what each target follows.',
    section: 'Contract',
    order: 30,
    html: html`<h1 id="interpretations">Interpretations</h1>
<p>${INTRODUCTION}</p>
<p>${runWords(results)} Those marked <b class="switch">can be switched</b> are options of the sandbox: <code>npm run sandbox -- --interpretation ID=OPTION</code>.</p>
${filterOf('interpretations', 'main article', [{ key: 'operation', label: 'Operation', values: OPERATIONS }])}
${interpretations.map((interpretation) => article(interpretation, concerned.get(interpretation.id) ?? [], results))}`,
    markdown: [
      '# Interpretations',
      '',
      INTRODUCTION,
      '',
      runWords(results),
      '',
      ...interpretations.flatMap((interpretation) => markdownOf(interpretation, concerned.get(interpretation.id) ?? [], results)),
    ].join('\n'),
    entries: interpretations.map(({ id, question, options, why }) => ({
      url: `interpretations.html#${id}`,
      title: id,
      text: question,
      terms: [...Object.entries(options).flat(), why].join(' '),
    })),
  }
}

/** By interpretation, the clauses that name it. */
function clausesOf({ clauses }: Register): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { id, interpretations = [] } of clauses.values()) {
    for (const interpretation of interpretations) found.set(interpretation, [...(found.get(interpretation) ?? []), id])
  }
  return found
}

function article(interpretation: Interpretation, clauses: string[], results: Results): Markup {
  const { id, question, options, chosen, why, probe } = interpretation
  return html`
<article id="${id}" data-operation="${prefixesOf(clauses).join(' ')}"><details><summary><h2>${question}</h2> <span class="facts">${id}: we chose <code>${chosen}</code></span></summary>
<ul>${Object.entries(options).map(([name, words]) => html`<li><code>${name}</code>${words !== name && html`: ${words}`}${name === chosen && html` <b>our choice</b>`}${started(interpretation, name)}</li>`)}</ul>
<p>Why: ${why}</p>
<p class="facts">Found out by: ${probe} ${interpretation.switch && html`· <b class="switch">can be switched</b> `}${
    clauses.length > 0 && html`· clauses ${idLinks(clauses)} `
  }· followed by ${joined(
    TARGETS.map((target) => html`${target}: ${followed(target, interpretation, results)}`),
    ', ',
  )}</p></details></article>`
}

/** The operations that an interpretation is about, by the prefixes of its clauses. */
const prefixesOf = (clauses: readonly string[]): string[] => [...new Set(clauses.map((id) => id.split('-')[0] ?? ''))]

/** A way to see the option at work. */
const started = ({ id, chosen, switch: switchable }: Interpretation, option: string): Markup | false =>
  switchable &&
  option !== chosen &&
  html` <a href="console.html#interpretation=${id}&amp;option=${encodeURIComponent(option)}">Start the console under it</a>`

function followed(target: (typeof TARGETS)[number], { id, chosen }: Interpretation, results: Results): Markup {
  const option = observedOn(target, id, results)
  if (option === null || option === 'skipped') return html`<span class="skipped">not observed</span>`
  if (option === 'inconclusive') return html`<span class="unseen">inconclusive</span>`
  return html`<span class="${option === chosen ? 'passed' : 'partial'}">${option}</span>`
}

function markdownOf({ id, question, options, chosen, why, probe }: Interpretation, clauses: string[], results: Results): string[] {
  return [
    `## ${id}`,
    '',
    question,
    '',
    ...Object.entries(options).map(([name, words]) => `- \`${name}\`: ${words}${name === chosen ? ' (ours)' : ''}`),
    '',
    `Why: ${why} Found out by: ${probe}`,
    '',
    `Followed by: ${TARGETS.map((target) => `${target}: ${observedOn(target, id, results) ?? 'not asked'}`).join(', ')}.`,
    ...(clauses.length > 0 ? ['', `Clauses: ${clauses.join(', ')}.`] : []),
    '',
  ]
}
