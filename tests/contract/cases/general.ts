import { act, type Case, update } from '../case.ts'

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
    {
      id: `${op}-without-credentials`,
      name: `answers 401 to ${op} without credentials`,
      clause: 'GEN-01',
      request: { ...act(op), auth: 'none' },
      want: { status: 401 },
    },
    ...wrongCredentials.map(
      (auth): Case => ({
        id: `${op}-${auth}`,
        name: `answers 401 to ${op} with ${auth}`,
        clause: 'GEN-02',
        request: { ...act(op), auth },
        want: { status: 401 },
        state: { changed: [] },
      }),
    ),
    {
      id: `${op}-wrong-credentials-forced`,
      name: `describes the 401 of ${op}`,
      clause: 'GEN-02',
      request: { ...act(op), auth: 'wrong-key' },
      want: { status: 401 },
      forced: { code: 401, example: 'wrongCredentials' },
    },
    {
      id: `${op}-basic`,
      name: `takes Basic credentials for ${op}`,
      clause: 'GEN-03',
      request: { ...act(op), auth: 'basic' },
      want: { status: 202 },
    },
    {
      id: `${op}-bearer`,
      name: `takes a bearer token for ${op}`,
      clause: 'GEN-04',
      request: { ...act(op), auth: 'bearer' },
      want: { status: 202 },
    },
    {
      id: `${op}-other-platform`,
      name: `answers 404 to ${op} for an order of another platform`,
      clause: 'GEN-10',
      request: { ...act(op), auth: 'other-platform' },
      want: { status: 404 },
      state: { changed: [] },
    },
  ]
}

function faultRows(op: Op): Case[] {
  const operation = `${op}AsyncOrder` as const
  const fault = (status: 429 | 500 | 503, example: string, headers: Record<string, RegExp> = {}): Case => ({
    id: `${op}-answers-${status}`,
    name: `returns ${status} to ${op} in the form of an error`,
    clause: status === 500 ? 'GEN-05' : 'GEN-29',
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
    {
      id: `${op}-wrong-path`,
      name: `answers 404 below the path of ${op}`,
      clause: 'GEN-14',
      request: { ...act(op), rawPath: `/asyncOrders/AA1/${op}/now` },
      want: { status: 404 },
    },
    ...['GET', 'PUT', 'DELETE', 'PATCH'].map(
      (method): Case => ({
        id: `${op}-method-${method}`,
        name: `answers 405 to ${method} on the path of ${op}`,
        clause: 'GEN-15',
        request: { ...act(op), method },
        want: { status: 405, headers: { allow: /^POST$/ }, described: { refusesHeaders: { allow: [undefined] } } },
      }),
    ),
    {
      id: `${op}-too-large`,
      name: `answers 413 to a body over a mebibyte for ${op}`,
      clause: 'GEN-16',
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
        clause: 'GEN-17',
        request: { operation, rawBody: `{"reasonCode":"FRAUD","${field}":"x"}` },
        want: { status: 422 },
      }),
    ),
    {
      id: `${op}-no-body`,
      name: `answers 400 to ${op} without a body`,
      clause: 'GEN-18',
      request: { operation },
      want: { status: 400 },
    },
    {
      id: `${op}-empty-body`,
      name: `answers 400 to ${op} with an empty body`,
      clause: 'GEN-18',
      request: { operation, rawBody: '' },
      want: { status: 400 },
    },
    ...mediaTypes.map(
      (contentType, index): Case => ({
        id: `${op}-media-type-${index}`,
        name: `answers 400 to ${op} declared as ${contentType ?? 'nothing'}`,
        clause: 'GEN-19',
        request: { operation, rawBody: '{"reasonCode":"FRAUD"}', contentType },
        want: { status: 400 },
      }),
    ),
    ...jsonTypes.map(
      (contentType, index): Case => ({
        id: `${op}-json-declared-${index}`,
        name: `takes ${op} declared as ${contentType}`,
        clause: 'GEN-19',
        request: { operation, rawBody: '{"reasonCode":"FRAUD"}', contentType },
        want: { status: 202 },
      }),
    ),
    {
      id: `${op}-other-reason-beside-listed-code`,
      name: `takes an otherReason beside a listed code for ${op}`,
      clause: 'GEN-21',
      request: act(op, { reasonCode: 'FRAUD', otherReason: 'seen by the bank' }),
      want: { status: 202 },
    },
  ]
}

function updateRows(): Case[] {
  const request = update({ notes: 'checked' })
  const fault = (status: 429 | 500 | 503, example: string, headers: Record<string, RegExp> = {}): Case => ({
    id: `update-answers-${status}`,
    name: `returns ${status} to an update in the form of an error`,
    clause: status === 500 ? 'GEN-05' : 'GEN-29',
    before: [{ fault: status, operation: 'updateAsyncOrder' }],
    request,
    want: { status, headers, ...(status === 500 ? {} : { described: { refusesHeaders: { 'retry-after': ['soon'] } } }) },
    forced: { code: status, example },
  })
  return [
    {
      id: 'update-without-credentials',
      name: 'answers 401 to an update without credentials',
      clause: 'UPD-62',
      request: { ...request, auth: 'none' },
      want: { status: 401 },
    },
    ...wrongCredentials.map(
      (auth): Case => ({
        id: `update-${auth}`,
        name: `answers 401 to an update with ${auth}`,
        clause: 'UPD-63',
        request: { ...request, auth },
        want: { status: 401 },
        state: { changed: [] },
      }),
    ),
    {
      id: 'update-basic',
      name: 'takes Basic credentials for an update',
      clause: 'GEN-03',
      request: { ...request, auth: 'basic' },
      want: { status: 200 },
    },
    {
      id: 'update-bearer',
      name: 'takes a bearer token for an update',
      clause: 'GEN-04',
      request: { ...request, auth: 'bearer' },
      want: { status: 200 },
    },
    fault(429, 'rateLimited', { 'retry-after': /^\d+$/ }),
    fault(500, 'serverFault'),
    fault(503, 'unavailable', { 'retry-after': /^\d+$/ }),
    ...['POST', 'PUT', 'GET', 'DELETE'].map(
      (method): Case => ({
        id: `update-method-${method}`,
        name: `answers 405 to ${method} on the path of the update`,
        clause: 'GEN-15',
        request: { ...request, method },
        want: { status: 405, headers: { allow: /^PATCH$/ }, described: { refusesHeaders: { allow: [undefined] } } },
      }),
    ),
    {
      id: 'update-too-large',
      name: 'answers 413 to an update over a mebibyte',
      clause: 'GEN-16',
      request: { operation: 'updateAsyncOrder', rawBody: JSON.stringify({ notes: 'x'.repeat(1024 * 1024) }) },
      want: { status: 413 },
    },
    {
      id: 'update-no-body',
      name: 'answers 400 to an update without a body',
      clause: 'GEN-18',
      request: { operation: 'updateAsyncOrder' },
      want: { status: 400 },
    },
    {
      id: 'update-media-type',
      name: 'answers 400 to an update declared as text',
      clause: 'GEN-19',
      request: { operation: 'updateAsyncOrder', rawBody: '{"notes":"x"}', contentType: 'text/plain' },
      want: { status: 400 },
    },
    ...mediaTypes.map(
      (contentType, index): Case => ({
        id: `update-media-type-${index}`,
        name: `answers 400 to an update declared as ${contentType ?? 'nothing'}`,
        clause: 'GEN-19',
        request: { operation: 'updateAsyncOrder', rawBody: '{"notes":"x"}', contentType },
        want: { status: 400 },
      }),
    ),
    ...jsonTypes.map(
      (contentType, index): Case => ({
        id: `update-json-declared-${index}`,
        name: `takes an update declared as ${contentType}`,
        clause: 'GEN-19',
        request: { operation: 'updateAsyncOrder', rawBody: '{"notes":"x"}', contentType },
        want: { status: 200 },
      }),
    ),
    {
      id: 'update-wrong-path',
      name: 'answers 404 to a path that lacks the account',
      clause: 'GEN-14',
      request: { ...request, rawPath: '/asyncOrders/customers/a/b' },
      want: { status: 404 },
    },
  ]
}
