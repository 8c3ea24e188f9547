import { operations } from '../../../generated/operations.ts'
import type { Case } from '../cases/case.ts'
import { askedBy, moreBasic, plainest, statusClause } from './asked-by.ts'
import { type Assertion, type Facts, type Problem, same } from './assertion.ts'
import { checkDescribed, type Fits } from './described.ts'
import { parseJson } from './json.ts'
import type { SchemaCheck, Shape } from './schema.ts'

/**
 * What the OpenAPI description must say beside what was observed. About the description alone, so it is checked on targets that have to
 * keep to it, and never held against one that does not.
 */
export function descriptionAssertions(row: Case, schemas: SchemaCheck): Assertion[] {
  const { clause, request, want, events } = row
  const response = schemas.response(request.operation, want.status)
  const { described } = want
  const { operation } = request
  if (!schemas.has(operation))
    return [about('answer', `${operations[operation].prefix}-01`, () => same(false, operation, 'no such operation'))]
  if (response === undefined)
    return [about('answer', statusClause(row), () => same(false, `a ${want.status}`, 'none'), [...plainest(row), ...moreBasic(row)])]
  return [
    about('answer', 'GEN-08', ({ exchange }) =>
      checkDescribed({ refusesHeaders: { 'x-request-id': [undefined] } }, bodyOf(exchange), fitsOf(response)),
    ),
    ...(described === undefined
      ? []
      : [
          about(
            'answer',
            clause,
            ({ exchange }) => checkDescribed(described, bodyOf(exchange), fitsOf(response)),
            response.clauses.filter((own) => own !== clause),
          ),
        ]),
    ...requestAssertions(row, schemas),
    ...(events === undefined ? [] : eventAssertions(clause, events, schemas)),
  ]
}

const about = (
  part: Assertion['part'],
  clause: string,
  check: (seen: Facts) => readonly Problem[],
  restsOn: readonly string[] = [],
): Assertion => ({
  clause,
  part,
  what: 'the OpenAPI description',
  restsOn,
  check: (seen) => (seen.strict ? check(seen) : undefined),
})

/** What was accepted must be described: its path parameters and its body. */
function requestAssertions(row: Case, schemas: SchemaCheck): Assertion[] {
  const { clause, request, want, under } = row
  const described = want.described?.request
  const fits: Fits = (sent) => schemas.request(request.operation, sent as ReturnType<typeof sentIn>)
  const misfits = (seen: Facts): Problem[] =>
    fits(sentIn(seen)).map((problem) => ({ what: 'the accepted request', expected: 'described', actual: problem }))
  return [
    ...(want.status < 300 && under === undefined ? [about('answer', askedBy(row), misfits, plainest(row))] : []),
    ...(described === undefined
      ? []
      : [
          about(
            'answer',
            clause,
            (seen) => checkDescribed(described, { body: sentIn(seen), headers: seen.exchange.headers }, fits),
            plainest(row),
          ),
        ]),
  ]
}

function eventAssertions(
  clause: string,
  { described, received, answer = 200, subscription }: NonNullable<Case['events']>,
  schemas: SchemaCheck,
): Assertion[] {
  const { event } = schemas
  return [
    ...(described === undefined || event === undefined
      ? []
      : [
          about('events', clause, ({ deliveries }) =>
            deliveries.flatMap(({ body, headers }) => checkDescribed(described, { body: parseJson(body), headers }, fitsOf(event))),
          ),
        ]),
    ...(received === undefined
      ? []
      : [
          about('events', clause, () =>
            same(schemas.receipt(answer) === received, received, !received, `received when answered ${answer}`),
          ),
        ]),
    ...(subscription === 'unsigned'
      ? []
      : [about('events', 'EVT-19', () => same(schemas.eventHeader('x-signed-payload'), 'X-Signed-Payload', 'not described'))]),
  ]
}

const fitsOf =
  (shape: Shape): Fits =>
  (body, headers) =>
    shape.misfits(body, headers).map(({ problem }) => problem)

const bodyOf = ({ json, headers }: Facts['exchange']) => ({ body: json, headers })

const sentIn = ({ exchange }: Facts) => ({ path: exchange.path, body: parseJson(exchange.requestBody) })
