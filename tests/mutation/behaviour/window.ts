import type { documentedRules } from '../../../sandbox/src/index.ts'
import { DAY, HOUR } from '../../../sandbox/src/units.ts'
import { type Change, rule } from '../inside.ts'
import { forEachAction, keyed, type Mistakes } from '../mutant.ts'

type Question = Parameters<typeof documentedRules.withinWindow>[0]

const issued = ({ lineItem }: Question): number => lineItem.reward?.issuedAt ?? Number.NaN
const between = (from: number, to: number): number => Math.floor(to / DAY) - Math.floor(from / DAY)
const days = (question: Question): number => between(issued(question), question.now)

/** Five days counted wrong: `wide` where a day in the middle shows it too, not the last day alone. */
const WRONG: [id: string, within: Change<'withinWindow'>, wide?: 'wide'][] = [
  ['of-4-days', (_, question) => days(question) <= 4],
  ['of-6-days', (_, question) => days(question) <= 6],
  ['of-a-week', (_, question) => days(question) < 8, 'wide'],
  ['never-closes', () => true, 'wide'],
  ['never-opens', (_, question) => days(question) <= 0, 'wide'],
  ['of-120-hours', (_, question) => question.now - issued(question) <= 5 * DAY],
  ['a-millisecond-short', (_, question) => days({ ...question, now: question.now + 1 }) <= 5],
  ['a-millisecond-long', (_, question) => days({ ...question, now: question.now - 1 }) <= 5],
  ['from-the-order', (_, { now, order, lineItem }) => lineItem.reward !== null && between(order.createdAt, now) <= 5, 'wide'],
  ['in-local-time', (_, question) => between(issued(question) - 5 * HOUR, question.now - 5 * HOUR) <= 5],
]

/** Five days counted wrong by an action that has a window, whose clauses are about the days in the middle and about the last. */
export const windowMistakes = (action: 'FREEZE' | 'CANCEL', clause: string, edge: string): Mistakes =>
  keyed(WRONG, ([id, within, wide]) => [
    `${action.toLowerCase()}-window-${id} ${wide ? `${clause} ${edge}` : edge}`,
    rule('withinWindow', within, action),
  ])

/** Actions that take a cancelled reward of a COMPLETE line item, once its window is over. */
export const oldCancelledMutants = forEachAction(({ action, prefix }) => ({
  [`takes-old-cancelled ${{ FRZ: '38 CAN-41', UNF: '44 CAN-41', CAN: '45' }[prefix]}`]: rule(
    'eligible',
    (right, _, question) => (question.lineItem.reward?.status === 'CANCELLED' && days(question) > 5 ? null : right),
    action,
  ),
}))
