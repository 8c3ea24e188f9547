import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import type { LineItem, Reward } from '../../../sandbox/src/model.ts'
import { DAY, HOUR } from '../../../sandbox/src/units.ts'
import { onTransaction, rule } from '../inside.ts'
import { mutantsOf } from '../mutant.ts'
import { windowMistakes } from './window.ts'

const frozenBefore = ({ history }: LineItem): number =>
  history.filter(({ action, outcome }) => action === 'FREEZE' && outcome === 'changed').length
const takes = (status: Reward['status']) => rule('rewardState', (is, { lineItem }) => is || lineItem.reward?.status === status, 'FREEZE')
const lasts = (milliseconds: number | null) => rule('freezeDuration', () => milliseconds)
const later = ({ expiresAt }: { expiresAt: number | null }) => ({ expiresAt: expiresAt === null ? null : expiresAt + 2 * DAY })

/** What only freezing does. */
export const freezeMutants = mutantsOf('behaviour', {
  'freeze-takes-frozen FRZ-38 FRZ-49': takes('FROZEN'),
  'freeze-takes-cancelled FRZ-38': takes('CANCELLED'),
  'frozen-can-be-redeemed FRZ-40': rule('redeemable', (right, { status, amount, redeemedAmount }, more) =>
    status !== 'CANCELLED' && more <= amount - redeemedAmount ? null : (right ?? 'not allowed'),
  ),
  'freeze-changes-nothing FRZ-25': rule('freezeReward', (_, reward) => reward),
  'released-stays-locked FRZ-42 UNF-25 FRZ-41': rule('unfreezeReward', (_, reward) => ({ ...reward, frozenAt: null })),
  'once-frozen-never-redeemed FRZ-41': {
    rules: () => {
      const frozen = new Set<string>()
      return {
        freezeReward: (reward, now) => {
          frozen.add(reward.rewardId)
          return documented.freezeReward(reward, now)
        },
        redeemable: (reward, amount) => (frozen.has(reward.rewardId) ? 'it was frozen' : documented.redeemable(reward, amount)),
      }
    },
  },
  'freeze-lasts-for-ever FRZ-42': lasts(null),
  'freeze-lasts-49-hours FRZ-42': lasts(49 * HOUR),
  'freeze-lasts-a-millisecond-more FRZ-42': lasts(48 * HOUR + 1),
  'freeze-lasts-24-hours FRZ-43': lasts(24 * HOUR),
  'freeze-lasts-a-millisecond-less FRZ-43': lasts(48 * HOUR - 1),
  'first-freeze-ends-the-second FRZ-43': {
    rules: () => {
      const since = new Map<string, number>()
      return {
        freezeReward: (reward, now) => {
          since.set(reward.rewardId, since.get(reward.rewardId) ?? now)
          return { ...documented.freezeReward(reward, now), frozenAt: since.get(reward.rewardId) ?? now }
        },
      }
    },
    // The end of a freeze that was lifted is kept, so that it comes.
    ...onTransaction(() => ({ removeTasks: () => undefined })),
  },
  ...windowMistakes('FREEZE', 'FRZ-44', 'FRZ-45'),
  'freeze-skips-reissued-promo FRZ-32': rule(
    'firstIssuance',
    (_, { action, lineItem }) => action === 'UNFREEZE' || lineItem.product !== 'PROMO_LINK' || lineItem.reward?.issuance === 1,
  ),
  'freeze-once-only FRZ-46': rule('rewardState', (is, { lineItem }) => is && frozenBefore(lineItem) === 0, 'FREEZE'),
  'freeze-twice-only FRZ-46': rule('rewardState', (is, { lineItem }) => is && frozenBefore(lineItem) < 2, 'FREEZE'),
  'freeze-extends-expiry FRZ-47': rule('freezeReward', (right, reward) => ({ ...right, ...later(reward) })),
  'freeze-drops-expiry FRZ-47': rule('freezeReward', (right) => ({ ...right, expiresAt: null })),
  'release-extends-expiry FRZ-47': rule('unfreezeReward', (right, reward) => ({ ...right, ...later(reward) })),
  'freeze-refuses-pending-order FRZ-48': rule('orderStatusGate', (is, _, { status }) => is && status !== 'PENDING', 'FREEZE'),
  'freeze-waits-for-the-order FRZ-48': rule('lineItemComplete', (is, { order }) => is && order.status !== 'PENDING', 'FREEZE'),
  'freeze-restarts FRZ-49 FRZ-38': rule('rewardState', (_, question) =>
    documented.rewardState({ ...question, interpretations: { ...question.interpretations, 'C-FRZ-FROZEN': 'restart' } }),
  ),
})
