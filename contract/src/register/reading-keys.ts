import type { Reading, Register } from './types.ts'

/**
 * The keys under which a target can answer a reading: its id, or one for each action that can follow an option of its own.
 *
 * @example keysOf(reading) // ['C-NONE-ELIGIBLE.freeze', 'C-NONE-ELIGIBLE.unfreeze', 'C-NONE-ELIGIBLE.cancel']
 */
export function keysOf({ id, perAction }: Reading): string[] {
  return perAction?.map((action) => `${id}.${action}`) ?? [id]
}

/**
 * The reading that a key names, by id (`C-NONE-ELIGIBLE`: all actions) or by id and action (`C-NONE-ELIGIBLE.unfreeze`).
 *
 * @example readingOf(register, 'C-NONE-ELIGIBLE.unfreeze')?.chosen // 'accept'
 */
export function readingOf({ readings }: Register, key: string): Reading | undefined {
  const reading = readings.get(key.split('.')[0] ?? '')
  return reading !== undefined && (key === reading.id || keysOf(reading).includes(key)) ? reading : undefined
}

/**
 * Whether a clause that holds under an option holds where these options are set. What is set for an action comes before what is set
 * for all.
 *
 * @param holdsUnder `READING=OPTION` or `READING.ACTION=OPTION`
 * @example holdsWhere('C-NONE-ELIGIBLE.unfreeze=reject', { 'C-NONE-ELIGIBLE': 'reject' }) // true
 */
export function holdsWhere(holdsUnder: string, under: Record<string, string>): boolean {
  const [key = '', option] = holdsUnder.split('=')
  return (under[key] ?? under[key.split('.')[0] ?? '']) === option
}
