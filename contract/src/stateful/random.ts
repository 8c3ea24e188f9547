import fc from 'fast-check'
import { DAY, HOUR } from '../../../sandbox/src/units.ts'
import type { OrderRequest } from '../cases/case.ts'
import { BEGIN } from '../targets/sandbox.ts'
import { type Ask, MOST_TOGETHER, type Sequence, type Step } from './sequence.ts'
import { type Start, type StartName, starts } from './starts.ts'
import { actions, alone } from './systematic.ts'

/** A run ends here at the latest, even where its clock stands still. */
const MOST_BATCHES = 20_000

const BATCH = 48

const action = fc.constantFrom(...actions)
const redeem: fc.Arbitrary<Ask> = fc.record({ redeem: fc.constantFrom(1, 7, 2_500), item: fc.nat(3) })
const text = fc.constantFrom('', 'a', 'b')
const update: fc.Arbitrary<Ask> = fc
  .record({ campaign: text, purchaseOrderNumber: text, notes: text }, { requiredKeys: [] })
  .filter((fields) => Object.keys(fields).length > 0)
  .map((fields) => ({ update: fields }))
const several = { minLength: 2, maxLength: MOST_TOGETHER }
const anything = fc.oneof({ weight: 4, arbitrary: action }, redeem, update)

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: action.map(alone) },
  { weight: 2, arbitrary: redeem.map(alone) },
  { weight: 1, arbitrary: update.map(alone) },
  { weight: 2, arbitrary: fc.array(anything, several).map((asks): Step => ({ asks, together: 'at-once' })) },
  { weight: 2, arbitrary: fc.array(anything, several).map((asks): Step => ({ asks, together: 'in-turn' })) },
  { weight: 3, arbitrary: fc.constantFrom(1, HOUR, DAY, 48 * HOUR - 1, 48 * HOUR, 48 * HOUR).map((wait) => ({ wait })) },
  { weight: 1, arbitrary: fc.record({ day: fc.constantFrom(5, 6), before: fc.constantFrom(0, 1) }) },
)

const issued = fc.record({
  status: fc.constant('COMPLETE' as const),
  rewardStatus: fc.constantFrom('ACTIVE' as const, 'ACTIVE' as const, 'ACTIVE' as const, 'FROZEN' as const),
  redeemedAmount: fc.constantFrom(0, 0, 0, 1, 7, 100),
  issuance: fc.constantFrom(1, 1, 2, 6),
  // Up to a week before the sequence begins.
  issuedAt: fc.integer({ min: 0, max: 7 * DAY }).map((age) => new Date(BEGIN - age).toISOString()),
})
const other = fc.constantFrom(
  { status: 'CANCELLED', rewardStatus: 'CANCELLED' } as const,
  { status: 'COMPLETE', rewardStatus: 'CANCELLED' } as const,
  { status: 'PENDING' } as const,
  { status: 'FAILED' } as const,
)
const item = fc
  .record({
    product: fc.constantFrom('REWARD_LINK', 'REWARD_LINK', 'GLOBAL_CHOICE_LINK', 'PROMO_LINK', 'DISBURSEMENT_LINK', 'OTHER'),
    amount: fc.integer({ min: 100, max: 10_000 }),
    state: fc.oneof({ weight: 4, arbitrary: issued }, other),
  })
  .map(({ state, ...lineItem }): OrderRequest['lineItems'][number] => ({ ...lineItem, ...state }))

/** Orders of every status, with a few line items of every kind. */
const order: fc.Arbitrary<OrderRequest> = fc.record({
  status: fc.constantFrom('COMPLETE', 'COMPLETE', 'PARTIAL', 'PENDING', 'FAILED', 'SCHEDULED DELIVERY'),
  accountIdentifier: fc.constantFrom('acme-wellness', 'acme-rewards'),
  lineItems: fc.array(item, { minLength: 1, maxLength: 4 }),
})

const anySequence: fc.Arbitrary<Sequence> = fc.record({
  start: fc.oneof<fc.Arbitrary<Start>[]>(fc.constantFrom(...(Object.keys(starts) as StartName[])), order),
  steps: fc.array(step, { minLength: 2, maxLength: 8, size: 'max' }),
})

/**
 * Random sequences, batch by batch.
 *
 * @param seed all of them follow from it
 * @example for (const batch of randomBatches(42)) …
 */
export function* randomBatches(seed: number): Generator<Sequence[], undefined> {
  // Seeds that lie side by side have no batch in common.
  const seeds = fc.sample(fc.integer(), { seed, numRuns: MOST_BATCHES })
  for (const each of seeds) yield fc.sample(anySequence, { seed: each, numRuns: BATCH })
}
