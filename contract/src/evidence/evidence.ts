import type { Case } from '../cases/case.ts'
import type { Register } from '../register/load.ts'
import { verifies } from '../report/clauses.ts'
import type { ClauseStatus, Report } from '../report/report.ts'
import type { HarEntry } from './exchanges.ts'

/** What a live run saw, kept to be looked at later; the contents of a file that evidence.schema.json describes. */
export interface Evidence {
  /** SHA-256 of generated/openapi.json, in hexadecimal. */
  descriptionHash: string
  contractVersion: string
  /** ISO 8601, UTC. */
  startedAt: string
  /** Host and port of the target. */
  host: string
  /** The target was a stand-in: nothing here was seen live. */
  rehearsal: boolean
  /** What was taken out, in words. */
  redacted: string
  /** Clauses that were run at all. */
  clauses: { id: string; result: Exclude<ClauseStatus, 'skipped' | 'inconclusive'> }[]
  /** Interpretations that showed an option. */
  interpretations: { id: string; observed: string }[]
  har: { log: { version: '1.2'; creator: { name: string; version: string }; entries: HarEntry[] } }
}

const REDACTED =
  'Headers other than Accept, Allow, Content-Type, Date, Prefer, Retry-After and X-Request-Id are left out, Authorization and cookies among them. Credentials, the platform, the subscription and the ids of prepared orders, customers and accounts are placeholders; fields about persons and credentials of rewards are {private}. Bodies that are not JSON are left out.'

/** Of the run that evidence is made of. */
export interface LiveRun {
  descriptionHash: string
  host: string
  rehearsal: boolean
  /** Every case there is, and those of the run: a clause some of whose cases were not asked for has passed in part only. */
  all: readonly Case[]
  selected: readonly Case[]
  register: Register
  exchanges: readonly HarEntry[]
}

/** Makes evidence of the live target of a report. */
export function buildEvidence(report: Report, run: LiveRun): Evidence {
  const left = run.all.filter((row) => !run.selected.includes(row))
  const clauses = report.clauses.flatMap(({ id, results: { live = 'skipped' } }) => {
    if (live === 'skipped' || live === 'inconclusive') return []
    const isPart = live === 'passed' && left.some((row) => verifies(row, id, run.register))
    return { id, result: isPart ? ('partial' as const) : live }
  })
  const interpretations = report.interpretations.flatMap(({ id, observed: { live = 'skipped' } }) =>
    ['skipped', 'inconclusive'].includes(live) ? [] : { id, observed: live },
  )
  const creator = { name: 'async-orders-contract', version: report.contractVersion }
  return {
    descriptionHash: run.descriptionHash,
    contractVersion: report.contractVersion,
    startedAt: report.startedAt,
    host: run.host,
    rehearsal: run.rehearsal,
    redacted: REDACTED,
    clauses,
    interpretations,
    har: { log: { version: '1.2', creator, entries: [...run.exchanges] } },
  }
}
