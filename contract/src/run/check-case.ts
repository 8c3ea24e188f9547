import type { Case, OperationId } from '../cases/case.ts'
import { type Judged, judgeAssertions, type Violation } from '../checks/assertion.ts'
import { assertionsOf } from '../checks/assertions-of.ts'
import { parseJson } from '../checks/json.ts'
import type { SchemaCheck } from '../checks/schema.ts'
import { type ReportExchange, reportExchange } from '../report/exchange.ts'
import { curlOf } from '../report/replay.ts'
import { LIMIT_MS, whyNoResponse } from '../targets/connection.ts'
import { type Observation, observe } from '../targets/observe.ts'
import { type Session, Skipped, type Target } from '../targets/target.ts'

/** What became of a case on a target. */
export interface CaseResult {
  id: string
  target: Target['name']
  /** Inconclusive: nothing could be observed, which says nothing about any clause. Known: all that failed is in a baseline. */
  status: 'passed' | 'failed' | 'known' | 'skipped' | 'inconclusive'
  /** Why it was not run, is inconclusive or known. */
  reason?: string
  /** The response was forced with `Prefer`: it verifies no clause. */
  forced?: true
  /** Clauses of assertions that were made and hold. */
  held: string[]
  /** Assertions that do not hold, each with the one clause that it is about. */
  failures: Violation[]
  /** Paths of fields that the OpenAPI description does not have, such as `freezeAsyncOrder 202 /actionId`. */
  undocumented: string[]
  /** A curl line that sends the request again. */
  curl?: string
  /** What was sent and received, where the case failed. */
  exchange?: ReportExchange
  /** What was received, for the checks for a vacuous pass. */
  answered?: Answered
}

/** A response, and how many assertions were made about it and about what followed. */
interface Answered {
  operation: OperationId
  wanted: number
  status: number
  compared: Judged['made']
}

/** A case as it was played on a target, before anything is said about it: what was observed, or what became of it without that. */
export type Played = { result: CaseResult } | { target: Target; seen: Observation; prefer: string | undefined }

/**
 * Runs one case on one target; once more from its beginning when nothing could be observed. A plain function: the contract run, the
 * mutation run and tests call it alike.
 *
 * @example const { status, failures } = await checkCase(row, target, createSchemaCheck(description))
 */
export async function checkCase(row: Case, target: Target, schemas: SchemaCheck): Promise<CaseResult> {
  const played = await playCase(row, target)
  const result = judgeCase(row, played, schemas)
  if (result.status !== 'inconclusive') return result
  const again = judgeCase(row, await playCase(row, target), schemas)
  // Without an order left for another attempt, the first one says more.
  return again.status === 'skipped' ? result : again
}

/**
 * Plays a case, and judges nothing.
 *
 * @example const played = await playCase(row, target)
 */
export async function playCase(row: Case, target: Target): Promise<Played> {
  const unobserved = (what: string, error: unknown): Played => ({ result: notDone(row, target, what, error) })
  const reason = target.cannot(row)
  if (reason !== null) return unobserved('', new Skipped(reason))
  const prefer = target.name === 'mock' && row.forced !== undefined ? `code=${row.forced.code}, example=${row.forced.example}` : undefined
  let session: Session
  try {
    session = await target.open(row)
  } catch (error) {
    return unobserved('arranging the case', error)
  }
  try {
    // A forced response needs no cause.
    const seen = await observe(target, session, prefer === undefined ? row : { request: row.request }, prefer)
    const [unarranged] = seen.unarranged
    return unarranged === undefined ? { target, seen, prefer } : unobserved('arranging the case', unarranged)
  } catch (error) {
    return unobserved('the exchange', error)
  } finally {
    await session.close()
  }
}

/**
 * Judges a case that was played. The same play can be judged by another description.
 *
 * @example const { status } = judgeCase(row, await playCase(row, target), createSchemaCheck(description))
 */
export function judgeCase(given: Case, played: Played, schemas: SchemaCheck): CaseResult {
  if ('result' in played) return played.result
  const { target, seen, prefer } = played
  const { row, assertions } = asTaken(given, seen, target, schemas)
  const facts = { ...seen, schemas, stateful: target.name !== 'mock', strict: target.strict }
  const { held, violations, made } = judgeAssertions(assertions, facts)
  const status = violations.length === 0 ? 'passed' : 'failed'
  return {
    id: row.id,
    target: target.name,
    ...(prefer === undefined ? {} : { forced: true as const }),
    status,
    held: held.filter((clause) => !violations.some((violation) => violation.clause === clause)),
    failures: violations,
    undocumented: undocumented(row, seen, schemas),
    curl: curlOf(seen.exchange, prefer),
    ...(status === 'passed' ? {} : { exchange: reportExchange(seen.exchange, prefer) }),
    answered: { operation: row.request.operation, wanted: given.want.status, status: seen.exchange.status, compared: made },
  }
}

/** Where the target may answer with another status than the row says, the row with that status, which then is not asserted. */
function asTaken(row: Case, { exchange }: Observation, target: Target, schemas: SchemaCheck) {
  const { status } = exchange
  const taken = [...(row.want.or ?? []), ...(target.alsoTakes?.(row) ?? [])]
  if (status === row.want.status || !taken.includes(status)) return { row, assertions: assertionsOf(row, schemas) }
  const other = { ...row, want: { ...row.want, status } }
  return { row: other, assertions: assertionsOf(other, schemas).filter(({ clause }) => clause !== 'GEN-23') }
}

function undocumented({ request, under }: Case, { exchange, deliveries }: Observation, schemas: SchemaCheck): string[] {
  if (under !== undefined) return []
  const fields = schemas.response(request.operation, exchange.status)?.undocumented(exchange.json) ?? []
  const inEvents = deliveries.flatMap(({ body }) => schemas.event?.undocumented(parseJson(body)) ?? [])
  return [
    ...new Set([
      ...fields.map((field) => `${request.operation} ${exchange.status} ${field}`),
      ...inEvents.map((field) => `event ${field}`),
    ]),
  ]
}

function notDone({ id }: Case, target: Target, what: string, error: unknown): CaseResult {
  const about = { id, target: target.name, held: [], failures: [], undocumented: [] }
  if (error instanceof Skipped) return { ...about, status: 'skipped', reason: error.message }
  return { ...about, status: 'inconclusive', reason: `${what}: ${whyNoResponse(error, target.limitMs ?? LIMIT_MS).what}` }
}
