import { type OperationId, operations } from '../../../generated/operations.ts'
import type { ProbeResult } from '../probes/probe.ts'
import type { Register } from '../register/load.ts'
import type { CaseResult } from '../run/check-case.ts'
import type { PhaseResult } from '../run/phase.ts'
import { nothingCounts, settled } from './settled.ts'

/** The bases of clauses, the strongest first. */
export const BASES = ['documented', 'inferred', 'assumed'] as const

export type Basis = (typeof BASES)[number]

/** What counts on one target. */
export interface Policy {
  /** The target is a mock or sandbox of ours, started for this run: then everything counts. */
  ours: boolean
  /** The weakest basis that counts on other targets. */
  failOn: Basis
  register: Register
  /** Of this target. */
  observed: readonly ProbeResult[]
}

/**
 * Says of each failure which other explains it, and marks those that do not count on a target: those of clauses that are weaker than `failOn`, and those that an option of an open
 * question explains, where the target was observed to follow it. A case with no other failure has passed.
 *
 * @param results of one target
 * @example applyPolicy(results, { ours: false, failOn: 'inferred', register, observed: probes })
 */
export function applyPolicy(results: readonly CaseResult[], policy: Policy): CaseResult[] {
  if (policy.ours) return settled(results)
  const marked = results.map((result) => {
    const action = actionOf(result.answered?.operation)
    return { ...result, failures: result.failures.map((failure) => marking(failure, differsBy(failure.clause, action, policy))) }
  })
  return settled(marked)
}

/**
 * The same for generated tests.
 *
 * @example phases.map((phase) => applyPolicyToPhase(phase, policy))
 */
export function applyPolicyToPhase(phase: PhaseResult, policy: Policy): PhaseResult {
  if (policy.ours) return phase
  const failures = phase.failures.map((failure) =>
    marking(failure, failure.clause === null ? undefined : differsBy(failure.clause, actionOfClause(failure.clause), policy)),
  )
  return { ...phase, failures, status: nothingCounts({ ...phase, failures }) ? 'passed' : phase.status }
}

const marking = <T extends { differs?: string }>(failure: T, differs: string | undefined): T =>
  differs === undefined ? failure : { ...failure, differs }

const actionOf = (operation: OperationId | undefined): string | null => (operation === undefined ? null : operations[operation].name)

const actionOfClause = (clause: string): string | null =>
  Object.values(operations).find(({ prefix }) => clause.startsWith(prefix))?.name ?? null

/** Why a failure of a clause does not count, if so. */
function differsBy(clause: string, action: string | null, { failOn, register, observed }: Policy): string | undefined {
  // Fields that are not described are looked for only where --strict asks for it.
  if (clause === 'GEN-28') return undefined
  const { basis = 'documented', interpretations = [] } = register.clauses.get(clause) ?? {}
  for (const id of interpretations) {
    // Where an open question is asked for each action, the answer for this one decides.
    const found =
      observed.find(({ interpretation }) => interpretation === `${id}.${action}`) ??
      observed.find(({ interpretation }) => interpretation === id)
    const { options, chosen } = register.interpretations.get(id) ?? { options: {}, chosen: '' }
    if (found !== undefined && found.observed !== chosen && Object.hasOwn(options, found.observed))
      return `${found.interpretation}=${found.observed}`
  }
  return BASES.indexOf(basis) > BASES.indexOf(failOn) ? 'assumed' : undefined
}
