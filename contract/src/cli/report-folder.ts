import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../../sandbox/src/node/command/command.ts'
import type { Redactor } from '../redact/redactor.ts'
import type { Report } from '../report/report.ts'
import { REPORT_FILES, reportFiles } from '../report/write.ts'
import { forgetFiles, writeFiles } from './write-files.ts'

/**
 * Makes the folder of the reports before anything is sent, since what a run finds must not be lost, and takes away those of an earlier run.
 *
 * @throws UsageError when it cannot be written to
 * @example makeReportFolder('reports/contract')
 */
export const makeReportFolder = (folder: string): void =>
  writing(() => {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    forgetFiles(REPORT_FILES.map((name) => join(folder, name)))
  })

/**
 * Writes the reports, in every form, all of them or none.
 *
 * @throws UsageError when the folder cannot be written to
 * @example writeReportTo('reports/contract', report, { register, problems: [], redactor })
 */
export function writeReportTo(
  folder: string,
  report: Report,
  { redactor, ...about }: Parameters<typeof reportFiles>[1] & { redactor: Redactor },
): void {
  // Clean already, value by value; what a form makes of the values is checked once more, where that breaks no syntax.
  const texts = Object.entries(reportFiles(report, about)).map(([name, text]) => [
    join(folder, name),
    name.endsWith('.json') ? text : redactor.text(text),
  ])
  writing(() => writeFiles(Object.fromEntries(texts)))
}

function writing(write: () => void): void {
  try {
    write()
  } catch (error) {
    throw new UsageError(`Failed to write the report: ${error instanceof Error ? error.message : error}. Choose another --report.`)
  }
}
