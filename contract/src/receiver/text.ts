import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { curlOf } from './curl.ts'
import type { ReceiverReport } from './judge.ts'
import type { Row } from './sender.ts'
import type { Finding } from './session.ts'
import type { RuleVerdict } from './verdicts.ts'
import { lengthOf } from './wire.ts'

const WORDS = { passed: 'PASS', failed: 'FAIL', skipped: 'SKIPPED', inconclusive: 'INCONCLUSIVE' } as const
const INDENT = ' '.repeat(14)
/** More exchanges of a rule are in the JSON only. */
const MOST_SHOWN = 3

/**
 * 0 when every rule passed or was skipped, 1 when one was violated, 2 when one is inconclusive.
 *
 * @example process.exitCode = receiverCode(await judgeReceiver(options))
 */
export function receiverCode({ rules }: ReceiverReport): number {
  if (rules.some(isViolated)) return 1
  return rules.some(({ result }) => result === 'inconclusive') ? 2 : 0
}

const isViolated = ({ result, follows }: RuleVerdict): boolean => result === 'failed' && follows === undefined

/** The report as a person reads it at a terminal. */
export function receiverText(report: ReceiverReport): string {
  const { rules, responses, leftOut } = report
  const count = (result: RuleVerdict['result']): number =>
    rules.filter((rule) => rule.result === result && rule.follows === undefined).length
  const follow = rules.filter(({ follows }) => follows !== undefined).length
  const totals = [
    `${count('failed')} failed`,
    ...(follow === 0 ? [] : [`${follow} follow from these`]),
    ...(['passed', 'skipped', 'inconclusive'] as const).map((result) => `${count(result)} ${result}`),
  ].join(', ')
  const { count: many, medianMs, slowestMs } = responses
  return [
    ...rules.map((rule) => ruleText(rule, report.url)),
    '',
    ...(report.accepted ? [] : ['No event was accepted. Is --secret the one that your receiver verifies with?']),
    ...(many === 0 ? [] : [`Response times of ${many} good events: median ${medianMs.toFixed(1)} ms, slowest ${slowestMs.toFixed(1)} ms.`]),
    `Not sent: ${leftOut.join(', ')} (needs another secret; feed it to your verification from vectors/webhooks.json).`,
    `${['PASS', 'FAIL', 'INCONCLUSIVE'][receiverCode(report)]}: ${totals} of ${rules.length} rules.`,
    '',
  ].join('\n')
}

function ruleText({ id, statement, otherwise, result, reason, follows, failures }: RuleVerdict, url: string): string {
  const line = `${WORDS[result].padEnd(INDENT.length)}${id}  ${statement}`
  if (follows !== undefined) return `${line}\n${INDENT}follows from ${follows}`
  if (reason !== undefined) return `${line}\n${INDENT}${onOneLine(reason)}`
  if (result !== 'failed') return line
  const names = failures.map(({ row }) => row.name)
  const shown = failures.filter(({ row }, at) => names.indexOf(row.name) === at)
  const more = shown.length - MOST_SHOWN
  return [
    line,
    `${INDENT}${otherwise}`,
    ...shown.slice(0, MOST_SHOWN).flatMap((finding) => exchangeText(finding, url).map((text) => `${INDENT}${text}`)),
    ...(more > 0 ? [`${INDENT}and ${more} more: see --json`] : []),
  ].join('\n')
}

const exchangeText = ({ row, expected, received }: Finding, url: string): string[] => [
  `- ${row.name}: ${row.why}`,
  `  expected: ${expected}; received: ${onOneLine(received)}`,
  `  ${curlLine(row, url)}`,
]

function curlLine({ body, manner, headers, ...row }: Row, url: string): string {
  const bytes = Buffer.from(body, 'base64')
  const length = manner === 'cut-off' ? [{ name: 'Content-Length', value: `${lengthOf(bytes, manner)}` }] : []
  return curlOf(url, { ...row, body: bytes, headers: [...headers, ...length] })
}

/** The report as data: each failure with the request that shows it, without the secret. */
export const receiverJson = (report: ReceiverReport): object => ({
  ...report,
  rules: report.rules.map(({ failures, ...rule }) => ({
    ...rule,
    failures: failures.map(({ row, expected, received }) => ({
      ...{ name: row.name, sent: row.why, expected, received },
      curl: curlLine(row, report.url),
    })),
  })),
})
