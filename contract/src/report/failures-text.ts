import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import type { Register } from '../register/load.ts'
import { cut } from './exchange.ts'
import { differsWords, type FailureGroup, failureGroups, followWords, type Kind, kindOf } from './failures.ts'
import { show } from './replay.ts'
import type { Report } from './report.ts'
import type { Paint } from './text.ts'

/** More failures than this are named only: their details are in the report. */
const DETAILED = 20
const NAMED = 200
const LONGEST_VALUE = 1_000

/**
 * What failed, as a person reads it at a terminal: first what differs from our assumptions and does not count, last what fails the run.
 *
 * @example failuresText(report, register, (_, text) => text) // '  FAIL FRZ-12 on the sandbox: returns 200 instead of 202 (156 cases) …'
 */
export function failuresText(report: Report, register: Register, paint: Paint): string {
  const groups = failureGroups(report)
  const of = (kind: Kind, title?: string): string[] => {
    const own = groups.filter((group) => kindOf(group) === kind)
    return own.length === 0 ? [] : [...(title === undefined ? [] : [title]), ...listed(own, register, paint)]
  }
  return [
    ...of('differs', '  differs from our assumptions (no failure)'),
    ...of('known', '  known violations, in the baseline (no failure)'),
    ...of('failed'),
  ].join('\n\n')
}

function listed(groups: FailureGroup[], register: Register, paint: Paint): string[] {
  const named = groups
    .slice(DETAILED, DETAILED + NAMED)
    .map((group) => `${headline(group, paint)}\n    replay   ${onOneLine(group.example.replay[0] ?? '')}`)
  const more = groups.length - DETAILED - NAMED
  return [
    ...groups.slice(0, DETAILED).map((group) => groupText(group, register, paint)),
    ...(named.length === 0 ? [] : [named.join('\n')]),
    ...(more > 0 ? [`  and ${more} more: see the report`] : []),
  ]
}

const WORDS: Record<Kind, [word: string, format: Parameters<Paint>[0]]> = {
  failed: ['FAIL', 'red'],
  known: ['KNOWN', 'yellow'],
  differs: ['DIFFERS', 'yellow'],
}

function headline(group: FailureGroup, paint: Paint): string {
  const { target, clause, title, size } = group
  const [word, format] = WORDS[kindOf(group)]
  return `  ${paint(format, onOneLine(`${word} ${clause ?? '(no clause)'}: ${title} (${size} on the ${target})`))}`
}

function groupText(group: FailureGroup, register: Register, paint: Paint): string {
  const { clause, differs, known: reason, example, follow } = group
  const [command = '', ...more] = example.replay
  const known = clause === null ? undefined : register.clauses.get(clause)
  const lines: [label: string, text: string][] = [
    ['clause', known === undefined ? '' : `${known.statement} (${known.basis})`],
    ['differs', differs === undefined ? '' : differsWords(differs)],
    ['known', reason ?? ''],
    ['case', `${example.id}${example.name === '' ? '' : `: ${example.name}`}`],
    ['checked', example.what],
    ['expected', shown(example.expected)],
    ['actual', shown(example.actual)],
    ['replay', command],
    ...more.map((line): [string, string] => ['', line]),
    ['follows', follow.length === 0 ? '' : followWords(group)],
  ]
  const told = lines.filter(([, text]) => text !== '')
  return [headline(group, paint), ...told.map(([label, text]) => onOneLine(`    ${label.padEnd(9)}${text}`))].join('\n')
}

const shown = (value: unknown): string => cut(show(value), LONGEST_VALUE)
