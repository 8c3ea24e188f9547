import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Register } from '../../../scripts/register/load.ts'
import { reportPage } from './html/page.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import type { Report } from './report.ts'

/**
 * Writes report.json, report.md, index.html and junit.xml into a folder, which is made when it is not there.
 *
 * @param errors what went wrong outside of any case
 */
export function writeReport(report: Report, folder: string, { register, errors }: { register: Register; errors: readonly string[] }): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  writeFileSync(join(folder, 'report.md'), markdown(report))
  writeFileSync(join(folder, 'index.html'), reportPage(report, register))
  writeFileSync(join(folder, 'junit.xml'), junit(report, errors))
}
