import type { Case } from '../case.ts'
import type { Observation } from '../observe.ts'
import type { Assertions } from './assertions.ts'
import { checkDescribed } from './described.ts'
import type { Failure } from './failure.ts'
import { headerMatches, matches } from './matches.ts'
import { isJson } from './media-type.ts'
import type { SchemaCheck } from './schema.ts'

type Row = Pick<Case, 'clauses' | 'request' | 'want' | 'under'>

/** Compares the answer to a case with what is wanted. With a wrong status nothing else is asked. */
export function checkAnswer(given: Row, seen: Observation, schemas: SchemaCheck, assertions: Assertions, alsoTakes: number[] = []): void {
  const { exchange } = seen
  const row = alsoTakes.includes(exchange.status) ? { ...given, want: { ...given.want, status: exchange.status } } : given
  const { want } = row
  const [clause] = row.clauses
  const body = (typeof exchange.json === 'object' && exchange.json !== null ? exchange.json : {}) as Record<string, unknown>
  const isWanted = exchange.status === want.status
  const shown = `${exchange.status} ${exchange.text.slice(0, 500)}`
  assertions.that(isWanted, { clause, what: 'the status', expected: want.status, actual: shown })
  if (!isWanted) return
  const contentType = exchange.headers.get('content-type')
  assertions.that(isJson(contentType), { clause: 'GEN-07', what: 'the content type', expected: 'application/json', actual: contentType })
  const requestId = exchange.headers.get('x-request-id')
  assertions.that(Boolean(requestId), { clause: 'GEN-08', what: 'the X-REQUEST-ID header', expected: 'an id', actual: requestId })
  if (want.status >= 400) assertions.same('GEN-06', 'httpCode', want.status, body.httpCode)
  checkBody(row, seen, body, schemas, assertions)
  for (const [name, expected] of Object.entries(want.headers ?? {})) {
    const actual = exchange.headers.get(name)
    assertions.that(headerMatches(expected, actual), { clause, what: `the ${name} header`, expected: String(expected), actual })
  }
}

function checkBody(row: Row, seen: Observation, body: Record<string, unknown>, schemas: SchemaCheck, assertions: Assertions): void {
  const { clauses, want } = row
  const [clause] = clauses
  // The description describes our own readings: under another one only the literal values count.
  const fits = (other: unknown, headers: Headers): string[] => schemas.answer(row.request.operation, want.status, other, headers)
  const { json, headers } = seen.exchange
  const problems = row.under === undefined ? fits(json, headers) : []
  assertions.none(problems.map((actual) => ({ clause, what: 'the answer against the description', expected: 'fits', actual })))
  assertions.none(checkDescribed(clause, want.described, { body: json, headers }, fits))
  assertions.none(checkRequest(row, seen, schemas))
  assertions.none(checkDescribed('GEN-08', { refusesHeaders: { 'x-request-id': [undefined] } }, { body: json, headers }, fits))
  const facts = { order: seen.order as Record<string, unknown>, now: seen.now, headers: seen.exchange.headers }
  for (const [field, expected] of Object.entries(want.body ?? {})) {
    const actual = body[field]
    assertions.that(matches(expected, actual, facts), { clause, what: field, expected: describe(expected, facts.order), actual })
  }
  if (want.fields !== undefined) {
    const fields = Object.keys(body)
    const isSame = fields.toSorted().join() === want.fields.toSorted().join()
    assertions.that(isSame, { clause, what: 'the fields of the body', expected: want.fields, actual: fields })
  }
  if (want.errorPath !== undefined) {
    const paths = errorPaths(body)
    assertions.that(paths.includes(want.errorPath), { clause, what: 'the paths in errors', expected: want.errorPath, actual: paths })
  }
}

/** What was accepted must be described: its path parameters and its body. */
function checkRequest({ clauses: [clause], request, want, under }: Row, { exchange }: Observation, schemas: SchemaCheck): Failure[] {
  const sent = { path: exchange.path, body: parse(exchange.requestBody) }
  const problems = want.status < 300 && under === undefined ? schemas.request(request.operation, sent) : []
  const fits = (other: unknown): string[] => schemas.request(request.operation, other as typeof sent)
  return [
    ...problems.map((problem) => ({ clause, what: 'the accepted request against the description', expected: 'fits', actual: problem })),
    ...checkDescribed(clause, want.described?.request, { body: sent, headers: exchange.headers }, fits),
  ]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function errorPaths(body: Record<string, unknown>): unknown[] {
  return Array.isArray(body.errors) ? body.errors.map((error) => error?.path) : []
}

function describe(expected: unknown, order: Record<string, unknown>): unknown {
  return typeof expected === 'object' && expected !== null && '$order' in expected ? order[String(expected.$order)] : expected
}
