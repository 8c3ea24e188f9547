import type { Case, OperationId } from './case.ts'
import { checkAnswer } from './checks/answer.ts'
import { createAssertions } from './checks/assertions.ts'
import { checkEvents } from './checks/events.ts'
import type { Failure } from './checks/failure.ts'
import type { SchemaCheck } from './checks/schema.ts'
import { checkState } from './checks/state.ts'
import { type Observation, observe } from './observe.ts'
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
  /** What was answered to what, for the guards against empty success. */
  answered?: Answered
}

/** An answer, and how many comparisons were made about it and about what followed. */
interface Answered {
  operation: OperationId
  wanted: number
  status: number
  compared: { answer: number; state: number; events: number }
}

/** A case as it was played on a target, before anything is said about it: what was seen, or what became of it without that. */
export type Played =
  | { result: CaseResult }
  | { target: Target; seen: Observation; credentials: Session['credentials']; prefer: string | undefined }

/**
 * Runs one case on one target. A plain function: the contract run, the mutation run and tests call it alike.
 *
 * @example const { status, failures } = await checkCase(row, target, createSchemaCheck(description))
 */
export async function checkCase(row: Case, target: Target, schemas: SchemaCheck): Promise<CaseResult> {
  return judgeCase(row, await playCase(row, target), schemas)
}

/**
 * Plays a case, and judges nothing.
 *
 * @example const played = await playCase(row, target)
 */
export async function playCase(row: Case, target: Target): Promise<Played> {
  const reason = target.cannot(row)
  if (reason !== null) return { result: { id: row.id, target: target.name, status: 'not-run', reason, failures: [] } }
  const prefer = target.name === 'mock' && row.forced !== undefined ? `code=${row.forced.code}, example=${row.forced.example}` : undefined
  let session: Session
  try {
    session = await target.open(row)
  } catch (error) {
    return { result: notDone(row, { target, prefer }, 'arranging the case', error) }
  }
  try {
    // A forced answer needs no cause.
    const seen = await observe(target, session, prefer === undefined ? row : { request: row.request }, prefer)
    return { target, seen, credentials: session.credentials, prefer }
  } catch (error) {
    return { result: notDone(row, { target, prefer }, 'the exchange', error) }
  } finally {
    await session.close()
  }
}

/**
 * Judges a case that was played. The same play can be held against another description.
 *
 * @example const { status } = judgeCase(row, await playCase(row, target), createSchemaCheck(description))
 */
export function judgeCase(row: Case, played: Played, schemas: SchemaCheck): CaseResult {
  if ('result' in played) return played.result
  const { target, seen, credentials, prefer } = played
  try {
    const [clause] = row.clauses
    const surprises = seen.surprises.map((actual) => ({ clause, what: 'a step', expected: 'as written', actual }))
    const [answer, state, events] = [createAssertions(), createAssertions(), createAssertions()]
    checkAnswer(row, seen, schemas, answer, target.alsoTakes?.(row))
    checkState(row, seen, state)
    checkEvents(row, seen, schemas, events)
    const failures = [surprises, answer.failures, state.failures, events.failures].flat()
    const answered = {
      operation: row.request.operation,
      wanted: row.want.status,
      status: seen.exchange.status,
      compared: { answer: answer.count, state: state.count, events: events.count },
    }
    const status = failures.length === 0 ? 'passed' : 'failed'
    const exchange = status === 'passed' ? {} : { exchange: reportExchange(seen.exchange, credentials, prefer) }
    return {
      id: row.id,
      target: target.name,
      ...forcedBy(prefer),
      status,
      failures,
      curl: curlOf(seen.exchange, prefer),
      ...exchange,
      answered,
    }
  } catch (error) {
    return notDone(row, played, 'the exchange', error)
  }
}

const forcedBy = (prefer: string | undefined): { forced?: true } => (prefer === undefined ? {} : { forced: true })

function notDone(row: Case, { target, prefer }: { target: Target; prefer: string | undefined }, what: string, error: unknown): CaseResult {
  const about = { id: row.id, target: target.name }
  if (error instanceof NotRun) return { ...about, status: 'not-run', reason: error.message, failures: [] }
  const failure = { clause: row.clauses[0], what, expected: 'an answer', actual: cause(error) }
  return { ...about, ...forcedBy(prefer), status: 'failed', failures: [failure] }
}

function cause(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${error.cause}`
}
