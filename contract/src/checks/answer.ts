import { operations } from '../../../generated/operations.ts'
import type { Case } from '../cases/case.ts'
import { askedBy, moreBasic, plainest, statusClause } from './asked-by.ts'
import { type Assertion, type Facts, same } from './assertion.ts'
import { factsOf, headerMatches, matches } from './matches.ts'
import { isJson } from './media-type.ts'
import type { SchemaCheck } from './schema.ts'
import { basicsOf } from './state.ts'
import { truths } from './truth.ts'

/**
 * What must be true of the response to a case. First whether the request is accepted or refused, from the most general condition to the
 * most special; then the status, the form, the values.
 */
export function answerAssertions(row: Case, schemas: SchemaCheck): Assertion[] {
  return [...statusAssertions(row), ...formAssertions(row), ...shapeAssertions(row, schemas), ...valueAssertions(row)]
}

const answer = (clause: string, what: string, check: Assertion['check'], more: Partial<Assertion> = {}): Assertion => ({
  clause,
  part: 'answer',
  what,
  check,
  ...more,
})

function statusAssertions(row: Case): Assertion[] {
  const { request, want } = row
  const prefix = operations[request.operation].prefix
  const asked = askedBy(row)
  const step = (clause: string, what: string, holds: (status: number) => boolean, restsOn: readonly string[] = []): Assertion =>
    answer(clause, what, ({ exchange }) => same(exchange.status === want.status || holds(exchange.status), want.status, shown(exchange)), {
      stops: 'case',
      restsOn,
    })
  const basics = [...arrangedBy(row), ...plainest(row)]
  const refusals = [...arrangedBy(row), ...moreBasic(row)]
  if (want.status >= 400)
    return [
      step(asked, 'the request is refused', (status) => status >= 300, refusals),
      ...(want.status === 422
        ? [step(`${prefix}-21`, 'one of the client errors that the page lists', (status) => LISTED.includes(status), basics)]
        : []),
      step(statusClause(row), 'the status', () => false, [...basics, ...refusals]),
    ]
  const found = isOfPath(row) ? asked : row.clause === `${prefix}-01` ? row.clause : prefix === 'UPD' ? 'UPD-04' : `${prefix}-02`
  return [
    step(request.auth === 'bearer' ? 'GEN-04' : 'GEN-03', 'the credentials are accepted', (status) => status !== 401 && status !== 403),
    step(`${prefix}-01`, 'the path has this method', (status) => status !== 405 && status !== 501, ['GEN-03']),
    step(found, 'the order is found', (status) => status !== 404, basics),
    step(asked, 'the request is accepted', (status) => status < 400 || status >= 500, [...basics, ...moreBasic(row)]),
    step(statusClause(row), 'the status', () => false),
  ]
}

/** Client errors that the pages of the actions list. */
const LISTED = [400, 404, 422]

/** Whether what the row is for is in the path of its request. */
const isOfPath = ({ request, order }: Case): boolean =>
  request.path !== undefined || (typeof order === 'object' && order.externalRefID !== undefined)

/** What the steps before the request take for granted: that actions have an effect, and leave the order itself as it was. */
const arrangedBy = (row: Case): string[] =>
  row.before === undefined
    ? []
    : [...basicsOf(row), ...row.before.flatMap((step) => ('act' in step ? [`${operations[`${step.act}AsyncOrder`].prefix}-27`] : []))]

const shown = ({ status, text }: Facts['exchange']): string => `${status} ${text.slice(0, 500)}`

function formAssertions({ want }: Case): Assertion[] {
  const isError = want.status >= 400
  return [
    answer('GEN-07', 'the content type', ({ exchange }) => {
      const type = exchange.headers.get('content-type')
      return same(isJson(type), 'application/json', type)
    }),
    answer('GEN-07', 'the body', ({ exchange }) => same(exchange.json !== undefined, 'JSON', exchange.text.slice(0, 500)), {
      stops: 'part',
    }),
    answer('GEN-08', 'the X-REQUEST-ID header', ({ exchange }) => {
      const id = exchange.headers.get('x-request-id')
      return same(Boolean(id), 'an id', id)
    }),
    ...(isError ? [ifThere('GEN-06', 'httpCode', ({ exchange }) => exchange.status)] : []),
  ]
}

/** A field that must have one value, where it is there at all: that it is, the shape says. */
function ifThere(clause: string, field: string, value: (seen: Facts) => unknown): Assertion {
  return answer(clause, field, (seen) => {
    const body = bodyOf(seen)
    return typeof body[field] === 'number' ? same(body[field] === value(seen), value(seen), body[field]) : undefined
  })
}

/** One assertion for each clause that marks a place in the body or a header. */
function shapeAssertions({ request, want, under }: Case, schemas: SchemaCheck): Assertion[] {
  // The OpenAPI description describes our own interpretations: under another one only the literal values count.
  const isDescribed = under === undefined || 'C-PATCH-FAILED' in under
  const shape = isDescribed ? schemas.response(request.operation, want.status) : undefined
  if (shape === undefined) return []
  return [
    answer(
      shape.root,
      'the fields of the body',
      ({ exchange: { json } }) => same(shape.isSuch(json), 'an object with the described fields', json),
      {
        stops: 'part',
      },
    ),
    ...shape.clauses.map((clause) =>
      answer(clause, 'the response against the OpenAPI description', ({ exchange: { json, headers } }) => {
        const wrong = shape.misfits(json, headers).filter((misfit) => misfit.clause === clause)
        if (wrong.length === 0 && !shape.shows(clause, json, headers)) return undefined
        return wrong.map(({ problem }) => ({ expected: 'fits', actual: problem }))
      }),
    ),
    answer(
      'GEN-28',
      'the fields of the body',
      ({ strict, exchange }) =>
        strict ? shape.undocumented(exchange.json).map((field) => ({ expected: 'described fields', actual: field })) : undefined,
      // A field under another name is missing under its own, which is the worse of the two.
      { restsOn: shape.clauses },
    ),
  ]
}

/** Clauses about lists that others are about the entries of. */
const WITHIN = ['UPD-47', 'UPD-51']

/** What is true of this order and request, and the literal values of the row. */
function valueAssertions(row: Case): Assertion[] {
  const { clause, want } = row
  const ownFields = Object.entries(want.body ?? {}).map(([field, expected]) =>
    answer(
      clause,
      field,
      (seen) => {
        const actual = valueAt(seen.exchange.json, field)
        return same(matches(expected, actual, factsOf(seen)), expected, actual)
      },
      { restsOn: ['UPD-21', 'UPD-60', ...WITHIN.filter((outer) => /^UPD-(4[89]|5\d)$/.test(clause) && outer < clause)] },
    ),
  )
  const ownHeaders = Object.entries(want.headers ?? {}).map(([name, expected]) =>
    answer(clause, `the ${name} header`, ({ exchange }) => {
      const actual = exchange.headers.get(name)
      return same(headerMatches(expected, actual), String(expected), actual)
    }),
  )
  const { errorPath } = want
  return [
    ...truths(row).map(({ clause: own, field, problem, anyTarget, restsOn = [] }) =>
      answer(own, field, (seen) => (seen.stateful || anyTarget === true ? problem(bodyOf(seen)[field], seen) : undefined), { restsOn }),
    ),
    ...ownFields,
    ...ownHeaders,
    ...(errorPath === undefined
      ? []
      : [
          answer(
            clause,
            'the paths in errors',
            (seen) => {
              const { errors } = bodyOf(seen)
              const paths = Array.isArray(errors) ? errors.map((error) => error?.path) : []
              return same(paths.includes(errorPath), errorPath, paths)
            },
            { restsOn: ['GEN-05'] },
          ),
        ]),
  ]
}

/** The value at a path such as `failedLineItems.0.utid`. */
const valueAt = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (found, step) => (typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[step] : undefined),
      value,
    )

const bodyOf = ({ exchange: { json } }: Facts): Record<string, unknown> =>
  typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {}
