import { loadRegister } from '../register/load.ts'
import type { ConsumerClause } from '../register/types.ts'
import { eventRules } from './events.ts'
import type { Journal } from './journal.ts'
import { repeatRules } from './repeats.ts'
import { requestRules } from './requests.ts'
import type { Finding, Judged, Rule } from './rule.ts'

/** What became of one rule for clients. */
export interface RuleVerdict extends Pick<ConsumerClause, 'id' | 'statement' | 'basis' | 'otherwise'> {
  /** skipped: nothing that was sent could have shown it. inconclusive: what could have shown it is no longer in the journal. */
  result: 'passed' | 'failed' | 'skipped' | 'inconclusive'
  /** How many requests or deliveries could have shown a breach. */
  checked: number
  findings: Finding[]
  /** The failed rule that explains this failure. */
  follows?: string
}

/** What a journal says about a client. */
export interface Verdict {
  /** Whether no rule failed and at least one passed. */
  passed: boolean
  /** In the order of their ids. */
  rules: RuleVerdict[]
  /** How many requests the sandbox forgot before the oldest of the journal. */
  forgotten: number
}

const RULES: readonly Rule[] = [...requestRules, ...repeatRules, ...eventRules]

/**
 * Judges a client by what a sandbox saw of it: which of the rules for integrators it kept, which it broke, and the requests that show it.
 *
 * Not judged: what only a second run with faults shows (CON-33, CON-34, CON-37); `async-orders client` does that.
 *
 * @param journal what `control.listRequests()` and `control.listDeliveries()` give
 * @param except ids of rules that do not count
 * @throws Error when an id of `except` is no rule for clients
 * @example
 * const journal = await readJournal(createControl({ fetch: sandbox.fetch }))
 * expect(judge(journal).rules.filter(({ result }) => result === 'failed')).toEqual([])
 */
export function judge(journal: Journal, { except = [] }: { except?: readonly string[] } = {}): Verdict {
  const unknown = except.find((id) => !RULES.some((rule) => rule.id === id))
  if (unknown !== undefined)
    throw new Error(`Failed to judge: ${unknown} is no rule for clients. They are ${RULES.map(({ id }) => id).join(', ')}.`)
  const requests = journal.requests.toSorted((one, other) => one.number - other.number)
  const { deliveries = [] } = journal
  const forgotten = (requests[0]?.number ?? 1) - 1
  const { consumer } = loadRegister()
  const rules = RULES.filter(({ id }) => !except.includes(id)).flatMap(({ id, judge: judgeRule }) => {
    const clause = consumer.get(id)
    return clause === undefined ? [] : [verdictOf(clause, judgeRule({ requests, deliveries }), forgotten)]
  })
  return settled(rules, consumer, forgotten)
}

/** What a rule made of a journal, with what the register says of it. */
export function verdictOf(
  { id, statement, basis, otherwise }: ConsumerClause,
  { checked, findings }: Judged,
  forgotten: number,
): RuleVerdict {
  const otherwiseThanFailed = forgotten > 0 ? 'inconclusive' : checked === 0 ? 'skipped' : 'passed'
  return { id, statement, basis, otherwise, result: findings.length > 0 ? 'failed' : otherwiseThanFailed, checked, findings }
}

/**
 * Lets failures follow from failures of more basic rules.
 *
 * @example settled(rules, loadRegister().consumer, 0).passed
 */
export function settled(rules: readonly RuleVerdict[], consumer: ReadonlyMap<string, ConsumerClause>, forgotten: number): Verdict {
  const broken = new Set(rules.filter(({ result }) => result === 'failed').map(({ id }) => id))
  const all = rules.map((rule): RuleVerdict => {
    const basic = consumer.get(rule.id)?.after?.find((id) => broken.has(id))
    return rule.result === 'failed' && basic !== undefined ? { ...rule, follows: basic } : rule
  })
  return { passed: broken.size === 0 && all.some(({ result }) => result === 'passed'), rules: all, forgotten }
}
