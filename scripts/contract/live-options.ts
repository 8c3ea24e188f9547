import type { LiveOptions } from '../../tests/contract/options.ts'
import { UsageError } from '../command.ts'
import { readFixtures } from './fixtures.ts'
import { isLoopback } from './live-host.ts'

/** Options of `npm run contract` about a target that it does not start, with their kinds. */
export const LIVE_OPTIONS = {
  fixtures: { type: 'string' },
  rate: { type: 'string' },
  'max-writes': { type: 'string' },
  'event-wait': { type: 'string' },
  'dry-run': { type: 'boolean' },
  production: { type: 'boolean' },
  rehearsal: { type: 'boolean' },
} as const

/** Those that only `--target live` takes; a sandbox at an address takes the others too, since it may have no control plane. */
const ONLY_LIVE = ['dry-run', 'production', 'rehearsal'] as const

type Given = { [Name in keyof typeof LIVE_OPTIONS]?: (typeof LIVE_OPTIONS)[Name]['type'] extends 'string' ? string : boolean }

/** Where credentials come from, in words. */
export const CREDENTIALS = 'TANGO_PLATFORM_NAME and TANGO_PLATFORM_KEY, or TANGO_TOKEN'

const DEFAULTS = { rate: 2, maxWrites: 600, eventWait: 60 }

/**
 * Credentials from the environment, prepared orders from a file, and how fast and how much may be sent.
 *
 * @param address of the target: one on this machine is asked without a pause
 * @throws UsageError when a number is none, or the file is not as it must be
 */
export function liveOptions(given: Given, address: string): LiveOptions {
  const { TANGO_PLATFORM_NAME, TANGO_PLATFORM_KEY, TANGO_TOKEN, TANGO_WEBHOOK_ID } = process.env
  const hasBasic = Boolean(TANGO_PLATFORM_NAME && TANGO_PLATFORM_KEY)
  const isHere = isLoopback(new URL(address).hostname)
  const { rate, maxWrites } = isHere ? { rate: Number.POSITIVE_INFINITY, maxWrites: Number.POSITIVE_INFINITY } : DEFAULTS
  return {
    name: hasBasic ? (TANGO_PLATFORM_NAME ?? null) : null,
    key: hasBasic ? (TANGO_PLATFORM_KEY ?? null) : null,
    token: TANGO_TOKEN || null,
    fixtures: given.fixtures === undefined ? {} : readFixtures(given.fixtures),
    rate: numberFrom('--rate', given.rate, rate, { from: 0.01, to: 1_000 }),
    maxWrites: numberFrom('--max-writes', given['max-writes'], maxWrites, { from: 0, to: 100_000, whole: true }),
    webhookId: TANGO_WEBHOOK_ID || null,
    eventWait: 1_000 * numberFrom('--event-wait', given['event-wait'], DEFAULTS.eventWait, { from: 0, to: 600 }),
  }
}

/**
 * @throws UsageError when a target without a control plane cannot be asked, since there are no credentials
 */
export function refuseWithoutCredentials({ name, token }: LiveOptions, called: string): void {
  if (name !== null || token !== null) return
  throw new UsageError(`Failed to run on ${called}: there are no credentials. Set ${CREDENTIALS}.`)
}

/**
 * A number of an option.
 *
 * @throws UsageError when it is no number, or outside of the range
 */
export function numberFrom(
  option: string,
  text: string | undefined,
  otherwise: number,
  { from, to, whole = false }: { from: number; to: number; whole?: boolean },
): number {
  if (text === undefined) return otherwise
  const value = /^\d{1,10}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN
  if (value >= from && value <= to && (!whole || Number.isInteger(value))) return value
  throw new UsageError(`Failed to read the options: ${option} ${text} is not a ${whole ? 'whole ' : ''}number from ${from} to ${to}.`)
}

/**
 * @throws UsageError when an option is passed that the target does not take
 */
export function refuseLiveOptions(given: Given, hasAddress: boolean): void {
  const names = hasAddress ? ONLY_LIVE : (Object.keys(LIVE_OPTIONS) as (keyof Given)[])
  const name = names.find((option) => given[option] !== undefined)
  if (name === undefined) return
  const or = ONLY_LIVE.some((option) => option === name) ? '' : ', or --url with --target sandbox'
  throw new UsageError(`Failed to read the options: --${name} needs --target live${or}.`)
}
