import type { parseArgs } from 'node:util'
import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import { isLoopback, isProduction } from '../run/live-host.ts'
import type { RunOptions } from '../run/options.ts'
import type { TargetName } from '../targets/target.ts'
import type { OPTIONS } from './help.ts'
import { type Environment, tooShort } from './secrets.ts'

/** The options of `async-orders contract`, as they were typed. */
export type Given = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values']

/** Options that only `--target live` takes. */
const ONLY_LIVE = ['dry-run', 'production', 'rehearsal'] as const

/**
 * What a run is asked for by a command line, and by the environment where that says nothing.
 *
 * @throws UsageError when an option is no number, cannot be used with the target, or a secret is too short to be found in a report
 * @example optionsFrom(given, process.env) // { target: 'sandbox', cases: [], … }
 */
export function optionsFrom(given: Given, env: Environment): RunOptions {
  const { target } = given
  const onlyLive = target === 'live' ? undefined : ONLY_LIVE.find((option) => given[option] !== undefined)
  if (onlyLive !== undefined) throw new UsageError(`Failed to read the options: --${onlyLive} needs --target live.`)
  if (target === 'live' && given.har !== undefined)
    throw new UsageError('Failed to read the options: --har records mock and sandbox, not a live target.')
  if (given['baseline-write'] !== undefined) refuseWithBaselineWrite(given)
  const url = given.url ?? (target === 'live' ? env.TANGO_BASE_URL : undefined)
  refuseShortSecrets(url, env, given['control-token'])
  if (given.production) refuseNeedlessProduction(url)
  const seconds = (name: 'timeout' | 'response-timeout' | 'event-wait'): number | undefined => {
    const number = numberFrom(name, given[name])
    return number === undefined ? undefined : number * 1_000
  }
  return {
    target: target as TargetName | undefined,
    url,
    controlToken: given['control-token'],
    credentials: credentialsFrom(env),
    cases: given.case,
    clauses: given.clause,
    operations: given.operation,
    strict: given.strict,
    failOn: given['fail-on'],
    baseline: given.baseline,
    timeoutMs: seconds('timeout'),
    responseTimeoutMs: seconds('response-timeout'),
    budgetMs: numberFrom('budget', given.budget),
    phase: given.phase,
    replay: given.replay,
    seed: numberFrom('seed', given.seed),
    fixtures: given.fixtures,
    rate: numberFrom('rate', given.rate),
    maxWrites: numberFrom('max-writes', given['max-writes']),
    eventWaitMs: seconds('event-wait'),
    webhookId: env.TANGO_WEBHOOK_ID || undefined,
    productionHost: given.production ? env.TANGO_PRODUCTION_HOST : undefined,
  }
}

/** What has nothing to write, or would write over what a person completed. */
function refuseWithBaselineWrite(given: Given): void {
  const other = (['baseline', 'dry-run'] as const).find((option) => given[option] !== undefined)
  if (other !== undefined) throw new UsageError(`Failed to read the options: --baseline-write cannot be combined with --${other}.`)
}

/** Who allows production by mistake does not keep it for the day when the address is one. */
function refuseNeedlessProduction(url: string | undefined): void {
  if (url === undefined || !URL.canParse(url) || isProduction(new URL(url).hostname)) return
  throw new UsageError(
    `Failed to read the options: --production has no effect, since ${new URL(url).host} is no production host. Leave it out.`,
  )
}

/** Name and key are of use together only. */
function credentialsFrom({ TANGO_PLATFORM_NAME: name, TANGO_PLATFORM_KEY: key, TANGO_TOKEN: token }: Environment) {
  const basic = name && key ? { name, key } : { name: null, key: null }
  return { ...basic, token: token || null }
}

/** Secrets of this machine open nothing elsewhere. */
function refuseShortSecrets(url: string | undefined, env: Environment, controlToken: string | undefined): void {
  if (url === undefined || !URL.canParse(url) || isLoopback(new URL(url).hostname)) return
  const why = tooShort(env, controlToken)
  if (why !== null) throw new UsageError(`Failed to read the credentials: ${why}`)
}

/**
 * The number that an option is.
 *
 * @throws UsageError when it is none
 */
export function numberFrom(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,10}(\.\d{1,6})?$/.test(text)) return Number(text)
  throw new UsageError(`Failed to read the options: --${option} ${text} is not a number.`)
}
