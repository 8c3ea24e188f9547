import { type ActionName, actions } from '../../../generated/operations.ts'
import { act } from '../cases/case.ts'
import { accepted, byRewards, plainUpdate, rewards } from './look.ts'
import type { Ask, Probe } from './probe.ts'

/** What an action does to a reward that it finds eligible. */
const DONE = { freeze: 'FROZEN', unfreeze: 'ACTIVE', cancel: 'CANCELLED' }
const eligibleFor = (action: ActionName) => (action === 'unfreeze' ? { rewardStatus: 'FROZEN' as const } : {})
const state = ['state'] as const

/** Refused where the same action on an order that nothing speaks against is accepted. */
function refusedAlone(action: ActionName, ask: Ask, [yes, no]: [accepted: string, refused: string]): Pick<Probe, 'asks' | 'tell'> {
  const order = action === 'unfreeze' ? 'frozen' : 'active'
  return {
    asks: [ask, { order, request: act(action) }],
    tell: (seen, control) => (accepted(seen) ? yes : seen.exchange.status === 422 && accepted(control) ? no : null),
  }
}

/** Left as it was where the same action changes a reward of an order that nothing speaks against. */
function changedOrNot(action: ActionName, status: string, [yes, no]: [changed: string, left: string]): Pick<Probe, 'asks' | 'tell'> {
  const lineItems = [eligibleFor(action)]
  const left = eligibleFor(action).rewardStatus ?? 'ACTIVE'
  return {
    asks: [
      { look: state, order: { status: status as 'FAILED', lineItems }, request: act(action) },
      { look: state, order: { lineItems }, request: act(action) },
    ],
    tell: (seen, control) =>
      rewards(seen) === DONE[action] ? yes : rewards(seen) === left && rewards(control) === DONE[action] ? no : null,
  }
}

const noneEligible = (action: ActionName): Probe => ({
  interpretation: `C-NONE-ELIGIBLE.${action}`,
  ...refusedAlone(action, { order: 'noneEligible', request: act(action) }, ['accept', 'reject']),
})

const source = (action: ActionName): Probe => ({
  interpretation: `C-SCOPE-SOURCE.${action}`,
  ...refusedAlone(action, { order: { source: 'RG', lineItems: [eligibleFor(action)] }, request: act(action) }, ['any', 'api-only']),
})

/** Probes of which orders and line items an action finds eligible. */
export const eligibilityProbes: Probe[] = [
  ...actions.flatMap((action) => [noneEligible(action), source(action)]),
  {
    interpretation: 'C-STATUS-REJECT',
    // Nothing of a FAILED order is eligible: an order that only lacks eligible line items has to be accepted.
    asks: [
      { order: 'failed', request: act('cancel') },
      { order: 'noneEligible', request: act('cancel') },
    ],
    tell: (failed, none) => (accepted(failed) ? 'accept' : failed.exchange.status === 422 && accepted(none) ? 'refuse' : null),
  },
  { interpretation: 'C-ORDER-STATUS', ...changedOrNot('unfreeze', 'FAILED', ['no-gate', 'newer-page']) },
  { interpretation: 'C-FRZ-PENDING', ...changedOrNot('freeze', 'PENDING', ['no-gate', 'gate']) },
  { interpretation: 'C-CAN-SCHEDULED', ...changedOrNot('cancel', 'SCHEDULED DELIVERY', ['open', 'shut']) },
  {
    interpretation: 'C-PROMO-FIRST',
    asks: [
      { look: state, order: { lineItems: [{ product: 'PROMO_LINK', issuance: 2 }, { product: 'PROMO_LINK' }] }, request: act('cancel') },
    ],
    tell: byRewards({ 'ACTIVE,CANCELLED': 'first-only', 'CANCELLED,CANCELLED': 'any' }),
  },
  {
    interpretation: 'C-REFUND-FEES',
    asks: [{ look: state, order: { lineItems: [{ amount: 2_500, fee: 200 }] }, request: act('cancel') }],
    tell: ({ before, after }) =>
      ({ 2500: 'full', 2300: 'minus-fee' })[(after?.accounts[0]?.balance ?? 0) - (before?.accounts[0]?.balance ?? 0)] ?? null,
  },
  {
    interpretation: 'C-PRODUCTS',
    asks: [
      {
        look: state,
        order: {
          lineItems: (['REWARD_LINK', 'GLOBAL_CHOICE_LINK', 'PROMO_LINK', 'DISBURSEMENT_LINK'] as const).map((product) => ({ product })),
        },
        request: act('freeze'),
      },
    ],
    tell: byRewards({
      'FROZEN,FROZEN,FROZEN,FROZEN': 'four',
      'FROZEN,ACTIVE,FROZEN,FROZEN': 'without-global-choice-link',
      'FROZEN,ACTIVE,ACTIVE,ACTIVE': 'reward-link-only',
    }),
  },
  {
    interpretation: 'A-LINE-ITEM-STATUS',
    asks: [{ look: state, order: { lineItems: [{ status: 'CANCELLED', rewardStatus: 'ACTIVE' }, {}] }, request: act('freeze') }],
    tell: byRewards({ 'FROZEN,FROZEN': 'any', 'ACTIVE,FROZEN': 'complete' }),
  },
  {
    interpretation: 'C-CONCURRENT',
    asks: [{ look: state, before: [{ act: 'freeze', drain: false }], request: act('cancel') }],
    tell: (seen) =>
      !accepted(seen) || rewards(seen) === '' ? null : /^CANCELLED(,CANCELLED)*$/.test(rewards(seen)) ? 'in-order' : 'other',
  },
  {
    interpretation: 'C-JUDGED-AT',
    asks: [
      {
        look: state,
        order: { lineItems: [{}, {}] },
        before: [
          { act: 'freeze', drain: false },
          { redeem: 0, amount: 500 },
        ],
        request: plainUpdate,
      },
    ],
    tell: byRewards({ 'ACTIVE,FROZEN': 'processing', 'FROZEN,FROZEN': 'acceptance' }),
  },
]
