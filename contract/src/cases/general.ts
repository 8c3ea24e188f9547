import { type ApiRequest, aCase, act, type Case, type OperationId, update } from './case.ts'

/** What differs between the four operations in what holds for all of them. */
interface OfOperation {
  op: 'freeze' | 'unfreeze' | 'cancel' | 'update'
  operation: OperationId
  request: ApiRequest
  accepted: number
  /** A body that is accepted. */
  json: string
  method: string
  /** Methods that are refused. */
  others: string[]
  /** Where nothing is. */
  nowhere: string
  /** The clauses of requests without credentials, and with wrong ones. */
  credentials: [none: string, wrong: string]
}

const operations: OfOperation[] = [
  ...(['freeze', 'unfreeze', 'cancel'] as const).map((op) => ({
    op,
    operation: `${op}AsyncOrder` as const,
    request: act(op),
    accepted: 202,
    json: '{"reasonCode":"FRAUD"}',
    method: 'POST',
    others: ['GET', 'PUT'],
    nowhere: `/asyncOrders/AA1/${op}/now`,
    credentials: ['GEN-01', 'GEN-02'] as [string, string],
  })),
  {
    op: 'update',
    operation: 'updateAsyncOrder',
    request: update({ notes: 'checked' }),
    accepted: 200,
    json: '{"notes":"x"}',
    method: 'PATCH',
    others: ['POST', 'PUT'],
    nowhere: '/asyncOrders/customers/a/b',
    credentials: ['UPD-62', 'UPD-63'],
  },
]

const WRONG = ['wrong-key', 'wrong-token'] as const
const WRONG_IN_OTHER_WAYS = ['shortened-key', 'upper-case-key', 'wrong-name', 'malformed'] as const
/** By the number in the id. */
const NOT_JSON = { 0: 'text/plain', 3: 'application/json; charset=utf-16', 4: null }
const JSON_TYPES = ['application/json; charset=utf-8', 'Application/JSON']

/** Authentication, faults, transport: what holds for all four operations. */
export const generalCases: Case[] = operations.flatMap((each) => [...authenticationRows(each), ...faultRows(each), ...transportRows(each)])

function authenticationRows({ op, request, accepted, credentials: [none, wrong] }: OfOperation): Case[] {
  const refused = (id: string, clause: string, auth: NonNullable<ApiRequest['auth']>, status = 401): Case =>
    aCase(`${op}-${id}`, clause, `answers ${status} to ${op} with ${auth} credentials`, {
      request: { ...request, auth },
      want: { status },
      ...(auth === 'none' ? {} : { state: { changed: [] } }),
    })
  const taken = (auth: 'basic' | 'bearer', clause: string): Case =>
    aCase(`${op}-${auth}`, clause, `takes ${auth} credentials for ${op}`, { request: { ...request, auth }, want: { status: accepted } })
  return [
    refused('without-credentials', none, 'none'),
    ...[...WRONG, ...(op === 'freeze' ? WRONG_IN_OTHER_WAYS : [])].map((auth) => refused(auth, wrong, auth)),
    taken('basic', 'GEN-03'),
    taken('bearer', 'GEN-04'),
    ...(op === 'update' ? [] : [refused('other-platform', 'GEN-10', 'other-platform', 404)]),
  ]
}

function faultRows({ op, operation, request }: OfOperation): Case[] {
  const fault = (status: 429 | 500 | 503, example: string): Case => {
    const isLater = status !== 500
    return aCase(`${op}-answers-${status}`, isLater ? 'GEN-29' : 'GEN-05', `returns ${status} to ${op} in the form of an error`, {
      before: [{ fault: status, operation }],
      request,
      want: {
        status,
        ...(isLater ? { headers: { 'retry-after': /^\d+$/ }, described: { refusesHeaders: { 'retry-after': ['soon'] } } } : {}),
      },
      forced: { code: status, example },
    })
  }
  return [fault(429, 'rateLimited'), fault(500, 'serverFault'), fault(503, 'unavailable')]
}

function transportRows({ op, operation, request, accepted, json, method, others, nowhere }: OfOperation): Case[] {
  const large = JSON.stringify(op === 'update' ? { notes: 'x'.repeat(1 << 20) } : { reasonCode: 'OTHER', otherReason: 'x'.repeat(1 << 20) })
  const sent = (id: string, clause: string, name: string, what: Partial<ApiRequest>, status: number): Case =>
    aCase(`${op}-${id}`, clause, name, { request: { operation, ...what }, want: { status } })
  return [
    sent('wrong-path', 'GEN-14', `returns 404 near the path of ${op}`, { ...request, rawPath: nowhere }, 404),
    ...others.map(
      (other): Case =>
        aCase(`${op}-method-${other}`, 'GEN-15', `returns 405 to ${other} on the path of ${op}`, {
          request: { ...request, method: other },
          want: { status: 405, headers: { allow: new RegExp(`^${method}$`) }, described: { refusesHeaders: { allow: [undefined] } } },
        }),
    ),
    sent('too-large', 'GEN-16', `returns 413 to a body over a mebibyte for ${op}`, { rawBody: large }, 413),
    sent('no-body', 'GEN-18', `returns 400 to ${op} without a body`, {}, 400),
    ...Object.entries(NOT_JSON).map(([index, contentType]) =>
      sent(
        `media-type-${index}`,
        'GEN-19',
        `returns 400 to ${op} declared as ${contentType ?? 'nothing'}`,
        { rawBody: json, contentType },
        400,
      ),
    ),
    ...JSON_TYPES.map((contentType, index) =>
      sent(`json-declared-${index}`, 'GEN-19', `takes ${op} declared as ${contentType}`, { rawBody: json, contentType }, accepted),
    ),
    ...(op === 'update'
      ? []
      : [
          ...['ReasonCode', '__proto__'].map((field) =>
            sent(
              `unknown-field-${field.replaceAll('_', '')}`,
              'GEN-17',
              `refuses the field ${field} in ${op}`,
              { rawBody: `{"reasonCode":"FRAUD","${field}":"x"}` },
              422,
            ),
          ),
          sent(
            'other-reason-beside-listed-code',
            'GEN-21',
            `takes an otherReason beside a listed code for ${op}`,
            act(op, { reasonCode: 'FRAUD', otherReason: 'seen by the bank' }),
            202,
          ),
        ]),
  ]
}
