import { documentedRules as documented } from '../../../sandbox/src/index.ts'
import { DAY, HOUR } from '../../../sandbox/src/units.ts'
import { onTransaction } from '../memory.ts'
import { type Mutant, wrong, wrongRule } from '../mutant.ts'
import { windowMutants } from './window.ts'

type Reward = Parameters<typeof documented.freezeReward>[0]

const lasting = (id: string, clause: string, breaks: string, milliseconds: number | null): Mutant =>
  wrongRule(id, clause, breaks, { freezeDuration: () => milliseconds })

const redeemable = (id: string, clause: string, breaks: string, allow: (reward: Reward, amount: number) => boolean): Mutant =>
  wrongRule(id, clause, breaks, {
    redeemable: (reward, amount) => (allow(reward, amount) ? null : (documented.redeemable(reward, amount) ?? 'not allowed')),
  })

const left = ({ amount, redeemedAmount }: Reward): number => amount - redeemedAmount

/** What only freezing does. */
export const freezeMutants: Mutant[] = [
  wrongRule('freeze-takes-frozen', ['FRZ-38', 'FRZ-49'], 'freezes a frozen reward', {
    rewardState: (question) =>
      documented.rewardState(question) || (question.action === 'FREEZE' && question.lineItem.reward?.status === 'FROZEN'),
  }),
  wrongRule('freeze-takes-cancelled', 'FRZ-38', 'freezes a cancelled reward', {
    rewardState: (question) =>
      documented.rewardState(question) || (question.action === 'FREEZE' && question.lineItem.reward?.status === 'CANCELLED'),
  }),
  redeemable(
    'frozen-can-be-redeemed',
    'FRZ-40',
    'lets a frozen reward be redeemed',
    (reward, amount) => reward.status !== 'CANCELLED' && amount <= left(reward),
  ),
  wrongRule('freeze-changes-nothing', 'FRZ-25', 'tells of a freeze and does not keep it', { freezeReward: (reward) => reward }),
  wrongRule('released-stays-locked', ['FRZ-42', 'UNF-25', 'FRZ-41'], 'keeps a released reward locked', {
    unfreezeReward: (reward) => ({ ...reward, frozenAt: null }),
  }),
  wrongRule('once-frozen-never-redeemed', 'FRZ-41', 'never lets a reward be redeemed that was frozen once', () => {
    const frozen = new Set<string>()
    return {
      freezeReward: (reward, now) => {
        frozen.add(reward.rewardId)
        return documented.freezeReward(reward, now)
      },
      redeemable: (reward, amount) => (frozen.has(reward.rewardId) ? 'it was frozen' : documented.redeemable(reward, amount)),
    }
  }),
  lasting('freeze-lasts-for-ever', 'FRZ-42', 'never ends a freeze by itself', null),
  lasting('freeze-lasts-49-hours', 'FRZ-42', 'ends a freeze after 49 hours', 49 * HOUR),
  lasting('freeze-lasts-a-millisecond-more', 'FRZ-42', 'ends a freeze a millisecond late', 48 * HOUR + 1),
  lasting('freeze-lasts-24-hours', 'FRZ-43', 'ends a freeze after 24 hours', 24 * HOUR),
  lasting('freeze-lasts-a-millisecond-less', 'FRZ-43', 'ends a freeze a millisecond early', 48 * HOUR - 1),
  wrong('first-freeze-ends-the-second', 'FRZ-43', 'ends a second freeze when the first would have ended', {
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
  }),
  ...windowMutants('freeze', 'FREEZE', 'FRZ-44', 'FRZ-45'),
  wrongRule('freeze-skips-reissued-promo', 'FRZ-32', 'freezes a Promo Link in its first issuance only', {
    firstIssuance: ({ action, lineItem }) => action === 'UNFREEZE' || lineItem.product !== 'PROMO_LINK' || lineItem.reward?.issuance === 1,
  }),
  wrongRule('freeze-once-only', 'FRZ-46', 'freezes a reward only once', {
    rewardState: (question) =>
      documented.rewardState(question) &&
      (question.action !== 'FREEZE' ||
        !question.lineItem.history.some(({ action, outcome }) => action === 'FREEZE' && outcome === 'changed')),
  }),
  wrongRule('freeze-twice-only', 'FRZ-46', 'freezes a reward only twice', {
    rewardState: (question) =>
      documented.rewardState(question) &&
      (question.action !== 'FREEZE' ||
        question.lineItem.history.filter(({ action, outcome }) => action === 'FREEZE' && outcome === 'changed').length < 2),
  }),
  wrongRule('freeze-extends-expiry', 'FRZ-47', 'moves the expiration date by the length of the freeze', {
    freezeReward: (reward, now) => ({
      ...documented.freezeReward(reward, now),
      expiresAt: reward.expiresAt === null ? null : reward.expiresAt + 2 * DAY,
    }),
  }),
  wrongRule('freeze-drops-expiry', 'FRZ-47', 'forgets the expiration date', {
    freezeReward: (reward, now) => ({ ...documented.freezeReward(reward, now), expiresAt: null }),
  }),
  wrongRule('release-extends-expiry', 'FRZ-47', 'moves the expiration date when a freeze ends', {
    unfreezeReward: (reward) => ({
      ...documented.unfreezeReward(reward),
      expiresAt: reward.expiresAt === null ? null : reward.expiresAt + 2 * DAY,
    }),
  }),
  wrongRule('freeze-refuses-pending-order', 'FRZ-48', 'refuses to freeze in a PENDING order', {
    orderStatusGate: (action, order, interpretations) =>
      documented.orderStatusGate(action, order, interpretations) && !(action === 'FREEZE' && order.status === 'PENDING'),
  }),
  wrongRule('freeze-waits-for-the-order', 'FRZ-48', 'freezes nothing while the order is PENDING', {
    lineItemComplete: (question) =>
      documented.lineItemComplete(question) && !(question.action === 'FREEZE' && question.order.status === 'PENDING'),
  }),
  wrongRule('freeze-restarts', ['FRZ-49', 'FRZ-38'], 'starts the 48 hours again for a frozen reward', {
    rewardState: (question) =>
      documented.rewardState({ ...question, interpretations: { ...question.interpretations, 'C-FRZ-FROZEN': 'restart' } }),
  }),
]
