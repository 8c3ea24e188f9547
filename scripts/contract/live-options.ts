import type { LiveOptions } from '../../tests/contract/options.ts'
import { UsageError } from '../command.ts'
import { readFixtures } from './fixtures.ts'

/** Options of `npm run contract` that only a live target takes, with their defaults. */
export const LIVE_OPTIONS = {
  fixtures: { type: 'string' },
  rate: { type: 'string' },
  'max-writes': { type: 'string' },
  'event-wait': { type: 'string' },
  'dry-run': { type: 'boolean' },
  production: { type: 'boolean' },
  rehearsal: { type: 'boolean' },
} as const

type Given = { [Name in keyof typeof LIVE_OPTIONS]?: (typeof LIVE_OPTIONS)[Name]['type'] extends 'string' ? string : boolean }

const DEFAULTS = { rate: 2, maxWrites: 600, eventWait: 60 }

/**
 * Credentials from the environment, prepared orders from a file, and how fast and how much may be sent.
 *
 * @throws UsageError when there are no credentials, a number is none, or the file is not as it must be
 */
export function liveOptions(given: Given): LiveOptions {
  const { TANGO_PLATFORM_NAME, TANGO_PLATFORM_KEY, TANGO_TOKEN, TANGO_WEBHOOK_ID } = process.env
  const hasBasic = Boolean(TANGO_PLATFORM_NAME && TANGO_PLATFORM_KEY)
  if (!hasBasic && !TANGO_TOKEN) {
    throw new UsageError(
      'Failed to run on a live target: there are no credentials. Set TANGO_PLATFORM_NAME and TANGO_PLATFORM_KEY, or TANGO_TOKEN.',
    )
  }
  return {
    name: hasBasic ? (TANGO_PLATFORM_NAME ?? null) : null,
    key: hasBasic ? (TANGO_PLATFORM_KEY ?? null) : null,
    token: TANGO_TOKEN || null,
    fixtures: given.fixtures === undefined ? {} : readFixtures(given.fixtures),
    rate: numberFrom('--rate', given.rate, DEFAULTS.rate, { from: 0.01, to: 1_000 }),
    maxWrites: numberFrom('--max-writes', given['max-writes'], DEFAULTS.maxWrites, { from: 0, to: 100_000, whole: true }),
    webhookId: TANGO_WEBHOOK_ID || null,
    eventWait: 1_000 * numberFrom('--event-wait', given['event-wait'], DEFAULTS.eventWait, { from: 0, to: 600 }),
  }
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
 * @throws UsageError when an option of a live target is given for another one
 */
export function refuseLiveOptions(given: Given): void {
  const [name] = (Object.keys(LIVE_OPTIONS) as (keyof Given)[]).filter((option) => given[option] !== undefined)
  if (name !== undefined) throw new UsageError(`Failed to read the options: --${name} needs --target live.`)
}
