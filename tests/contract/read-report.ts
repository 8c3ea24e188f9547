import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import schema from '../../contract/src/report/report.schema.json' with { type: 'json' }
import type { Report } from '../../contract/src/report/report.ts'

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true })
addFormats.default(ajv)
const fitsSchema = ajv.compile<Report>(schema)

/**
 * The report.json of a folder.
 *
 * @throws Error when it does not fit report.schema.json
 */
export function readReport(folder: string): Report {
  const report: unknown = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))
  if (fitsSchema(report)) return report
  throw new Error(`Failed to read the report of ${folder}: ${ajv.errorsText(fitsSchema.errors)}.`)
}
