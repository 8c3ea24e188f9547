import { describe, expect, it } from 'vitest'
import { loadRegister } from '../register/load.ts'
import { buildReport } from './build.ts'
import { descriptionHash } from './description-hash.ts'
import { provenBy } from './proven.ts'
import { reportText } from './text.ts'

const hash = descriptionHash('a description')
const found = {
  descriptionHash: hash,
  complete: true,
  byClause: {
    'FRZ-12': { killed: 2, survived: 1, equivalent: 0 },
    'FRZ-13': { killed: 0, survived: 3, equivalent: 0 },
    'FRZ-14': { killed: 0, survived: 0, equivalent: 1 },
  },
}

describe('what a mutation run proves', () => {
  it('is a clause of which a mutant was killed, and not one whose mutants all survived', () => {
    expect(provenBy(found, hash)).toEqual({
      proven: new Map([
        ['FRZ-12', true],
        ['FRZ-13', false],
        ['FRZ-14', false],
      ]),
    })
  })

  it.each([
    ['of another description', { ...found, descriptionHash: descriptionHash('another one') }, 'another OpenAPI description'],
    ['of an older version', { byClause: found.byClause }, 'another OpenAPI description'],
    ['of some mutants', { ...found, complete: false }, 'only some'],
    ['that is none', null, 'no report'],
    ['that is something else', { cases: [] }, 'no report'],
  ])('is nothing by a report %s', (_, report, reason) => {
    expect(provenBy(report, hash)).toEqual({ reason: expect.stringContaining(reason) })
  })
})

describe('the contract report', () => {
  const register = loadRegister()
  const empty = {
    contractVersion: '0',
    startedAt: '',
    durationMs: 0,
    seed: 1,
    verdict: { exitCode: 0 as const, reasons: [] },
    baseUrls: {},
    cases: [],
    results: [],
    probes: [],
    phases: [],
    wantedPhases: [],
    register,
  }
  const proof = provenBy(found, hash)

  it('says of each clause whether it is proven, and names those that are not', () => {
    const report = buildReport({ ...empty, ...('proven' in proof ? proof : {}) })
    const of = (wanted: string) => report.clauses.find(({ id }) => id === wanted)?.proven
    expect([of('FRZ-12'), of('FRZ-13'), of('FRZ-15')]).toEqual([true, false, undefined])
    expect(reportText(report, register)).toContain('every mutant survives of FRZ-13, FRZ-14')
  })

  it('says nothing of it without a mutation run', () => {
    const report = buildReport(empty)
    expect(report.clauses.some((clause) => 'proven' in clause)).toBe(false)
    expect(reportText(report, register)).not.toContain('mutant')
  })
})
