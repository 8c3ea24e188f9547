import { describe, expect, it } from 'vitest'
import { cases } from '../cases/index.ts'
import type { Report } from './report.ts'
import { failingBy, HOSTILE, oddities, register, sampleReport, withAll } from './sample.ts'
import { reportText, summaryText } from './text.ts'

const textOf = (report: Report): string => reportText(report, register)
const text = (...failing: string[]): string => textOf(sampleReport(failing))
const total = register.clauses.size

describe('the report at a terminal', () => {
  it('shows what ran, then what was skipped and why, and last what failed and how to reproduce it', () => {
    const lines = text('freeze-answer-accepts').split('\n')
    const places = [
      /^ {2}tests .*inconclusive +skipped +address/,
      /^ {2}sandbox +\d+ +1 +0 +0 +http:\/\/127/,
      /^ {2}clauses/,
      /^ {2}open questions: the sandbox answers 1 of \d+, 1 differ/,
      /^ {2}skipped$/,
      /^ {2}FAIL FRZ-12: .* \(1 case on the sandbox\)/,
    ]
    const found = places.map((place) => lines.findIndex((line) => place.test(line)))
    expect(found).not.toContain(-1)
    expect(found).toEqual(found.toSorted((one, other) => one - other))
    expect(lines.at(-2)).toBe('    replay   npx async-orders contract --target sandbox --case freeze-answer-accepts')
    expect(lines.at(-1)).toMatch(/^ {13}curl /)
  })

  it('says of a failure its clause, its cause, the simplest case and what follows', () => {
    const change = failingBy({
      'freeze-answer-accepts': {},
      'freeze-accepts-FRAUD': {},
      'update-answers-200': { clause: 'UPD-30', restsOn: ['FRZ-12'] },
    })
    expect(textOf(sampleReport([], undefined, { change }))).toMatch(
      new RegExp(
        [
          ' {2}FAIL FRZ-12: returns 200 instead of 202 \\(2 cases on the sandbox\\)',
          ` {4}clause   ${register.clauses.get('FRZ-12')?.statement} \\(documented\\)`,
          ' {4}case     freeze-answer-accepts: returns 202',
          ' {4}checked  the status',
          ' {4}expected 202',
          ' {4}actual   200 \\{\\}',
          ' {4}replay   npx async-orders contract .* freeze-answer-accepts',
          ' {13}curl .*',
          ' {4}follows  1 more case: UPD-30 \\(1\\)$',
        ].join('\n'),
      ),
    )
  })

  it('says of a narrowed run what it is about, and nothing of the rest', () => {
    const narrowed = textOf(sampleReport([], ['freeze-answer-accepts']))
    expect(narrowed).toMatch(new RegExp(`of the \\d+ clauses that this run is about, of ${total}`))
    expect(narrowed).toContain('open questions: skipped, since only a part was run')
    expect(narrowed).not.toContain('not observable externally')
    expect(text()).toContain('not observable externally')
  })

  it('shows the first failures in full, and names the rest', () => {
    const change = failingBy(
      Object.fromEntries(cases.slice(0, 300).map(({ id, clause }, index) => [id, { clause, actual: `${300 + index} ` }])),
    )
    const all = textOf(sampleReport([], undefined, { change }))
    expect(all.match(/expected 202/g)).toHaveLength(20)
    expect(all.match(/replay +npx/g)).toHaveLength(220)
    expect(all).toContain('and 80 more: see the report')
  })

  it('lets no target speak to the terminal', () => {
    const all = textOf(withAll(sampleReport(['freeze-answer-accepts'], undefined, { change: oddities })))
    expect(all).toContain('\\u001b[8m\\u202e')
    expect(all.match(/(?!\n)\p{Cc}/gu)).toBe(null)
    expect(all).not.toMatch(/^# @team/m)
    expect(HOSTILE).toContain('\u001b')
  })

  it('keeps apart what is inconclusive, undocumented, or differs from our assumptions', () => {
    const report = sampleReport([], undefined, { change: oddities })
    const all = textOf(report)
    expect(all).toMatch(/ {2}inconclusive\n {4}\d{3} +sandbox: the exchange: .*\n\n/)
    expect(all).toMatch(
      / {2}not in the OpenAPI description \(no failure\)\n(.*\n)*? {4}sandbox: freezeAsyncOrder 202 \/items\/\*\/colour \(\d{3} responses\)\n/,
    )
    expect(all).toContain('  DIFFERS CAN-16: `totalLineItems` is too high in the 200 (1 case on the sandbox)')
    expect(all).toContain('differs  the clause is assumed, which does not count on this target')
    expect(all).not.toMatch(/^ {2}FAIL/m)
    expect(report.targets.sandbox).toMatchObject({ failed: 0, inconclusive: cases.filter(({ id }) => id.startsWith('unfreeze')).length })
    const inconclusive = report.clauses.filter(({ results }) => results.sandbox === 'inconclusive')
    expect(inconclusive.length).toBeGreaterThan(20)
    expect(inconclusive.every(({ id }) => id.startsWith('UNF'))).toBe(true)
  })

  it('names phases, evidence and what is not mutation-tested, where they are known', () => {
    const all = textOf(withAll(sampleReport()))
    expect(all).toMatch(/ {2}sandbox +schema +failed +42 examples, 1 failure\n/)
    expect(all).toContain("--phase schema --seed 7 --replay 'it'\\''s {}'")
    expect(all).toContain(`1 of ${total} clauses verified live, 1 of them stale`)
    expect(all).toMatch(/every mutant survives of [A-Z]{3}-\d+$/m)
    expect(text()).not.toMatch(/generated|evidence|mutant/)
  })

  it('counts examples alone, and says what was covered', () => {
    const phase = { phase: 'stateful', target: 'sandbox', status: 'passed', seed: 7, durationMs: 1 } as const
    const phases = [
      { ...phase, failures: [], counts: { random: 186 }, covered: { 'FREEZE: ACTIVE → FROZEN': 30, 'FREEZE refused: FROZEN': 0 } },
    ]
    const report = sampleReport([], undefined, { phases, wantedPhases: [{ name: 'stateful', leftOut: null }] })
    expect(textOf(report)).toMatch(/sandbox +stateful +passed +186 examples, 1 of 2 transitions covered\n/)
  })

  it.each([
    [0, 'PASS: '],
    [1, 'FAIL: '],
    [2, 'INCONCLUSIVE: '],
  ])('ends with the verdict of exit code %i', (code, verdict) => {
    const line = summaryText(sampleReport(), code, 'reports/contract')
    expect(line).toMatch(new RegExp(`^${verdict}0 failed, \\d+ passed, \\d+ skipped in 12.3 s, seed 7, report in reports/contract$`))
    const odd = summaryText(sampleReport([], undefined, { change: oddities }), code, 'x')
    expect(odd).toMatch(new RegExp(`^${verdict}0 failed, \\d+ inconclusive, `))
  })

  it('is coloured only by what it is given', () => {
    const painted = reportText(sampleReport(['freeze-answer-accepts']), register, (format, part) => `<${format}>${part}`)
    expect(painted).toContain('<red>FAIL FRZ-12')
    expect(summaryText(sampleReport(), 1, 'x', (format, part) => `<${format}>${part}`)).toMatch(/^<red>FAIL/)
  })
})
