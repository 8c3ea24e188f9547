import type { Case } from '../cases/case.ts'
import { clausesOf } from '../checks/assertions-of.ts'
import { groupsBy } from '../group-by.ts'
import type { ProbeResult } from '../probes/probe.ts'
import type { Register } from '../register/load.ts'
import type { CaseResult } from '../run/check-case.ts'
import type { PhaseResult } from '../run/phase.ts'
import type { TargetName } from '../targets/target.ts'
import { applyPolicy, applyPolicyToPhase, type Policy } from './policy.ts'
import { withoutVerdict } from './vacuous-pass.ts'

/** What was found on all targets, before anything is held against one. */
interface Found {
  results: { result: CaseResult; durationMs: number }[]
  phases: PhaseResult[]
  probes: ProbeResult[]
}

/**
 * What was found, with an inconclusive result for each case that ended without one: a test process that died told nothing of the rest.
 *
 * @example withMissing({ results: [], phases: [], probes: [] }, ['sandbox'], [row]).results.length // 1
 */
export function withMissing<Any extends Found>(found: Any, targets: readonly TargetName[], rows: readonly Case[]): Any {
  const told = new Set(found.results.map(({ result: { id, target } }) => `${target} ${id}`))
  const missing = targets.flatMap((target) =>
    rows
      .filter(({ id }) => !told.has(`${target} ${id}`))
      .map(({ id }) => ({
        result: {
          ...{ id, target, status: 'inconclusive' as const, reason: 'the run ended without a result of it' },
          ...{ held: [], failures: [], undocumented: [] },
        },
        durationMs: 0,
      })),
  )
  return { ...found, results: [...found.results, ...missing] }
}

/**
 * Says of what was found on each target what counts there: what proves nothing is no verdict, what a more basic failure explains follows
 * from it, and the rest goes by the policy.
 *
 * @param policy of every target, without what was observed there
 * @example const { results, phases } = weighed(suite, { ours: false, failOn: 'inferred', register })
 */
export function weighed(found: Found, policy: Omit<Policy, 'observed'>): Found {
  const { results, phases, probes } = found
  const of = (target: TargetName): Policy => ({ ...policy, observed: probes.filter((probe) => probe.target === target) })
  const byTarget = Object.entries(groupsBy(results, ({ result }) => result.target)) as [TargetName, Found['results']][]
  return {
    ...found,
    results: byTarget.flatMap(([target, own]) => {
      const judged = applyPolicy(withoutVerdict(own.map(({ result }) => result)), of(target))
      return own.map((one, index) => ({ ...one, result: judged[index] ?? one.result }))
    }),
    phases: phases.map((phase) => applyPolicyToPhase(phase, of(phase.target))),
  }
}

/**
 * The open questions that could explain what cases find.
 *
 * @example interpretationsOf(selected, register) // ['C-NONE-ELIGIBLE']
 */
export const interpretationsOf = (rows: readonly Case[], register: Register): string[] => [
  ...new Set(rows.flatMap((row) => clausesOf(row).flatMap((clause) => register.clauses.get(clause)?.interpretations ?? []))),
]
