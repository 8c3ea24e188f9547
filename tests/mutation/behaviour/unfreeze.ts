import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { DAY } from '../../../sandbox/src/units.ts'
import { type Broken, type Mutant, wrong, wrongRule } from '../mutant.ts'
import { statusInstead } from '../wire.ts'
import { window } from './window.ts'

type Order = Parameters<typeof documented.orderSource>[1]
type Question = Parameters<typeof documented.rewardState>[0]

const state = (id: string, clause: Broken, breaks: string, holds: (right: boolean, question: Question) => boolean): Mutant =>
  wrongRule(id, clause, breaks, {
    rewardState: (question) =>
      question.action === 'UNFREEZE' ? holds(documented.rewardState(question), question) : documented.rewardState(question),
  })

const gate = (id: string, clause: Broken, breaks: string, open: (right: boolean, order: Order) => boolean): Mutant =>
  wrongRule(id, clause, breaks, {
    orderStatusGate: (action, order, interpretations) => {
      const right = documented.orderStatusGate(action, order, interpretations)
      return action === 'UNFREEZE' ? open(right, order) : right
    },
  })

const refusesSource = (source: Order['source'], clause: Broken): Mutant =>
  wrongRule(`unfreeze-refuses-${source.toLowerCase()}`, clause, `refuses to unfreeze orders from ${source}`, {
    orderSource: (action, order) => action !== 'UNFREEZE' || order.source !== source,
  })

const sameDay = (one: number, other: number | null): boolean => Math.floor(one / DAY) === Math.floor((other ?? one) / DAY)

/** What only unfreezing does. */
export const unfreezeMutants: Mutant[] = [
  state(
    'unfreeze-takes-active',
    ['UNF-38', 'UNF-42'],
    'takes an active reward',
    (is, { lineItem }) => is || lineItem.reward?.status === 'ACTIVE',
  ),
  wrongRule('unfreeze-skips-reissued-promo', 'UNF-32', 'unfreezes a Promo Link in its first issuance only', {
    firstIssuance: ({ action, lineItem }) => action === 'FREEZE' || lineItem.product !== 'PROMO_LINK' || lineItem.reward?.issuance === 1,
  }),
  wrongRule('unfrozen-stays-locked', ['UNF-25', 'FRZ-42', 'UNF-40'], 'leaves an unfrozen reward locked', {
    unfreezeReward: (reward) => ({ ...reward, frozenAt: null }),
  }),
  wrongRule('unfrozen-is-void', ['UNF-25', 'FRZ-42', 'UNF-40'], 'voids an unfrozen reward', {
    unfreezeReward: (reward) => ({ ...reward, status: 'CANCELLED', frozenAt: null }),
  }),
  wrongRule('unfrozen-in-part', ['UNF-40', 'FRZ-42'], 'lets only half of an unfrozen reward be redeemed', {
    unfreezeReward: (reward) => ({ ...documented.unfreezeReward(reward), amount: reward.amount / 2 }),
  }),
  wrongRule('unfreeze-accepts-not-frozen', ['UNF-42', 'UNF-43'], 'accepts an order of which nothing is frozen', {
    noneEligible: () => 'accept',
  }),
  wrongRule('unfreeze-accepts-cancelled', ['UNF-43', 'UNF-44', 'CAN-41'], 'accepts an order of which all is cancelled', {
    eligible: (rules, question) =>
      question.action === 'UNFREEZE' && question.lineItem.reward?.status === 'CANCELLED' ? null : documented.eligible(rules, question),
  }),
  wrongRule('unfreeze-revives-of-complete', ['UNF-44', 'UNF-43', 'CAN-41'], 'brings back a cancelled reward of a COMPLETE line item', {
    eligible: (rules, question) =>
      question.action === 'UNFREEZE' && question.lineItem.reward?.status === 'CANCELLED' && question.lineItem.status === 'COMPLETE'
        ? null
        : documented.eligible(rules, question),
  }),
  wrongRule('unfreeze-brings-cancelled-back', ['UNF-44', 'UNF-37', 'UNF-43', 'CAN-41'], 'brings a cancelled reward back', {
    eligible: (rules, question) =>
      question.action === 'UNFREEZE' && question.lineItem.status === 'CANCELLED' ? null : documented.eligible(rules, question),
  }),
  wrongRule('release-brings-cancelled-back', ['CAN-49', 'CAN-41'], 'keeps a cancelled reward frozen, so that its release brings it back', {
    cancelReward: (reward) => ({ ...reward, status: reward.frozenAt === null ? 'CANCELLED' : 'FROZEN' }),
  }),
  state(
    'unfreeze-after-48-hours-only',
    ['UNF-25', 'UNF-45'],
    'waits for the 48 hours to be over',
    (is, { lineItem, now }) => is && now - (lineItem.reward?.frozenAt ?? now) >= 2 * DAY,
  ),
  state(
    'unfreeze-after-a-day-only',
    ['UNF-25', 'UNF-45'],
    'waits for a day to be over',
    (is, { lineItem, now }) => is && now - (lineItem.reward?.frozenAt ?? now) >= DAY,
  ),
  state(
    'unfreeze-not-in-the-last-hour',
    'UNF-45',
    'is not possible in the last hour of a freeze',
    (is, { lineItem, now }) => is && now - (lineItem.reward?.frozenAt ?? now) < 2 * DAY - 3_600_000,
  ),
  wrong(
    'unfreeze-ignores-its-window',
    'UNF-47',
    'has no window where it should have one',
    window('UNFREEZE', () => true),
  ),
  wrong(
    'unfreeze-window-of-4-days',
    'UNF-47',
    'has a window of four days where it should have five',
    window(
      'UNFREEZE',
      (question) =>
        documented.withinWindow(question) &&
        (question.interpretations['C-WINDOW-UNF'] === 'none' || documented.withinWindow({ ...question, now: question.now + DAY })),
    ),
  ),
  state(
    'unfreeze-on-the-same-day',
    ['UNF-45', 'UNF-48'],
    'is possible on the day of the freeze only',
    (is, { lineItem, now }) => is && sameDay(now, lineItem.reward?.frozenAt ?? null),
  ),
  refusesSource('RG', 'UNF-49'),
  refusesSource('BE', 'UNF-49'),
  refusesSource('AA', ['UNF-05', 'UNF-51']),
  refusesSource('RA', 'UNF-51'),
  wrong(
    'unfreeze-has-the-window-of-freeze',
    'UNF-52',
    'has the window of freeze',
    window('UNFREEZE', (question) => documented.withinWindow({ ...question, action: 'FREEZE' })),
  ),
  wrong(
    'unfreeze-within-a-week',
    ['UNF-52', 'UNF-47'],
    'is possible for a week after issuance',
    window('UNFREEZE', ({ lineItem, now }) => now - (lineItem.reward?.issuedAt ?? now) <= 7 * DAY),
  ),
  gate('unfreeze-refuses-complete', ['UNF-05', 'UNF-53'], 'refuses COMPLETE orders', (is, { status }) => is && status !== 'COMPLETE'),
  gate('unfreeze-refuses-partial', 'UNF-53', 'refuses PARTIAL orders', (is, { status }) => is && status !== 'PARTIAL'),
  gate(
    'unfreeze-refuses-scheduled',
    'UNF-53',
    'refuses SCHEDULED DELIVERY orders',
    (is, { status }) => is && status !== 'SCHEDULED DELIVERY',
  ),
  gate('unfreeze-takes-failed', 'UNF-54', 'takes FAILED orders', (is, { status }) => is || status === 'FAILED'),
  gate('unfreeze-takes-pending', 'UNF-54', 'takes PENDING orders', (is, { status }) => is || status === 'PENDING'),
  wrong('unfreeze-order-status-409', 'UNF-21', 'answers 409 for an order that cannot be unfrozen', statusInstead('unfreeze', 422, 409)),
]
