import type { Interpretation, Register } from './types.ts'

/**
 * The keys under which a target can answer an interpretation: its id, or one for each action that can follow an option of its own.
 *
 * @example keysOf(interpretation) // ['C-NONE-ELIGIBLE.freeze', 'C-NONE-ELIGIBLE.unfreeze', 'C-NONE-ELIGIBLE.cancel']
 */
export function keysOf({ id, perAction }: Interpretation): string[] {
  return perAction?.map((action) => `${id}.${action}`) ?? [id]
}

/**
 * The interpretation that a key names, by id (`C-NONE-ELIGIBLE`: all actions) or by id and action (`C-NONE-ELIGIBLE.unfreeze`).
 *
 * @example interpretationOf(register, 'C-NONE-ELIGIBLE.unfreeze')?.chosen // 'accept'
 */
export function interpretationOf({ interpretations }: Register, key: string): Interpretation | undefined {
  const interpretation = interpretations.get(key.split('.')[0] ?? '')
  return interpretation !== undefined && (key === interpretation.id || keysOf(interpretation).includes(key)) ? interpretation : undefined
}

/**
 * Whether a clause that holds under an option holds where these options are set. What is set for an action comes before what is set
 * for all.
 *
 * @param holdsUnder `INTERPRETATION=OPTION` or `INTERPRETATION.ACTION=OPTION`
 * @example holdsWhere('C-NONE-ELIGIBLE.unfreeze=reject', { 'C-NONE-ELIGIBLE': 'reject' }) // true
 */
export function holdsWhere(holdsUnder: string, under: Record<string, string>): boolean {
  const [key = '', option] = holdsUnder.split('=')
  return (under[key] ?? under[key.split('.')[0] ?? '']) === option
}
