import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { type Shown, shownEvidence, shownProof, shownStatus } from '../../contract/src/report/html/status.ts'
import { narrowedWords } from '../../contract/src/report/narrowed.ts'
import type { Report } from '../../contract/src/report/report.ts'
import type { TargetName } from '../../contract/src/targets/target.ts'
import { root } from '../../scripts/generate/documents.ts'
import { type MutantsFound, type Scores, scoresOf } from './scores.ts'

/** The targets that the site tells of. */
export const TARGETS = ['mock', 'sandbox', 'live'] as const satisfies TargetName[]

/** What the runs of this build found; null for a run that was not made. */
export interface Results {
  contract: Report | null
  /** By clause, how many mutants of it the suite noticed and did not. */
  mutants: Record<string, { killed: number; survived: number }> | null
  /** Of all mutants. */
  scores: Scores | null
}

/**
 * Reads the reports of the contract run and of the mutation run, where they are.
 *
 * @param folder that holds `contract/report.json` and `mutants/report.json`; null for none
 * @param version of the description; a report of another one is not used
 * @throws Error when a report is none
 * @example const { contract } = readResults('reports', '0.1.0')
 */
export function readResults(folder: string | null, version: string): Results {
  if (folder === null) return { contract: null, mutants: null, scores: null }
  const contract = readReport(join(folder, 'contract/report.json'), 'contract') as Report | null
  if (contract !== null) checkReport(contract, join(folder, 'contract/report.json'))
  const mutants = readReport(join(folder, 'mutants/report.json'), 'mutants') as MutantsFound | null
  // A run of some mutants leaves clauses out that have others.
  const whole = mutants?.complete === false ? null : mutants
  return {
    contract: contract?.contractVersion === version ? contract : null,
    mutants: whole?.byClause ?? null,
    scores: whole === null ? null : scoresOf(whole),
  }
}

function readReport(file: string, script: string): unknown {
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`Failed to read ${file}: ${error instanceof Error ? error.message : error}. Run \`npm run ${script}\` again.`)
  }
}

function checkReport(report: unknown, file: string): void {
  const schema = JSON.parse(readFileSync(join(root, 'contract/src/report/report.schema.json'), 'utf8'))
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  if (ajv.validate(schema, report)) return
  throw new Error(`Failed to read ${file}: it is no report: ${ajv.errorsText()}. Run \`npm run contract\` again.`)
}

/**
 * What is known of a clause on a target. Live counts only with evidence that was not made on a test server.
 *
 * @example statusOn('sandbox', 'FRZ-07', results) // { status: 'passed', words: 'passed' }
 */
export function statusOn(target: TargetName, id: string, { contract }: Results): Shown {
  const row = contract?.clauses.find((clause) => clause.id === id)
  if (target === 'live') return shownEvidence(row?.evidence)
  if (row === undefined) return { status: 'skipped', words: 'skipped in this build' }
  const status = row.results[target] ?? 'skipped'
  if (status === 'skipped' && row.forced?.includes(target)) return { status: 'forced', words: 'forced only' }
  return shownStatus(status)
}

/**
 * Whether a clause's tests were seen to fail when the clause is broken.
 *
 * @example proofOf('FRZ-07', results).words // 'mutation-tested'
 */
export function proofOf(id: string, { contract, mutants }: Results): Shown {
  const proven = contract?.clauses.find((clause) => clause.id === id)?.proven
  if (proven !== undefined) return shownProof(proven)
  if (mutants === null) return { status: 'skipped', words: 'skipped in this build' }
  const counts = mutants[id]
  if (counts === undefined) return { status: 'unseen', words: 'no mutant' }
  return shownProof(counts.killed > 0)
}

/**
 * The option of an interpretation that a target was seen to follow, or null.
 *
 * @example observedOn('mock', 'C-400-422', results) // '422-on-actions'
 */
export function observedOn(target: TargetName, id: string, { contract }: Results): string | null {
  return contract?.interpretations.find((interpretation) => interpretation.id === id)?.observed[target] ?? null
}

/** When the contract run was made, in words. */
export const runWords = ({ contract }: Results): string =>
  contract === null
    ? 'The contract suite was skipped in this build: no status is known.'
    : `Status as of the contract run of ${contract.startedAt.slice(0, 16).replace('T', ' ')} UTC${
        contract.narrowed === undefined ? '' : `, ${narrowedWords(contract.narrowed)}: the other clauses were skipped`
      }.`
