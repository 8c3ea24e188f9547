import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import type { PhaseResult } from '../run/phase.ts'
import type { TargetName } from '../targets/target.ts'
import { undocumentedFields } from './counts.ts'
import { type FailureGroup, failureGroups, kindOf } from './failures.ts'
import type { Example } from './found.ts'
import { withoutControls } from './printable.ts'
import { show } from './replay.ts'
import type { Report, ReportCase } from './report.ts'

/**
 * The report as JUnit XML, which CI servers read: a suite for each target, a test case for each case and phase.
 *
 * What fails names its clause and its cause; the simplest case of a cause has the details. What could not be observed is an `error` of the
 * type `inconclusive`: a CI server shows it apart from failures and does not take it for passed, as it would take what was skipped. What the
 * baseline knows is `skipped`, with its reason: it fails no run, and it has not passed.
 *
 * @param problems what went wrong outside of any case; a suite of their own
 * @example writeFileSync('junit.xml', junit(report))
 */
export function junit(report: Report, problems: readonly string[] = []): string {
  const groups = failureGroups(report)
  const suites = (Object.keys(report.targets) as TargetName[]).map((target) =>
    suite(
      target,
      report,
      groups.filter((group) => group.target === target),
    ),
  )
  if (problems.length > 0) suites.push(problemSuite(problems))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="contract" time="${report.durationMs / 1000}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(target: TargetName, report: Report, groups: FailureGroup[]): string {
  const cases = report.cases.filter((row) => row.target === target)
  const phases = (report.phases ?? []).filter((row) => row.target === target)
  const rows = [...cases, ...phases]
  const of = (status: string): number => rows.filter((row) => row.status === status).length
  const counts = `tests="${rows.length}" failures="${of('failed')}" errors="${of('inconclusive')}" skipped="${of('skipped') + of('known')}"`
  const time = rows.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000
  return [
    `  <testsuite name="${target}" ${counts} time="${time}" timestamp="${escaped(report.startedAt)}">`,
    ...properties(target, report),
    ...cases.map((row) => testCase(`${row.id}: ${row.name}`, row, messagesOf(row.id, groups))),
    ...phases.map((row) => testCase(`phase ${row.phase}`, row, messagesOf(`phase ${row.phase}`, groups))),
    '  </testsuite>',
  ].join('\n')
}

function properties(target: TargetName, report: Report): string[] {
  const fields = undocumentedFields(report).filter((row) => row.target === target)
  const rows = [
    ...(report.narrowed ?? []).map((option) => ['narrowed', option]),
    ...fields.map(({ field, count }) => ['not in the OpenAPI description', `${field} (${count})`]),
  ].map(([name = '', value = '']) => `      <property name="${escaped(name)}" value="${line(value)}"/>`)
  return rows.length === 0 ? [] : ['    <properties>', ...rows, '    </properties>']
}

/** What is said of one test: a line each, and the details of what it is the simplest case of. */
interface Messages {
  failed: string[]
  differs: string[]
  details: string[]
}

function messagesOf(id: string, groups: FailureGroup[]): Messages {
  const own = groups.filter(({ example, others }) => example.id === id || others.includes(id))
  const of = (differs: boolean): string[] =>
    own
      .filter((group) => (kindOf(group) === 'differs') === differs)
      .map(({ clause, title, known }) => onOneLine(`${clause ?? 'no clause'}: ${title}${known === undefined ? '' : ` (known: ${known})`}`))
  const follows = groups.flatMap(({ clause, follow, differs }) =>
    differs === undefined && follow.some(({ cases }) => cases.includes(id)) ? [`follows from ${clause}`] : [],
  )
  const details = own.map(({ clause, title, example }) =>
    example.id === id ? detail(example) : onOneLine(`${clause ?? 'no clause'}: ${title}, as in ${example.id}`),
  )
  return { failed: [...of(false), ...follows], differs: of(true), details: [...details, ...follows] }
}

function testCase(name: string, row: ReportCase | PhaseResult, { failed, differs, details }: Messages): string {
  const start = `    <testcase classname="contract.${row.target}" name="${escaped(name)}" time="${row.durationMs / 1000}"`
  const reason = line(row.reason ?? '')
  if (row.status === 'skipped' || row.status === 'known') return `${start}><skipped message="${reason}"/></testcase>`
  if (row.status === 'inconclusive') return `${start}><error type="inconclusive" message="${reason}"/></testcase>`
  if (row.status === 'failed')
    return `${start}><failure message="${line(failed.join('; '))}">${escaped([...details, replayOf(row)].filter(Boolean).join('\n\n'))}</failure></testcase>`
  return differs.length === 0
    ? `${start}/>`
    : `${start}><system-out>${escaped(`differs from our assumptions: ${[...differs, ...details].join('\n\n')}`)}</system-out></testcase>`
}

/** How a case is reproduced; a phase tells it of each example. */
const replayOf = (row: ReportCase | PhaseResult): string =>
  'phase' in row ? '' : ['replay:', row.replay.command, row.replay.curl ?? ''].filter(Boolean).map(onOneLine).join('\n  ')

const detail = ({ id, what, expected, actual, replay }: Example): string =>
  [
    ...[what, `  expected ${show(expected)}`, `  actual   ${show(actual)}`].map(onOneLine),
    ...(id.startsWith('phase ') ? ['replay:', ...replay.map((command) => `  ${onOneLine(command)}`)] : []),
  ].join('\n')

function problemSuite(problems: readonly string[]): string {
  const rows = problems.map(
    (problem, index) =>
      `    <testcase classname="contract" name="the run itself ${index + 1}"><error message="${line(problem)}"/></testcase>`,
  )
  return [
    `  <testsuite name="run" tests="${rows.length}" failures="0" errors="${rows.length}" skipped="0">`,
    ...rows,
    '  </testsuite>',
  ].join('\n')
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
  '\r': '&#13;',
}

/** What a CI server prints, in which no text of a target begins a line. */
const line = (text: string): string => escaped(onOneLine(text))

const escaped = (text: string): string => withoutControls(text).replace(/[&<>"\n\t\r]/g, (character) => ENTITIES[character] ?? character)
