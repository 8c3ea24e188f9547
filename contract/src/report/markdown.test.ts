import { describe, expect, it } from 'vitest'
import { cases } from '../cases/index.ts'
import { markdown } from './markdown.ts'
import { failingBy, oddities, register, sampleReport, withAll } from './sample.ts'

/** Every case fails in its own way. */
const everything = failingBy(Object.fromEntries(cases.map(({ id, clause }, index) => [id, { clause, actual: `${100 + index} ` }])))

describe('the report in Markdown', () => {
  it('has the failures first, closed, with commands to reproduce them', () => {
    const text = markdown(sampleReport(['freeze-answer-accepts']))
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
      'Failures',
      'Targets',
      'Skipped',
      'Parity',
      'Open questions',
    ])
    expect(text).toContain(
      '<details><summary>✗ sandbox: FRZ-12: a field is a text instead of a number (1 case)</summary>\n\n- `freeze-answer-accepts` `returns 202`\n',
    )
    expect(text).toMatch(/```sh\nnpx async-orders contract --target sandbox --case freeze-answer-accepts\ncurl .*\n```/)
    expect(text).toMatch(/^# Contract: FAIL: 1 failed, \d+ passed, \d+ skipped$/m)
  })

  it('folds the cases of one cause, and what follows from it', () => {
    const change = failingBy({
      'freeze-answer-accepts': {},
      'freeze-accepts-FRAUD': {},
      'update-answers-200': { clause: 'UPD-30', restsOn: ['FRZ-12'] },
    })
    const text = markdown(sampleReport([], undefined, { change }))
    expect(text.match(/<summary>/g)).toHaveLength(1)
    expect(text).toContain('FRZ-12: returns 200 instead of 202 (2 cases)</summary>')
    expect(text).toContain('Also: `freeze-accepts-FRAUD`\n\nFollows from it: `1 more case: UPD-30 (1)`')
  })

  it('keeps apart what is inconclusive, undocumented, or differs from our assumptions', () => {
    const text = markdown(sampleReport([], undefined, { change: oddities }))
    expect(text).toMatch(/^# Contract: INCONCLUSIVE: 0 failed, \d+ inconclusive/)
    expect(text).toMatch(/## Inconclusive\n\n.*\n.*\n\| sandbox \| \d{3} \|/)
    expect(text).toMatch(
      /## Differs from our assumptions \(no failure\)\n\n<details><summary>≠ sandbox: CAN-16: <code>totalLineItems<\/code> is too high/,
    )
    expect(text).toMatch(
      /## Not in the OpenAPI description \(no failure\)\n\n.*\n.*\n(.*\n)*?\| sandbox \| `freezeAsyncOrder 202 \/items\/\*\/colour` \| \d{3} \|/,
    )
    expect(text).not.toContain('## Failures')
  })

  it('says which clauses the targets disagree about, and which options differ from our default', () => {
    const text = markdown(sampleReport(['freeze-answer-accepts']))
    expect(text).toContain('Held on one target and failed on another: `FRZ-12`.')
    expect(text).toContain('| C-400-422 | `422-on-actions` | mock `skipped`, sandbox `400` |  |')
    expect(markdown(sampleReport())).not.toContain('Held on one target')
  })

  it('shows what came from a target as code, on one line', () => {
    const text = markdown(withAll(sampleReport(['freeze-answer-accepts'], undefined, { change: oddities })))
    // The longest run of backticks in the value is three, so that four hold it.
    expect(text).toMatch(/actual ````<\/pre><script>.*@team ```.*````$/m)
    const outside = text.replace(/<summary>.*<\/summary>/g, '').replace(/(`+)(?!`).*?(?<!`)\1(?!`)/gs, '')
    expect(outside).not.toMatch(/<script|<img|@team|^# @/m)
    expect(text.match(/(?!\n)[\p{Cc}\u202e]/gu)).toBe(null)
    for (const [summary] of text.matchAll(/<summary>.*/g)) expect(summary.replace(/<\/?(summary|code|span)>/g, '')).not.toMatch(/<|[`*_[]/)
    const cells = text.split('\n').filter((line) => line.startsWith('| schema'))
    expect(cells.map((line) => line.match(/(?<!\\)\|/g)?.length)).toEqual([6, 6])
  })

  it('says that the run is inconclusive, and why', () => {
    const text = markdown(sampleReport(), ['Failed to judge the mock: `nothing`'])
    expect(text).toMatch(/^# Contract: INCONCLUSIVE: 0 failed, \d+ passed/)
    expect(text).toContain('## Problems of the run\n\n- `` Failed to judge the mock: `nothing` ``\n')
    expect(markdown(sampleReport(['freeze-answer-accepts']), ['x'])).toMatch(/^# Contract: FAIL: 1 failed/)
  })

  it('fits into a comment whatever failed, and says what it left out', () => {
    const text = markdown(withAll(sampleReport([], undefined, { change: everything })))
    expect(text.length).toBeLessThanOrEqual(65_536)
    expect(text).toMatch(/_\d+ more: see `report.json`/)
    expect(text).toContain('## Open questions')
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length)
  })

  it('names the most frequent reasons only, where there are many', () => {
    const report = sampleReport()
    const reasons = report.cases.map((row, index) => ({
      ...row,
      status: 'skipped' as const,
      reason: `reason ${'x'.repeat(1 + Math.min(index, 99))}`,
    }))
    const text = markdown({ ...report, cases: reasons })
    expect(text.match(/`reason x*`/g)).toHaveLength(30)
    expect(text).toMatch(/and \d+ more reasons/)
    expect(text).toMatch(/Reason \|\n\| --- \| --- \| --- \|\n\| \w+ \| \d{3,} \| `reason x{100}`/)
  })

  it('is cut between its parts when nothing else helps', () => {
    const report = sampleReport([], undefined, { change: everything })
    const interpretations = report.interpretations.map((row) => ({ ...row, observed: { live: 'x'.repeat(400) } }))
    const text = markdown({ ...report, interpretations })
    expect(text.length).toBeLessThanOrEqual(65_536)
    expect(text).toMatch(/## Parity\n\n.*\n\n_Cut here: .*_\n$/s)
  })

  it('names phases, evidence and what is not mutation-tested, where they are known', () => {
    const text = markdown(withAll(sampleReport()))
    expect(text).toContain('A rehearsal: ')
    expect(text).toContain('## Generated tests')
    expect(text).toContain('- 1: passed 52 days ago (stale)')
    expect(text).toContain(`- ${register.clauses.size - 1}: never verified live`)
    expect(text).toMatch(/\*\*Not mutation-tested\*\*, since every mutant survives: `[A-Z]{3}-\d+`\./)
  })
})
