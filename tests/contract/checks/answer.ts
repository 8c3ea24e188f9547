import type { Case } from '../case.ts'
import type { Observation } from '../observe.ts'
import { checkDescribed } from './described.ts'
import type { Failure } from './failure.ts'
import { headerMatches, matches } from './matches.ts'
import { isJson } from './media-type.ts'
import type { SchemaCheck } from './schema.ts'

type Row = Pick<Case, 'clauses' | 'request' | 'want' | 'under'>

/** What is wrong with the answer to a case. With a wrong status nothing else is asked. */
export function checkAnswer(given: Row, seen: Observation, schemas: SchemaCheck, alsoTakes: number[] = []): Failure[] {
  const { exchange } = seen
  const row = alsoTakes.includes(exchange.status) ? { ...given, want: { ...given.want, status: exchange.status } } : given
  const { want } = row
  const [primary] = row.clauses
  const body = (typeof exchange.json === 'object' && exchange.json !== null ? exchange.json : {}) as Record<string, unknown>
  if (exchange.status !== want.status) {
    return [{ clause: primary, what: 'the status', expected: want.status, actual: `${exchange.status} ${exchange.text.slice(0, 500)}` }]
  }
  const failures: Failure[] = []
  const fail = (clause: string, what: string, expected: unknown, actual: unknown): void =>
    void failures.push({ clause, what, expected, actual })
  if (!isJson(exchange.headers.get('content-type'))) {
    fail('GEN-07', 'the content type', 'application/json', exchange.headers.get('content-type'))
  }
  if (!exchange.headers.get('x-request-id')) fail('GEN-08', 'the X-REQUEST-ID header', 'an id', exchange.headers.get('x-request-id'))
  if (want.status >= 400 && body.httpCode !== want.status) fail('GEN-06', 'httpCode', want.status, body.httpCode)
  return [...failures, ...checkBody(row, seen, body, schemas), ...checkWantedHeaders(row, seen)]
}

function checkBody(row: Row, seen: Observation, body: Record<string, unknown>, schemas: SchemaCheck): Failure[] {
  const { clauses, want } = row
  const [clause] = clauses
  const failures: Failure[] = []
  const fail = (what: string, expected: unknown, actual: unknown): void => void failures.push({ clause, what, expected, actual })
  // The description describes our own readings: under another one only the literal values count.
  const fits = (other: unknown, headers: Headers): string[] => schemas.answer(row.request.operation, want.status, other, headers)
  const { json, headers } = seen.exchange
  const problems = row.under === undefined ? fits(json, headers) : []
  for (const problem of problems) fail('the answer against the description', 'fits', problem)
  failures.push(...checkDescribed(clause, want.described, { body: json, headers }, fits))
  failures.push(...checkRequest(row, seen, schemas))
  failures.push(...checkDescribed('GEN-08', { refusesHeaders: { 'x-request-id': [undefined] } }, { body: json, headers }, fits))
  const facts = { order: seen.order as Record<string, unknown>, now: seen.now, headers: seen.exchange.headers }
  for (const [field, expected] of Object.entries(want.body ?? {})) {
    if (!matches(expected, body[field], facts)) fail(field, describe(expected, facts.order), body[field])
  }
  if (want.fields !== undefined && Object.keys(body).sort().join() !== [...want.fields].sort().join()) {
    fail('the fields of the body', want.fields, Object.keys(body))
  }
  if (want.errorPath !== undefined && !errorPaths(body).includes(want.errorPath))
    fail('the paths in errors', want.errorPath, errorPaths(body))
  return failures
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

function checkWantedHeaders({ clauses: [clause], want }: Row, { exchange }: Observation): Failure[] {
  return Object.entries(want.headers ?? {})
    .filter(([name, expected]) => !headerMatches(expected, exchange.headers.get(name)))
    .map(([name, expected]) => ({ clause, what: `the ${name} header`, expected: String(expected), actual: exchange.headers.get(name) }))
}

function errorPaths(body: Record<string, unknown>): unknown[] {
  return Array.isArray(body.errors) ? body.errors.map((error) => error?.path) : []
}

function describe(expected: unknown, order: Record<string, unknown>): unknown {
  return typeof expected === 'object' && expected !== null && '$order' in expected ? order[String(expected.$order)] : expected
}
