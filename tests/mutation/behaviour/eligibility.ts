import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { forEachAction, type Mutant, numbered, wrongRule } from '../mutant.ts'

type Question = Parameters<typeof documented.withinWindow>[0]

const redeemed = ({ lineItem }: Question): number => lineItem.reward?.redeemedAmount ?? 0

/** Which products, rewards and line items are eligible for an action. */
export const eligibilityMutants = forEachAction(({ op, action, prefix: P }) => {
  const rule = (
    name: 'choiceProduct' | 'lineItemComplete' | 'unredeemed',
    id: string,
    clause: number | readonly number[],
    breaks: string,
    change: (right: boolean, question: Question) => boolean,
  ) =>
    wrongRule(`${op}-${id}`, numbered(P, clause), `${op} ${breaks}`, {
      [name]: (question: Question) =>
        question.action === action ? change(documented[name](question), question) : documented[name](question),
    })
  const product = (name: string, clause: number | readonly number[]): Mutant =>
    rule(
      'choiceProduct',
      `forgets-${name.toLowerCase().replaceAll('_', '-')}`,
      clause,
      `skips ${name}`,
      (is, { lineItem }) => is && lineItem.product !== name,
    )
  return [
    product('REWARD_LINK', [25, 30]),
    product('GLOBAL_CHOICE_LINK', 31),
    product('PROMO_LINK', [32, ...(action === 'CANCEL' ? [52] : [])]),
    product('DISBURSEMENT_LINK', 33),
    rule('choiceProduct', 'takes-any-product', 34, 'takes any product', () => true),
    rule(
      'unredeemed',
      'takes-partly-redeemed',
      35,
      'takes a partly redeemed reward',
      (_, question) => redeemed(question) < (question.lineItem.reward?.amount ?? 0),
    ),
    rule('unredeemed', 'forgives-a-cent', 35, 'takes a reward of which one cent is redeemed', (_, question) => redeemed(question) <= 1),
    rule(
      'unredeemed',
      'forgives-all-but-a-cent',
      35,
      'takes a reward of which a cent is left',
      (is, question) => is || redeemed(question) === (question.lineItem.reward?.amount ?? 0) - 1,
    ),
    rule(
      'unredeemed',
      'takes-fully-redeemed',
      36,
      'takes a fully redeemed reward',
      (is, question) => is || redeemed(question) === question.lineItem.reward?.amount,
    ),
    rule(
      'lineItemComplete',
      'takes-incomplete',
      action === 'CANCEL' ? [54, 45] : 37,
      'does not look at the status of line items',
      () => true,
    ),
    rule(
      'lineItemComplete',
      'takes-cancelled-line-item',
      action === 'CANCEL' ? [54, 45] : 37,
      'looks for a reward, and not at the status of line items',
      (_, { lineItem }) => lineItem.reward !== null,
    ),
    rule(
      'lineItemComplete',
      'takes-failed-line-item',
      action === 'CANCEL' ? 54 : 37,
      'takes a FAILED line item for a COMPLETE one',
      (is, { lineItem }) => is || lineItem.status === 'FAILED',
    ),
    rule(
      'lineItemComplete',
      'takes-pending-line-item',
      action === 'CANCEL' ? 54 : 37,
      'takes a PENDING line item for a COMPLETE one',
      (is, { lineItem }) => is || lineItem.status === 'PENDING',
    ),
  ]
})
