import type { Case } from './case.ts'
import { checkAnswer } from './checks/answer.ts'
import { checkEvents } from './checks/events.ts'
import type { Failure } from './checks/failure.ts'
import type { SchemaCheck } from './checks/schema.ts'
import { checkState } from './checks/state.ts'
import { observe } from './observe.ts'
import { curlOf } from './replay.ts'
import { type ReportExchange, reportExchange } from './report/exchange.ts'
import { NotRun, type Session, type Target } from './targets/target.ts'

/** What became of a case on a target. */
export interface CaseResult {
  id: string
  target: Target['name']
  status: 'passed' | 'failed' | 'not-run'
  /** Why it was not run. */
  reason?: string
  /** The answer was forced: it verifies no clause. */
  forced?: true
  failures: Failure[]
  /** A curl line that sends the request again. */
  curl?: string
  /** What was sent and answered, where the case failed. */
  exchange?: ReportExchange
}

/**
 * Runs one case on one target. A plain function: the contract run, the mutation run and tests call it alike.
 *
 * @example const { status, failures } = await checkCase(row, target, createSchemaCheck(description))
 */
export async function checkCase(row: Case, target: Target, schemas: SchemaCheck): Promise<CaseResult> {
  const about = { id: row.id, target: target.name }
  const reason = target.cannot(row)
  if (reason !== null) return { ...about, status: 'not-run', reason, failures: [] }
  const prefer = target.name === 'mock' && row.forced !== undefined ? `code=${row.forced.code}, example=${row.forced.example}` : undefined
  const forced = prefer === undefined ? {} : { forced: true as const }
  let session: Session
  try {
    session = await target.open(row)
  } catch (error) {
    if (error instanceof NotRun) return { ...about, status: 'not-run', reason: error.message, failures: [] }
    return { ...about, ...forced, status: 'failed', failures: [notArranged(row, error)] }
  }
  try {
    // A forced answer needs no cause.
    const seen = await observe(target, session, prefer === undefined ? row : { request: row.request }, prefer)
    const surprises = seen.surprises.map((surprise) => ({
      clause: row.clauses[0],
      what: 'a step',
      expected: 'as written',
      actual: surprise,
    }))
    const failures = [
      ...surprises,
      ...checkAnswer(row, seen, schemas, target.alsoTakes?.(row)),
      ...checkState(row, seen),
      ...checkEvents(row, seen, schemas),
    ]
    const status = failures.length === 0 ? 'passed' : 'failed'
    const exchange = status === 'passed' ? {} : { exchange: reportExchange(seen.exchange, session.credentials, prefer) }
    return { ...about, ...forced, status, failures, curl: curlOf(seen.exchange, prefer), ...exchange }
  } catch (error) {
    const actual = error instanceof Error ? `${error.message}${error.cause === undefined ? '' : `: ${error.cause}`}` : String(error)
    return {
      ...about,
      ...forced,
      status: 'failed',
      failures: [{ clause: row.clauses[0], what: 'the exchange', expected: 'an answer', actual }],
    }
  } finally {
    await session.close()
  }
}

function notArranged(row: Case, error: unknown): Failure {
  const actual = error instanceof Error ? `${error.message}${error.cause === undefined ? '' : `: ${error.cause}`}` : String(error)
  return { clause: row.clauses[0], what: 'arranging the case', expected: 'an answer', actual }
}
