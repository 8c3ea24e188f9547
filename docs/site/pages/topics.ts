import type { Clause } from '../../../contract/src/register/types.ts'

/** What a clause is about, in the order in which an integrator meets it. */
export const TOPICS = ['Request and response', 'Which order', 'Eligibility', 'What changes', 'Event and delivery'] as const

/** One of them. */
export type Topic = (typeof TOPICS)[number]

/** Rules of the sandbox that choose what an action is about. Any other leaves the topic to what the clause has observed. */
const ORDER = ['findOrder', 'findOrderByExternalRef', 'orderSource']
const ELIGIBILITY = [
  ...['choiceProduct', 'eligible', 'firstIssuance', 'lineItemComplete', 'noneEligible', 'orderStatusGate', 'rewardState'],
  ...['unredeemed', 'updatableStatus', 'withinWindow'],
]
const BY_OBSERVATION = { response: 'Request and response', state: 'What changes', event: 'Event and delivery' } as const

/**
 * The topic of a clause.
 *
 * @example topicOf({ ...clause, rule: 'withinWindow' }) // 'Eligibility'
 */
export function topicOf({ rule = '', observe }: Clause): Topic {
  if (ORDER.includes(rule)) return 'Which order'
  return ELIGIBILITY.includes(rule) ? 'Eligibility' : BY_OBSERVATION[observe]
}
