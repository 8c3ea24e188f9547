import { expect, it } from 'vitest'
import { cases } from '../cases/index.ts'
import { annotations } from './annotations.ts'
import { failingBy, HOSTILE, sampleReport } from './sample.ts'

const linesOf = (text: string): string[] => text.split('\n').slice(0, -1)

it('has an error for each mistake, with its clause, its target and the command to reproduce it', () => {
  const change = failingBy({ 'freeze-answer-accepts': {}, 'freeze-accepts-FRAUD': {} })
  expect(annotations(sampleReport([], undefined, { change }), [])).toBe(
    '::error title=FRZ-12 on the sandbox::returns 200 instead of 202 (2 cases)' +
      '%0Afreeze-answer-accepts: the status: expected 202, actual 200 {}' +
      '%0Anpx async-orders contract --target sandbox --case freeze-answer-accepts\n',
  )
})

it('has none for what passed, nor for what does not count', () => {
  const change = failingBy({ 'freeze-answer-accepts': { differs: 'assumed' } })
  expect(annotations(sampleReport([], undefined, { change }), [])).toBe('')
})

it('has none for a known violation, and an error for an entry of the baseline that no longer matches', () => {
  const change = failingBy({ 'freeze-answer-accepts': { known: 'returns 200; fixed with release 4.2' } })
  const healed = 'Failed to match the baseline: CAN-16 on the sandbox has healed: it passed. Remove it from the baseline.'
  expect(annotations(sampleReport([], undefined, { change }), [healed])).toBe(`::error title=Baseline::${healed}\n`)
})

it('has a warning for each reason that makes the run inconclusive', () => {
  expect(annotations(sampleReport(), ['No case ran: 100 % skipped'])).toBe('::warning title=Inconclusive::No case ran: 100 %25 skipped\n')
})

it('lets a target say nothing that GitHub takes for a command, or for a property', () => {
  const said = `%0A::set-env name=PATH::x\r\n::error::a\u2028##[error]b,file=c${HOSTILE}`
  const change = failingBy({ 'freeze-answer-accepts': { what: said, actual: said } })
  const lines = linesOf(annotations(sampleReport([], undefined, { change }), [said]))
  expect(lines).toHaveLength(2)
  for (const line of lines) {
    expect(line).toMatch(/^::(error|warning) title=[^:,\r\n]*::[^\r]*$/)
    expect(line).not.toMatch(/%0A::|##\[|\u2028/)
    // Nothing is unescaped to a command either.
    expect(decodeURIComponent(line.replaceAll('%25', '%2525').replaceAll(/\\ud800/g, ''))).not.toMatch(/\n::/)
  }
})

it('shows as many as GitHub does, the last of which counts the rest', () => {
  const failing = cases.filter(({ clause }, at) => cases.findIndex((other) => other.clause === clause) === at).slice(0, 30)
  const lines = linesOf(annotations(sampleReport(failing.map(({ id }) => id)), []))
  expect(lines).toHaveLength(10)
  expect(lines.at(-1)).toMatch(/^::error title=\d+ more::The summary/)
})
