import { describe, expect, it } from 'vitest'
import { cases } from '../cases/index.ts'
import { HOSTILE, register, sampleReport, withAll } from './sample.ts'
import { reportText, summaryText } from './text.ts'

const text = (...failing: string[]): string => reportText(sampleReport(failing), register)

describe('the report at a terminal', () => {
  it('tells what ran, then what was not run and why, and last what failed and how to do it again', () => {
    const lines = text('freeze-answer-accepts').split('\n')
    const places = [
      /^ {2}cases .*address/,
      /^ {2}sandbox .*127/,
      /^ {2}clauses/,
      /^ {2}readings of/,
      /^ {2}not run$/,
      /✗ sandbox freeze-answer/,
    ]
    const found = places.map((place) => lines.findIndex((line) => place.test(line)))
    expect(found).not.toContain(-1)
    expect(found).toEqual(found.toSorted((one, other) => one - other))
    expect(lines.at(-2)).toBe('  replay: npm run contract -- --target sandbox --case freeze-answer-accepts')
    expect(lines.at(-1)).toMatch(/^ {2}curl /)
  })

  it('says of a restricted run what it is about, and nothing of the rest', () => {
    const restricted = reportText(sampleReport([], ['freeze-answer-accepts']), register)
    expect(restricted).toContain('of the 1 clauses that this run is about, of 260')
    expect(restricted).toContain('readings: not asked for')
    expect(restricted).not.toContain('cannot be observed')
    expect(text()).toContain('cannot be observed')
  })

  it('shows the first failures in full, and names the rest', () => {
    const all = text(...cases.map(({ id }) => id))
    expect(all.match(/expected 202/g)).toHaveLength(20)
    expect(all.match(/replay: npm/g)).toHaveLength(220)
    expect(all).toContain(`and ${cases.length - 220} more: see the report`)
  })

  it('lets no target speak to the terminal', () => {
    const all = reportText(withAll(sampleReport(['freeze-answer-accepts'])), register)
    expect(all).toContain('\\u001b[8m\\u202e')
    expect(all.match(/(?!\n)\p{Cc}/gu)).toBe(null)
    expect(HOSTILE).toContain('\u001b')
  })

  it('names phases, evidence and what is unproven, where they are known', () => {
    const all = reportText(withAll(sampleReport()), register)
    expect(all).toMatch(/ {2}sandbox +description +1 failed +42 examples/)
    expect(all).toContain("--phase description --seed 7 --replay 'it'\\''s {}'")
    expect(all).toContain('1 of 260 clauses seen live, 1 of them stale')
    expect(all).toContain('unproven, since every mutant that breaks them survives: FRZ-02')
    expect(text()).not.toMatch(/phases|evidence|unproven/)
  })

  it.each([
    [0, 'It holds: '],
    [1, 'Broken: '],
    [2, 'Not judged: '],
  ])('ends with the verdict of exit code %i', (code, verdict) => {
    const line = summaryText(sampleReport(), code, 'reports/contract')
    expect(line).toMatch(new RegExp(`^${verdict}\\d+ passed, 0 failed, \\d+ not run in 12.3 s, seed 7, report in reports/contract$`))
  })

  it('is coloured only by what it is given', () => {
    const painted = reportText(sampleReport(['freeze-answer-accepts']), register, (format, part) => `<${format}>${part}`)
    expect(painted).toContain('<red>✗ sandbox freeze-answer-accepts')
    expect(summaryText(sampleReport(), 1, 'x', (format, part) => `<${format}>${part}`)).toMatch(/^<red>Broken/)
  })
})
