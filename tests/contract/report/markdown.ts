import { show } from '../replay.ts'
import type { TargetName } from '../targets/target.ts'
import { askedClauses, notRunReasons, parityCounts, readingCounts, totals } from './counts.ts'
import { evidenceWords } from './evidence-words.ts'
import { cut } from './exchange.ts'
import { type FailedCase, failedCases } from './failures.ts'
import { fitting } from './fitting.ts'
import { printable } from './printable.ts'
import type { Report } from './report.ts'

/** A comment on GitHub takes no more characters. */
const LONGEST = 65_536
/** What failures may take of it, so that the rest has room too. */
const FAILURES_ROOM = 45_000
const LONGEST_VALUE = 500
const MOST_OF_A_CASE = 10
const MOST_REASONS = 30

/**
 * The report as GitHub Markdown, short enough for a comment on a pull request: failures first, with the commands that do them again.
 *
 * Whatever came from a target stands in code, where GitHub reads no markup, no mention and no link into it.
 *
 * @param problems what went wrong outside of any case
 */
export function markdown(report: Report, problems: readonly string[] = []): string {
  const { passed, failed, notRun } = totals(report)
  const { contractVersion, startedAt, durationMs, seed } = report
  const blocks = [
    `# Contract: ${problems.length > 0 && failed === 0 ? 'not judged, ' : ''}${failed === 0 ? '' : `${failed} failed, `}${passed} passed, ${notRun} not run`,
    `Contract ${contractVersion}, run at ${startedAt} in ${(durationMs / 1000).toFixed(1)} s, seed ${seed}.${rehearsal(report)}`,
    ...(problems.length === 0
      ? []
      : [
          `## Problems of the run\n\n${problems
            .slice(0, MOST_OF_A_CASE)
            .map((problem) => `- ${code(problem)}`)
            .join('\n')}`,
        ]),
    ...failures(report),
    targets(report),
    ...phases(report),
    ...notRunTable(report),
    parity(report),
    readings(report),
    ...evidence(report),
  ]
  const note = '_Cut here: a comment takes no more. The whole report is in `report.json` and `index.html`._'
  const { shown, left } = fitting(blocks, LONGEST - note.length - 10, (block) => block.length + 2)
  return `${[...shown, ...(left.length === 0 ? [] : [note])].join('\n\n')}\n`
}

const rehearsal = ({ evidence: judged }: Report): string =>
  judged?.rehearsal ? ' A rehearsal: the live target was a stand-in, and nothing of it counts as seen live.' : ''

function failures(report: Report): string[] {
  const all = failedCases(report)
  if (all.length === 0) return []
  const { shown, left } = fitting(all.map(failure), FAILURES_ROOM, (block) => block.length + 2)
  const note = `_${left.length} more failed: they stand in \`report.json\` and \`index.html\`, with the commands that do them again._`
  return ['## Failures', ...shown, ...(left.length === 0 ? [] : [note])]
}

function failure({ target, id, name, failures: all, exchange, replay }: FailedCase): string {
  const clauses = [...new Set(all.flatMap(({ clause }) => clause ?? []))].join(', ')
  const lines = all.slice(0, MOST_OF_A_CASE).map(({ clause, what, expected, actual }) => {
    const seen = `expected ${code(show(expected))}, actual ${code(show(actual))}`
    return `- ${code(clause ?? 'no clause')} ${code(what)}: ${seen}`
  })
  if (all.length > MOST_OF_A_CASE) lines.push(`- and ${all.length - MOST_OF_A_CASE} more`)
  // A wrong status is told with its body already.
  const told = exchange === undefined || all.some(({ what }) => what === 'the status')
  const answered = told ? [] : [`Answered ${code(`${exchange.response.status} ${exchange.response.body}`)}`]
  return [
    `<details><summary>${entities(`✗ ${target}: ${id} ${name}`.trimEnd())}${clauses === '' ? '' : ` (${entities(clauses)})`}</summary>`,
    lines.join('\n'),
    ...answered,
    fenced(replay.join('\n')),
    '</details>',
  ].join('\n\n')
}

function targets(report: Report): string {
  const asked = askedClauses(report)
  const rows = (Object.keys(report.targets) as TargetName[]).map((name) => {
    const { passed = 0, failed = 0, notRun = 0 } = report.targets[name] ?? {}
    const held = asked.filter(({ results }) => results[name] === 'passed').length
    return [name, passed, failed, notRun, `${held} of ${asked.length}`]
  })
  return `## Targets\n\n${table(['Target', 'Cases passed', 'Failed', 'Not run', 'Clauses that hold'], rows)}`
}

function phases({ phases: all = [] }: Report): string[] {
  if (all.length === 0) return []
  const rows = all.map(({ phase, target, status, counts, reason }) => {
    const examples = Object.values(counts).reduce((sum, count) => sum + count, 0)
    return [phase, target, status, examples, reason === undefined ? '' : code(reason)]
  })
  return [`## Phases\n\n${table(['Phase', 'Target', 'Status', 'Examples', 'Why not'], rows)}`]
}

function notRunTable(report: Report): string[] {
  const reasons = notRunReasons(report)
  const rows = reasons.slice(0, MOST_REASONS).map(({ target, reason, count }) => [target, count, code(reason)])
  const more = reasons.length > MOST_REASONS ? `\n\nand ${reasons.length - MOST_REASONS} more reasons` : ''
  return rows.length === 0 ? [] : [`## Not run\n\n${table(['Target', 'Cases', 'Why'], rows)}${more}`]
}

function parity(report: Report): string {
  const counts = parityCounts(report).map(({ verdict, count }) => `${count} ${verdict}`)
  const against = report.clauses.filter(({ results }) => {
    const seen = Object.values(results)
    return seen.includes('failed') && (seen.includes('passed') || seen.includes('partial'))
  })
  const remark = against.length === 0 ? '' : `\n\nHeld on one target and failed on another: ${list(against.map(({ id }) => id))}.`
  return `## Parity\n\nOf ${askedClauses(report).length} clauses: ${counts.join(', ') || 'none'}.${remark}`
}

function readings(report: Report): string {
  const lines = (Object.keys(report.targets) as TargetName[]).map((name) => {
    const { told, otherwise } = readingCounts(report, name)
    return `- ${name}: ${told} of ${report.readings.length} told, ${otherwise.length} otherwise than ours`
  })
  const rows = report.readings
    .filter(({ chosen, observed, changed }) => changed || Object.values(observed).some((option) => differs(option, chosen)))
    .map(({ id, chosen, observed, changed }) => {
      const seen = Object.entries(observed).map(([name, option]) => `${name} ${code(option)}`)
      return [id, code(chosen), seen.join(', '), changed === undefined ? '' : `was ${code(changed.was)} on ${changed.at.slice(0, 10)}`]
    })
  const differing = rows.length === 0 ? '' : `\n\n${table(['Reading', 'Ours', 'Observed', 'Since the last evidence'], rows)}`
  return `## Readings\n\n${lines.join('\n')}${differing}`
}

const differs = (option: string, chosen: string): boolean => ![chosen, 'not-run', 'inconclusive'].includes(option)

function evidence({ clauses, evidence: judged }: Report): string[] {
  const unproven = clauses.filter(({ proven }) => proven === false).map(({ id }) => id)
  const proof = unproven.length === 0 ? [] : [`**Unproven**, since every mutant that breaks them survives: ${list(unproven)}.`]
  if (judged === undefined) return proof
  const groups = Object.groupBy(clauses, (clause) => evidenceWords(clause.evidence))
  const lines = Object.entries(groups).map(([words, group = []]) => `- ${group.length}: ${words}`)
  return [...proof, `## Live evidence\n\n${lines.slice(0, 20).join('\n')}`]
}

const list = (ids: string[]): string => cut(ids.map(code).join(', '), 3_000)

const table = (head: string[], rows: (string | number)[][]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((text) => String(text).replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')

/** Inline code that ends where it should, whatever stands in it; on one line. */
function code(text: string): string {
  const line = cut(printable(text.replace(/\s+/g, ' ').trim()), LONGEST_VALUE)
  const fence = '`'.repeat(longestRun(line) + 1)
  const space = /^`|`$|^$/.test(line) ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}sh\n${cut(printable(text), 4 * LONGEST_VALUE)}\n${fence}`
}

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))

/** For the summary of details, which is HTML. */
const entities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('@', '<span>@</span>').replace(/\s+/g, ' ')
