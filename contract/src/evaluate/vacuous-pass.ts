import { operations } from '../../../generated/operations.ts'
import type { Case, OperationId } from '../cases/case.ts'
import { operationsIn, statusesOf } from '../checks/operations-in.ts'
import { type SchemaCheck, strictProblems } from '../checks/schema.ts'
import type { CaseResult } from '../run/check-case.ts'
import type { TargetName } from '../targets/target.ts'

/** What a run observed on one target. */
export interface Observed {
  target: TargetName
  /** How sentences name the target (default: `the sandbox`). */
  called?: string
  /** Of this target only. */
  results: readonly CaseResult[]
  rows: readonly Case[]
  /** Every case was asked for. What a narrowed run did not reach says nothing. */
  complete: boolean
  /** There is no control plane, so that the response alone may be all there is to see. */
  withoutControl?: boolean
}

const OPERATIONS = Object.keys(operations) as OperationId[]
/** Fewer answers than this, as of a run of one case, tell nothing about a target. */
const ENOUGH = 5
const NEARLY_ALL = 0.9

type Answer = NonNullable<CaseResult['answered']>

/**
 * Guards against empty success: why a run on a target proves nothing, a sentence for each reason; none when it may be judged. Forced
 * answers do not count.
 *
 * @example emptySuccess({ target: 'live', results, rows: cases, complete: true }) // []
 */
export function emptySuccess({ target, called = `the ${target}`, results, rows, complete, withoutControl }: Observed): string[] {
  const answers = answersOf(results)
  const closed = closedOf(answers)
  return [
    ...closed.map(
      (operation) =>
        `${nearlyAll(answers, operation)}. Are the address, the credentials and the prepared orders right? If it is not offered there, leave it out with --operation.`,
    ),
    ...(complete ? OPERATIONS.filter((operation) => isNeverReached(operation, { results, rows, answers })) : [])
      .filter((operation) => !closed.includes(operation))
      .map(
        (operation) =>
          `${operation} was never reached: none of its cases got a response other than 401, 404 or 405. See the reasons above.`,
      ),
    ...(closed.length === 0 && isAlike(answers) ? [`${ALIKE}. Is this the API?`] : []),
    ...assertedNothing(results, rows, withoutControl === true).map(
      (id) => `the case ${id} passed and asserted nothing. Mend the case or the check.`,
    ),
  ].map((why) => `Failed to judge ${called}: ${why}`)
}

/**
 * Takes the verdict from cases whose responses prove nothing: those of an operation that is turned away altogether, and all of a target
 * that responds to everything alike.
 *
 * @param results of one target
 * @example withoutVerdict(results).filter(({ status }) => status === 'inconclusive')
 */
export function withoutVerdict(results: readonly CaseResult[]): CaseResult[] {
  const answers = answersOf(results)
  const closed = closedOf(answers)
  const alike = closed.length === 0 && isAlike(answers)
  return results.map((result) => {
    const { answered, status } = result
    if (status !== 'failed' || answered === undefined) return result
    const isTurnedAway = closed.includes(answered.operation) && isRefusal(answered.status)
    if (!alike && !isTurnedAway) return result
    return { ...result, status: 'inconclusive', reason: alike ? ALIKE : nearlyAll(answers, answered.operation), held: [], failures: [] }
  })
}

const ALIKE = 'it responds to every request alike'

const answersOf = (results: readonly CaseResult[]): Answer[] =>
  results.flatMap(({ answered, forced }) => (answered === undefined || forced ? [] : [answered]))

const closedOf = (answers: readonly Answer[]): OperationId[] => OPERATIONS.filter((operation) => isClosed(of(answers, operation)))

const nearlyAll = (answers: readonly Answer[], operation: OperationId): string =>
  `nearly all responses of ${operation} are ${[...new Set(of(answers, operation).map(({ status }) => status))].join(' and ')}`

const of = (answers: readonly Answer[], operation: OperationId): Answer[] => answers.filter((answer) => answer.operation === operation)

const isRefusal = (status: number): boolean => status === 401 || status === 404

/** Of the requests that wanted something else, nearly all were turned away. */
function isClosed(answers: readonly Answer[]): boolean {
  const other = answers.filter(({ wanted }) => !isRefusal(wanted))
  return other.length >= ENOUGH && other.filter(({ status }) => isRefusal(status)).length >= NEARLY_ALL * other.length
}

/** What could not be observed is reported as that. */
function isNeverReached(
  operation: OperationId,
  { results, rows, answers }: Pick<Observed, 'results' | 'rows'> & { answers: readonly Answer[] },
): boolean {
  const ids = new Set(rows.filter(({ request }) => request.operation === operation).map(({ id }) => id))
  const isUnobserved = results.some(({ id, status }) => status === 'inconclusive' && ids.has(id))
  // One without a case is no matter of this target.
  return ids.size > 0 && !isUnobserved && !of(answers, operation).some(({ status }) => !isRefusal(status) && status !== 405)
}

/** Each operation that was asked for different answers gave one and the same. */
function isAlike(answers: readonly Answer[]): boolean {
  const asked = OPERATIONS.map((operation) => of(answers, operation)).filter(
    (own) => own.length >= ENOUGH && new Set(own.map(({ wanted }) => wanted)).size > 1,
  )
  return asked.length > 0 && asked.every((own) => new Set(own.map(({ status }) => status)).size === 1)
}

/** Cases that passed although a part that they want looked at was not compared with anything. */
function assertedNothing(results: readonly CaseResult[], rows: readonly Case[], withoutControl: boolean): string[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return results
    .filter(({ id, status, forced, answered, failures }) => {
      // One that differs from our default in a way that does not count was stopped by that.
      if (status !== 'passed' || failures.length > 0) return false
      const row = byId.get(id)
      const { answer = 0, state = 0, events = 0 } = answered?.compared ?? {}
      const wantsState = !withoutControl && (row?.state !== undefined || row?.stateAtAnswer !== undefined)
      return answer === 0 || (!forced && wantsState && state === 0) || (!forced && row?.events !== undefined && events === 0)
    })
    .map(({ id }) => id)
}

/**
 * Schemas of a description that accept a body which no answer could have: they would let anything pass. A sentence for each.
 *
 * @param seed of the name and the values in the bodies
 * @example openSchemas(description, createSchemaCheck(description), 7) // []
 */
export function openSchemas(description: object, schemas: SchemaCheck, seed: number): string[] {
  const bodies = [{ [`field-${seed}`]: seed }, [seed], seed, `text-${seed}`]
  const accepts = (check: (body: unknown) => string[]): boolean => bodies.some((body) => check(body).length === 0)
  const open = operationsIn(description).flatMap((operation) =>
    statusesOf(operation)
      .filter((status) => accepts((body) => strictProblems(schemas.response(operation.id as OperationId, status), body)))
      .map((status) => `the ${status} of ${operation.id}`),
  )
  return [...open, ...(accepts((body) => strictProblems(schemas.event, body)) ? ['the outcome event'] : [])].map(
    (what) => `Failed to judge anything: the schema of ${what} accepts a random body. Mend openapi/ and run npm run generate.`,
  )
}
