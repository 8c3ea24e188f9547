import type { ConsumerClause } from '../register/types.ts'
import type { Finding } from './session.ts'

/** What a run says about one rule. */
export interface RuleVerdict extends Pick<ConsumerClause, 'id' | 'statement' | 'otherwise'> {
  result: 'passed' | 'failed' | 'skipped' | 'inconclusive'
  /** Exchanges that say something about it. */
  exchanges: number
  /** Why it was skipped or is inconclusive. */
  reason?: string
  /** A more basic rule that failed too: this one does not count by itself. */
  follows?: string
  failures: Finding[]
}

/** What is known of a run beside its findings. */
interface Known {
  /** Why rules were skipped. */
  skipped: Readonly<Record<string, string>>
  /** Whether a good event got 2xx. */
  accepted: boolean
}

/**
 * What each rule gets, in their order.
 *
 * @example verdictsOf(rules, session.findings, { skipped: {}, accepted: true }).filter(({ result }) => result === 'failed')
 */
export function verdictsOf(rules: readonly ConsumerClause[], findings: readonly Finding[], known: Known): RuleVerdict[] {
  const failed = new Set(findings.filter(({ result }) => result === 'failed').map(({ rule }) => rule))
  return rules.map((rule) => {
    const own = findings.filter((finding) => finding.rule === rule.id)
    const failures = own.filter(({ result }) => result === 'failed')
    const { id, statement, otherwise } = rule
    const verdict = { id, statement, otherwise, exchanges: own.length, failures }
    if (failures.length === 0) return { ...verdict, ...withoutFailure(id, own, known) }
    const follows = moreBasic(rule, failures).find((basic) => failed.has(basic))
    return { ...verdict, result: 'failed', ...(follows === undefined ? {} : { follows }) }
  })
}

/** Who accepts what another key has signed accepts changed bodies too, whatever bytes are verified. */
const moreBasic = ({ id, after = [] }: ConsumerClause, failures: readonly Finding[]): string[] =>
  id === 'CON-02' && failures.every(({ row }) => row.verdict === 'refuse') ? [...after, 'CON-06'] : after

function withoutFailure(id: string, own: readonly Finding[], { skipped, accepted }: Known): Pick<RuleVerdict, 'result' | 'reason'> {
  const reason = skipped[id]
  if (reason !== undefined) return { result: 'skipped', reason }
  const open = own.find(({ result }) => result === 'inconclusive')
  if (open !== undefined) return { result: 'inconclusive', reason: `${open.row.name}: ${open.received}` }
  if (own.length === 0) return { result: 'inconclusive', reason: 'no exchange' }
  if (!accepted && own.every(({ row }) => row.verdict === 'refuse'))
    return { result: 'inconclusive', reason: 'the receiver accepts nothing, so its refusals prove nothing' }
  return { result: 'passed' }
}
