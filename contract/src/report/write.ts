import type { Register } from '../register/load.ts'
import { annotations } from './annotations.ts'
import { reportPage } from './html/page.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import type { Report } from './report.ts'

/** The forms of a report, by the names of their files. */
export const REPORT_FILES = ['report.json', 'report.md', 'index.html', 'junit.xml', 'annotations.txt'] as const

/**
 * A report in every form.
 *
 * @param about the register; and what went wrong outside of any case, for which a run that is not broken is not judged
 * @example reportFiles(report, { register, problems: [] })['report.md'] // '# Contract: 802 passed …'
 */
export const reportFiles = (
  report: Report,
  { register, problems }: { register: Register; problems: readonly string[] },
): Record<(typeof REPORT_FILES)[number], string> => ({
  'report.json': `${JSON.stringify(report, null, 2)}\n`,
  'report.md': markdown(report, problems),
  'index.html': reportPage(report, register, problems),
  'junit.xml': junit(report, problems),
  'annotations.txt': annotations(report, problems),
})
