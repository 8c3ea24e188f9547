import type { Failure } from '../checks/failure.ts'
import type { HarEntry } from '../evidence/exchanges.ts'
import type { ProbeResult } from '../probes/probe.ts'
import type { Redactor } from '../redact/redactor.ts'
import type { CaseResult } from './check-case.ts'
import type { PhaseResult } from './phase.ts'

/** What a test tells. */
export interface Told {
  contract?: CaseResult
  probe?: ProbeResult
  phase?: PhaseResult
  exchanges?: HarEntry[]
  recorded?: HarEntry[]
}

/** A longer text is cut; characters. Longer than what an archive keeps of a body. */
const LONGEST = 70_000
/** A value of a response that is longer as JSON is shown as a text that is cut. */
const LONGEST_VALUE = 20_000
const MOST_FAILURES = 100
const MOST_FIELDS = 1_000

/**
 * What a test tells, as it may leave this process: without secrets, and no larger than a report has room for, whatever the target sent.
 *
 * @example leaving({ contract: result }, redactor).contract
 */
export function leaving(told: Told, redactor: Redactor): Told {
  const { contract, phase } = told
  const bounded = {
    ...told,
    ...(contract && {
      contract: {
        ...contract,
        failures: contract.failures.slice(0, MOST_FAILURES).map((failure) => small(failure, redactor)),
        undocumented: contract.undocumented.slice(0, MOST_FIELDS),
      },
    }),
    ...(phase && { phase: { ...phase, failures: phase.failures.slice(0, MOST_FAILURES).map((failure) => small(failure, redactor)) } }),
  }
  return redactor.value(bounded, LONGEST)
}

/** Its secrets are found in the whole text, which is cut afterwards. */
const small = <Told extends Pick<Failure, 'expected' | 'actual'>>(failure: Told, redactor: Redactor): Told => ({
  ...failure,
  ...Object.fromEntries(
    (['expected', 'actual'] as const).map((side) => {
      const text = JSON.stringify(failure[side]) ?? ''
      return [side, text.length > LONGEST_VALUE ? redactor.value(text, LONGEST_VALUE) : failure[side]]
    }),
  ),
})
