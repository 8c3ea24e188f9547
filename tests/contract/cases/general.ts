import { act, aList, aNonEmptyString, anInstant, type Case, update } from '../case.ts'

const ops = ['freeze', 'unfreeze', 'cancel'] as const
type Op = (typeof ops)[number]

const wrongCredentials = ['wrong-key', 'shortened-key', 'upper-case-key', 'wrong-name', 'wrong-token', 'malformed'] as const

const mediaTypes = ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'application/json; charset=utf-16', null]
const jsonTypes = ['application/json; charset=utf-8', 'Application/JSON']

/** A request of each operation that is refused for one field. */
const refusals = [
  ...ops.map((op) => ({ op, status: 422, request: act(op, { reasonCode: 'FRAUD', colour: 'red' }) })),
  { op: 'update', status: 400, request: update({ notes: 'x', colour: 'red' }) },
]

/** Authentication, errors, transport: what holds for all four operations. */
export const generalCases: Case[] = [
  ...ops.flatMap((op) => [...authenticationRows(op), ...faultRows(op), ...transportRows(op), ...bodyRows(op)]),
  ...updateRows(),
  ...errorRows(),
]

function authenticationRows(op: Op): Case[] {
  return [
    {
      id: `${op}-without-credentials`,
      name: `answers 401 to ${op} without credentials`,
      clauses: ['GEN-01'],
      request: { ...act(op), auth: 'none' },
      want: { status: 401 },
    },
    ...wrongCredentials.map(
      (auth): Case => ({
        id: `${op}-${auth}`,
        name: `answers 401 to ${op} with ${auth}`,
        clauses: ['GEN-02'],
        request: { ...act(op), auth },
        want: { status: 401 },
        state: { changed: [] },
      }),
    ),
    {
      id: `${op}-wrong-credentials-forced`,
      name: `describes the 401 of ${op}`,
      clauses: ['GEN-02'],
      request: { ...act(op), auth: 'wrong-key' },
      want: { status: 401 },
      forced: { code: 401, example: 'wrongCredentials' },
    },
    {
      id: `${op}-basic`,
      name: `takes Basic credentials for ${op}`,
      clauses: ['GEN-03'],
      request: { ...act(op), auth: 'basic' },
      want: { status: 202 },
    },
    {
      id: `${op}-bearer`,
      name: `takes a bearer token for ${op}`,
      clauses: ['GEN-04'],
      request: { ...act(op), auth: 'bearer' },
      want: { status: 202 },
    },
    {
      id: `${op}-other-platform`,
      name: `answers 404 to ${op} for an order of another platform`,
      clauses: ['GEN-10', `${{ freeze: 'FRZ', unfreeze: 'UNF', cancel: 'CAN' }[op]}-20`],
      request: { ...act(op), auth: 'other-platform' },
      want: { status: 404 },
      state: { changed: [] },
    },
  ]
}

function faultRows(op: Op): Case[] {
  const operation = `${op}AsyncOrder` as const
  const fault = (status: 429 | 500 | 503, clause: string, example: string, headers: Record<string, RegExp> = {}): Case => ({
    id: `${op}-answers-${status}`,
    name: `answers ${status} to ${op}`,
    clauses: [clause],
    before: [{ fault: status, operation }],
    request: act(op),
    want: { status, headers },
    forced: { code: status, example },
  })
  return [
    fault(429, 'GEN-11', 'rateLimited', { 'retry-after': /^\d+$/ }),
    fault(500, 'GEN-12', 'serverFault'),
    fault(503, 'GEN-13', 'unavailable'),
  ]
}

function transportRows(op: Op): Case[] {
  const large = JSON.stringify({ reasonCode: 'OTHER', otherReason: 'x'.repeat(1024 * 1024) })
  return [
    {
      id: `${op}-wrong-path`,
      name: `answers 404 below the path of ${op}`,
      clauses: ['GEN-14'],
      request: { ...act(op), rawPath: `/asyncOrders/AA1/${op}/now` },
      want: { status: 404 },
    },
    ...['GET', 'PUT', 'DELETE', 'PATCH'].map(
      (method): Case => ({
        id: `${op}-method-${method}`,
        name: `answers 405 to ${method} on the path of ${op}`,
        clauses: ['GEN-15', `${{ freeze: 'FRZ', unfreeze: 'UNF', cancel: 'CAN' }[op]}-01`],
        request: { ...act(op), method },
        want: { status: 405, headers: { allow: /^POST$/ } },
      }),
    ),
    {
      id: `${op}-too-large`,
      name: `answers 413 to a body over a mebibyte for ${op}`,
      clauses: ['GEN-16'],
      request: { operation: `${op}AsyncOrder`, rawBody: large },
      want: { status: 413 },
    },
  ]
}

function bodyRows(op: Op): Case[] {
  const operation = `${op}AsyncOrder` as const
  return [
    ...['reason', 'ReasonCode', 'lineItems', '__proto__', 'constructor'].map(
      (field): Case => ({
        id: `${op}-unknown-field-${field.replaceAll('_', '')}`,
        name: `refuses the field ${field} in ${op}`,
        clauses: ['GEN-17'],
        request: { operation, rawBody: `{"reasonCode":"FRAUD","${field}":"x"}` },
        want: { status: 422 },
      }),
    ),
    {
      id: `${op}-no-body`,
      name: `answers 400 to ${op} without a body`,
      clauses: ['GEN-18'],
      request: { operation },
      want: { status: 400 },
    },
    {
      id: `${op}-empty-body`,
      name: `answers 400 to ${op} with an empty body`,
      clauses: ['GEN-18'],
      request: { operation, rawBody: '' },
      want: { status: 400 },
    },
    ...mediaTypes.map(
      (contentType, index): Case => ({
        id: `${op}-media-type-${index}`,
        name: `answers 400 to ${op} declared as ${contentType ?? 'nothing'}`,
        clauses: ['GEN-19'],
        request: { operation, rawBody: '{"reasonCode":"FRAUD"}', contentType },
        want: { status: 400 },
      }),
    ),
    ...jsonTypes.map(
      (contentType, index): Case => ({
        id: `${op}-json-declared-${index}`,
        name: `takes ${op} declared as ${contentType}`,
        clauses: ['GEN-19'],
        request: { operation, rawBody: '{"reasonCode":"FRAUD"}', contentType },
        want: { status: 202 },
      }),
    ),
    {
      id: `${op}-other-reason-beside-listed-code`,
      name: `takes an otherReason beside a listed code for ${op}`,
      clauses: ['GEN-21'],
      request: act(op, { reasonCode: 'FRAUD', otherReason: 'seen by the bank' }),
      want: { status: 202 },
    },
  ]
}

function updateRows(): Case[] {
  const request = update({ notes: 'checked' })
  const fault = (status: 429 | 500 | 503, clause: string, example: string, headers: Record<string, RegExp> = {}): Case => ({
    id: `update-answers-${status}`,
    name: `answers ${status} to an update`,
    clauses: [clause],
    before: [{ fault: status, operation: 'updateAsyncOrder' }],
    request,
    want: { status, headers },
    forced: { code: status, example },
  })
  return [
    {
      id: 'update-without-credentials',
      name: 'answers 401 to an update without credentials',
      clauses: ['UPD-62'],
      request: { ...request, auth: 'none' },
      want: { status: 401 },
    },
    ...wrongCredentials.map(
      (auth): Case => ({
        id: `update-${auth}`,
        name: `answers 401 to an update with ${auth}`,
        clauses: ['UPD-63'],
        request: { ...request, auth },
        want: { status: 401 },
        state: { changed: [] },
      }),
    ),
    {
      id: 'update-basic',
      name: 'takes Basic credentials for an update',
      clauses: ['GEN-03'],
      request: { ...request, auth: 'basic' },
      want: { status: 200 },
    },
    {
      id: 'update-bearer',
      name: 'takes a bearer token for an update',
      clauses: ['GEN-04'],
      request: { ...request, auth: 'bearer' },
      want: { status: 200 },
    },
    fault(429, 'UPD-64', 'rateLimited', { 'retry-after': /^\d+$/ }),
    fault(500, 'UPD-65', 'serverFault'),
    fault(503, 'UPD-66', 'unavailable'),
    ...['POST', 'PUT', 'GET', 'DELETE'].map(
      (method): Case => ({
        id: `update-method-${method}`,
        name: `answers 405 to ${method} on the path of the update`,
        clauses: ['GEN-15', 'UPD-01'],
        request: { ...request, method },
        want: { status: 405, headers: { allow: /^PATCH$/ } },
      }),
    ),
    {
      id: 'update-too-large',
      name: 'answers 413 to an update over a mebibyte',
      clauses: ['GEN-16'],
      request: { operation: 'updateAsyncOrder', rawBody: JSON.stringify({ notes: 'x'.repeat(1024 * 1024) }) },
      want: { status: 413 },
    },
    {
      id: 'update-no-body',
      name: 'answers 400 to an update without a body',
      clauses: ['UPD-61'],
      request: { operation: 'updateAsyncOrder' },
      want: { status: 400 },
    },
    {
      id: 'update-media-type',
      name: 'answers 400 to an update declared as text',
      clauses: ['UPD-61'],
      request: { operation: 'updateAsyncOrder', rawBody: '{"notes":"x"}', contentType: 'text/plain' },
      want: { status: 400 },
    },
    ...mediaTypes.map(
      (contentType, index): Case => ({
        id: `update-media-type-${index}`,
        name: `answers 400 to an update declared as ${contentType ?? 'nothing'}`,
        clauses: ['GEN-19', 'UPD-61'],
        request: { operation: 'updateAsyncOrder', rawBody: '{"notes":"x"}', contentType },
        want: { status: 400 },
      }),
    ),
    ...jsonTypes.map(
      (contentType, index): Case => ({
        id: `update-json-declared-${index}`,
        name: `takes an update declared as ${contentType}`,
        clauses: ['GEN-19'],
        request: { operation: 'updateAsyncOrder', rawBody: '{"notes":"x"}', contentType },
        want: { status: 200 },
      }),
    ),
    {
      id: 'update-wrong-path',
      name: 'answers 404 to a path that lacks the account',
      clauses: ['GEN-14'],
      request: { ...request, rawPath: '/asyncOrders/customers/a/b' },
      want: { status: 404 },
    },
  ]
}

function errorRows(): Case[] {
  const body = {
    timestamp: anInstant,
    requestId: aNonEmptyString,
    path: aNonEmptyString,
    httpPhrase: aNonEmptyString,
    i18nKey: aNonEmptyString,
    message: aNonEmptyString,
    errors: aList,
  }
  const fields = ['timestamp', 'requestId', 'path', 'httpCode', 'httpPhrase', 'i18nKey', 'message', 'errors']
  const causes = [
    { status: 400, request: { operation: 'freezeAsyncOrder' as const, rawBody: '{' } },
    { status: 401, request: { ...act('cancel'), auth: 'none' as const } },
    { status: 422, request: act('unfreeze', {}) },
    { status: 405, request: { ...act('freeze'), method: 'GET' } },
    { status: 404, request: { ...act('freeze'), rawPath: '/nowhere' } },
  ]
  return [
    ...causes.map(
      ({ status, request }): Case => ({
        id: `error-shape-of-${status}`,
        name: `answers ${status} in the error shape`,
        clauses: ['GEN-05', 'GEN-07'],
        request,
        want: { status, body, fields },
      }),
    ),
    ...refusals.map(
      ({ op, status, request }): Case => ({
        id: `${op}-error-shape`,
        name: `answers a refused ${op} in the error shape`,
        clauses: ['GEN-05', 'GEN-07'],
        request,
        want: { status, body, fields },
      }),
    ),
    ...refusals.map(
      ({ op, status, request }): Case => ({
        id: `${op}-error-request-id`,
        name: `repeats the request id in the body of a refused ${op}`,
        clauses: ['GEN-09', 'GEN-08'],
        request,
        want: { status, body: { requestId: { $header: 'x-request-id' } } },
      }),
    ),
    ...refusals.map(
      ({ op, status, request }): Case => ({
        id: `${op}-error-names-field`,
        name: `names the unknown field in errors of ${op}`,
        clauses: ['GEN-20'],
        request,
        want: { status, errorPath: 'colour' },
      }),
    ),
    ...causes.map(
      ({ status, request }): Case => ({
        id: `error-code-of-${status}`,
        name: `tells httpCode ${status}`,
        clauses: ['GEN-06'],
        request,
        want: { status, body: { httpCode: status } },
      }),
    ),
    {
      id: 'answers-are-json',
      name: 'answers in JSON',
      clauses: ['GEN-07'],
      request: act('freeze'),
      want: { status: 202, headers: { 'content-type': /^application\/json(;|$)/ } },
    },
    {
      id: 'update-answers-in-json',
      name: 'answers an update in JSON',
      clauses: ['GEN-07'],
      request: update({ notes: 'checked' }),
      want: { status: 200, headers: { 'content-type': /^application\/json(;|$)/ } },
    },
    {
      id: 'answers-have-request-id',
      name: 'answers with a request id',
      clauses: ['GEN-08'],
      request: act('freeze'),
      want: { status: 202, headers: { 'x-request-id': /\S/ } },
    },
    {
      id: 'errors-have-request-id',
      name: 'answers errors with a request id',
      clauses: ['GEN-08'],
      request: act('freeze', {}),
      want: { status: 422, headers: { 'x-request-id': /\S/ } },
    },
    {
      id: 'update-answers-have-request-id',
      name: 'answers an update with a request id',
      clauses: ['GEN-08'],
      request: update({ notes: 'checked' }),
      want: { status: 200, headers: { 'x-request-id': /\S/ } },
    },
    ...causes.map(
      ({ status, request }): Case => ({
        id: `error-request-id-of-${status}`,
        name: `repeats the request id in the body of a ${status}`,
        clauses: ['GEN-09', 'GEN-08'],
        request,
        want: { status, body: { requestId: { $header: 'x-request-id' } } },
      }),
    ),
    {
      id: 'errors-repeat-request-id',
      name: 'repeats the request id in the body',
      clauses: ['GEN-09'],
      request: act('freeze', {}),
      want: { status: 422, body: { requestId: { $header: 'x-request-id' } } },
    },
    ...(
      [
        ['reasonCode', {}],
        ['reasonCode', { reasonCode: 'NO_SUCH_CODE' }],
        ['otherReason', { reasonCode: 'OTHER' }],
        ['colour', { reasonCode: 'FRAUD', colour: 'red' }],
      ] as const
    ).map(
      ([errorPath, wrong], index): Case => ({
        id: `error-names-field-${index}`,
        name: `names ${errorPath} in errors for ${JSON.stringify(wrong)}`,
        clauses: ['GEN-20'],
        request: act('freeze', wrong),
        want: { status: 422, errorPath },
      }),
    ),
    ...(
      [
        ['notes', { notes: 'x'.repeat(151) }],
        ['campaign', { campaign: 5 }],
        ['colour', { notes: 'x', colour: 'red' }],
      ] as const
    ).map(
      ([errorPath, wrong], index): Case => ({
        id: `update-error-names-field-${index}`,
        name: `names ${errorPath} in errors of an update`,
        clauses: ['GEN-20'],
        request: update(wrong),
        want: { status: 400, errorPath },
      }),
    ),
  ]
}
