import { accessSync, constants, mkdirSync } from 'node:fs'
import type { Report } from '../../tests/contract/report/report.ts'
import { writeReport } from '../../tests/contract/report/write.ts'
import { UsageError } from '../command.ts'

/**
 * Makes the folder of the reports before anything is sent: what a run finds must not be lost.
 *
 * @throws UsageError when it cannot be written to
 * @example makeReportFolder('reports/contract')
 */
export const makeReportFolder = (folder: string): void =>
  writing(() => {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  })

/**
 * Writes the reports, in every form.
 *
 * @throws UsageError when the folder cannot be written to
 * @example writeReportTo('reports/contract', report, { register, problems: [] })
 */
export const writeReportTo = (folder: string, report: Report, about: Parameters<typeof writeReport>[2]): void =>
  writing(() => writeReport(report, folder, about))

function writing(write: () => void): void {
  try {
    write()
  } catch (error) {
    throw new UsageError(`Failed to write the report: ${error instanceof Error ? error.message : error}. Choose another --report.`)
  }
}
