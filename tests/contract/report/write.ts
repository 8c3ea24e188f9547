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
 * @param problems what went wrong outside of any case, for which a run that is not broken is not judged
 */
export function writeReport(
  report: Report,
  folder: string,
  { register, problems }: { register: Register; problems: readonly string[] },
): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  writeFileSync(join(folder, 'report.md'), markdown(report, problems))
  writeFileSync(join(folder, 'index.html'), reportPage(report, register, problems))
  writeFileSync(join(folder, 'junit.xml'), junit(report, problems))
}
