import { describe, expect, it } from 'vitest'
import { DAY } from '../../../sandbox/src/units.ts'
import { act, type Case, update } from '../cases/case.ts'
import { isShownByEvent, isShownByUpdate, shownBy } from '../checks/shown.ts'
import { preparedState, stepsAfter, updateFirst } from './prepared.ts'

const row = (more: Partial<Case> = {}): Case => ({
  id: 'row',
  name: 'is a row',
  clause: 'FRZ-25',
  request: act('freeze'),
  want: { status: 202 },
  ...more,
})

describe('a prepared order', () => {
  it.each<[string, Partial<Case>, string | null]>([
    ['where none is described', {}, 'active'],
    ['with the name of its state', { order: 'redeemed' }, 'redeemed'],
    ['with any number of line items that are alike', { order: { lineItems: [{ count: 1_205, amount: 100 }] } }, 'active'],
    ['with frozen rewards', { order: { lineItems: [{ rewardStatus: 'FROZEN', count: 2 }] } }, 'frozen'],
    ['that is exactly like one', { order: { lineItems: [{}, { redeemedAmount: 500 }, { product: 'OTHER' }] } }, 'mixed'],
    ['with a redeemed reward', { clause: 'CAN-36', order: { lineItems: [{ redeemedAmount: 2_500 }, {}] } }, 'redeemed'],
    ['for an update, by its status', { request: update({ notes: 'x' }), order: { status: 'FAILED', lineItems: [{}] } }, 'failed'],
    ['for a refusal, by its status', { want: { status: 422 }, order: { status: 'PENDING', lineItems: [{}] } }, 'pending'],
    ['with a product', { order: { lineItems: [{ product: 'PROMO_LINK' }] } }, null],
    ['with an id of its own', { order: { externalRefID: 'Az09', lineItems: [{}] } }, null],
    ['with a literal number of line items', { order: { lineItems: [{}] }, want: { status: 202, body: { totalLineItems: 1 } } }, null],
    ['whose values only the same update would show', { request: update({}), order: { notes: 'old', lineItems: [{}] } }, null],
  ])('serves a case %s', (_, more, state) => {
    expect(preparedState(row(more))).toBe(state)
  })

  it('is given its values by a first update, and shows them by a second', () => {
    const changes = row({
      order: { campaign: 'old', notes: 'old notes', lineItems: [{}] },
      request: update({ campaign: 'new' }),
      want: { status: 200 },
      state: { changed: [], order: { campaign: 'new', notes: 'old notes' } },
    })
    expect(updateFirst(changes)).toEqual({ campaign: 'old', notes: 'old notes' })
    expect([preparedState(changes), isShownByUpdate(changes)]).toEqual(['active', true])
    expect(shownBy(changes)).toEqual({ purchaseOrderNumber: 'as shown' })
  })
})

describe('an event shows what became of line items', () => {
  const all = { changed: [0, 1] }
  it.each<[string, Partial<Case>, boolean]>([
    ['after the request', { state: all }, true],
    ['after other actions', { before: [{ act: 'freeze' }, { act: 'unfreeze' }], state: all }, true],
    [
      'of what was cancelled, whatever time passes',
      { before: [{ act: 'cancel' }], state: { changed: [] }, after: [{ advance: DAY }] },
      true,
    ],
    ['not once time has passed', { state: all, after: [{ advance: DAY }] }, false],
    ['not of actions that run together', { before: [{ act: 'cancel', drain: false }], state: all }, false],
    ['not right after the response', { state: all, stateAtAnswer: { changed: [] } }, false],
    ['not what came back to an account', { clause: 'CAN-43', request: act('cancel'), state: { ...all, refunded: 5_000 } }, false],
  ])('%s', (_, more, shown) => {
    expect(isShownByEvent(row(more))).toBe(shown)
  })

  it('and nothing that needs a clock or a redemption is done in between', () => {
    expect(stepsAfter(row({ state: all, after: [{ redeem: 0, amount: 1 }] }))).toBeNull()
    expect(stepsAfter(row({ after: [{ act: 'unfreeze' }] }))).toEqual([{ act: 'unfreeze' }])
  })
})
