import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import { didYouMean } from '../../../sandbox/src/node/command/nearest.ts'
import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import schema from '../../baseline.schema.json' with { type: 'json' }
import type { KnownViolation } from '../evaluate/baseline.ts'
import type { Register } from '../register/load.ts'
import { checkFitting, readFitting } from './read.ts'

const KIND = { called: 'baseline', schema, largest: 500_000 }

/**
 * The known violations of a run; null without a baseline.
 *
 * @param given a file, or what such a file holds
 * @throws UsageError when it does not fit baseline.schema.json, names an unknown clause, or one clause of a target twice
 * @example baselineFrom('baseline.yaml', register) // [{ target: 'sandbox', clause: 'FRZ-12', reason: 'see #7', expires: '2027-01-31' }]
 */
export function baselineFrom(given: string | readonly KnownViolation[] | undefined, register: Register): readonly KnownViolation[] | null {
  if (given === undefined) return null
  // A baseline whose last entry has healed holds nothing but comments.
  const entries =
    typeof given === 'string' ? (readFitting<KnownViolation[]>(given, KIND) ?? []) : checkFitting<KnownViolation[]>(given, KIND)
  refuseUnknown(entries, register, typeof given === 'string' ? `${given}: ` : '')
  return entries
}

function refuseUnknown(entries: readonly KnownViolation[], { clauses }: Register, file: string): void {
  const seen = new Set<string>()
  for (const [index, { target, clause }] of entries.entries()) {
    const refused = (why: string): UsageError => new UsageError(`Failed to read the baseline: ${onOneLine(`${file}/${index} ${why}`)}`)
    if (!clauses.has(clause)) {
      throw refused(`names the unknown clause ${clause}. ${didYouMean(clause, clauses.keys(), 'The report of a whole run lists them.')}`)
    }
    if (seen.has(`${target} ${clause}`)) throw refused(`is a duplicate: ${clause} on the ${target} is in it already. Remove one of them.`)
    seen.add(`${target} ${clause}`)
  }
}
