import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { DAY, HOUR } from '../../../sandbox/src/units.ts'
import { type Mutant, type Wrong, wrong, wrongRule } from '../mutant.ts'

type Question = Parameters<typeof documented.withinWindow>[0]

const issued = ({ lineItem }: Question): number => lineItem.reward?.issuedAt ?? Number.NaN
const days = (question: Question): number => Math.floor(question.now / DAY) - Math.floor(issued(question) / DAY)

/** The window of one action, counted otherwise. */
export const window = (action: Question['action'], within: (question: Question) => boolean): Wrong => ({
  rules: { withinWindow: (question) => (question.action === action ? within(question) : documented.withinWindow(question)) },
})

type Within = (question: Question) => boolean

/** Five days counted wrong: `wide` where a day in the middle shows it too, not the last day alone. */
const WRONG: [id: string, breaks: string, within: Within, wide?: 'wide'][] = [
  ['of-4-days', 'is possible until day 4', (question) => days(question) <= 4],
  ['of-6-days', 'is possible until day 6', (question) => days(question) <= 6],
  ['of-a-week', 'is possible for a week', (question) => days(question) < 8, 'wide'],
  ['never-closes', 'is possible for ever', () => true, 'wide'],
  ['never-opens', 'is possible on the day of issuance only', (question) => days(question) <= 0, 'wide'],
  ['of-120-hours', 'is possible for 120 hours', (question) => question.now - issued(question) <= 5 * DAY],
  ['a-millisecond-short', 'ends a millisecond before its last day does', (question) => days({ ...question, now: question.now + 1 }) <= 5],
  ['a-millisecond-long', 'ends a millisecond after its last day does', (question) => days({ ...question, now: question.now - 1 }) <= 5],
  [
    'from-the-order',
    'counts from when the order was made',
    ({ now, order, lineItem }) => lineItem.reward !== null && Math.floor(now / DAY) - Math.floor(order.createdAt / DAY) <= 5,
    'wide',
  ],
  [
    'in-local-time',
    'counts days five hours west of UTC',
    (question) => Math.floor((question.now - 5 * HOUR) / DAY) - Math.floor((issued(question) - 5 * HOUR) / DAY) <= 5,
  ],
]

/** Ways to count five days wrong, for the actions that have a window. */
export const windowMutants = (op: string, action: Question['action'], clause: string, edge: string): Mutant[] =>
  WRONG.map(([id, breaks, within, wide]) =>
    wrong(`${op}-window-${id}`, wide ? [clause, edge] : edge, `${op} ${breaks}`, window(action, within)),
  )

/** Actions that take a cancelled reward of a COMPLETE line item, once its window is over. */
export const oldCancelledMutants: Mutant[] = (['FREEZE', 'UNFREEZE', 'CANCEL'] as const).map((action) => {
  const isOldCancelled = (question: Question): boolean =>
    question.action === action && question.lineItem.reward?.status === 'CANCELLED' && days(question) > 5
  return wrongRule(
    `${action.toLowerCase()}-takes-old-cancelled`,
    { FREEZE: ['FRZ-38', 'CAN-41'], UNFREEZE: ['UNF-44', 'CAN-41'], CANCEL: ['CAN-45'] }[action],
    `takes a cancelled reward of a COMPLETE line item once its window is over (${action.toLowerCase()})`,
    { eligible: (rules, question) => (isOldCancelled(question) ? null : documented.eligible(rules, question)) },
  )
})
