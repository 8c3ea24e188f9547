import { addEvidence } from '../evidence/age.ts'
import { buildEvidence, type Evidence, type LiveRun } from '../evidence/evidence.ts'
import { readEvidence, writeEvidence } from '../evidence/files.ts'
import type { Report } from '../report/report.ts'
import { isLoopback } from '../run/live-host.ts'
import { inRange } from '../run/live-options.ts'
import { numberFrom } from './given.ts'

/** Where evidence of live runs is kept, to be committed. */
const FOLDER = 'evidence'
/** A rehearsal goes where nothing is committed, unless a folder is named. */
const REHEARSAL_FOLDER = 'reports/evidence'
const STALE_AFTER_DAYS = 30

type Given = { evidence?: string | undefined; rehearsal?: boolean | undefined }

/**
 * What is known from live runs, the oldest first. Read before a run begins: a file that is no evidence must not be found when the prepared
 * orders are used up.
 *
 * @throws Error when there is one
 */
export const knownEvidence = (given: Given): Evidence[] => readEvidence(given.evidence ?? FOLDER)

/** @property baseUrl of the live target, if there was one and it could be judged */
type Run = Omit<LiveRun, 'host' | 'rehearsal'> & { baseUrl: string | null; known: Evidence[]; now: number; staleAfterDays: number }

/**
 * Adds to a report what is known from live runs, and writes down this one, if it was one in which a case was run.
 *
 * @returns the report; the file that was written, if one was; and why none could be
 */
export function keepEvidence(report: Report, given: Given, run: Run): { report: Report; file: string | null; problem?: string } {
  const { baseUrl, known, now, staleAfterDays, descriptionHash } = run
  const age = { now, staleAfterDays, descriptionHash }
  const { passed = 0, failed = 0, known: expected = 0 } = report.targets.live ?? {}
  if (baseUrl === null || passed + failed + expected === 0) return { report: addEvidence(report, known, null, age), file: null }
  const { host, hostname } = new URL(baseUrl)
  const rehearsal = given.rehearsal === true || isLoopback(hostname)
  const fresh = buildEvidence(report, { ...run, host, rehearsal })
  const folder = given.evidence ?? (rehearsal ? REHEARSAL_FOLDER : FOLDER)
  try {
    return { file: writeEvidence(folder, fresh), report: addEvidence(report, known, fresh, age) }
  } catch (error) {
    const problem = `Failed to write the evidence: ${error instanceof Error ? error.message : error}. Choose another --evidence.`
    return { report: addEvidence(report, known, null, age), file: null, problem }
  }
}

/**
 * Days after which evidence is stale.
 *
 * @throws UsageError when the option is no number
 */
export const staleAfterFrom = (option: string | undefined): number =>
  inRange('--stale-after', numberFrom('stale-after', option), STALE_AFTER_DAYS, { from: 0, to: 10_000 })
