import type { Register } from '../../../scripts/register/load.ts'
import { evidenceText } from '../evidence/age.ts'
import { explainFailure, explainPhaseFailure } from '../replay.ts'
import type { TargetName } from '../targets/target.ts'
import type { Report, ReportCase } from './report.ts'

const pad = (text: string | number, width: number): string => String(text).padEnd(width)

/** The report as a person reads it at a terminal. */
export function reportText(report: Report, register: Register): string {
  return [
    failuresText(report),
    targetsText(report),
    phasesText(report),
    clausesText(report),
    readingsText(report),
    evidenceText(report),
    notRunText(report),
    unobservableText(register),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function targetsText({ targets }: Report): string {
  const rows = Object.entries(targets).map(([name, { baseUrl, passed, failed, notRun }]) => row(name, passed, failed, notRun, baseUrl))
  return [row('target', 'passed', 'failed', 'not run', 'address'), ...rows].join('\n')
}

const row = (name: string, ...cells: (string | number)[]): string =>
  `  ${pad(name, 10)}${cells.map((cell) => pad(cell, 9)).join('')}`.trimEnd()

function phasesText({ phases }: Report): string {
  const rows = phases.map(({ phase, target, status, counts, failures, reason }) => {
    const examples = Object.values(counts).reduce((sum, count) => sum + count, 0)
    return row(
      target,
      `${pad(phase, 13)}${pad(status === 'failed' ? `${failures.length} failed` : status, 11)}${reason ?? `${examples} examples`}`,
    )
  })
  return [row('phases'), ...rows].join('\n')
}

function clausesText(report: Report): string {
  const names = Object.keys(report.targets) as TargetName[]
  const of = (name: TargetName, status: string): number => report.clauses.filter(({ results }) => results[name] === status).length
  const rows = names.map((name) => row(name, of(name, 'passed'), of(name, 'partial'), of(name, 'failed'), of(name, 'not-run')))
  const under = report.clauses.filter(({ holdsUnder, results }) => holdsUnder !== undefined && Object.values(results).includes('passed'))
  const verdicts = Object.entries(Object.groupBy(report.parity, ({ verdict }) => verdict)).map(
    ([verdict, list]) => `${verdict} ${list?.length}`,
  )
  return [
    row('clauses', 'passed', 'partial', 'failed', 'not run'),
    ...rows,
    `  of ${report.clauses.length} clauses; parity: ${verdicts.join(', ')}`,
    ...Object.entries(Object.groupBy(under, ({ holdsUnder }) => holdsUnder ?? '')).map(
      ([option, list]) => `  hold only under ${option}: ${list?.map(({ id }) => id).join(', ')}`,
    ),
    ...provenText(report),
  ].join('\n')
}

/** Nothing where no mutation run says anything. */
function provenText({ clauses }: Report): string[] {
  const judged = clauses.filter(({ proven }) => proven !== undefined)
  const unproven = judged.filter(({ proven }) => proven === false).map(({ id }) => id)
  if (judged.length === 0) return []
  const names = unproven.length === 0 ? '' : `; unproven, since the suite noticed none of their mutants: ${unproven.join(', ')}`
  return [`  proven by mutants: ${judged.length - unproven.length} of ${clauses.length} clauses${names}`]
}

function readingsText(report: Report): string {
  const names = Object.keys(report.targets) as TargetName[]
  return names
    .map((name) => {
      const seen = report.readings.filter(({ observed }) => !['not-run', 'inconclusive'].includes(observed[name] ?? 'not-run'))
      const other = seen.filter(({ chosen, observed }) => observed[name] !== chosen)
      const differs = other.map(({ id, chosen, observed }) => `\n    ${id}: ${observed[name]}, ours is ${chosen}`)
      return `  readings of ${name}: ${seen.length} of ${report.readings.length} told, ${other.length} otherwise than ours${differs.join('')}`
    })
    .join('\n')
}

function notRunText({ cases }: Report): string {
  const notRun = cases.filter(({ status }) => status === 'not-run')
  const reasons = Object.entries(Object.groupBy(notRun, ({ target, reason }) => `${target}: ${reason}`))
  if (reasons.length === 0) return ''
  return ['  not run', ...reasons.map(([reason, list]) => `    ${pad(list?.length ?? 0, 5)}${reason}`)].join('\n')
}

function unobservableText({ clauses }: Register): string {
  const list = [...clauses.values()].filter(({ unobservable }) => unobservable !== undefined)
  const share = ((100 * list.length) / clauses.size).toFixed(1)
  return [
    `  cannot be observed from outside: ${list.length} of ${clauses.size} clauses (${share} %)`,
    ...list.map(({ id, unobservable }) => `    ${id}: ${unobservable}`),
  ].join('\n')
}

function failuresText({ cases, phases }: Report): string {
  const ofCases = cases.filter(({ status }) => status === 'failed').map(failureText)
  const ofPhases = phases.flatMap((result) =>
    result.failures.map((failure) => `✗ ${result.target} ${result.phase}\n  ${explainPhaseFailure(result, failure)}`),
  )
  return [...ofCases, ...ofPhases].join('\n\n')
}

function failureText({ id, name, target, failures, replay }: ReportCase): string {
  const lines = failures.map((failure) => `  ${explainFailure(failure)}`)
  return [
    `✗ ${target} ${id}: ${name}`,
    ...lines,
    `  replay: ${replay.command}`,
    ...(replay.curl === undefined ? [] : [`  ${replay.curl}`]),
  ].join('\n')
}
