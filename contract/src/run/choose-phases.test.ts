import { describe, expect, it } from 'vitest'
import type { Case } from '../cases/case.ts'
import { cases } from '../cases/index.ts'
import { evaluate, silentPhases } from '../evaluate/exit-code.ts'
import type { CaseResult } from './check-case.ts'
import { choosePhases } from './choose-phases.ts'
import { phases } from './phases.ts'

const given = { phase: undefined, budgetMs: undefined, replay: undefined, restricted: false, seed: 7 }
const names = phases.map(({ name }) => name)
const [first = ''] = names

describe('the phases of a run', () => {
  it('are all of them, unless told otherwise', () => {
    const { options, wanted } = choosePhases(given)
    expect(options).toEqual({ names, run: { seed: 7, budgetMs: 2_000, replay: null } })
    expect(wanted.every(({ leftOut }) => leftOut === null)).toBe(true)
  })

  it.each([
    [{ budgetMs: 0 }, '--budget 0 leaves the phases out'],
    [{ restricted: true }, 'the run is restricted by --case, --clause or --operation'],
  ])('are none with %j, with the reason', (more, leftOut) => {
    expect(choosePhases({ ...given, ...more })).toEqual({ options: null, wanted: names.map((name) => ({ name, leftOut })) })
  })

  it('are the one that is asked for, and the others have a reason', () => {
    const { options, wanted } = choosePhases({ ...given, phase: first, budgetMs: 5, replay: 'text' })
    expect(options).toEqual({ names: [first], run: { seed: 7, budgetMs: 5, replay: 'text' } })
    expect(wanted.filter(({ leftOut }) => leftOut === null)).toEqual([{ name: first, leftOut: null }])
  })
})

describe('a run with phases', () => {
  const phase = { phase: first, target: 'sandbox' as const, seed: 7, counts: {}, failures: [], durationMs: 1 }
  const [row] = cases as [Case]
  const answered = { operation: row.request.operation, wanted: 202, status: 202, compared: { answer: 1, state: 0, events: 0 } }
  const result = { id: row.id, target: 'sandbox' as const, held: [], failures: [], undocumented: [], answered }
  const nothingWrong = { targets: ['sandbox' as const], complete: false, errors: [] }

  it.each([
    ['holds where a phase passed and no case was wanted', [], ['passed'], 0],
    ['is broken where a phase failed', ['passed'], ['failed'], 1],
    ['is not judged where its only phase was not run', [], ['skipped'], 2],
    ['is not judged where a phase passed but no case did', ['skipped'], ['passed'], 2],
    ['is not judged where a case is inconclusive', ['passed', 'inconclusive'], ['passed'], 2],
    ['is not judged where a phase is inconclusive', ['passed'], ['inconclusive'], 2],
    ['is broken where a case failed and another is inconclusive', ['failed', 'inconclusive'], ['passed'], 1],
  ] as const)('%s', (_, found, told, exitCode) => {
    const results = found.map((status): CaseResult => ({ ...result, status }))
    const outcome = { ...nothingWrong, results, rows: found.map(() => row), phases: told.map((status) => ({ ...phase, status })) }
    expect(evaluate(outcome)).toMatchObject({ exitCode })
  })

  it('is not judged where a phase that was wanted told nothing', () => {
    const errors = silentPhases([first, 'other'], ['sandbox'], [{ ...phase, status: 'passed' }])
    expect(errors).toEqual(['the generated tests (other) have no result on the sandbox'])
    const results = [{ ...result, status: 'passed' as const }]
    const outcome = { ...nothingWrong, results, rows: [row], phases: [{ ...phase, status: 'passed' as const }], errors }
    expect(evaluate(outcome)).toEqual({ exitCode: 2, reasons: errors })
  })
})
