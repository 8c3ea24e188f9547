import type { ClauseEvidence } from './report.ts'

/**
 * The last evidence of a clause in a few words; empty when it was not read.
 *
 * @example evidenceWords(null) // 'never verified live'
 */
export function evidenceWords(evidence: ClauseEvidence | null | undefined): string {
  if (evidence === undefined) return ''
  if (evidence === null) return 'never verified live'
  const { result, ageDays, stale, rehearsal, otherDescription } = evidence
  const age = `${result} ${ageDays === 0 ? 'today' : `${ageDays} ${ageDays === 1 ? 'day' : 'days'} ago`}`
  const remarks = [stale && 'stale', otherDescription && 'under another description'].filter(Boolean).join(', ')
  return `${rehearsal ? 'never verified live; rehearsed: ' : ''}${age}${remarks === '' ? '' : ` (${remarks})`}`
}
