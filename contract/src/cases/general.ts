import { aCase, act, type Case, update } from './case.ts'

const ops = ['freeze', 'unfreeze', 'cancel'] as const
type Op = (typeof ops)[number]

const wrongCredentials = ['wrong-key', 'shortened-key', 'upper-case-key', 'wrong-name', 'wrong-token', 'malformed'] as const

const mediaTypes = ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'application/json; charset=utf-16', null]
const jsonTypes = ['application/json; charset=utf-8', 'Application/JSON']

/** Authentication, faults, transport: what holds for all four operations. */
export const generalCases: Case[] = [
  ...ops.flatMap((op) => [...authenticationRows(op), ...faultRows(op), ...transportRows(op), ...bodyRows(op)]),
  ...updateRows(),
]

function authenticationRows(op: Op): Case[] {
  return [
    aCase(`${op}-without-credentials`, 'GEN-01', `answers 401 to ${op} without credentials`, {
      request: { ...act(op), auth: 'none' },
      want: { status: 401 },
    }),
    ...wrongCredentials.map(
      (auth): Case =>
        aCase(`${op}-${auth}`, 'GEN-02', `answers 401 to ${op} with ${auth}`, {
          request: { ...act(op), auth },
          want: { status: 401 },
          state: { changed: [] },
        }),
    ),
    aCase(`${op}-wrong-credentials-forced`, 'GEN-02', `describes the 401 of ${op}`, {
      request: { ...act(op), auth: 'wrong-key' },
      want: { status: 401 },
      forced: { code: 401, example: 'wrongCredentials' },
    }),
    aCase(`${op}-basic`, 'GEN-03', `takes Basic credentials for ${op}`, { request: { ...act(op), auth: 'basic' }, want: { status: 202 } }),
    aCase(`${op}-bearer`, 'GEN-04', `takes a bearer token for ${op}`, { request: { ...act(op), auth: 'bearer' }, want: { status: 202 } }),
    aCase(`${op}-other-platform`, 'GEN-10', `answers 404 to ${op} for an order of another platform`, {
      request: { ...act(op), auth: 'other-platform' },
      want: { status: 404 },
      state: { changed: [] },
    }),
  ]
}

function faultRows(op: Op): Case[] {
  const operation = `${op}AsyncOrder` as const
  const fault = (status: 429 | 500 | 503, example: string, headers: Record<string, RegExp> = {}): Case =>
    aCase(`${op}-answers-${status}`, status === 500 ? 'GEN-05' : 'GEN-29', `returns ${status} to ${op} in the form of an error`, {
      before: [{ fault: status, operation }],
      request: act(op),
      want: { status, headers, ...(status === 500 ? {} : { described: { refusesHeaders: { 'retry-after': ['soon'] } } }) },
      forced: { code: status, example },
    })
  return [
    fault(429, 'rateLimited', { 'retry-after': /^\d+$/ }),
    fault(500, 'serverFault'),
    fault(503, 'unavailable', { 'retry-after': /^\d+$/ }),
  ]
}

function transportRows(op: Op): Case[] {
  const large = JSON.stringify({ reasonCode: 'OTHER', otherReason: 'x'.repeat(1024 * 1024) })
  return [
    aCase(`${op}-wrong-path`, 'GEN-14', `answers 404 below the path of ${op}`, {
      request: { ...act(op), rawPath: `/asyncOrders/AA1/${op}/now` },
      want: { status: 404 },
    }),
    ...['GET', 'PUT', 'DELETE', 'PATCH'].map(
      (method): Case =>
        aCase(`${op}-method-${method}`, 'GEN-15', `answers 405 to ${method} on the path of ${op}`, {
          request: { ...act(op), method },
          want: { status: 405, headers: { allow: /^POST$/ }, described: { refusesHeaders: { allow: [undefined] } } },
        }),
    ),
    aCase(`${op}-too-large`, 'GEN-16', `answers 413 to a body over a mebibyte for ${op}`, {
      request: { operation: `${op}AsyncOrder`, rawBody: large },
      want: { status: 413 },
    }),
  ]
}

function bodyRows(op: Op): Case[] {
  const operation = `${op}AsyncOrder` as const
  return [
    ...['reason', 'ReasonCode', 'lineItems', '__proto__', 'constructor'].map(
      (field): Case =>
        aCase(`${op}-unknown-field-${field.replaceAll('_', '')}`, 'GEN-17', `refuses the field ${field} in ${op}`, {
          request: { operation, rawBody: `{"reasonCode":"FRAUD","${field}":"x"}` },
          want: { status: 422 },
        }),
    ),
    aCase(`${op}-no-body`, 'GEN-18', `answers 400 to ${op} without a body`, { request: { operation }, want: { status: 400 } }),
    aCase(`${op}-empty-body`, 'GEN-18', `answers 400 to ${op} with an empty body`, {
      request: { operation, rawBody: '' },
      want: { status: 400 },
    }),
    ...mediaTypes.map(
      (contentType, index): Case =>
        aCase(`${op}-media-type-${index}`, 'GEN-19', `answers 400 to ${op} declared as ${contentType ?? 'nothing'}`, {
          request: { operation, rawBody: '{"reasonCode":"FRAUD"}', contentType },
          want: { status: 400 },
        }),
    ),
    ...jsonTypes.map(
      (contentType, index): Case =>
        aCase(`${op}-json-declared-${index}`, 'GEN-19', `takes ${op} declared as ${contentType}`, {
          request: { operation, rawBody: '{"reasonCode":"FRAUD"}', contentType },
          want: { status: 202 },
        }),
    ),
    aCase(`${op}-other-reason-beside-listed-code`, 'GEN-21', `takes an otherReason beside a listed code for ${op}`, {
      request: act(op, { reasonCode: 'FRAUD', otherReason: 'seen by the bank' }),
      want: { status: 202 },
    }),
  ]
}

function updateRows(): Case[] {
  const request = update({ notes: 'checked' })
  const fault = (status: 429 | 500 | 503, example: string, headers: Record<string, RegExp> = {}): Case =>
    aCase(`update-answers-${status}`, status === 500 ? 'GEN-05' : 'GEN-29', `returns ${status} to an update in the form of an error`, {
      before: [{ fault: status, operation: 'updateAsyncOrder' }],
      request,
      want: { status, headers, ...(status === 500 ? {} : { described: { refusesHeaders: { 'retry-after': ['soon'] } } }) },
      forced: { code: status, example },
    })
  return [
    aCase('update-without-credentials', 'UPD-62', 'answers 401 to an update without credentials', {
      request: { ...request, auth: 'none' },
      want: { status: 401 },
    }),
    ...wrongCredentials.map(
      (auth): Case =>
        aCase(`update-${auth}`, 'UPD-63', `answers 401 to an update with ${auth}`, {
          request: { ...request, auth },
          want: { status: 401 },
          state: { changed: [] },
        }),
    ),
    aCase('update-basic', 'GEN-03', 'takes Basic credentials for an update', {
      request: { ...request, auth: 'basic' },
      want: { status: 200 },
    }),
    aCase('update-bearer', 'GEN-04', 'takes a bearer token for an update', {
      request: { ...request, auth: 'bearer' },
      want: { status: 200 },
    }),
    fault(429, 'rateLimited', { 'retry-after': /^\d+$/ }),
    fault(500, 'serverFault'),
    fault(503, 'unavailable', { 'retry-after': /^\d+$/ }),
    ...['POST', 'PUT', 'GET', 'DELETE'].map(
      (method): Case =>
        aCase(`update-method-${method}`, 'GEN-15', `answers 405 to ${method} on the path of the update`, {
          request: { ...request, method },
          want: { status: 405, headers: { allow: /^PATCH$/ }, described: { refusesHeaders: { allow: [undefined] } } },
        }),
    ),
    aCase('update-too-large', 'GEN-16', 'answers 413 to an update over a mebibyte', {
      request: { operation: 'updateAsyncOrder', rawBody: JSON.stringify({ notes: 'x'.repeat(1024 * 1024) }) },
      want: { status: 413 },
    }),
    aCase('update-no-body', 'GEN-18', 'answers 400 to an update without a body', {
      request: { operation: 'updateAsyncOrder' },
      want: { status: 400 },
    }),
    aCase('update-media-type', 'GEN-19', 'answers 400 to an update declared as text', {
      request: { operation: 'updateAsyncOrder', rawBody: '{"notes":"x"}', contentType: 'text/plain' },
      want: { status: 400 },
    }),
    ...mediaTypes.map(
      (contentType, index): Case =>
        aCase(`update-media-type-${index}`, 'GEN-19', `answers 400 to an update declared as ${contentType ?? 'nothing'}`, {
          request: { operation: 'updateAsyncOrder', rawBody: '{"notes":"x"}', contentType },
          want: { status: 400 },
        }),
    ),
    ...jsonTypes.map(
      (contentType, index): Case =>
        aCase(`update-json-declared-${index}`, 'GEN-19', `takes an update declared as ${contentType}`, {
          request: { operation: 'updateAsyncOrder', rawBody: '{"notes":"x"}', contentType },
          want: { status: 200 },
        }),
    ),
    aCase('update-wrong-path', 'GEN-14', 'answers 404 to a path that lacks the account', {
      request: { ...request, rawPath: '/asyncOrders/customers/a/b' },
      want: { status: 404 },
    }),
  ]
}
