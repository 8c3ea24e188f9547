import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { isOfBaseline } from '../evaluate/baseline.ts'
import { cut } from './exchange.ts'
import { failureGroups, kindOf } from './failures.ts'
import { show } from './replay.ts'
import type { Report } from './report.ts'

/** GitHub shows no more errors, and no more warnings, of one step. */
const SHOWN = 10
/** Characters of a value; the report has all of it. */
const LONGEST = 300

/**
 * The report as workflow commands of GitHub: an error for each violation that counts, with its clause and target, and for each entry of
 * the baseline that no longer matches; a warning for each reason that makes a run inconclusive.
 *
 * Whatever a target said stays within its line, so that it commands nothing.
 *
 * @param problems what went wrong outside of any case
 * @example annotations(report, []) // '::error title=FRZ-12 on the sandbox::returns 200 instead of 202 (2 cases)%0A…\n'
 */
export function annotations(report: Report, problems: readonly string[]): string {
  const failures = failureGroups(report).filter((group) => kindOf(group) === 'failed')
  const errors = failures.map(({ clause, target, title, size, example: { id, what, expected, actual, replay } }) => {
    const lines = [
      `${title} (${size})`,
      `${id}: ${what}: expected ${short(show(expected))}, actual ${short(show(actual))}`,
      ...replay.slice(0, 1),
    ]
    return command('error', `${clause ?? 'No clause'} on the ${target}`, lines)
  })
  const baseline = problems.filter(isOfBaseline).map((problem) => command('error', 'Baseline', [problem]))
  const unclear = problems.filter((problem) => !isOfBaseline(problem))
  const warnings = unclear.map((problem) => command('warning', 'Inconclusive', [problem]))
  return [...most([...errors, ...baseline], 'error'), ...most(warnings, 'warning')].join('')
}

/** The last one that GitHub shows says how many it does not. */
function most(commands: readonly string[], name: string): string[] {
  if (commands.length <= SHOWN) return [...commands]
  const left = commands.length - SHOWN + 1
  return [...commands.slice(0, SHOWN - 1), command(name, `${left} more`, ['The summary of the job and the report have them all.'])]
}

const short = (text: string): string => cut(text, LONGEST)

/** Escaped as `@actions/core` does; a title is in our words, which need none of it. */
const command = (name: string, title: string, lines: readonly string[]): string =>
  `::${name} title=${title}::${lines.map(onOneLine).join('\n').replaceAll('%', '%25').replaceAll('\n', '%0A')}\n`
