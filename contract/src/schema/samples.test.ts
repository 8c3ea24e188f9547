import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadRegister } from '../register/load.ts'
import { acceptanceClause, limitClause, refusalClause, unknownOrderClause } from './clauses.ts'
import { asciiJson, bodyText, type Example, parseReplay, replayOf } from './example.ts'
import { caseOf } from './expectation.ts'
import { createOracle, ruleName } from './oracle.ts'
import { baseOf, codesOf } from './samples.ts'
import { describedOperations } from './schema.ts'
import { systematicExamples, uncoveredRules } from './systematic.ts'

const operations = describedOperations(JSON.parse(readFileSync(new URL('../../../generated/openapi.json', import.meta.url), 'utf8')))
const oracle = createOracle(operations)
const codes = codesOf(operations.map(({ body }) => body))
const all = operations.flatMap((described) =>
  systematicExamples(described, codes, baseOf(described.body)).map((example) => ({
    described,
    example,
    made: caseOf(example, described, oracle, true),
  })),
)
const single = all.filter(({ made }) => made.breaks.length === 1)

describe('systematic examples', () => {
  it('keep and break every rule of every operation', () => {
    for (const described of operations) {
      const own = all.filter(({ example }) => example.operation === described.operation)
      expect(uncoveredRules(described, own)).toEqual([])
    }
  })

  it('break every rule alone, but a minimum that the pattern asks for too', () => {
    const broken = new Set(all.flatMap(({ example, made }) => made.breaks.map((rule) => `${example.operation} ${ruleName(rule)}`)))
    const alone = new Set(single.flatMap(({ example, made }) => made.breaks.map((rule) => `${example.operation} ${ruleName(rule)}`)))
    expect([...broken].filter((rule) => !alone.has(rule))).toEqual(['updateAsyncOrder externalRefID.minLength'])
  })

  it.each([
    ['notes', 150],
    ['campaign', 1_024],
  ] as const)('stand at and next to the limit of %s, counted in code points', (field, limit) => {
    const lengths = all
      .filter(({ example }) => example.about === `${field}.maxLength`)
      .map(({ example, made }) => ({
        length: [...String((example.body as Record<string, unknown>)[field])].length,
        accepted: made.accepted,
      }))
    for (const [length, accepted] of [
      [limit - 1, true],
      [limit, true],
      [limit + 1, false],
    ] as const) {
      expect(lengths.filter((one) => one.length === length).length).toBeGreaterThan(5)
      expect(lengths.filter((one) => one.length === length).every((one) => one.accepted === accepted)).toBe(true)
    }
  })

  it('name clauses that the register has', () => {
    // In the register from its next revision on.
    const clauses = new Set(loadRegister().clauses.keys())
    const named = all.flatMap(({ made }) => made.clause ?? [])
    expect([...new Set(named)].filter((id) => !clauses.has(id))).toEqual([])
    const without = single.filter(({ made }) => made.clause === null).map(({ made }) => made.breaks.map(ruleName).join())
    // No page says that an id has a character.
    expect([...new Set(without)].sort()).toEqual([
      'accountIdentifier.minLength',
      'customerIdentifier.minLength',
      'referenceOrderID.minLength',
    ])
  })

  it('come back from what --replay takes, as one line of ASCII', () => {
    for (const { example, made } of all) {
      const text = replayOf(example)
      expect(text).toMatch(/^[ -~]+$/)
      const { example: read, described } = parseReplay(text, operations)
      expect(bodyText(read)).toBe(bodyText(example))
      expect(caseOf(read, described, oracle, true)).toEqual(made)
    }
  })
})

describe('clauses', () => {
  it.each([
    ['freezeAsyncOrder', '.additionalProperties', 'GEN-17'],
    ['updateAsyncOrder', '.additionalProperties', 'UPD-20'],
    ['unfreezeAsyncOrder', 'otherReason.required', 'UNF-08'],
    ['cancelAsyncOrder', 'reasonCode.enum', 'CAN-06'],
    ['updateAsyncOrder', 'externalRefID.pattern', 'UPD-06'],
    ['updateAsyncOrder', '.type', 'UPD-67'],
    ['updateAsyncOrder', 'customerIdentifier.minLength', null],
  ] as const)('of a refusal: %s %s is %s', (operation, rule, clause) => {
    expect(refusalClause(operation, rule)).toBe(clause)
  })

  it.each<[Example['operation'], about: string, body: unknown, clause: string]>([
    ['freezeAsyncOrder', 'reasonCode.enum', { reasonCode: 'FRAUD' }, 'FRZ-05'],
    ['unfreezeAsyncOrder', 'reasonCode.enum', { reasonCode: 'FRAUD' }, 'UNF-05'],
    ['unfreezeAsyncOrder', 'reasonCode.enum', { reasonCode: 'REWARD_TYPE' }, 'UNF-50'],
    ['cancelAsyncOrder', 'reasonCode.enum', { reasonCode: 'DUPLICATE' }, 'CAN-05'],
    ['cancelAsyncOrder', 'reasonCode.enum', { reasonCode: 'CURRENCY' }, 'CAN-50'],
    ['cancelAsyncOrder', 'otherReason.required', { reasonCode: 'CURRENCY' }, 'CAN-07'],
    ['cancelAsyncOrder', 'otherReason.type', { reasonCode: 'CURRENCY', otherReason: 'x' }, 'GEN-21'],
    ['freezeAsyncOrder', 'otherReason.pattern', { reasonCode: 'OTHER', otherReason: 'x' }, 'FRZ-09'],
    ['freezeAsyncOrder', 'referenceOrderID.type', { reasonCode: 'FRAUD' }, 'FRZ-02'],
    ['freezeAsyncOrder', 'random', { reasonCode: 'FRAUD' }, 'FRZ-12'],
    ['updateAsyncOrder', 'random', { notes: 'x' }, 'UPD-60'],
    ['updateAsyncOrder', '.type', { notes: 'x' }, 'UPD-60'],
    ['updateAsyncOrder', 'notes.required', { campaign: 'x' }, 'UPD-19'],
    ['updateAsyncOrder', 'notes.type', { notes: 'null' }, 'UPD-18'],
    ['updateAsyncOrder', 'notes.type', { notes: '' }, 'UPD-69'],
    ['updateAsyncOrder', 'notes.maxLength', { notes: 'x'.repeat(150) }, 'UPD-17'],
    ['updateAsyncOrder', 'notes.maxLength', { notes: '😀'.repeat(150) }, 'UPD-73'],
    ['updateAsyncOrder', 'purchaseOrderNumber.type', { purchaseOrderNumber: 'x'.repeat(151) }, 'UPD-76'],
    ['updateAsyncOrder', 'customerIdentifier.type', { notes: 'x' }, 'UPD-02'],
  ])('of an acceptance: %s %s %j is %s', (operation, about, body, clause) => {
    expect(acceptanceClause({ operation, path: {}, body, escaped: false, about })).toBe(clause)
  })

  it('of the acceptance of an id: plain ones are documented, others are not', () => {
    const acceptance = (about: string, externalRefID: string) =>
      acceptanceClause({ operation: 'updateAsyncOrder', path: { externalRefID }, body: { notes: 'x' }, escaped: false, about })
    expect(acceptance('externalRefID.pattern', 'Ab0')).toBe('UPD-74')
    expect(acceptance('externalRefID.pattern', '-_')).toBe('UPD-06')
    expect(acceptance('externalRefID.maxLength', 'x'.repeat(100))).toBe('UPD-05')
    expect(acceptance('externalRefID.type', 'x')).toBe('UPD-04')
  })

  it('of a limit: in what unit it is counted is a statement of its own', () => {
    expect(refusalClause('updateAsyncOrder', 'notes.maxLength', 'x'.repeat(151))).toBe('UPD-17')
    expect(refusalClause('updateAsyncOrder', 'notes.maxLength', 'é'.repeat(151))).toBe('UPD-73')
    expect(limitClause('notes.maxLength')).toBe('UPD-17')
    expect(limitClause('externalRefID.maxLength')).toBeUndefined()
  })

  it('of an order that is not there', () => {
    expect(unknownOrderClause('updateAsyncOrder')).toBe('UPD-71')
    expect(unknownOrderClause('cancelAsyncOrder')).toBe('CAN-20')
  })
})

it('writes JSON in ASCII', () => {
  expect(asciiJson({ é: '😀\u007f\ud800' })).toBe('{"\\u00e9":"\\ud83d\\ude00\\u007f\\ud800"}')
})
