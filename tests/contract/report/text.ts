import type { styleText } from 'node:util'
import type { Register } from '../../../scripts/register/load.ts'
import { evidenceText } from '../evidence/age.ts'
import { explainFailure } from '../replay.ts'
import type { TargetName } from '../targets/target.ts'
import { askedClauses, notRunReasons, parityCounts, readingCounts, totals } from './counts.ts'
import { type FailedCase, failedCases } from './failures.ts'
import { printable } from './printable.ts'
import type { Report } from './report.ts'

/** Colours a piece of text, or leaves it as it is. */
export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string

const plain: Paint = (_, text) => text

/** More failures than this are named only: their details stand in the report. */
const DETAILED = 20
const NAMED = 200

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
    readingsText(report),
    evidenceText(report),
    notRunText(report),
    unobservableText(report, register),
  ].map(printable)
  return [...parts, failuresText(report, paint)].filter((part) => part !== '').join('\n\n')
}

const VERDICTS: Record<number, [word: string, format: Parameters<Paint>[0]]> = {
  0: ['It holds', 'green'],
  1: ['Broken', 'red'],
  2: ['Not judged', 'yellow'],
}

/**
 * The last line: the verdict, and where the rest stands.
 *
 * @param code the exit code of the run
 * @param folder where the reports are
 */
export function summaryText(report: Report, code: number, folder: string, paint: Paint = plain): string {
  const { passed, failed, notRun } = totals(report)
  const [word, format] = VERDICTS[code] ?? [`Exit code ${code}`, 'yellow']
  const counts = `${passed} passed, ${failed} failed, ${notRun} not run`
  return `${paint(format, `${word}: ${counts}`)} in ${(report.durationMs / 1000).toFixed(1)} s, seed ${report.seed}, report in ${folder}`
}

const pad = (text: string | number, width: number): string => String(text).padEnd(width)

const row = (name: string, ...cells: (string | number)[]): string =>
  `  ${pad(name, 10)}${cells.map((cell) => pad(cell, 9)).join('')}`.trimEnd()

function targetsText({ targets }: Report): string {
  const rows = Object.entries(targets).map(([name, { baseUrl, passed, failed, notRun }]) => row(name, passed, failed, notRun, baseUrl))
  return [row('cases', 'passed', 'failed', 'not run', 'address'), ...rows].join('\n')
}

function phasesText({ phases }: Report): string {
  if (phases.length === 0) return ''
  if (phases.length === 0) return ''
  const rows = phases.map(({ phase, target, status, counts, failures, reason }) => {
    const examples = Object.values(counts).reduce((sum, count) => sum + count, 0)
    const said = status === 'failed' ? `${failures.length} failed` : status
    return row(target, `${pad(phase, 13)}${pad(said, 11)}${reason ?? `${examples} examples`}`)
  })
  return [row('phases'), ...rows].join('\n')
}

function clausesText(report: Report): string {
  const asked = askedClauses(report)
  const names = Object.keys(report.targets) as TargetName[]
  const of = (name: TargetName, status: string): number => asked.filter(({ results }) => results[name] === status).length
  const rows = names.map((name) => row(name, of(name, 'passed'), of(name, 'failed'), of(name, 'not-run'), of(name, 'partial')))
  const under = asked.filter(({ holdsUnder, results }) => holdsUnder !== undefined && Object.values(results).includes('passed'))
  const all = report.clauses.length
  return [
    row('clauses', 'passed', 'failed', 'not run', 'partial: some of its cases were not run'),
    ...rows,
    `  ${asked.length === all ? `of ${all} clauses` : `of the ${asked.length} clauses that this run is about, of ${all}`}`,
    `  parity: ${parityCounts(report)
      .map(({ verdict, count }) => `${verdict} ${count}`)
      .join(', ')}`,
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
  const names = unproven.length === 0 ? '' : `; unproven, since every mutant that breaks them survives: ${unproven.join(', ')}`
  return [`  proven by mutants: ${judged.length - unproven.length} of ${clauses.length} clauses${names}`]
}

function readingsText(report: Report): string {
  const names = Object.keys(report.targets) as TargetName[]
  if (askedClauses(report).length < report.clauses.length) return '  readings: not asked for, since the run is restricted to some cases'
  return names
    .map((name) => {
      const { told, otherwise } = readingCounts(report, name)
      const differs = otherwise.map(({ id, chosen, observed }) => `\n    ${id}: ${observed[name]}, ours is ${chosen}`)
      return `  readings of ${name}: ${told} of ${report.readings.length} told, ${otherwise.length} otherwise than ours${differs.join('')}`
    })
    .join('\n')
}

function notRunText(report: Report): string {
  const reasons = notRunReasons(report).map(({ target, reason, count }) => `    ${pad(count, 5)}${target}: ${reason}`)
  return reasons.length === 0 ? '' : ['  not run', ...reasons].join('\n')
}

function unobservableText(report: Report, { clauses }: Register): string {
  if (askedClauses(report).length < report.clauses.length) return ''
  const list = [...clauses.values()].filter(({ unobservable }) => unobservable !== undefined)
  const share = ((100 * list.length) / clauses.size).toFixed(1)
  return [
    `  cannot be observed from outside: ${list.length} of ${clauses.size} clauses (${share} %)`,
    ...list.map(({ id, unobservable }) => `    ${id}: ${unobservable}`),
  ].join('\n')
}

function failuresText(report: Report, paint: Paint): string {
  const all = failedCases(report)
  const named = all
    .slice(DETAILED, DETAILED + NAMED)
    .map(({ target, id, replay }) => `${paint('red', printable(`✗ ${target} ${id}`))}\n  replay: ${printable(replay[0] ?? '')}`)
  const more = all.length - DETAILED - NAMED
  return [
    ...all.slice(0, DETAILED).map((failed) => failureText(failed, paint)),
    ...(named.length === 0 ? [] : [named.join('\n')]),
    ...(more > 0 ? [`and ${more} more: see the report`] : []),
  ].join('\n\n')
}

function failureText({ id, name, target, failures, replay: [command, curl] }: FailedCase, paint: Paint): string {
  const lines = failures.map((failure) => `  ${explainFailure({ ...failure, clause: failure.clause ?? 'no clause' })}`)
  return [
    paint('red', printable(`✗ ${target} ${id}${name === '' ? '' : `: ${name}`}`)),
    ...lines.map(printable),
    printable(`  replay: ${command}`),
    ...(curl === undefined ? [] : [printable(`  ${curl}`)]),
  ].join('\n')
}
