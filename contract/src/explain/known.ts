import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import reportSchema from '../report/report.schema.json' with { type: 'json' }
import type { Report } from '../report/report.ts'

/** What became of a mutant in the last mutation run. */
interface MutantResult {
  id: string
  clause: string
  /** What it does wrong. */
  breaks: string
  status: string
  /** The case that killed it. */
  by?: string
  reason?: string
}

/** A live run, as its file tells it; a rehearsal was made on a stand-in. */
export interface LiveRun {
  startedAt: string
  host: string
  rehearsal: boolean
  clauses: { id: string; result: string }[]
  interpretations: { id: string; observed: string }[]
}

/** What earlier runs left behind; null where there was none. */
export interface Known {
  report: Report | null
  mutants: MutantResult[] | null
  /** The oldest first. */
  live: LiveRun[]
  /** Files that are there and cannot be used, and why. */
  problems: string[]
}

const LARGEST = 50_000_000
const text = { type: 'string' }
const list = (required: string[], properties: object): object => ({ type: 'array', items: { type: 'object', required, properties } })

const SCHEMAS = {
  report: reportSchema,
  mutants: {
    type: 'object',
    required: ['mutants'],
    properties: {
      mutants: list(['id', 'clause', 'breaks', 'status'], { id: text, clause: text, breaks: text, status: text, by: text, reason: text }),
    },
  },
  live: {
    type: 'object',
    required: ['startedAt', 'host', 'rehearsal', 'clauses', 'interpretations'],
    properties: {
      startedAt: text,
      host: text,
      rehearsal: { type: 'boolean' },
      clauses: list(['id', 'result'], { id: text, result: text }),
      interpretations: list(['id', 'observed'], { id: text, observed: text }),
    },
  },
}

/**
 * Reads what earlier runs left: a file that is not as it must be is told and not used.
 *
 * @param places the folder of the contract report, the file of the mutation report, the folder of live evidence
 */
export function readKnown(places: { report: string; mutants: string; evidence: string }): Known {
  const problems: string[] = []
  const ajv = new Ajv2020({ strict: false })
  addFormats.default(ajv)
  const read = <Content>(file: string, schema: object): Content | null => {
    if (!existsSync(file)) return null
    try {
      if (statSync(file).size > LARGEST) throw new Error(`it is larger than ${LARGEST} bytes`)
      const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
      const validate = ajv.compile<Content>(schema)
      if (validate(content)) return content
      const [first] = validate.errors ?? []
      throw new Error(`${first?.instancePath || 'it'} ${first?.message}`)
    } catch (error) {
      problems.push(`Failed to use ${file}: ${error instanceof Error ? error.message : error}. Run its command again.`)
      return null
    }
  }
  const mutants = read<{ mutants: MutantResult[] }>(places.mutants, SCHEMAS.mutants)
  const folder = places.evidence
  const files = existsSync(folder) && statSync(folder).isDirectory() ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  const live = files.flatMap((name) => read<LiveRun>(join(folder, name), SCHEMAS.live) ?? [])
  return {
    report: read<Report>(join(places.report, 'report.json'), SCHEMAS.report),
    mutants: mutants?.mutants ?? null,
    live: live.toSorted((one, other) => one.startedAt.localeCompare(other.startedAt)),
    problems,
  }
}
