import { describe, expect, it } from 'vitest'
import { chosenInterpretations, mergeInterpretations } from '../interpretations.ts'
import type { ActionName, Interpretations, LineItem, OrderStatus, Reward } from '../model.ts'
import { orderOf } from '../store/store-behaviour.ts'
import { DAY } from '../units.ts'
import { ambiguity } from './ambiguous-json.ts'
import { documentedRules as rules } from './rules.ts'

const T0 = Date.UTC(2026, 2, 2, 10)
const under = (interpretations: Partial<Interpretations> = {}): Interpretations => ({ ...chosenInterpretations(), ...interpretations })
const order = orderOf('AA1')
const [whole] = order.lineItems as [LineItem]
const reward = whole.reward as Reward
const lineItem = (more: Partial<LineItem>, of: Partial<Reward> = {}): LineItem => ({ ...whole, reward: { ...reward, ...of }, ...more })
const eligible = (action: ActionName, item: LineItem, now = T0, interpretations = under()) =>
  rules.eligible(rules, { action, order, lineItem: item, now, interpretations })

describe('a line item', () => {
  it.each<[string, LineItem, freeze: string | null, unfreeze: string | null, cancel: string | null]>([
    ['active', whole, null, 'reward-state', null],
    ['frozen', lineItem({}, { status: 'FROZEN' }), 'reward-state', null, null],
    ['cancelled', lineItem({ status: 'CANCELLED' }, { status: 'CANCELLED' }), ...same('line-item-not-complete')],
    ['complete with a cancelled reward', lineItem({}, { status: 'CANCELLED' }), ...same('reward-state')],
    ['pending', lineItem({ status: 'PENDING', reward: null }), ...same('line-item-not-complete')],
    ['complete without a reward', lineItem({ reward: null }), ...same('line-item-not-complete')],
    ['redeemed by a cent', lineItem({}, { redeemedAmount: 1 }), 'redeemed', 'reward-state', 'redeemed'],
    ['redeemed and frozen', lineItem({}, { status: 'FROZEN', redeemedAmount: 1 }), 'reward-state', 'redeemed', 'redeemed'],
    ['of another product', lineItem({ product: 'OTHER' }), ...same('not-a-choice-product')],
    [
      'of another product and failed: the first reason is told',
      lineItem({ product: 'OTHER', status: 'FAILED' }),
      ...same('not-a-choice-product'),
    ],
    ['six days old', lineItem({}, { issuedAt: T0 - 6 * DAY }), 'outside-window', 'reward-state', 'outside-window'],
    ['six days old and frozen', lineItem({}, { status: 'FROZEN', issuedAt: T0 - 6 * DAY }), 'reward-state', null, 'outside-window'],
    ['a reissued promo link', lineItem({ product: 'PROMO_LINK' }, { issuance: 2 }), null, 'reward-state', 'not-first-issuance'],
    ['a reissued reward link', lineItem({}, { issuance: 2 }), null, 'reward-state', null],
  ])('that is %s', (_, item, ...wanted) => {
    expect((['FREEZE', 'UNFREEZE', 'CANCEL'] as const).map((action) => eligible(action, item))).toEqual(wanted)
  })
})

function same(reason: string): [string, string, string] {
  return [reason, reason, reason]
}

describe('the window', () => {
  const issuedAt = Date.UTC(2026, 1, 27, 23, 59, 59, 999)
  it.each([
    ['the last millisecond of the fifth day', Date.UTC(2026, 2, 4, 23, 59, 59, 999), true],
    ['the first of the sixth', Date.UTC(2026, 2, 5), false],
  ])('at %s, over the end of a month', (_, now, within) => {
    expect(eligible('FREEZE', lineItem({}, { issuedAt }), now)).toBe(within ? null : 'outside-window')
  })

  it.each([
    [5 * DAY, true],
    [5 * DAY + 1, false],
  ])('counted in hours, %i milliseconds after issuance', (age, within) => {
    const interpretations = under({ 'C-WINDOW-DAYS': 'hours' })
    expect(eligible('CANCEL', lineItem({}, { issuedAt: T0 - age }), T0, interpretations)).toBe(within ? null : 'outside-window')
  })
})

describe('an interpretation of one action', () => {
  const actions = ['FREEZE', 'UNFREEZE', 'CANCEL'] as const
  it.each<[Partial<Interpretations>, Partial<Interpretations>, string[]]>([
    [{ 'C-NONE-ELIGIBLE.unfreeze': 'reject' }, {}, ['accept', 'reject', 'accept']],
    [{ 'C-NONE-ELIGIBLE': 'reject', 'C-NONE-ELIGIBLE.freeze': 'accept' }, {}, ['accept', 'reject', 'reject']],
    [{ 'C-NONE-ELIGIBLE.unfreeze': 'reject' }, { 'C-NONE-ELIGIBLE': 'accept' }, ['accept', 'accept', 'accept']],
  ])('of the sandbox is %j, of a platform %j: %j', (sandbox, platform, wanted) => {
    const interpretations = mergeInterpretations(chosenInterpretations(), sandbox, platform)
    expect(actions.map((action) => rules.noneEligible(interpretations, action))).toEqual(wanted)
  })

  it('counts the days of freeze and cancel apart; unfreeze has the window of freeze', () => {
    const interpretations = under({ 'C-WINDOW-DAYS.cancel': 'calendar-days-inclusive', 'C-WINDOW-UNF': 'same-as-freeze' })
    const within = actions.map((action) =>
      rules.withinWindow({ action, order, lineItem: lineItem({}, { issuedAt: T0 - 5 * DAY }), now: T0, interpretations }),
    )
    expect(within).toEqual([true, true, false])
  })
})

it.each(['AA', 'RA', 'RG', 'BE'] as const)('an order of source %s can be acted on, or only through the API', (source) => {
  const allowed = (interpretations: Partial<Interpretations>) => rules.orderSource('FREEZE', { ...order, source }, under(interpretations))
  expect([allowed({}), allowed({ 'C-SCOPE-SOURCE': 'api-only' })]).toEqual([true, source === 'AA'])
})

describe('the status of an order', () => {
  it.each<[OrderStatus, freeze: boolean, unfreeze: boolean, cancel: boolean]>([
    ['COMPLETE', true, true, true],
    ['PARTIAL', true, true, true],
    ['SCHEDULED DELIVERY', true, true, true],
    ['PENDING', true, false, false],
    ['FAILED', true, false, false],
  ])('%s lets freeze, unfreeze, cancel through: %s, %s, %s', (status, ...wanted) => {
    const gates = (['FREEZE', 'UNFREEZE', 'CANCEL'] as const).map((action) => rules.orderStatusGate(action, { ...order, status }, under()))
    expect(gates).toEqual(wanted)
  })
})

describe('reason codes', () => {
  const U = ['VERIFY_ORDER', 'DUPLICATE', 'FRAUD', 'OTHER', 'DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFIED_ORDER']
  const C = [
    'DELIVERY_INFO',
    'REWARD_AMOUNT',
    'REWARD_TYPE',
    'RECIPIENT',
    'RECIPIENT_REQUESTED',
    'RECIPIENT_OBLIGATIONS',
    'DUPLICATE',
    'FRAUD',
    'OTHER',
  ]
  it.each<[ActionName, Partial<Interpretations>, string[] | 'any']>([
    ['FREEZE', {}, ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFY_ORDER', 'FRAUD', 'OTHER']],
    ['UNFREEZE', {}, U],
    ['UNFREEZE', { 'C-UNF-REASONS': 'table' }, ['VERIFY_ORDER', 'DUPLICATE', 'FRAUD', 'OTHER']],
    ['UNFREEZE', { 'C-UNF-REASONS': 'notes' }, ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'VERIFIED_ORDER', 'FRAUD', 'OTHER']],
    ['UNFREEZE', { 'C-UNF-DUPLICATE': 'refused' }, U.filter((code) => code !== 'DUPLICATE')],
    ['UNFREEZE', { 'C-UNF-VERIFY': 'VERIFY_ORDER' }, U.filter((code) => code !== 'VERIFIED_ORDER')],
    ['UNFREEZE', { 'C-UNF-VERIFY': 'VERIFIED_ORDER' }, U.filter((code) => code !== 'VERIFY_ORDER')],
    ['CANCEL', {}, [...C, 'CURRENCY']],
    ['CANCEL', { 'C-CAN-CURRENCY': 'CURREENCY' }, [...C, 'CURREENCY']],
    ['FREEZE', { 'C-REASON-UNKNOWN': 'one-list' }, [...new Set([...U, ...C, 'CURRENCY'])]],
    ['FREEZE', { 'C-REASON-UNKNOWN': 'unchecked' }, 'any'],
  ])('of %s under %j', (action, interpretations, wanted) => {
    const codes = rules.reasonCodes(action, under(interpretations))
    expect(codes === 'any' ? codes : [...codes].sort()).toEqual(wanted === 'any' ? wanted : [...wanted].sort())
  })
})

describe('fields of a request', () => {
  it.each<[string, Record<string, unknown>, string[], Partial<Interpretations>?]>([
    ['nothing', {}, []],
    ['campaign of 1024 characters', { campaign: '😀'.repeat(1024) }, []],
    ['campaign of 1025', { campaign: 'x'.repeat(1025) }, ['campaign']],
    ['notes of 150 characters', { notes: '😀'.repeat(150) }, []],
    ['notes of 151', { notes: 'x'.repeat(151) }, ['notes']],
    ['empty strings', { campaign: '', purchaseOrderNumber: '', notes: '' }, []],
    ['null and a number', { campaign: null, purchaseOrderNumber: 1 }, ['campaign', 'purchaseOrderNumber']],
    ['another field', { status: 'COMPLETE' }, ['status']],
    ['another field where those are ignored', { status: 'COMPLETE' }, [], { 'C-UNKNOWN-FIELD': 'ignored' }],
  ])('an update with %s', (_, body, paths, interpretations) => {
    expect(rules.updateFields(body, under(interpretations)).map(({ path }) => path)).toEqual(paths)
    const counts = Object.keys(body).length > 0 && interpretations === undefined
    expect(rules.updateNotEmpty(body, under({ ...interpretations, 'C-PATCH-EMPTY': 'refused' })) === null).toBe(counts)
  })

  it.each<[unknown, boolean]>([
    [undefined, true],
    ['', true],
    [' \t\n\u00a0', true],
    ['a', false],
    [1, false],
  ])('OTHER with otherReason %j lacks one: %s', (otherReason, lacks) => {
    const body = otherReason === undefined ? { reasonCode: 'OTHER' } : { reasonCode: 'OTHER', otherReason }
    expect(rules.otherReasonRequired('FREEZE', body, under()) !== null).toBe(lacks)
    const allowed = rules.otherReasonRequired('FREEZE', body, under({ 'C-OTHER-BLANK': 'text' }))
    expect(allowed !== null).toBe(otherReason === undefined)
  })

  it.each([
    ['a-Z_9', true],
    ['x'.repeat(100), true],
    ['x'.repeat(101), false],
    ['a.b', false],
    ['ü', false],
    ['a b', false],
  ])('externalRefID %s fits: %s', (value, fits) => expect(rules.externalRefID(value, under()) === null).toBe(fits))
})

describe('money', () => {
  it.each([
    ['an active reward, of what is left', { status: 'ACTIVE', redeemedAmount: 500 }, 2_000, null],
    ['more than is left', { status: 'ACTIVE', redeemedAmount: 500 }, 2_001, '2000 is left of it'],
    ['a frozen one', { status: 'FROZEN' }, 1, 'the reward is FROZEN'],
    ['a cancelled one', { status: 'CANCELLED' }, 1, 'the reward is CANCELLED'],
  ] as const)('redeems %s', (_, of, amount, wanted) => expect(rules.redeemable({ ...reward, ...of }, amount)).toBe(wanted))

  it.each([
    ['in full', lineItem({ fee: 100 }), {}, 2_500],
    ['less the fee', lineItem({ fee: 100 }), { 'C-REFUND-FEES': 'minus-fee' }, 2_400],
    ['never below nothing', lineItem({ fee: 9_999 }), { 'C-REFUND-FEES': 'minus-fee' }, 0],
    ['nothing without a reward', lineItem({ reward: null }), {}, 0],
  ] as const)('refunds %s', (_, item, interpretations, wanted) => expect(rules.refund(item, under(interpretations))).toBe(wanted))
})

describe('the outcome', () => {
  it.each([
    [3, 0, 'SUCCESSFUL'],
    [0, 0, 'SUCCESSFUL'],
    [2, 1, 'PARTIALFAILED'],
    [0, 3, 'FAILED'],
  ])('of %i changed and %i failed line items is %s', (changed, failed, wanted) => {
    const action = { action: 'FREEZE', referenceOrderID: 'AA1', reasonCode: 'FRAUD', otherReason: null, acceptedAt: T0 } as const
    expect(rules.outcomeStatus({ order, action, changed, failed }, under())).toBe(wanted)
  })
})

describe('JSON is refused', () => {
  const fields = (count: number): string => [...Array(count).keys()].map((at) => `"f${at}":1`).join()

  it.each<[string, string | null]>([
    [`{${fields(1_000)}}`, null],
    [`{"a":{${fields(600)}},"b":{${fields(600)}}}`, null],
    [`{${fields(1_001)}}`, 'It holds an object of more than 1000 fields.'],
    [`{${fields(1_001)}, and no more of it is read`, 'It holds an object of more than 1000 fields.'],
    ['{"a":1,"a":2, nor of this', 'The key "a" stands twice.'],
    ['{"a', null],
    ['{"a\\', null],
  ])('as it is walked: %.30s', (text, reason) => expect(ambiguity(text)).toBe(reason))
})
