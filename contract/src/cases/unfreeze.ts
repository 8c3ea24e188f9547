import { DAY, HOUR } from '../../../sandbox/src/units.ts'
import { aCase, act, type Case } from './case.ts'

const unfreeze = { request: act('unfreeze'), want: { status: 202 } }

/** What only unfreezing does. */
export const unfreezeCases: Case[] = [
  aCase('unfreeze-makes-redeemable', 'UNF-40', 'makes the reward redeemable again', {
    ...unfreeze,
    order: 'frozen',
    after: [{ redeem: 0, amount: 2_500 }],
    state: { changed: [0, 1], rewards: ['ACTIVE', 'ACTIVE'] },
  }),
  aCase('unfreeze-only-frozen', 'UNF-38', 'changes frozen rewards only', {
    ...unfreeze,
    order: { lineItems: [{ rewardStatus: 'FROZEN' }, {}] },
    state: { changed: [0], rewards: ['ACTIVE', 'ACTIVE'], outcomes: ['changed', 'reward-state'] },
  }),
  aCase('unfreeze-rejects-not-frozen', 'UNF-42', 'rejects an order of which nothing is frozen', {
    ...unfreeze,
    under: { 'C-NONE-ELIGIBLE': 'reject' },
    order: 'active',
    want: { status: 422 },
  }),
  aCase('unfreeze-rejects-cancelled', 'UNF-43', 'rejects an order of which all is cancelled', {
    ...unfreeze,
    under: { 'C-NONE-ELIGIBLE': 'reject' },
    order: 'active',
    before: [{ act: 'freeze' }, { act: 'cancel' }],
    want: { status: 422 },
  }),
  aCase('unfreeze-not-cancelled', 'UNF-44', 'does not bring a reward back that was cancelled while frozen', {
    ...unfreeze,
    order: 'active',
    before: [{ act: 'freeze' }, { act: 'cancel' }],
    after: [{ advance: 48 * HOUR }, { redeem: 0, amount: 1, refused: true }],
    state: { changed: [], rewards: ['CANCELLED', 'CANCELLED'] },
  }),
  aCase('unfreeze-early', 'UNF-45', 'is possible before the 48 hours are over', {
    ...unfreeze,
    order: 'active',
    before: [{ act: 'freeze' }, { advance: HOUR }],
    state: { changed: [0, 1], rewards: ['ACTIVE', 'ACTIVE'] },
  }),
  aCase('unfreeze-in-the-last-millisecond', 'UNF-45', 'is possible in the last millisecond of the freeze', {
    ...unfreeze,
    order: 'active',
    before: [{ act: 'freeze' }, { advance: 48 * HOUR - 1 }],
    state: { changed: [0, 1], rewards: ['ACTIVE', 'ACTIVE'], outcomes: ['changed', 'changed'] },
  }),
  aCase('unfreeze-outside-same-window', 'UNF-47', 'is not possible six days after issuance where unfreeze has the window of freeze', {
    ...unfreeze,
    under: { 'C-WINDOW-UNF': 'same-as-freeze' },
    order: 'active',
    before: [{ advance: 5 * DAY }, { act: 'freeze' }, { advance: DAY }],
    state: { changed: [], rewards: ['FROZEN', 'FROZEN'], outcomes: ['outside-window', 'outside-window'] },
  }),
  aCase('unfreeze-inside-same-window', 'UNF-47', 'is possible on day 5 where unfreeze has the window of freeze', {
    ...unfreeze,
    under: { 'C-WINDOW-UNF': 'same-as-freeze' },
    order: 'active',
    before: [{ advance: 4 * DAY }, { act: 'freeze' }, { advance: DAY }],
    state: { changed: [0, 1], rewards: ['ACTIVE', 'ACTIVE'] },
  }),
  aCase('unfreeze-on-another-day', 'UNF-48', 'is possible on another day than the freeze', {
    ...unfreeze,
    order: 'active',
    before: [{ advance: DAY }, { act: 'freeze' }, { advance: DAY }],
    state: { changed: [0, 1], rewards: ['ACTIVE', 'ACTIVE'] },
  }),
  ...(['RG', 'BE', 'AA', 'RA'] as const).map((source): Case => {
    const [kind, clause, name] = source === 'RG' || source === 'BE' ? ['portal', 'UNF-49', 'a portal'] : ['api', 'UNF-51', 'an API']
    return aCase(`unfreeze-${kind}-order-${source}`, clause, `takes ${name} order (${source})`, {
      ...unfreeze,
      order: { source, lineItems: [{ rewardStatus: 'FROZEN' }] },
      state: { changed: [0], rewards: ['ACTIVE'] },
    })
  }),
  ...['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFIED_ORDER'].map(
    (reasonCode): Case =>
      aCase(`unfreeze-accepts-${reasonCode}`, 'UNF-50', `accepts reason code ${reasonCode} of the notes`, {
        request: act('unfreeze', { reasonCode }),
        want: { status: 202 },
      }),
  ),
  aCase('unfreeze-after-the-window-of-freeze', 'UNF-52', 'is possible six days after issuance', {
    ...unfreeze,
    order: 'active',
    before: [{ advance: 5 * DAY }, { act: 'freeze' }, { advance: DAY }],
    state: { changed: [0, 1], rewards: ['ACTIVE', 'ACTIVE'] },
  }),
  aCase('unfreeze-a-month-after-issuance', 'UNF-52', 'is possible a month after issuance', {
    ...unfreeze,
    order: { lineItems: [{ rewardStatus: 'FROZEN', issuedAt: '2026-02-02T10:00:00.000Z' }] },
    state: { changed: [0], rewards: ['ACTIVE'] },
  }),
  aCase('unfreeze-reissued-promo-link', 'UNF-32', 'unfreezes a Promo Link in any issuance', {
    ...unfreeze,
    order: { lineItems: [{ rewardStatus: 'FROZEN', product: 'PROMO_LINK', issuance: 2 }] },
    state: { changed: [0], rewards: ['ACTIVE'] },
  }),
  ...(['COMPLETE', 'PARTIAL', 'SCHEDULED DELIVERY'] as const).map(
    (status): Case =>
      aCase(`unfreeze-order-${status.replace(' ', '-')}`, 'UNF-53', `takes a ${status} order`, {
        ...unfreeze,
        order: { status, lineItems: [{ rewardStatus: 'FROZEN' }] },
        state: { changed: [0], rewards: ['ACTIVE'] },
      }),
  ),
  ...(['FAILED', 'PENDING'] as const).map(
    (status): Case =>
      aCase(`unfreeze-order-${status}`, 'UNF-54', `returns 422 for a ${status} order`, {
        ...unfreeze,
        order: { status, lineItems: [{ rewardStatus: 'FROZEN' }] },
        want: { status: 422 },
        forced: { code: 422, example: status === 'FAILED' ? 'orderFailed' : 'orderPending' },
      }),
  ),
]
