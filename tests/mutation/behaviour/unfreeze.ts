import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { DAY, HOUR } from '../../../sandbox/src/units.ts'
import { type Change, rule } from '../inside.ts'
import { keyed, mutantsOf } from '../mutant.ts'
import { statusInstead } from '../wire.ts'

type Question = Parameters<typeof documented.rewardState>[0]

const gate = (open: (is: boolean, status: string) => boolean) =>
  rule('orderStatusGate', (is, _, { status }) => open(is, status), 'UNFREEZE')
const state = (change: Change<'rewardState'>) => rule('rewardState', change, 'UNFREEZE')
const window = (change: Change<'withinWindow'>) => rule('withinWindow', change, 'UNFREEZE')
const frozenFor = ({ lineItem, now }: Question): number => now - (lineItem.reward?.frozenAt ?? now)
const isDayOfFreeze = ({ lineItem, now }: Question): boolean =>
  Math.floor(now / DAY) === Math.floor((lineItem.reward?.frozenAt ?? now) / DAY)
/** Takes a line item that is cancelled in some way. */
const revives = (which: (lineItem: Question['lineItem']) => boolean) =>
  rule('eligible', (right, _, { lineItem }) => (which(lineItem) ? null : right), 'UNFREEZE')

/** What only unfreezing does. */
export const unfreezeMutants = mutantsOf('behaviour', {
  'unfreeze-takes-active UNF-38 UNF-42': state((is, { lineItem }) => is || lineItem.reward?.status === 'ACTIVE'),
  'unfreeze-skips-reissued-promo UNF-32': rule(
    'firstIssuance',
    (_, { action, lineItem }) => action === 'FREEZE' || lineItem.product !== 'PROMO_LINK' || lineItem.reward?.issuance === 1,
  ),
  'unfrozen-stays-locked UNF-25 FRZ-42 UNF-40': rule('unfreezeReward', (_, reward) => ({ ...reward, frozenAt: null })),
  'unfrozen-is-void UNF-25 FRZ-42 UNF-40': rule('unfreezeReward', (_, reward) => ({ ...reward, status: 'CANCELLED', frozenAt: null })),
  'unfrozen-in-part UNF-40 FRZ-42': rule('unfreezeReward', (right) => ({ ...right, amount: right.amount / 2 })),
  'unfreeze-accepts-not-frozen UNF-42 UNF-43': rule('noneEligible', () => 'accept'),
  'unfreeze-accepts-cancelled UNF-43 UNF-44 CAN-41': revives(({ reward }) => reward?.status === 'CANCELLED'),
  'unfreeze-revives-of-complete UNF-44 UNF-43 CAN-41': revives(
    ({ status, reward }) => status === 'COMPLETE' && reward?.status === 'CANCELLED',
  ),
  'unfreeze-brings-cancelled-back UNF-44 UNF-37 UNF-43 CAN-41': revives(({ status }) => status === 'CANCELLED'),
  'release-brings-cancelled-back CAN-49 CAN-41': rule('cancelReward', (_, reward) => ({
    ...reward,
    status: reward.frozenAt === null ? 'CANCELLED' : 'FROZEN',
  })),
  'unfreeze-after-48-hours-only UNF-25 UNF-45': state((is, question) => is && frozenFor(question) >= 2 * DAY),
  'unfreeze-after-a-day-only UNF-25 UNF-45': state((is, question) => is && frozenFor(question) >= DAY),
  'unfreeze-not-in-the-last-hour UNF-45': state((is, question) => is && frozenFor(question) < 2 * DAY - HOUR),
  'unfreeze-on-the-same-day UNF-45 UNF-48': state((is, question) => is && isDayOfFreeze(question)),
  'unfreeze-ignores-its-window UNF-47': window(() => true),
  'unfreeze-window-of-4-days UNF-47': window(
    (is, question) =>
      is && (question.interpretations['C-WINDOW-UNF'] === 'none' || documented.withinWindow({ ...question, now: question.now + DAY })),
  ),
  'unfreeze-has-the-window-of-freeze UNF-52': window((_, question) => documented.withinWindow({ ...question, action: 'FREEZE' })),
  'unfreeze-within-a-week UNF-52 UNF-47': window((_, { lineItem, now }) => now - (lineItem.reward?.issuedAt ?? now) <= 7 * DAY),
  ...keyed(Object.entries({ RG: 'UNF-49', BE: 'UNF-49', AA: 'UNF-05 UNF-51', RA: 'UNF-51' }), ([source, clauses]) => [
    `unfreeze-refuses-${source.toLowerCase()} ${clauses}`,
    rule('orderSource', (_, __, order) => order.source !== source, 'UNFREEZE'),
  ]),
  'unfreeze-refuses-complete UNF-05 UNF-53': gate((is, status) => is && status !== 'COMPLETE'),
  'unfreeze-refuses-partial UNF-53': gate((is, status) => is && status !== 'PARTIAL'),
  'unfreeze-refuses-scheduled UNF-53': gate((is, status) => is && status !== 'SCHEDULED DELIVERY'),
  'unfreeze-takes-failed UNF-54': gate((is, status) => is || status === 'FAILED'),
  'unfreeze-takes-pending UNF-54': gate((is, status) => is || status === 'PENDING'),
  'unfreeze-order-status-409 UNF-21': statusInstead('unfreeze', 422, 409),
})
