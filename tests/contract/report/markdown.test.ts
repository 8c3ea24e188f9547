import { describe, expect, it } from 'vitest'
import { cases } from '../cases/index.ts'
import { markdown } from './markdown.ts'
import { sampleReport, withAll } from './sample.ts'

describe('the report in Markdown', () => {
  it('has the failures first, closed, with the commands that do them again', () => {
    const text = markdown(sampleReport(['freeze-answer-accepts']))
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual(['Failures', 'Targets', 'Not run', 'Parity', 'Readings'])
    expect(text).toContain('<details><summary>✗ sandbox: freeze-answer-accepts answers 202 (FRZ-12)</summary>')
    expect(text).toMatch(/```sh\nnpm run contract -- --target sandbox --case freeze-answer-accepts\ncurl .*\n```/)
    expect(text).toMatch(/^# Contract: 1 failed, \d+ passed, \d+ not run$/m)
  })

  it('says which clauses the targets disagree about, and which readings are otherwise than ours', () => {
    const text = markdown(sampleReport(['freeze-answer-accepts']))
    expect(text).toContain('Held on one target and failed on another: `FRZ-12`.')
    expect(text).toContain('| C-400-422 | `422-on-actions` | mock `not-run`, sandbox `400` |  |')
    expect(markdown(sampleReport())).not.toContain('Held on one target')
  })

  it('shows what came from a target as code, on one line', () => {
    const text = markdown(withAll(sampleReport(['freeze-answer-accepts'])))
    // The longest run of backticks in the value is three, so that four hold it.
    expect(text).toMatch(/actual ````<\/pre><script>.*@team ```.*````$/m)
    const outside = text.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/gs, '')
    expect(outside).not.toMatch(/<script|<img|@team|^# @/m)
    expect(text.match(/(?!\n)[\p{Cc}\u202e]/gu)).toBe(null)
    const cells = text.split('\n').filter((line) => line.startsWith('| description'))
    expect(cells.map((line) => line.match(/(?<!\\)\|/g)?.length)).toEqual([6, 6])
  })

  it('says that the run was not judged, and why', () => {
    const text = markdown(sampleReport(), ['Failed to judge the mock: `nothing`'])
    expect(text).toMatch(/^# Contract: not judged, \d+ passed/)
    expect(text).toContain('## Problems of the run\n\n- `` Failed to judge the mock: `nothing` ``\n')
    expect(markdown(sampleReport(['freeze-answer-accepts']), ['x'])).toMatch(/^# Contract: 1 failed/)
  })

  it('fits into a comment whatever failed, and says what it left out', () => {
    const text = markdown(withAll(sampleReport(cases.map(({ id }) => id))))
    expect(text.length).toBeLessThanOrEqual(65_536)
    expect(text).toMatch(/_\d+ more failed: they stand in `report.json`/)
    expect(text).toContain('## Readings')
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length)
  })

  it('names the most frequent reasons only, where there are many', () => {
    const report = sampleReport()
    const reasons = report.cases.map((row, index) => ({ ...row, status: 'not-run' as const, reason: `reason ${Math.min(index, 99)}` }))
    const text = markdown({ ...report, cases: reasons })
    expect(text.match(/`reason \d+`/g)).toHaveLength(30)
    expect(text).toMatch(/and \d+ more reasons/)
    expect(text).toMatch(/Why \|\n\| --- \| --- \| --- \|\n\| \w+ \| \d{3,} \| `reason 99`/)
  })

  it('is cut between its parts when nothing else helps', () => {
    const report = sampleReport(cases.map(({ id }) => id))
    const readings = report.readings.map((row) => ({ ...row, observed: { live: 'x'.repeat(400) } }))
    const text = markdown({ ...report, readings })
    expect(text.length).toBeLessThanOrEqual(65_536)
    expect(text).toMatch(/## Parity\n\n.*\n\n_Cut here: .*_\n$/s)
  })

  it('names phases, evidence and what is unproven, where they are known', () => {
    const text = markdown(withAll(sampleReport()))
    expect(text).toContain('A rehearsal: ')
    expect(text).toContain('## Phases')
    expect(text).toContain('- 1: passed 52 days ago (stale)')
    expect(text).toContain('- 259: never seen live')
    expect(text).toContain('**Unproven**, since every mutant that breaks them survives: `FRZ-02`.')
  })
})
