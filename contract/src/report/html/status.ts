import { evidenceWords } from '../evidence-words.ts'
import type { ClauseStatus, ReportClause } from '../report.ts'
import { html, type Markup } from './markup.ts'

/** A few words, with what colours them. */
export interface Shown {
  /** A class name. */
  status: ClauseStatus | 'known' | 'forced' | 'unseen' | 'proven' | 'unproven'
  words: string
}

/**
 * The status of a clause in words.
 *
 * @example shownStatus('skipped') // { status: 'skipped', words: 'not observed' }
 */
export const shownStatus = (status: ClauseStatus): Shown => ({ status, words: status === 'skipped' ? 'not observed' : status })

/**
 * A cell of a table with a status.
 *
 * @param label the head of its column, for a style that shows rows as blocks
 * @example statusCell(shownStatus('passed'), 'mock')
 */
export const statusCell = ({ status, words }: Shown, label?: string | null): Markup =>
  html`<td class="status ${status}"${label && html` data-label="${label}"`}><span>${words}</span></td>`

/**
 * When a clause was last verified on the real API. Live counts only with evidence that was not made on a test server.
 *
 * @example shownEvidence(null) // { status: 'unseen', words: 'never verified live' }
 */
export function shownEvidence(evidence: ReportClause['evidence']): Shown {
  if (!evidence || evidence.rehearsal) return { status: 'unseen', words: 'never verified live' }
  return { status: evidence.result, words: `${evidence.result} on ${evidence.at.slice(0, 10)}` }
}

/**
 * Whether a mutation run showed that the suite notices when a clause is broken.
 *
 * @example shownProof(true) // { status: 'proven', words: 'mutation-tested' }
 */
export const shownProof = (proven: boolean): Shown =>
  proven ? { status: 'proven', words: 'mutation-tested' } : { status: 'unproven', words: 'every mutant survives' }

/** What is known of a clause beside this run: how old the evidence is, and, as an alarm, that no mutant of it was noticed. */
export const known = ({ evidence, proven }: Pick<ReportClause, 'evidence' | 'proven'>): Markup =>
  html`${evidenceWords(evidence)}${proven === false && html` <b class="failed">${shownProof(proven).words}</b>`}`
