import { aCase, act, type Case, type OrderRequest } from './case.ts'

type LineItem = OrderRequest['lineItems'][number]

/** What differs between the three actions in what they do to line items. */
interface ActionEffect {
  op: 'freeze' | 'unfreeze' | 'cancel'
  prefix: 'FRZ' | 'UNF' | 'CAN'
  /** A line item that is eligible but for what a row adds to it. */
  ready: LineItem
  /** Status of a reward that the action changed. */
  done: 'FROZEN' | 'ACTIVE' | 'CANCELLED'
  /** Status of a reward that is ready. */
  was: 'FROZEN' | 'ACTIVE'
  /** Minor units that one line item gives back. */
  refund: number
}

const effects: ActionEffect[] = [
  { op: 'freeze', prefix: 'FRZ', ready: {}, done: 'FROZEN', was: 'ACTIVE', refund: 0 },
  { op: 'unfreeze', prefix: 'UNF', ready: { rewardStatus: 'FROZEN' }, done: 'ACTIVE', was: 'FROZEN', refund: 0 },
  { op: 'cancel', prefix: 'CAN', ready: {}, done: 'CANCELLED', was: 'ACTIVE', refund: 2_500 },
]

/** The rows that freeze, unfreeze and cancel have in common: what becomes of the order. */
export const eachActionStateCases: Case[] = effects.flatMap((effect) => [...scopeRows(effect), ...eligibilityRows(effect)])

function scopeRows({ op, prefix: P, ready, done, was, refund }: ActionEffect): Case[] {
  const partly = { ...ready, redeemedAmount: 500 }
  const other: LineItem = { ...ready, product: 'OTHER' }
  const base = { request: act(op), want: { status: 202 } }
  return [
    aCase(`${op}-one-order-among-others`, `${P}-02`, 'acts on the order of the path, and on no other of the account', {
      ...base,
      beside: [{ lineItems: [ready] }, { lineItems: [ready, other] }],
      order: { lineItems: [ready] },
      state: { changed: [0], rewards: [done], refunded: refund },
    }),
    aCase(`${op}-nothing-eligible-changes-nothing`, `${P}-23`, 'changes nothing where no line item is eligible', {
      ...base,
      order: { lineItems: [partly, other] },
      state: { changed: [], rewards: [was, was], outcomes: ['redeemed', 'not-a-choice-product'] },
    }),
    aCase(`${op}-runs-after-the-answer`, `${P}-24`, 'is processed after its answer', {
      ...base,
      order: { lineItems: [ready] },
      stateAtAnswer: { changed: [], rewards: [was] },
      state: { changed: [0], rewards: [done], refunded: refund },
    }),
    aCase(`${op}-reaches-every-line-item`, `${P}-25`, 'reaches every eligible line item', {
      ...base,
      order: { lineItems: [ready, { ...ready, product: 'PROMO_LINK' }, { ...ready, quantity: 2 }] },
      state: { changed: [0, 1, 2], rewards: [done, done, done], refunded: 3 * refund },
    }),
    aCase(`${op}-reaches-a-large-order`, `${P}-25`, 'reaches every line item of a large order', {
      ...base,
      order: { lineItems: [{ ...ready, count: 1_205, amount: 100 }] },
      state: { changed: Array.from({ length: 1_205 }, (_, index) => index), refunded: refund === 0 ? 0 : 120_500 },
    }),
    aCase(`${op}-leaves-the-others`, `${P}-26`, 'leaves line items that are not eligible as they were', {
      ...base,
      order: { lineItems: [ready, partly, other] },
      state: { changed: [0], rewards: [done, was, was], refunded: refund },
    }),
    ...(['COMPLETE', 'PARTIAL'] as const).map(
      (status): Case =>
        aCase(`${op}-keeps-order-${status}`, `${P}-27`, `leaves the order ${status}`, {
          ...base,
          order: { status, campaign: 'spring', lineItems: [ready, { status: 'FAILED' }] },
          state: { changed: [0], order: { status, campaign: 'spring' }, refunded: refund },
        }),
    ),
    aCase(`${op}-judges-each-line-item`, `${P}-28`, 'judges each line item on its own', {
      ...base,
      order: { lineItems: [other, ready, { status: 'PENDING' }, partly, { ...ready, product: 'DISBURSEMENT_LINK' }] },
      state: {
        changed: [1, 4],
        outcomes: ['not-a-choice-product', 'changed', 'line-item-not-complete', 'redeemed', 'changed'],
        refunded: 2 * refund,
      },
    }),
  ]
}

function eligibilityRows({ op, prefix: P, ready, done, was, refund }: ActionEffect): Case[] {
  const eligible = (id: string, clause: number, lineItem: LineItem): Case =>
    aCase(`${op}-${id}`, `${P}-${clause}`, `acts on ${lineItem.product}`, {
      order: { lineItems: [{ ...ready, ...lineItem }] },
      request: act(op),
      want: { status: 202 },
      state: { changed: [0], rewards: [done], refunded: refund },
    })
  const ineligible = (id: string, name: string, clause: number, lineItem: LineItem, outcome: string, reward: string | null = was): Case =>
    aCase(`${op}-${id}`, `${P}-${clause}`, name, {
      order: { lineItems: [{ ...ready, ...lineItem }, ready] },
      request: act(op),
      want: { status: 202 },
      state: { changed: [1], rewards: [reward, done], outcomes: [outcome, 'changed'], refunded: refund },
    })
  return [
    eligible('reward-link', 30, { product: 'REWARD_LINK' }),
    eligible('global-choice-link', 31, { product: 'GLOBAL_CHOICE_LINK' }),
    eligible('promo-link', 32, { product: 'PROMO_LINK' }),
    eligible('disbursement-link', 33, { product: 'DISBURSEMENT_LINK' }),
    ineligible('other-product', 'skips a product that is not a Choice Product', 34, { product: 'OTHER' }, 'not-a-choice-product'),
    ineligible('partly-redeemed', 'skips a partly redeemed reward', 35, { redeemedAmount: 1 }, 'redeemed'),
    ineligible('nearly-redeemed', 'skips a reward of which a cent is left', 35, { redeemedAmount: 2_499 }, 'redeemed'),
    ineligible('fully-redeemed', 'skips a fully redeemed reward', 36, { redeemedAmount: 2_500 }, 'redeemed'),
    ineligible(
      'pending-line-item',
      'skips a PENDING line item',
      op === 'cancel' ? 54 : 37,
      { status: 'PENDING' },
      'line-item-not-complete',
      null,
    ),
    ineligible(
      'failed-line-item',
      'skips a FAILED line item',
      op === 'cancel' ? 54 : 37,
      { status: 'FAILED' },
      'line-item-not-complete',
      null,
    ),
    ineligible(
      'cancelled-line-item',
      'skips a CANCELLED line item, whatever its reward is',
      op === 'cancel' ? 54 : 37,
      { status: 'CANCELLED', rewardStatus: was },
      'line-item-not-complete',
    ),
  ]
}
