import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import { MINUTE } from '../../../sandbox/src/units.ts'
import { readFixtures } from './fixtures.ts'
import { isLoopback } from './live-host.ts'
import type { LiveOptions, RunOptions } from './options.ts'

/** Options about a target without a control plane, as the command spells them. */
const NAMES = { fixtures: 'fixtures', rate: 'rate', maxWrites: 'max-writes', eventWaitMs: 'event-wait' } as const

/** Where credentials come from, in words. */
export const CREDENTIALS = 'TANGO_PLATFORM_NAME and TANGO_PLATFORM_KEY, or TANGO_TOKEN'

const DEFAULTS = { rate: 2, maxWrites: 600, eventWaitMs: MINUTE }

/**
 * Credentials, prepared orders, and how fast and how much may be sent.
 *
 * @param address of the target: one on this machine is asked without a pause
 * @throws UsageError when a number is out of its range, or the file of fixtures is not as it must be
 */
export function liveOptions(options: RunOptions, address: string): LiveOptions {
  const { fixtures = {}, credentials = { name: null, key: null, token: null }, webhookId = null } = options
  const isHere = isLoopback(new URL(address).hostname)
  const { rate, maxWrites } = isHere ? { rate: Number.POSITIVE_INFINITY, maxWrites: Number.POSITIVE_INFINITY } : DEFAULTS
  const eventWait = inRange('--event-wait', options.eventWaitMs, DEFAULTS.eventWaitMs, { from: 0, to: 600, unit: 1_000 })
  if (options.eventWaitMs !== undefined && webhookId === null)
    throw new UsageError(
      'Failed to read the options: --event-wait needs TANGO_WEBHOOK_ID, which names the subscription whose events are read.',
    )
  return {
    ...credentials,
    fixtures: typeof fixtures === 'string' ? readFixtures(fixtures) : fixtures,
    rate: inRange('--rate', options.rate, rate, { from: 0.01, to: 1_000 }),
    maxWrites: inRange('--max-writes', options.maxWrites, maxWrites, { from: 0, to: 100_000, whole: true }),
    ...{ webhookId, eventWait },
  }
}

/**
 * @throws UsageError when a target without a control plane cannot be asked, since there are no credentials
 */
export function refuseWithoutCredentials({ name, token }: LiveOptions, called: string): void {
  if (name !== null || token !== null) return
  throw new UsageError(`Failed to run on ${called}: there are no credentials. Set ${CREDENTIALS}.`)
}

/** What a number may be, in the unit of the command; and how many of ours one of those is. */
interface Range {
  from: number
  to: number
  whole?: boolean
  unit?: number
}

/**
 * A number, or what there is otherwise.
 *
 * @throws UsageError when it is outside of the range, with its name on the command line
 */
export function inRange(name: string, value: number | undefined, otherwise: number, { from, to, whole = false, unit = 1 }: Range): number {
  if (value === undefined || (value >= from * unit && value <= to * unit && (!whole || Number.isInteger(value)))) return value ?? otherwise
  const what = `a ${whole ? 'whole ' : ''}number from ${from} to ${to}`
  throw new UsageError(`Failed to read the options: ${name} ${value / unit} is not ${what}.`)
}

/**
 * @throws UsageError when an option is passed that only a target without a control plane takes
 */
export function refuseLiveOptions(options: RunOptions): void {
  const [, name] = Object.entries(NAMES).find(([field]) => options[field as keyof typeof NAMES] !== undefined) ?? []
  if (name !== undefined) throw new UsageError(`Failed to read the options: --${name} needs --target live, or --url with --target sandbox.`)
}
