import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cases } from '../../contract/src/cases/index.ts'
import { reportPage } from '../../contract/src/report/html/page.ts'
import { junit } from '../../contract/src/report/junit.ts'
import { markdown } from '../../contract/src/report/markdown.ts'
import { narrowedBy, reportFolder } from '../../contract/src/report/narrowed.ts'
import type { Report } from '../../contract/src/report/report.ts'
import { oddities, register, sampleReport, withAll } from '../../contract/src/report/sample.ts'
import { reportText, summaryText } from '../../contract/src/report/text.ts'
import { reportFiles } from '../../contract/src/report/write.ts'
import { readReport } from './read-report.ts'

const none = {}

describe('a narrowed run', () => {
  it('is one with an option that leaves tests out, and no other', () => {
    expect(narrowedBy(none)).toEqual([])
    expect(narrowedBy({ cases: ['a', 'b'], clauses: ['FRZ-12'], operations: ['updateAsyncOrder'] })).toEqual([
      '--case a',
      '--case b',
      '--clause FRZ-12',
      '--operation updateAsyncOrder',
    ])
    expect(narrowedBy({ ...none, phase: 'stateful', replay: 'active: freeze' })).toEqual(['--phase stateful', '--replay active: freeze'])
  })

  it('says so in every form of the report, and a whole one does not', () => {
    const forms = (report: ReturnType<typeof sampleReport>) => [
      reportText(report, register),
      summaryText(report, 0, 'x'),
      markdown(report),
      junit(report),
      reportPage(report, register),
      JSON.stringify(report),
    ]
    const [first = ''] = cases.map(({ id }) => id)
    const narrowed = sampleReport([], [first], { narrowed: ['--case', first, '</script>@team'] })
    for (const form of forms(narrowed)) expect(form).toMatch(/[Oo]nly a part was run|narrowed/)
    for (const form of forms(sampleReport())) expect(form).not.toMatch(/[Oo]nly a part was run|narrowed/)
    expect(markdown(narrowed)).toMatch(/^> \*\*Only a part was run\*\*: `narrowed by --case \S+ <\/script>@team`/m)
    expect(reportPage(narrowed, register).match(/<\/script/g)).toHaveLength(1)
    expect(summaryText(narrowed, 0, 'x')).toMatch(/^PASS: 0 failed, \d passed, \d skipped \(narrowed by --case \S+ <\/script>@team\) in /)
  })
})

describe('the folder of a report', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'narrowed-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const options = ['--clause FRZ-12']
  const writeReport = (report: Report, problems: string[] = []) =>
    writeFileSync(join(folder, 'report.json'), reportFiles(report, { register, problems })['report.json'])

  it('is another one for a narrowed run where a whole one was written', () => {
    const { narrowed: _, ...whole } = sampleReport()
    writeReport(whole)
    expect(reportFolder(undefined, options, folder)).toBe(join(folder, 'narrowed'))
    expect(reportFolder(undefined, [], folder)).toBe(folder)
  })

  it('is the usual one where no whole run is written over', () => {
    expect(reportFolder(undefined, options, join(folder, 'none'))).toBe(join(folder, 'none'))
    writeReport({ ...sampleReport([], ['freeze-answer-accepts']), narrowed: options })
    expect(readReport(folder).narrowed).toEqual(options)
    expect(reportFolder(undefined, options, folder)).toBe(folder)
    writeFileSync(join(folder, 'report.json'), '{')
    expect(reportFolder(undefined, options, folder)).toBe(folder)
  })

  it('holds a report.json that fits its schema, whatever the run found', () => {
    const report = withAll(sampleReport(['freeze-answer-accepts'], undefined, { change: oddities, narrowed: options }))
    writeReport(report, ['Failed to judge'])
    expect(readReport(folder).targets).toEqual(report.targets)
  })

  it('is the one that was named', () => {
    mkdirSync(join(folder, 'named'))
    expect(reportFolder(join(folder, 'named'), options, folder)).toBe(join(folder, 'named'))
  })
})
