import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { documentedRules } from '../../../sandbox/src/index.ts'
import { act, type Case } from '../cases/case.ts'
import { cases } from '../cases/index.ts'
import { probes } from '../probes/index.ts'
import type { Probe } from '../probes/probe.ts'
import { checkRegister } from '../register/check.ts'
import { loadRegister, type Register } from '../register/load.ts'
import { pointersOf } from '../register/pointers.ts'
import { checkCoverage, checkProbes, unexpected } from './traceability.ts'

const register = loadRegister()
const description = JSON.parse(readFileSync('generated/openapi.json', 'utf8'))

describe('cases and clauses', () => {
  it('cover one another', () => {
    expect(checkCoverage(cases, register)).toEqual([])
  })

  it('expect every operation, status and reason code of the description', () => {
    expect(unexpected(cases, description)).toEqual([])
  })

  it('name rules that the sandbox has and places that the description has', () => {
    const pointers = new Map([...pointersOf(description)].filter(([id]) => !register.interpretations.has(id)))
    expect(checkRegister(register, { rules: new Set(Object.keys(documentedRules)), pointers })).toEqual([])
  })
})

describe('the gate', () => {
  const row: Case = { id: 'row', name: 'is a row', clause: 'FRZ-12', request: act('freeze'), want: { status: 202 } }
  const only = (...ids: string[]): Register => ({ ...register, clauses: new Map([...register.clauses].filter(([id]) => ids.includes(id))) })

  it.each([
    ['a clause without a case', [row], ['FRZ-12', 'UPD-13'], 'No case verifies UPD-13'],
    ['a clause whose cases look elsewhere', [{ ...row, clause: 'FRZ-25' }], ['FRZ-25'], 'No case verifies FRZ-25'],
    ['a case that looks elsewhere', [{ ...row, clause: 'FRZ-25' }], ['FRZ-25'], 'asserts nothing about it (state)'],
    ['a case with an unknown clause', [row, { ...row, id: 'other', clause: 'FRZ-99' }], ['FRZ-12'], 'FRZ-99, which does not exist'],
    ['two cases of one id', [row, row], ['FRZ-12'], 'The case id row is there twice'],
    ['a case for what cannot be observed', [{ ...row, clause: 'UPD-08' }], ['UPD-08'], 'UPD-08, which cannot be observed'],
    ['a case under no option of an interpretation', [{ ...row, under: { 'C-NONE-EVENT': 'perhaps' } }], ['FRZ-12'], 'cannot be switched'],
    [
      'a clause verified under another interpretation only',
      [{ ...row, under: { 'C-NONE-EVENT': 'not-sent' } }],
      ['FRZ-12'],
      'No case verifies FRZ-12',
    ],
  ] as [string, Case[], string[], string][])('notices %s', (_, rows, ids, problem) => {
    expect(checkCoverage(rows, only(...ids)).join('\n')).toContain(problem)
  })

  const FREEZE = '/asyncOrders/{referenceOrderID}/freeze'
  it.each<[string, (bundle: typeof description) => void, string]>([
    [
      'an operation',
      ({ paths }) => {
        paths['/asyncOrders/{referenceOrderID}/resend'] = { post: { ...paths[FREEZE].post, operationId: 'resendAsyncOrder' } }
      },
      'the operation resendAsyncOrder; no case expects it. Add cases in contract/src/cases/ (CONTRIBUTING.md says what else).',
    ],
    [
      'a status',
      ({ paths }) => {
        paths[FREEZE].post.responses['418'] = { $ref: '#/components/responses/BadRequest' }
      },
      'the status 418 of freezeAsyncOrder; no case expects it. Add a case in contract/src/cases/.',
    ],
    [
      'a reason code',
      ({ components }) => components.schemas.FreezeRequest.oneOf[0].properties.reasonCode.enum.push('NEW_CODE'),
      'the reason code NEW_CODE of freezeAsyncOrder; no case expects it to be accepted. Add a case in contract/src/cases/.',
    ],
  ])('names %s that only the description has', (_, edit, problem) => {
    const bundle = structuredClone(description)
    edit(bundle)
    expect(unexpected(cases, bundle)).toEqual([`The description has ${problem}`])
  })
})

describe('probes', () => {
  it('are there for every interpretation that can be told from outside; the register says why not for the others', () => {
    expect(checkProbes(probes, register)).toEqual([])
  })

  it.each([
    ['C-PATCH-EMPTY', 'can be switched and has no probe'],
    ['C-EVT-SOON', 'gives no reason'],
  ])('notice that %s has none', (id, problem) => {
    const left = probes.filter(({ interpretation }) => interpretation !== id)
    expect(checkProbes(left, register)).toEqual([expect.stringContaining(problem)])
  })

  it('notice an interpretation that has one and is said to have none', () => {
    const [first] = probes
    const none: Probe[] =
      first === undefined ? [] : [...probes, { ...first, interpretation: 'C-X509' }, { ...first, interpretation: 'C-NONE' }]
    expect(checkProbes(none, register)).toEqual([
      expect.stringContaining('C-X509 has a probe, but the register says none:'),
      'There is a probe of C-NONE, which is no interpretation.',
    ])
  })
})
