import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { differsWords } from '../report/failures.ts'
import { narrowedWords } from '../report/narrowed.ts'
import type { caseFacts, clauseFacts, consumerFacts, interpretationFacts, Run } from './facts.ts'

type ClauseFacts = ReturnType<typeof clauseFacts>
type InterpretationFacts = ReturnType<typeof interpretationFacts>
type CaseFacts = ReturnType<typeof caseFacts>
type ConsumerFacts = ReturnType<typeof consumerFacts>
export type Facts = ClauseFacts | ConsumerFacts | InterpretationFacts | CaseFacts

const WIDTH = 15

/** What is known of a clause, an interpretation or a case, as a person reads it. */
export function factsText(facts: Facts): string {
  const [title, rows] = titleAndRows(facts)
  const lines = rows.flatMap(([label, values]) =>
    values.map((value, index) => `  ${(index === 0 ? label : '').padEnd(WIDTH)}${value}`.trimEnd()),
  )
  return `${[`${facts.id}  ${title}`, '', ...lines].map(onOneLine).join('\n')}\n`
}

type Row = [label: string, values: string[]]

function titleAndRows(facts: Facts): [string, Row[]] {
  if (facts.kind === 'clause') return [facts.statement, clauseRows(facts)]
  if (facts.kind === 'consumer') return [facts.statement, consumerRows(facts)]
  if (facts.kind === 'interpretation') return [facts.question, interpretationRows(facts)]
  return [facts.name, caseRows(facts)]
}

function consumerRows({ subject, basis, cites, clauses = [], interpretations = [], otherwise, after = [] }: ConsumerFacts): Row[] {
  const from = [...(cites === undefined ? [] : [cites]), ...clauses]
  return [
    ['for', [subject]],
    ['basis', [basis]],
    ['source', from.length === 0 ? ['no page says it'] : from],
    ['interpretation', interpretations],
    ['otherwise', [otherwise]],
    ['follows from', after],
    ['checked by', [subject === 'receiver' ? 'npx async-orders receiver' : 'npx async-orders client, npx async-orders verdict']],
  ]
}

function clauseRows(facts: ClauseFacts): Row[] {
  const own = facts.cases.map(({ id, name, primary, verifies, results }) => {
    const remark = [primary && 'for this clause', !verifies && 'does not check what the clause is about'].filter(Boolean).join(', ')
    const seen = results.map(({ target, status, forced }) => `${target} ${forced ? 'forced' : status}`).join(', ')
    return `${id}: ${name}${remark === '' ? '' : ` (${remark})`}${seen === '' ? '' : ` [${seen}]`}`
  })
  return [
    ['basis', [`${facts.basis}, observed in the ${facts.observe}`]],
    ['source', facts.cites === null ? sources(facts.sources, 'no page says it') : [...facts.sources.map(source), facts.cites]],
    ['described at', described(facts.describedAt)],
    ['rule', [facts.rule === null ? 'none of its own in the sandbox' : [facts.rule.name, facts.rule.file ?? []].flat().join(', ')]],
    ['interpretation', facts.interpretations.map(({ id, question, ours }) => `${id}: ${question} Ours: ${ours}`)],
    ['applies with', facts.holdsUnder === null ? [] : [`${facts.holdsUnder}, which is not our default`]],
    ['unobservable', facts.unobservable === null ? [] : [facts.unobservable]],
    ['cases', own.length === 0 ? ['none'] : own],
    ['mutants', listed(facts.mutants?.map(mutant), 'none')],
    ['last results', results(facts.results, (found) => Object.entries(found).map(([target, status]) => `${target} ${status}`))],
    ['failures', facts.failures.flatMap(failure)],
    ['last verified', [evidence(facts.evidence)]],
  ]
}

function interpretationRows(facts: InterpretationFacts): Row[] {
  const clause = ({ id, statement }: { id: string; statement: string }): string => `${id}: ${statement}`
  return [
    ['options', facts.options.map(({ option, means, ours }) => `${option}: ${means}${ours ? ' (ours)' : ''}`)],
    ['why ours', [facts.why]],
    ['switch', [facts.switch ? `npm run sandbox -- --interpretation ${facts.id}=OPTION` : 'the sandbox follows no other option']],
    ['probe', [facts.probe.exists ? facts.probe.asks : `none; it would be: ${facts.probe.asks}`]],
    ['source', sources(facts.sources, 'no sentence of the pages leads here')],
    ['described at', described(facts.describedAt)],
    ['clauses', facts.clauses.map(clause)],
    ['other options', facts.clausesUnder.map((row) => `${row.holdsUnder}: ${clause(row)}`)],
    ['last results', results(facts.results, (found) => Object.entries(found).map(([target, option]) => `${target} ${option}`))],
    ['last verified', [evidence(facts.evidence)]],
  ]
}

function caseRows(facts: CaseFacts): Row[] {
  const json = (value: unknown): string => JSON.stringify(value, (_, part) => (part instanceof RegExp ? String(part) : part))
  const seen = results(facts.results, (found) =>
    found.flatMap(({ target, status, forced, reason, failures, replay }) => [
      `${target} ${status}${forced ? ', forced' : ''}${reason === undefined ? '' : `: ${reason}`}`,
      ...failures.map(({ clause, what, expected, actual, follows, differs }) => {
        const remark =
          differs !== undefined ? ` (no failure: ${differsWords(differs)})` : follows !== undefined ? ` (follows from ${follows})` : ''
        return `  ${clause}: ${what}: expected ${json(expected)}, actual ${json(actual)}${remark}`
      }),
      ...(status === 'failed' || status === 'known' ? [`  ${replay.command}`] : []),
    ]),
  )
  const kills = facts.kills?.map(({ id, breaks }) => `${id}: ${breaks}`)
  return [
    ['clauses', facts.clauses.map(({ id, statement, verifies }) => `${id}: ${statement}${verifies ? '' : ' (not verified by it)'}`)],
    ...Object.entries(facts.row).map(([field, value]): Row => [field, [json(value)]]),
    ['run it', [facts.command]],
    ['last results', seen],
    ['kills', listed(kills, 'no mutant before another case did')],
  ]
}

const failure = ({ target, title, size, differs, known, command }: ClauseFacts['failures'][number]): string[] => [
  `${target}: ${title} (${size})${differs === undefined ? '' : `; no failure: ${differsWords(differs)}`}${known === undefined ? '' : `; known: ${known}`}`,
  `  ${command}`,
]

const source = ({ locator, url, revision }: ClauseFacts['sources'][number]): string => `${locator}  ${url} (${revision})`

const sources = (all: ClauseFacts['sources'], none: string): string[] => (all.length === 0 ? [none] : all.map(source))

const described = (places: ClauseFacts['describedAt']): string[] =>
  places.length === 0 ? ['nowhere'] : places.map(({ pointer, mark }) => `${pointer} (${mark})`)

/** What a mutation run found; it is no part of a contract run. */
const listed = (found: string[] | undefined, none: string): string[] =>
  found === undefined ? ['unknown: there is no report of a mutation run'] : found.length === 0 ? [none] : found

function mutant({ id, breaks, status, by, reason }: NonNullable<ClauseFacts['mutants']>[number]): string {
  return `${id}: ${breaks} [${status}${by === undefined ? '' : ` by ${by}`}${reason === undefined ? '' : `: ${reason}`}]`
}

/** What the last run found, and when; where there was none, what to do. */
function results<Found>(run: Run<Found> | null, lines: (found: Found) => string[]): string[] {
  if (run === null) return ['none yet; run npx async-orders contract']
  const found = lines(run.found)
  const narrowed = run.narrowed === null ? '' : ` (${narrowedWords(run.narrowed)}: run npx async-orders contract for all)`
  return [`${run.startedAt}${narrowed}${found.length === 0 ? ': not part of that run' : ''}`, ...found]
}

function evidence(last: ClauseFacts['evidence']): string {
  if (last === null) return 'never verified live'
  const { found, at, host, rehearsal } = last
  return `${rehearsal ? 'never verified live; rehearsed: ' : ''}${found} at ${at} on ${host}`
}
