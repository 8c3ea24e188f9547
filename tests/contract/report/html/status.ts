import { evidenceWords } from '../evidence-words.ts'
import type { ClauseStatus, ReportClause } from '../report.ts'
import { html, type Markup } from './markup.ts'

/** A few words, with what colours them. */
export interface Shown {
  /** A class name. */
  status: ClauseStatus | 'forced' | 'unseen' | 'proven' | 'unproven'
  words: string
}

/**
 * A status of the report in words.
 *
 * @example shownStatus('not-run') // { status: 'not-run', words: 'not run' }
 */
export const shownStatus = (status: ClauseStatus): Shown => ({ status, words: status.replace('-', ' ') })

/**
 * A cell of a table with a status.
 *
 * @param label the head of its column, for a style that shows rows as blocks
 * @example statusCell(shownStatus('passed'), 'mock')
 */
export const statusCell = ({ status, words }: Shown, label?: string | null): Markup =>
  html`<td class="status ${status}"${label && html` data-label="${label}"`}><span>${words}</span></td>`

/**
 * When a clause was last seen on the real API. Live counts only with evidence that was not made on a stand-in.
 *
 * @example shownEvidence(null) // { status: 'unseen', words: 'never seen live' }
 */
export function shownEvidence(evidence: ReportClause['evidence']): Shown {
  if (!evidence || evidence.rehearsal) return { status: 'unseen', words: 'never seen live' }
  return { status: evidence.result, words: `${evidence.result} on ${evidence.at.slice(0, 10)}` }
}

/**
 * Whether the suite was seen to notice when a clause is broken.
 *
 * @example shownProof(true) // { status: 'proven', words: 'proven' }
 */
export const shownProof = (proven: boolean): Shown =>
  proven ? { status: 'proven', words: 'proven' } : { status: 'unproven', words: 'unproven' }

/** What is known of a clause beside this run: how old the evidence is, and, as an alarm, that no mutant of it was noticed. */
export const known = ({ evidence, proven }: Pick<ReportClause, 'evidence' | 'proven'>): Markup =>
  html`${evidenceWords(evidence)}${proven === false && html` <b class="failed">${shownProof(proven).words}: every mutant that breaks it survives</b>`}`
