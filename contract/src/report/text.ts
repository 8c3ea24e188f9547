import type { styleText } from 'node:util'
import { onOneLine, printable } from '../../../sandbox/src/node/command/one-line.ts'
import { evidenceText } from '../evidence/age.ts'
import { groupsBy } from '../group-by.ts'
import type { Register } from '../register/load.ts'
import type { TargetName } from '../targets/target.ts'
import {
  askedClauses,
  countWords,
  examples,
  interpretationCounts,
  parityCounts,
  reasonCounts,
  totals,
  undocumentedFields,
} from './counts.ts'
import { cut } from './exchange.ts'
import { failuresText } from './failures-text.ts'
import { narrowedWords } from './narrowed.ts'
import type { Report } from './report.ts'

/** Colours a piece of text, or leaves it as it is. */
export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string

const plain: Paint = (_, text) => text

/**
 * The report as a person reads it at a terminal: what ran, what was not run and why, and last what failed.
 *
 * @example process.stderr.write(reportText(report, register))
 */
export function reportText(report: Report, register: Register, paint: Paint = plain): string {
  const parts = [
    targetsText(report),
    phasesText(report),
    clausesText(report),
    baselineText(report),
    interpretationsText(report),
    evidenceText(report),
    unobservableText(report, register),
    undocumentedText(report),
    reasonsText(report, 'skipped', 'skipped'),
    reasonsText(report, 'inconclusive', 'inconclusive'),
  ].map(printable)
  return [...parts, failuresText(report, register, paint)].filter((part) => part !== '').join('\n\n')
}

const VERDICTS: Record<number, [word: string, format: Parameters<Paint>[0]]> = {
  0: ['PASS', 'green'],
  1: ['FAIL', 'red'],
  2: ['INCONCLUSIVE', 'yellow'],
}

/**
 * The last line: the verdict, and where the rest is.
 *
 * @param code the exit code of the run
 * @param folder where the reports are
 * @example summaryText(report, 1, 'reports/contract') // 'FAIL: 2 failed, 794 passed, 12 skipped in 9.8 s, seed 7, report in reports/contract'
 */
export function summaryText(report: Report, code: number, folder: string, paint: Paint = plain): string {
  const [word, format] = VERDICTS[code] ?? [`Exit code ${code}`, 'yellow']
  const verdict = paint(format, `${word}: ${countWords(totals(report))}`)
  const narrowed = report.narrowed === undefined ? '' : ` (${onOneLine(narrowedWords(report.narrowed))})`
  return `${verdict}${narrowed} in ${(report.durationMs / 1000).toFixed(1)} s, seed ${report.seed}, report in ${folder}`
}

const pad = (text: string | number, width: number): string => String(text).padEnd(width)

const row = (name: string, ...cells: (string | number)[]): string =>
  `  ${pad(name, 10)}${cells.map((cell) => pad(cell, COLUMN)).join('')}`.trimEnd()

const COLUMN = 14

function targetsText({ targets, phases, baseline }: Report): string {
  // The column is there with a baseline only.
  const ofKnown = <Cell>(cell: Cell): Cell[] => (baseline === undefined ? [] : [cell])
  const rows = Object.entries(targets).map(([name, { baseUrl, passed, failed, skipped, inconclusive = 0, known = 0 }]) =>
    row(name, passed, failed, ...ofKnown(known), inconclusive, skipped, baseUrl),
  )
  const counted = phases.length === 0 ? [] : ['  counted: cases, and each part of the generated tests as one']
  return [row('tests', 'passed', 'failed', ...ofKnown('known'), 'inconclusive', 'skipped', 'address'), ...rows, ...counted].join('\n')
}

function phasesText({ phases }: Report): string {
  if (phases.length === 0) return ''
  const rows = phases.map((phase) => {
    const { target, status, failures, reason, covered } = phase
    const word = status
    const missed = Object.values(covered ?? {}).filter((count) => count === 0).length
    const coverage =
      covered === undefined ? '' : `, ${Object.keys(covered).length - missed} of ${Object.keys(covered).length} transitions covered`
    const found = failures.length === 0 ? '' : `, ${failures.length} ${failures.length === 1 ? 'failure' : 'failures'}`
    return row(target, phase.phase, word, reason === undefined ? `${examples(phase)} examples${coverage}${found}` : onOneLine(reason))
  })
  return [row('generated'), ...rows].join('\n')
}

function clausesText(report: Report): string {
  const asked = askedClauses(report)
  const names = Object.keys(report.targets) as TargetName[]
  const statuses = ['passed', 'failed', 'inconclusive', 'skipped', 'partial', 'differs'] as const
  const rows = names.map((name) => row(name, ...statuses.map((status) => asked.filter(({ results }) => results[name] === status).length)))
  const under = asked.filter(({ holdsUnder, results }) => holdsUnder !== undefined && Object.values(results).includes('passed'))
  const all = report.clauses.length
  return [
    row('clauses', 'passed', 'failed', 'inconclusive', 'not observed', 'partial', 'differs'),
    ...rows,
    `  ${report.narrowed === undefined ? `of ${all} clauses` : `of the ${asked.length} clauses that this run is about, of ${all}`}; partial: some of its cases were skipped`,
    `  parity: ${parityCounts(report)
      .map(({ verdict, count }) => `${verdict} ${count}`)
      .join(', ')}`,
    ...Object.entries(groupsBy(under, ({ holdsUnder }) => holdsUnder ?? '')).map(
      ([option, list]) => `  apply only with ${option}: ${list?.map(({ id }) => id).join(', ')}`,
    ),
    ...provenText(report),
  ].join('\n')
}

function baselineText({ baseline }: Report): string {
  if (baseline === undefined) return ''
  const counts = Object.entries(groupsBy(baseline, ({ state }) => state)).map(([state, list = []]) => `${list.length} ${state}`)
  const unused = baseline.flatMap(({ target, clause, state }) => (state === 'unused' ? `    ${target}: ${clause}` : []))
  const lines = unused.length === 0 ? [] : ['    unused: this run neither shows the violation nor that it has healed', ...unused]
  return [`  baseline: ${counts.join(', ') || 'no entries'}`, ...lines].join('\n')
}

/** Nothing where no mutation run says anything. */
function provenText({ clauses }: Report): string[] {
  const judged = clauses.filter(({ proven }) => proven !== undefined)
  const unproven = judged.filter(({ proven }) => proven === false).map(({ id }) => id)
  if (judged.length === 0) return []
  const names = unproven.length === 0 ? '' : `; every mutant survives of ${unproven.join(', ')}`
  return [`  mutation-tested: ${judged.length - unproven.length} of ${clauses.length} clauses${names}`]
}

function interpretationsText(report: Report): string {
  const names = Object.keys(report.targets) as TargetName[]
  if (report.narrowed !== undefined) return '  open questions: skipped, since only a part was run'
  return names
    .map((name) => {
      const { told, otherwise } = interpretationCounts(report, name)
      const differs = otherwise.map(({ id, chosen, observed }) => `\n    ${id}: ${observed[name]}, our default is ${chosen}`)
      const words = otherwise.length === 0 ? 'all with our default' : `${otherwise.length} differ from our default`
      return `  open questions: the ${name} answers ${told} of ${report.interpretations.length}${told === 0 ? '' : `, ${words}`}${differs.join('')}`
    })
    .join('\n')
}

function undocumentedText(report: Report): string {
  const fields = undocumentedFields(report)
  const lines = fields
    .slice(0, MOST_FIELDS)
    .map(({ target, field, count }) => `    ${target}: ${onOneLine(cut(field, 200))} (${count} ${count === 1 ? 'response' : 'responses'})`)
  const more = fields.length > MOST_FIELDS ? [`    and ${fields.length - MOST_FIELDS} more: see the report`] : []
  return fields.length === 0 ? '' : ['  not in the OpenAPI description (no failure)', ...lines, ...more].join('\n')
}

/** More fields than these are in the report only. */
const MOST_FIELDS = 20

function reasonsText(report: Report, status: 'skipped' | 'inconclusive', word: string): string {
  const reasons = reasonCounts(report, status).map(({ target, reason, count }) => `    ${pad(count, 5)}${target}: ${onOneLine(reason)}`)
  return reasons.length === 0 ? '' : [`  ${word}`, ...reasons].join('\n')
}

function unobservableText(report: Report, { clauses }: Register): string {
  if (report.narrowed !== undefined) return ''
  const list = [...clauses.values()].filter(({ unobservable }) => unobservable !== undefined)
  const share = ((100 * list.length) / clauses.size).toFixed(1)
  return [
    `  not observable externally: ${list.length} of ${clauses.size} clauses (${share} %)`,
    ...list.map(({ id, unobservable }) => `    ${id}: ${unobservable}`),
  ].join('\n')
}
