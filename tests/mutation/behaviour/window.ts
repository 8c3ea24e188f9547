import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { type Mutant, type Wrong, wrong } from '../mutant.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

type Question = Parameters<typeof documented.withinWindow>[0]

const issued = ({ lineItem }: Question): number => lineItem.reward?.issuedAt ?? Number.NaN
const days = (question: Question): number => Math.floor(question.now / DAY) - Math.floor(issued(question) / DAY)

/** The window of one action, counted otherwise. */
export const window = (action: Question['action'], within: (question: Question) => boolean): Wrong => ({
  rules: { withinWindow: (question) => (question.action === action ? within(question) : documented.withinWindow(question)) },
})

/** Ways to count five days wrong, for the actions that have a window. */
export const windowMutants = (op: string, action: Question['action'], clause: string, edge: string): Mutant[] => [
  wrong(
    `${op}-window-of-4-days`,
    edge,
    `${op} is possible until day 4`,
    window(action, (question) => days(question) <= 4),
  ),
  wrong(
    `${op}-window-of-6-days`,
    edge,
    `${op} is possible until day 6`,
    window(action, (question) => days(question) <= 6),
  ),
  wrong(
    `${op}-window-of-a-week`,
    [clause, edge],
    `${op} is possible for a week`,
    window(action, (question) => days(question) < 8),
  ),
  wrong(
    `${op}-window-never-closes`,
    [clause, edge],
    `${op} is possible for ever`,
    window(action, () => true),
  ),
  wrong(
    `${op}-window-never-opens`,
    [clause, edge],
    `${op} is possible on the day of issuance only`,
    window(action, (question) => days(question) <= 0),
  ),
  wrong(
    `${op}-window-of-120-hours`,
    edge,
    `${op} is possible for 120 hours`,
    window(action, (question) => question.now - issued(question) <= 5 * DAY),
  ),
  wrong(
    `${op}-window-a-millisecond-short`,
    edge,
    `${op} ends a millisecond before its last day does`,
    window(action, (question) => days({ ...question, now: question.now + 1 }) <= 5),
  ),
  wrong(
    `${op}-window-a-millisecond-long`,
    edge,
    `${op} ends a millisecond after its last day does`,
    window(action, (question) => days({ ...question, now: question.now - 1 }) <= 5),
  ),
  wrong(
    `${op}-window-from-the-order`,
    [clause, edge],
    `${op} counts from when the order was made`,
    window(
      action,
      ({ order, lineItem, ...question }) =>
        lineItem.reward !== null &&
        days({ ...question, order, lineItem: { ...lineItem, reward: { ...lineItem.reward, issuedAt: order.createdAt } } }) <= 5,
    ),
  ),
  wrong(
    `${op}-window-in-local-time`,
    edge,
    `${op} counts days five hours west of UTC`,
    window(action, (question) => Math.floor((question.now - 5 * HOUR) / DAY) - Math.floor((issued(question) - 5 * HOUR) / DAY) <= 5),
  ),
]
