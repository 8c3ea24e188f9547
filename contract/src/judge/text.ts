import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import type { RuleVerdict, Verdict } from './judge.ts'
import type { PassResult, StandVerdict } from './stand.ts'

const MOST_FINDINGS = 5

/** A verdict as a person reads it: the rules that failed with what shows it, then one line of numbers. */
export function verdictText({ rules, forgotten }: Verdict): string {
  const lines = [
    ...rules.filter(({ result, follows }) => result === 'failed' && follows === undefined).flatMap(failure),
    ...rules.filter(({ follows }) => follows !== undefined).map(({ id, follows }) => `${id} follows from ${follows}`),
    ...(forgotten > 0
      ? [`The journal no longer has the first ${forgotten} requests: start the sandbox with --judge, which keeps more.`]
      : []),
    ...['passed', 'skipped'].flatMap((result) => listed(result, rules)),
    '',
    totals(rules),
  ]
  return `${lines.map(onOneLine).join('\n')}\n`
}

/** The same with the runs that it rests on. */
export const standText = (verdict: StandVerdict): string =>
  [...verdict.passes.map(passLine), ...verdict.inconclusive.map((why) => `INCONCLUSIVE ${why}`), '']
    .map(onOneLine)
    .join('\n')
    .concat('\n', verdictText(verdict))

function failure({ id, statement, basis, otherwise, findings }: RuleVerdict): string[] {
  const shown = findings
    .slice(0, MOST_FINDINGS)
    .map(({ what, requests }) => `  ${what}${requests.length === 0 ? '' : ` [request ${requests.join(', ')}]`}`)
  const more = findings.length > MOST_FINDINGS ? [`  and ${findings.length - MOST_FINDINGS} more`] : []
  return [`FAIL ${id} (${basis}) ${statement}`, ...shown, ...more, `  Otherwise: ${otherwise}`, `  npx async-orders explain ${id}`, '']
}

function listed(result: string, rules: readonly RuleVerdict[]): string[] {
  const own = rules.filter((rule) => rule.result === result)
  const label = result === 'passed' ? 'PASS' : 'SKIPPED (nothing that was sent could show it)'
  return own.length === 0 ? [] : [`${label} ${own.map(({ id }) => id).join(', ')}`]
}

function totals(rules: readonly RuleVerdict[]): string {
  const count = (result: RuleVerdict['result']): number =>
    rules.filter((rule) => rule.result === result && rule.follows === undefined).length
  return `${count('passed')} rules passed, ${count('failed')} failed, ${count('skipped')} skipped, ${count('inconclusive')} inconclusive`
}

function passLine({ name, about, ended, mayFail, requests }: PassResult): string {
  const how = typeof ended !== 'number' ? ended.problem : ended === 0 ? 'succeeded' : `failed with ${ended}${mayFail ? ' (allowed)' : ''}`
  return `${name.padEnd(15)} ${how}; ${requests} ${requests === 1 ? 'request' : 'requests'} (${about})`
}
