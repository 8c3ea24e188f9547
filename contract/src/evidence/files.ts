import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parseJson } from '../checks/json.ts'
import schema from './evidence.schema.json' with { type: 'json' }
import type { Evidence } from './evidence.ts'

const LARGEST = 50_000_000

/**
 * Reads every evidence file of a folder, the oldest first; none where there is no folder.
 *
 * @throws Error when a file is no evidence: nothing may be taken for seen because of it
 */
export function readEvidence(folder: string): Evidence[] {
  if (!existsSync(folder)) return []
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true })
  addFormats.default(ajv)
  const validate = ajv.compile<Evidence>(schema)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const all = files.map((name) => {
    const file = join(folder, name)
    const refuse = (why: string): Error => new Error(`Failed to read the evidence: ${file}: ${why}. Take the file away or mend it.`)
    if (statSync(file).size > LARGEST) throw refuse(`it is larger than ${LARGEST} bytes`)
    const content = parseJson(readFileSync(file, 'utf8'))
    if (validate(content)) return content
    const [first] = validate.errors ?? []
    throw refuse(`${first?.instancePath || 'it'} ${first?.message}`)
  })
  return all.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt))
}

/**
 * Writes evidence into a folder, which is made when it is not there, as `<date>-<host>.json`. A second run on a day gets a number: no
 * evidence is ever written over, and none is ever half there.
 *
 * @returns the file
 * @example writeEvidence('evidence', found) // 'evidence/2026-11-22-integration-api.tangocard.com.json'
 */
export function writeEvidence(folder: string, evidence: Evidence): string {
  mkdirSync(folder, { recursive: true })
  const name = `${evidence.startedAt.slice(0, 10)}-${evidence.host.replace(/[^a-zA-Z0-9.-]+/g, '-')}`
  const beside = join(folder, `.${name}.partial`)
  try {
    writeFileSync(beside, `${JSON.stringify(evidence, null, 1)}\n`)
    for (let number = 1; ; number++) {
      const file = join(folder, `${name}${number === 1 ? '' : `-${number}`}.json`)
      if (existsSync(file)) continue
      linkSync(beside, file)
      return file
    }
  } finally {
    rmSync(beside, { force: true })
  }
}
