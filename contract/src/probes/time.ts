import { DAY, HOUR } from '../../../sandbox/src/units.ts'
import { act, type Step } from '../cases/case.ts'
import { byRewards, events, rewards } from './look.ts'
import type { Ask, Probe } from './probe.ts'

const state = ['state'] as const

/** The reward is locked: a freeze that did nothing says nothing about how long it lasts. */
const LOCKED: Step = { redeem: 0, amount: 1, refused: true }
const freezeFor = (milliseconds: number): Ask => ({
  look: state,
  order: { lineItems: [{}] },
  request: act('freeze'),
  after: [LOCKED, { advance: milliseconds }],
})

/** Cases begin at 10:00 on 2 March: five days after both of the first, of which one is 130 hours old and one 118. The last is new. */
const fiveDays = { lineItems: [{ issuedAt: '2026-02-25T00:00:00.000Z' }, { issuedAt: '2026-02-25T12:00:00.000Z' }, {}] }
const counted = (action: 'freeze' | 'cancel', done: string): Probe => ({
  interpretation: `C-WINDOW-DAYS.${action}`,
  asks: [{ look: state, order: fiveDays, request: act(action) }],
  tell: byRewards({
    [`${done},${done},${done}`]: 'calendar-days',
    [`ACTIVE,${done},${done}`]: 'hours',
    [`ACTIVE,ACTIVE,${done}`]: 'calendar-days-inclusive',
  }),
})

/** Probes of the windows and of how long a freeze lasts. */
export const timeProbes: Probe[] = [
  counted('freeze', 'FROZEN'),
  counted('cancel', 'CANCELLED'),
  {
    interpretation: 'C-WINDOW-UNF',
    asks: [
      {
        look: state,
        order: { lineItems: [{ rewardStatus: 'FROZEN', issuedAt: '2026-02-20T10:00:00.000Z' }, { rewardStatus: 'FROZEN' }] },
        request: act('unfreeze'),
      },
    ],
    tell: byRewards({ 'FROZEN,ACTIVE': 'same-as-freeze', 'ACTIVE,ACTIVE': 'none' }),
  },
  {
    interpretation: 'C-WINDOW-SCHEDULED',
    asks: [
      {
        look: state,
        order: { lineItems: [{ issuedAt: '2026-02-01T10:00:00.000Z', sentAt: '2026-03-02T09:00:00.000Z' }, {}] },
        request: act('freeze'),
      },
    ],
    tell: byRewards({ 'FROZEN,FROZEN': 'sending', 'ACTIVE,FROZEN': 'issuance' }),
  },
  {
    interpretation: 'C-WINDOW-FROZEN',
    asks: [
      {
        look: state,
        // Frozen on day 4, cancelled on day 6, an hour before the freeze ends.
        order: { lineItems: [{ issuedAt: '2026-02-26T10:00:00.000Z' }, {}] },
        before: [{ act: 'freeze' }, { advance: 47 * HOUR }],
        request: act('cancel'),
      },
    ],
    tell: byRewards({ 'FROZEN,CANCELLED': 'runs', 'CANCELLED,CANCELLED': 'stops' }),
  },
  {
    interpretation: 'C-WINDOW-CUSTOM',
    asks: [freezeFor(24 * HOUR), freezeFor(48 * HOUR)],
    tell: (day, twoDays) =>
      rewards(day) === 'ACTIVE' ? '24-hours' : rewards(day) === 'FROZEN' && rewards(twoDays) === 'ACTIVE' ? '48-hours' : null,
  },
  {
    interpretation: 'C-AUTO-UNF',
    asks: [freezeFor(30 * DAY)],
    tell: byRewards({ FROZEN: 'never', ACTIVE: 'always' }),
  },
  {
    interpretation: 'C-AUTO-EVENT',
    asks: [{ ...freezeFor(48 * HOUR), look: ['state', 'events'] }],
    tell: (seen) => (rewards(seen) === 'ACTIVE' ? ({ 1: 'none', 2: 'sent' }[events(seen).length] ?? null) : null),
  },
  {
    interpretation: 'C-FRZ-FROZEN',
    // A freeze that lasts for another time than 48 hours would look like one that begins again, or hide it.
    asks: [
      {
        look: state,
        order: { lineItems: [{}] },
        before: [{ act: 'freeze' }, { advance: 24 * HOUR - 1 }],
        request: act('freeze'),
        after: [LOCKED, { advance: 24 * HOUR + 1 }],
      },
      freezeFor(24 * HOUR),
      freezeFor(48 * HOUR),
    ],
    tell: (again, day, twoDays) => {
      if (rewards(day) !== 'FROZEN' || rewards(twoDays) !== 'ACTIVE') return null
      return { FROZEN: 'restart', ACTIVE: 'skip' }[rewards(again)] ?? null
    },
  },
]
