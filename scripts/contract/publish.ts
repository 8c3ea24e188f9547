import { styleText } from 'node:util'
import type { HarEntry } from '../../tests/contract/har.ts'
import type { Redactor } from '../../tests/contract/redact/redactor.ts'
import { onOneLine } from '../../tests/contract/report/printable.ts'
import type { Report } from '../../tests/contract/report/report.ts'
import { type Paint, reportText, summaryText } from '../../tests/contract/report/text.ts'
import type { Register } from '../register/load.ts'
import { writeHar } from './har-file.ts'
import type { judge } from './judge.ts'
import { keepEvidence } from './live-evidence.ts'
import { writeReportTo } from './report-folder.ts'
import type { Given } from './settings.ts'

/** What a run is published with. */
interface Publishing {
  given: Given
  register: Register
  run: Parameters<typeof keepEvidence>[2]
  /** Exchanges for an archive. */
  recorded: readonly HarEntry[]
  /** Where the reports go. */
  folder: string
  redactor: Redactor
}

/**
 * Writes what a run found, as evidence, reports and an archive, and prints it.
 *
 * @returns the exit code
 * @throws UsageError when a file cannot be written, after what was found is printed
 * @example return publish(report, judge(outcome), { given, register, run, recorded: [], folder, redactor })
 */
export function publish(found: Report, judged: ReturnType<typeof judge>, about: Publishing): number {
  const { given, register, run, recorded, folder, redactor } = about
  const { report, file, problem } = keepEvidence(found, given, run)
  const reasons = [...judged.reasons, ...(problem === undefined ? [] : [problem])]
  const code = judged.code === 0 && reasons.length > 0 ? 2 : judged.code
  const paint: Paint = (format, plain) => styleText(format, plain, { stream: process.stderr })
  const evidence = file === null ? '' : `evidence in ${file}`
  const parts = [reportText(report, register, paint), reasons.map(onOneLine).join('\n'), evidence]
  const tell = (last: string): void => void process.stderr.write(`${[...parts, last].filter((part) => part !== '').join('\n\n')}\n`)
  try {
    writeReportTo(folder, report, { register, problems: reasons, redactor })
    if (given.har !== undefined) writeHar(given.har, recorded, report.contractVersion)
  } catch (error) {
    // What was found is not lost with the disk.
    tell('')
    throw error
  }
  tell(summaryText(report, code, folder, paint))
  return code
}
