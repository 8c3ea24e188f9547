import { onOneLine } from '../../../sandbox/src/node/command/one-line.ts'
import { DAY } from '../../../sandbox/src/units.ts'
import type { ClauseEvidence, InterpretationChange, Report } from '../report/report.ts'
import type { Evidence } from './evidence.ts'

/** What the age of evidence is judged by. */
export interface AgeOptions {
  /** Milliseconds since 1970. */
  now: number
  /** Older than so many days is stale. */
  staleAfterDays: number
  /** Of the description of today. */
  descriptionHash: string
}

/**
 * A report with what is known from live runs: the last evidence of each clause, and interpretations that are followed otherwise than then.
 *
 * @param known what was known before this run, the oldest first
 * @param fresh the evidence of this run, if it was a live one
 * @example addEvidence(report, readEvidence('evidence'), null, { now: Date.now(), staleAfterDays: 30, descriptionHash })
 */
export function addEvidence(report: Report, known: readonly Evidence[], fresh: Evidence | null, options: AgeOptions): Report {
  const all = fresh === null ? known : [...known, fresh]
  const clauses = report.clauses.map((clause) => ({ ...clause, evidence: lastOf(clause.id, all, options) }))
  const interpretations = report.interpretations.map((interpretation) => {
    const change = fresh === null ? null : changed(interpretation.id, interpretation.observed.live, known, fresh.rehearsal)
    return change === null ? interpretation : { ...interpretation, changed: change }
  })
  return { ...report, clauses, interpretations, evidence: { staleAfterDays: options.staleAfterDays, rehearsal: fresh?.rehearsal ?? null } }
}

/** A rehearsal shows only where nothing was seen live, and is never taken for it. */
function lastOf(id: string, all: readonly Evidence[], { now, staleAfterDays, descriptionHash }: AgeOptions): ClauseEvidence | null {
  const of = all.filter(({ clauses }) => clauses.some((clause) => clause.id === id))
  const last = of.findLast(({ rehearsal }) => !rehearsal) ?? of.at(-1)
  const result = last?.clauses.find((clause) => clause.id === id)?.result
  if (last === undefined || result === undefined) return null
  const days = (now - Date.parse(last.startedAt)) / DAY
  return {
    at: last.startedAt,
    host: last.host,
    result,
    ageDays: Math.max(0, Math.floor(days)),
    stale: days > staleAfterDays,
    ...(last.rehearsal ? { rehearsal: true as const } : {}),
    ...(last.descriptionHash === descriptionHash ? {} : { otherDescription: true as const }),
  }
}

/** Like is compared with like: a live run with live runs, a rehearsal with rehearsals. */
function changed(id: string, observed: string | undefined, known: readonly Evidence[], rehearsal: boolean): InterpretationChange | null {
  if (observed === undefined || observed === 'skipped' || observed === 'inconclusive') return null
  const last = known.findLast(
    (evidence) => evidence.rehearsal === rehearsal && evidence.interpretations.some((interpretation) => interpretation.id === id),
  )
  const was = last?.interpretations.find((interpretation) => interpretation.id === id)?.observed
  return last === undefined || was === undefined || was === observed ? null : { was, at: last.startedAt }
}

/** What is known from live runs, as a person reads it at a terminal; nothing when it was not looked for. */
export function evidenceText({ clauses, interpretations, evidence }: Report): string {
  if (evidence === undefined) return ''
  const live = clauses.flatMap(({ evidence: last }) => (last && !last.rehearsal ? last : []))
  const stale = live.filter((last) => last.stale).length
  const other = live.filter((last) => last.otherDescription).length
  const counts = [
    `${live.length} of ${clauses.length} clauses verified live`,
    `${stale} of them stale (older than ${evidence.staleAfterDays} days)`,
    `${other} under another description`,
    `${clauses.length - live.length} never verified live`,
  ]
  const changes = interpretations.flatMap(({ id, observed, changed: change }) =>
    change === undefined
      ? []
      : `\n    changed since ${change.at.slice(0, 10)}: ${id} was ${onOneLine(change.was)}, is ${onOneLine(observed.live ?? 'unknown')}`,
  )
  const rehearsal = evidence.rehearsal ? '\n    this run was a rehearsal: nothing of it counts as verified live' : ''
  return `  evidence: ${counts.join(', ')}${rehearsal}${changes.join('')}`
}
