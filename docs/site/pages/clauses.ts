import { statedFacts } from '../../../contract/src/explain/facts.ts'
import type { Register } from '../../../contract/src/register/load.ts'
import { pointersOf } from '../../../contract/src/register/pointers.ts'
import { CLAUSE_FILES } from '../../../contract/src/register/types.ts'
import { clauseTable } from '../../../contract/src/report/html/clause-table.ts'
import { html, type Markup } from '../../../contract/src/report/html/markup.ts'
import { filterOf } from '../filter.ts'
import type { Node, Operation } from '../operations.ts'
import type { Page } from '../page.ts'
import { usersOf } from '../parts.ts'
import { QUESTIONS } from '../questions.ts'
import { proofOf, type Results, runWords, statusOn, TARGETS } from '../results.ts'
import { scoreWords } from '../scores.ts'
import { COLUMNS, type FoundClause, rowOf } from './clause-rows.ts'
import { TOPICS, topicOf } from './topics.ts'

/** The parts of the page, by the prefix of the ids; each has an anchor that the reference links to. */
const PARTS = Object.fromEntries(Object.entries(CLAUSE_FILES).map(([file, prefix]) => [prefix, nameOf(file)]))

/**
 * Where the clauses of an operation stand.
 *
 * @example partUrl('FRZ') // 'clauses.html#freeze'
 */
export const partUrl = (prefix: string): string => `clauses.html#${anchorOf(PARTS[prefix] ?? '')}`

function nameOf(file: string): string {
  const name = file.replace('.yaml', '')
  return name === 'general' ? 'All operations' : name.charAt(0).toUpperCase() + name.slice(1)
}

const BASES = ['documented', 'inferred', 'assumed']

const anchorOf = (text: string): string => text.toLowerCase().replaceAll(' ', '-')

const INTRODUCTION = [
  'A clause is one atomic statement about the API. Its basis says how we know it:',
  'documented, a public page says it; inferred, it follows from what the pages say; assumed, no page says it, and an interpretation lists the other options.',
]

/**
 * The page of all clauses, by operation and topic, each with its sources, its places in the description and its status.
 *
 * @example clausesPage(loadRegister(), bundle, operationsOf(bundle), readResults('reports', '0.1.0'))
 */
export function clausesPage(register: Register, bundle: Node, operations: readonly Operation[], results: Results): Page {
  const rows = clauseRows(register, bundle, operations, results)
  const parts = Object.entries(PARTS).map(([prefix, name]) => ({ name, rows: rows.filter(({ facts }) => facts.id.startsWith(prefix)) }))
  return {
    path: 'clauses',
    title: 'Clauses',
    description: 'Every statement about the API, with its sources, its basis and its status on mock, sandbox and live.',
    section: 'Contract',
    order: 20,
    html: html`<h1 id="clauses">Clauses</h1>
<p>${INTRODUCTION.join(' ')}</p>
<p>${runWords(results)} ${proofWords(results)} Live counts only with a dated live run.</p>
${totals(rows)}
${filterOf('clauses', '.clauses tbody tr', [
  { key: 'basis', label: 'Basis', values: BASES.map((basis) => [basis, basis]) },
  { key: 'page', label: 'Operation', values: Object.entries(PARTS) },
])}
${parts.map(({ name, rows: own }) => html`<section class="group"><h2 id="${anchorOf(name)}">${name}</h2>${byTopic(own).map(([topic, some]) => html`<div class="group"><h3>${topic}</h3>${clauseTable(some.map(rowOf), COLUMNS, topic)}</div>`)}</section>`)}`,
    markdown: [
      '# Clauses',
      '',
      INTRODUCTION.join(' '),
      '',
      `${runWords(results)} ${proofWords(results)}`,
      '',
      ...parts.flatMap(({ name, rows: own }) => [
        `## ${name}`,
        '',
        ...byTopic(own).flatMap(([topic, some]) => [`### ${topic}`, '', ...some.map(markdownRow), '']),
      ]),
    ].join('\n'),
    entries: rows.map(({ facts: { id, statement, basis, rule, interpretations, describedAt } }) => ({
      url: `clauses.html#${id}`,
      title: id,
      text: statement,
      terms: [QUESTIONS[id] ?? '', basis, rule ?? '', ...interpretations, ...describedAt.map(({ pointer }) => pointer)].join(' '),
    })),
  }
}

function clauseRows(register: Register, bundle: Node, operations: readonly Operation[], results: Results): FoundClause[] {
  const pointers = pointersOf(bundle)
  return [...register.clauses.values()].map((clause) => ({
    topic: topicOf(clause),
    facts: statedFacts(clause, { register, pointers }),
    users: (pointers.get(clause.id) ?? []).map(({ pointer }) => nearest(pointer, clause.id, bundle, operations)),
    statuses: TARGETS.map((target) => ({ target, ...statusOn(target, clause.id, results) })),
    proof: proofOf(clause.id, results),
  }))
}

/** Of a place that several operations share, the one that the clause is about. */
function nearest(pointer: string, id: string, bundle: Node, operations: readonly Operation[]): Operation[] {
  const users = usersOf(pointer, bundle, operations)
  const own = users.filter(({ prefix }) => id.startsWith(prefix))
  return own.length > 0 ? own : users
}

const byTopic = (rows: FoundClause[]): [string, FoundClause[]][] =>
  TOPICS.map((topic): [string, FoundClause[]] => [topic, rows.filter((row) => row.topic === topic)]).filter(([, own]) => own.length > 0)

const proofWords = (results: Results): string =>
  results.mutants === null
    ? 'No mutation run was made in this build.'
    : ['Mutation-tested: the tests of the clause fail on a sandbox that breaks it on purpose.', ...scoreWords(results)].join(' ')

function totals(rows: FoundClause[]): Markup {
  const counts = TARGETS.map((target, index) => {
    const groups = Object.groupBy(rows, ({ statuses }) => statuses[index]?.status ?? 'skipped')
    const words = Object.entries(groups).map(
      ([status, own]) => `${own?.length} ${status === 'unseen' ? 'never verified' : status === 'skipped' ? 'not observed' : status}`,
    )
    return html`<div><dt>${target}</dt><dd>${words.join(', ')}</dd></div>`
  })
  return html`<dl class="totals"><div><dt>clauses</dt><dd>${rows.length}</dd></div>${counts}</dl>`
}

function markdownRow({ facts, statuses, proof }: FoundClause): string {
  const { id, statement, sources, cites, describedAt, interpretations, holdsUnder, unobservable } = facts
  const words = [
    facts.basis,
    ...statuses.map(({ target, words }) => `${target}: ${words}`),
    `mutants: ${proof.words}`,
    sources.length > 0 ? `source: ${sources.map(({ locator }) => locator).join(', ')}` : cites && `cites: ${cites}`,
    describedAt.length > 0 && `description: ${describedAt.map(({ pointer }) => `\`${pointer}\``).join(', ')}`,
    interpretations.length > 0 && `interpretations: ${interpretations.join(', ')}`,
    holdsUnder && `applies only with ${holdsUnder}`,
    unobservable && `not observable externally: ${unobservable}`,
  ]
  return `- **${id}** ${statement} (${words.filter(Boolean).join('; ')})`
}
