import { describe, expect, it } from 'vitest'
import { chosenInterpretations, mergeInterpretations } from '../interpretations.ts'
import type { Interpretations, LineItem, Reward } from '../model.ts'
import { orderOf } from '../store/store-behaviour.ts'
import { DAY } from '../units.ts'
import { ambiguity } from './parse-body.ts'
import { documentedRules as rules } from './rules.ts'

const T0 = Date.UTC(2026, 2, 2, 10)
const under = (interpretations: Partial<Interpretations> = {}): Interpretations => ({ ...chosenInterpretations(), ...interpretations })
const order = orderOf('AA1')
const [whole] = order.lineItems as [LineItem]
const reward = whole.reward as Reward
const lineItem = (more: Partial<LineItem>, of: Partial<Reward> = {}): LineItem => ({ ...whole, reward: { ...reward, ...of }, ...more })
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

describe('a body', () => {
  it('of fields that are not known is no problem and changes nothing where those are ignored', () => {
    const interpretations = under({ 'C-UNKNOWN-FIELD': 'ignored', 'C-PATCH-EMPTY': 'refused' })
    expect(rules.updateFields({ status: 'COMPLETE' }, interpretations)).toEqual([])
    expect(rules.updateNotEmpty({ status: 'COMPLETE' }, interpretations)).not.toBeNull()
    expect(rules.updateNotEmpty({ status: 'COMPLETE' }, under({ 'C-PATCH-EMPTY': 'refused' }))).toBeNull()
  })

  it('may have an empty otherReason where blank ones count as text', () => {
    const interpretations = under({ 'C-OTHER-BLANK': 'text' })
    expect(rules.otherReasonRequired('FREEZE', { reasonCode: 'OTHER', otherReason: '' }, interpretations)).toBeNull()
    expect(rules.otherReasonRequired('FREEZE', { reasonCode: 'OTHER' }, interpretations)).not.toBeNull()
  })
})

it.each([
  ['an active reward, of what is left', { status: 'ACTIVE', redeemedAmount: 500 }, 2_000, null],
  ['more than is left', { status: 'ACTIVE', redeemedAmount: 500 }, 2_001, '2000 is left of it'],
  ['a frozen one', { status: 'FROZEN' }, 1, 'the reward is FROZEN'],
  ['a cancelled one', { status: 'CANCELLED' }, 1, 'the reward is CANCELLED'],
] as const)('redeems %s', (_, of, amount, wanted) => expect(rules.redeemable({ ...reward, ...of }, amount)).toBe(wanted))

describe('JSON is refused', () => {
  const fields = (count: number): string => [...Array(count).keys()].map((at) => `"f${at}":1`).join()

  it.each<[string, string | null]>([
    [`{${fields(1_000)}}`, null],
    [`{"a":{${fields(600)}},"b":{${fields(600)}}}`, null],
    [`{${fields(1_001)}}`, 'It holds an object of more than 1000 fields.'],
    [`{${fields(1_001)}, and no more of it is read`, 'It holds an object of more than 1000 fields.'],
    ['{"a":1,"a":2, nor of this', 'Duplicate key "a".'],
    ['{"a', null],
    ['{"a\\', null],
  ])('as it is walked: %.30s', (text, reason) => expect(ambiguity(text)).toBe(reason))
})
