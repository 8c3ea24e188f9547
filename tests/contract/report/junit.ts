import type { PhaseResult } from '../phases/phase.ts'
import { show } from '../replay.ts'
import type { TargetName } from '../targets/target.ts'
import { type FailedCase, failedCases } from './failures.ts'
import { withoutControls } from './printable.ts'
import type { Report, ReportCase } from './report.ts'

/**
 * The report as JUnit XML, which CI servers read: a suite for each target, a test case for each case and phase.
 *
 * What fails names its clauses, expected and actual, and how to do it again; what was not run says why.
 *
 * @param problems what went wrong outside of any case; a suite of their own
 */
export function junit(report: Report, problems: readonly string[] = []): string {
  const failed = Map.groupBy(failedCases(report), ({ target, id }) => `${target} ${id}`)
  const suites = (Object.keys(report.targets) as TargetName[]).map((target) => suite(target, report, failed))
  if (problems.length > 0) suites.push(problemSuite(problems))
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="contract" time="${report.durationMs / 1000}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}

function suite(target: TargetName, report: Report, failed: Map<string, FailedCase[]>): string {
  const cases = report.cases.filter((row) => row.target === target)
  const phases = (report.phases ?? []).filter((row) => row.target === target)
  const rows = [...cases, ...phases]
  const of = (status: string): number => rows.filter((row) => row.status === status).length
  const counts = `tests="${rows.length}" failures="${of('failed')}" errors="0" skipped="${of('not-run')}"`
  const time = rows.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000
  return [
    `  <testsuite name="${target}" ${counts} time="${time}" timestamp="${escaped(report.startedAt)}">`,
    ...cases.map((row) => testCase(`${row.id}: ${row.name}`, row, failed.get(`${target} ${row.id}`))),
    ...phases.map((row) => testCase(`phase ${row.phase}`, row, failed.get(`${target} phase ${row.phase}`))),
    '  </testsuite>',
  ].join('\n')
}

function testCase(name: string, row: ReportCase | PhaseResult, failed: FailedCase[] = []): string {
  const start = `    <testcase classname="contract.${row.target}" name="${escaped(name)}" time="${row.durationMs / 1000}"`
  if (row.status === 'not-run') return `${start}><skipped message="${escaped(row.reason ?? '')}"/></testcase>`
  if (row.status === 'passed') return `${start}/>`
  const all = failed.flatMap(({ failures }) => failures)
  const message = all.map(({ clause, what }) => `${clause ?? 'no clause'}: ${what}`).join('; ')
  return `${start}><failure message="${escaped(message)}">${escaped(failed.map(detail).join('\n\n'))}</failure></testcase>`
}

function detail({ failures, replay }: FailedCase): string {
  const lines = failures.map(
    ({ clause, what, expected, actual }) => `${clause ?? 'no clause'}: ${what}\n  expected ${show(expected)}\n  actual   ${show(actual)}`,
  )
  return [...lines, 'replay:', ...replay.map((command) => `  ${command}`)].join('\n')
}

function problemSuite(problems: readonly string[]): string {
  const rows = problems.map(
    (problem, index) =>
      `    <testcase classname="contract" name="the run itself ${index + 1}"><error message="${escaped(problem)}"/></testcase>`,
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

const escaped = (text: string): string => withoutControls(text).replace(/[&<>"\n\t\r]/g, (character) => ENTITIES[character] ?? character)
