import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadRegister } from '../../../../scripts/register/load.ts'
import { acceptanceClause, refusalClause, unknownOrderClause } from './clauses.ts'
import { asciiJson, bodyText, parseReplay, replayOf } from './example.ts'
import { caseOf } from './expectation.ts'
import { createOracle, ruleName } from './oracle.ts'
import { baseOf, codesOf } from './samples.ts'
import { describedOperations } from './schema.ts'
import { systematicExamples, uncoveredRules } from './systematic.ts'

const operations = describedOperations(JSON.parse(readFileSync(new URL('../../../../generated/openapi.json', import.meta.url), 'utf8')))
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
      const made = all.filter(({ example }) => example.operation === described.operation).map((one) => one.made)
      expect(uncoveredRules(described, made)).toEqual([])
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
    const { clauses } = loadRegister()
    const named = all.flatMap(({ made }) => made.clause ?? [])
    expect([...new Set(named)].filter((id) => !clauses.has(id))).toEqual([])
    const without = single.filter(({ made }) => made.clause === null).map(({ made }) => made.breaks.map(ruleName).join())
    // No page says that the body is an object, or that an id has a character.
    expect([...new Set(without)].sort()).toEqual([
      '.null',
      '.type',
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
    ['updateAsyncOrder', '.type', null],
  ] as const)('of a refusal: %s %s is %s', (operation, rule, clause) => {
    expect(refusalClause(operation, rule)).toBe(clause)
  })

  it('of what is accepted, and of an order that is not there', () => {
    expect(acceptanceClause('freezeAsyncOrder', 'reasonCode.enum')).toBe('FRZ-05')
    expect(acceptanceClause('cancelAsyncOrder', 'reasonCode.enum')).toBe('CAN-50')
    expect(acceptanceClause('updateAsyncOrder', 'random')).toBe('UPD-60')
    expect(unknownOrderClause('updateAsyncOrder')).toBe('UPD-71')
  })
})

it('writes JSON in ASCII', () => {
  expect(asciiJson({ é: '😀\u007f\ud800' })).toBe('{"\\u00e9":"\\ud83d\\ude00\\u007f\\ud800"}')
})
