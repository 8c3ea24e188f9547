import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { groupsBy } from '../group-by.ts'
import type { TargetName } from '../targets/target.ts'
import { askedClauses, examples, headWords, interpretationCounts, parityCounts, reasonCounts, undocumentedFields } from './counts.ts'
import { evidenceWords } from './evidence-words.ts'
import { differsWords, type FailureGroup, failureGroups, followWords, type Kind, kindOf } from './failures.ts'
import { fitting } from './fitting.ts'
import { code, entities, fenced, list, table, withCode } from './markdown-parts.ts'
import { narrowedWords } from './narrowed.ts'
import { show } from './replay.ts'
import type { Report } from './report.ts'

/** A comment on GitHub takes no more characters. */
const LONGEST = 65_536
/** What failures may take of it, so that the rest has room too. */
const FAILURES_ROOM = 32_000
const KNOWN_ROOM = 8_000
const DIFFERING_ROOM = 8_000
const MOST_LISTED = 10
const MOST_REASONS = 30

/**
 * The report as GitHub Markdown, short enough for a comment on a pull request: failures first, with commands to reproduce them.
 *
 * Whatever came from a target is in code, where GitHub reads no markup, no mention and no link into it.
 *
 * @param problems what went wrong outside of any case
 * @example writeFileSync('report.md', markdown(report))
 */
export function markdown(report: Report, problems: readonly string[] = []): string {
  const { contractVersion, startedAt, durationMs, seed, narrowed } = report
  const groups = failureGroups(report)
  const blocks = [
    `# Contract: ${headWords(report, problems)}`,
    ...(narrowed === undefined
      ? []
      : [`> **Only a part was run**: ${code(narrowedWords(narrowed))}. This is not the report of a whole run.`]),
    `Contract ${contractVersion}, run at ${startedAt} in ${(durationMs / 1000).toFixed(1)} s, seed ${seed}.${rehearsal(report)}`,
    ...(problems.length === 0
      ? []
      : [
          `## Problems of the run\n\n${problems
            .slice(0, MOST_LISTED)
            .map((problem) => `- ${code(problem)}`)
            .join('\n')}`,
        ]),
    ...failures(
      'Failures',
      groups.filter((group) => kindOf(group) === 'failed'),
      FAILURES_ROOM,
    ),
    ...reasonsTable(report, 'inconclusive', 'Inconclusive'),
    ...failures(
      'Known violations, in the baseline (no failure)',
      groups.filter((group) => kindOf(group) === 'known'),
      KNOWN_ROOM,
    ),
    ...failures(
      'Differs from our assumptions (no failure)',
      groups.filter((group) => kindOf(group) === 'differs'),
      DIFFERING_ROOM,
    ),
    targets(report),
    ...phases(report),
    ...baselineTable(report),
    ...undocumented(report),
    ...reasonsTable(report, 'skipped', 'Skipped'),
    parity(report),
    interpretations(report),
    ...evidence(report),
  ]
  const note = '_Cut here: a comment takes no more. The whole report is in `report.json` and `index.html`._'
  const { shown, left } = fitting(blocks, LONGEST - note.length - 10, (block) => block.length + 2)
  return `${[...shown, ...(left.length === 0 ? [] : [note])].join('\n\n')}\n`
}

const rehearsal = ({ evidence: judged }: Report): string =>
  judged?.rehearsal ? ' A rehearsal: the live target was a test server, and nothing of it counts as verified live.' : ''

function failures(title: string, groups: FailureGroup[], room: number): string[] {
  if (groups.length === 0) return []
  const { shown, left } = fitting(groups.map(failure), room, (block) => block.length + 2)
  const note = `_${left.length} more: see \`report.json\` and \`index.html\`, which have the commands to reproduce them._`
  return [`## ${title}`, ...shown, ...(left.length === 0 ? [] : [note])]
}

const SIGNS: Record<Kind, string> = { failed: '✗', known: '~', differs: '≠' }

function failure(group: FailureGroup): string {
  const { target, clause, title, size, differs, known, example, others, follow } = group
  const { what, exchange } = example
  // A wrong status is shown with its body already.
  const answered =
    exchange === undefined || what === 'the status' ? [] : [`Response: ${code(`${exchange.response.status} ${exchange.response.body}`)}`]
  return [
    `<details><summary>${SIGNS[kindOf(group)]} ${entities(`${target}: ${clause ?? 'no clause'}: `)}${withCode(title)} (${entities(size)})</summary>`,
    `- ${code(example.id)}${example.name === '' ? '' : ` ${code(example.name)}`}\n- ${code(what)}: expected ${code(show(example.expected))}, actual ${code(show(example.actual))}`,
    ...(differs === undefined ? [] : [`No failure: ${code(differsWords(differs))}`]),
    ...(known === undefined ? [] : [`Known: ${code(known)}`]),
    ...answered,
    fenced(example.replay.map(onOneLine).join('\n')),
    ...(others.length === 0 ? [] : [`Also: ${list(others)}`]),
    ...(follow.length === 0 ? [] : [`Follows from it: ${code(followWords(group))}`]),
    '</details>',
  ].join('\n\n')
}

function targets(report: Report): string {
  const asked = askedClauses(report)
  const rows = (Object.keys(report.targets) as TargetName[]).map((name) => {
    const { passed = 0, failed = 0, skipped = 0, inconclusive = 0, known = 0 } = report.targets[name] ?? {}
    const of = (status: string): number => asked.filter(({ results }) => results[name] === status).length
    return [
      name,
      passed,
      failed,
      ...(report.baseline === undefined ? [] : [known]),
      inconclusive,
      skipped,
      `${of('passed')} of ${asked.length}`,
      of('failed'),
    ]
  })
  const known = report.baseline === undefined ? [] : ['Known']
  const head = ['Target', 'Tests passed', 'Failed', ...known, 'Inconclusive', 'Skipped', 'Clauses passed', 'Clauses failed']
  return `## Targets\n\n${table(head, rows)}`
}

function phases({ phases: all = [] }: Report): string[] {
  if (all.length === 0) return []
  const rows = all.map((phase) => {
    const { status, reason } = phase
    return [phase.phase, phase.target, status, examples(phase), reason === undefined ? '' : code(reason)]
  })
  return [`## Generated tests\n\n${table(['Part', 'Target', 'Status', 'Examples', 'Reason'], rows)}`]
}

function baselineTable({ baseline = [] }: Report): string[] {
  const rows = baseline.map(({ target, clause, state, expires, reason }) => [clause, target, state, expires, code(reason)])
  const more = rows.length > MOST_REASONS ? `\n\nand ${rows.length - MOST_REASONS} more entries` : ''
  return rows.length === 0
    ? []
    : [`## Baseline\n\n${table(['Clause', 'Target', 'State', 'Until', 'Reason'], rows.slice(0, MOST_REASONS))}${more}`]
}

function reasonsTable(report: Report, status: 'skipped' | 'inconclusive', title: string): string[] {
  const reasons = reasonCounts(report, status)
  const rows = reasons.slice(0, MOST_REASONS).map(({ target, reason, count }) => [target, count, code(reason)])
  const more = reasons.length > MOST_REASONS ? `\n\nand ${reasons.length - MOST_REASONS} more reasons` : ''
  return rows.length === 0 ? [] : [`## ${title}\n\n${table(['Target', 'Tests', 'Reason'], rows)}${more}`]
}

function undocumented(report: Report): string[] {
  const fields = undocumentedFields(report)
  const rows = fields.slice(0, MOST_REASONS).map(({ target, field, count }) => [target, code(field), count])
  const more = fields.length > MOST_REASONS ? `\n\nand ${fields.length - MOST_REASONS} more fields` : ''
  return rows.length === 0
    ? []
    : [`## Not in the OpenAPI description (no failure)\n\n${table(['Target', 'Field', 'Responses'], rows)}${more}`]
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

function interpretations(report: Report): string {
  const lines = (Object.keys(report.targets) as TargetName[]).map((name) => {
    const { told, otherwise } = interpretationCounts(report, name)
    return `- ${name}: answers ${told} of ${report.interpretations.length}, ${otherwise.length} differ from our default`
  })
  const rows = report.interpretations
    .filter(({ chosen, observed, changed }) => changed || Object.values(observed).some((option) => differs(option, chosen)))
    .map(({ id, chosen, observed, changed }) => {
      const seen = Object.entries(observed).map(([name, option]) => `${name} ${code(option)}`)
      return [id, code(chosen), seen.join(', '), changed === undefined ? '' : `was ${code(changed.was)} on ${changed.at.slice(0, 10)}`]
    })
  const differing = rows.length === 0 ? '' : `\n\n${table(['Open question', 'Our default', 'Observed', 'Since the last evidence'], rows)}`
  return `## Open questions\n\n${lines.join('\n')}${differing}`
}

const differs = (option: string, chosen: string): boolean => ![chosen, 'skipped', 'inconclusive'].includes(option)

function evidence({ clauses, evidence: judged }: Report): string[] {
  const unproven = clauses.filter(({ proven }) => proven === false).map(({ id }) => id)
  const proof = unproven.length === 0 ? [] : [`**Not mutation-tested**, since every mutant survives: ${list(unproven)}.`]
  if (judged === undefined) return proof
  const groups = groupsBy(clauses, (clause) => evidenceWords(clause.evidence))
  const lines = Object.entries(groups).map(([words, group = []]) => `- ${group.length}: ${words}`)
  return [...proof, `## Live evidence\n\n${lines.slice(0, 20).join('\n')}`]
}
