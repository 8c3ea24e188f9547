import { DAY, HOUR } from '../../../sandbox/src/units.ts'
import { aCase, act, type Case } from './case.ts'
import { END_OF_DAY, windowCases } from './each-state.ts'

const freeze = { request: act('freeze'), want: { status: 202 } }

/** What only freezing does. */
export const freezeCases: Case[] = [
  aCase('freeze-locks-the-reward', 'FRZ-40', 'locks the reward: it cannot be redeemed', {
    ...freeze,
    after: [{ redeem: 0, amount: 1, refused: true }],
    state: { changed: [0, 1], rewards: ['FROZEN', 'FROZEN'] },
  }),
  aCase('freeze-stays-locked', 'FRZ-41', 'keeps the reward locked until the freeze ends, then lets it be redeemed', {
    ...freeze,
    order: { lineItems: [{}] },
    after: [{ advance: 48 * HOUR - 1 }, { redeem: 0, amount: 1, refused: true }, { advance: 1 }, { redeem: 0, amount: 100 }],
    state: { changed: [0], rewards: ['ACTIVE'], outcomes: ['changed'] },
  }),
  aCase('freeze-until-unfrozen', 'FRZ-41', 'locks the reward until it is unfrozen', {
    order: { lineItems: [{}] },
    before: [{ act: 'freeze' }, { redeem: 0, amount: 1, refused: true }],
    request: act('unfreeze'),
    want: { status: 202 },
    after: [{ redeem: 0, amount: 2_500 }],
    state: { changed: [0], rewards: ['ACTIVE'] },
  }),
  aCase('freeze-ends-after-48-hours', 'FRZ-42', 'ends by itself after 48 hours', {
    ...freeze,
    after: [{ advance: 48 * HOUR }],
    state: { changed: [], rewards: ['ACTIVE', 'ACTIVE'], outcomes: ['changed', 'changed'] },
  }),
  aCase('freeze-lasts-48-hours', 'FRZ-43', 'does not end a millisecond before 48 hours have passed', {
    ...freeze,
    after: [{ advance: 48 * HOUR - 1 }],
    state: { changed: [0, 1], rewards: ['FROZEN', 'FROZEN'] },
  }),
  ...windowCases('freeze', 'FRZ-44', 'FRZ-45'),
  aCase('freeze-counts-from-issuance', 'FRZ-44', 'counts from the issuance of each reward, not from the order', {
    ...freeze,
    order: { lineItems: [{ issuedAt: '2026-02-20T10:00:00.000Z' }, {}] },
    state: { changed: [1], rewards: ['ACTIVE', 'FROZEN'], outcomes: ['outside-window', 'changed'] },
  }),
  aCase('freeze-reissued-promo-link', 'FRZ-32', 'freezes a Promo Link in any issuance', {
    ...freeze,
    order: { lineItems: [{ product: 'PROMO_LINK', issuance: 2 }] },
    state: { changed: [0], rewards: ['FROZEN'] },
  }),
  aCase('freeze-issued-before-midnight', 'FRZ-45', 'counts dates, not hours: issued a minute before midnight, day 5 ends with its date', {
    ...freeze,
    order: { lineItems: [{ issuedAt: '2026-03-02T23:59:00.000Z' }, { issuedAt: '2026-03-03T00:00:00.000Z' }] },
    before: [{ advance: 5 * DAY + END_OF_DAY + 1 }],
    state: { changed: [1], rewards: ['ACTIVE', 'FROZEN'] },
  }),
  aCase('freeze-again-after-release', 'FRZ-46', 'is possible again after a freeze has ended by itself', {
    ...freeze,
    before: [{ act: 'freeze' }, { advance: 48 * HOUR }],
    state: { changed: [0, 1], rewards: ['FROZEN', 'FROZEN'] },
  }),
  aCase('freeze-again-after-unfreeze', 'FRZ-46', 'is possible again and again after unfreezing', {
    ...freeze,
    before: [{ act: 'freeze' }, { act: 'unfreeze' }, { act: 'freeze' }, { act: 'unfreeze' }],
    state: { changed: [0, 1], rewards: ['FROZEN', 'FROZEN'] },
  }),
  aCase('second-freeze-lasts-48-hours', 'FRZ-43', 'gives a second freeze 48 hours of its own', {
    ...freeze,
    before: [{ act: 'freeze' }, { advance: 24 * HOUR }, { act: 'unfreeze' }],
    after: [{ advance: 48 * HOUR - 1 }],
    state: { changed: [0, 1], rewards: ['FROZEN', 'FROZEN'] },
  }),
  aCase('freeze-keeps-promo-expiry', 'FRZ-47', 'does not move the expiration date of a Promo Link', {
    ...freeze,
    order: { lineItems: [{ product: 'PROMO_LINK', expiresAt: '2026-03-03T10:00:00.000Z' }] },
    state: { changed: [0], rewards: ['FROZEN'], expires: [DAY] },
  }),
  aCase('freeze-release-keeps-promo-expiry', 'FRZ-47', 'does not move the expiration date of a Promo Link when the freeze ends', {
    ...freeze,
    order: { lineItems: [{ product: 'PROMO_LINK', expiresAt: '2026-03-03T10:00:00.000Z' }] },
    after: [{ advance: 48 * HOUR }],
    state: { changed: [], rewards: ['ACTIVE'], expires: [DAY] },
  }),
  aCase('freeze-while-processing', 'FRZ-48', 'reaches the issued line items of an order that is still being processed', {
    ...freeze,
    order: { status: 'PENDING', lineItems: [{}, { status: 'PENDING' }] },
    state: { changed: [0], rewards: ['FROZEN', null], order: { status: 'PENDING' } },
  }),
  aCase('freeze-only-active', 'FRZ-38', 'skips rewards that are not ACTIVE', {
    ...freeze,
    order: { lineItems: [{ rewardStatus: 'FROZEN' }, {}, { rewardStatus: 'CANCELLED' }] },
    state: { changed: [1], rewards: ['FROZEN', 'FROZEN', 'CANCELLED'], outcomes: ['reward-state', 'changed', 'reward-state'] },
  }),
  aCase('freeze-does-not-restart', 'FRZ-49', 'does not start the 48 hours again for a frozen reward', {
    ...freeze,
    before: [{ act: 'freeze' }, { advance: 24 * HOUR }],
    after: [{ advance: 24 * HOUR }],
    state: { changed: [0, 1], rewards: ['ACTIVE', 'ACTIVE'], outcomes: ['reward-state', 'reward-state'] },
  }),
]
