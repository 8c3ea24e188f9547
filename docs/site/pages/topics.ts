import type { Clause } from '../../../contract/src/register/types.ts'

/** What a clause is about, in the order in which an integrator meets it. */
export const TOPICS = ['Request and answer', 'Which order', 'Eligibility', 'What changes', 'Event and delivery'] as const

/** One of them. */
export type Topic = (typeof TOPICS)[number]

/** By rule of the sandbox. A rule that is not here leaves it to what the clause has observed. */
const BY_RULE: Record<string, Topic> = {
  findOrder: 'Which order',
  findOrderByExternalRef: 'Which order',
  orderSource: 'Which order',
  choiceProduct: 'Eligibility',
  eligible: 'Eligibility',
  firstIssuance: 'Eligibility',
  lineItemComplete: 'Eligibility',
  noneEligible: 'Eligibility',
  orderStatusGate: 'Eligibility',
  rewardState: 'Eligibility',
  unredeemed: 'Eligibility',
  updatableStatus: 'Eligibility',
  withinWindow: 'Eligibility',
}

const BY_OBSERVATION: Record<Clause['observe'], Topic> = {
  response: 'Request and answer',
  state: 'What changes',
  event: 'Event and delivery',
}

/**
 * The topic of a clause.
 *
 * @example topicOf({ ...clause, rule: 'withinWindow' }) // 'Eligibility'
 */
export const topicOf = ({ rule, observe }: Clause): Topic => BY_RULE[rule ?? ''] ?? BY_OBSERVATION[observe]
