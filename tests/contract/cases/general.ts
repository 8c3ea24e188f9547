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
    want: { status, headers, ...(status === 500 ? {} : { described: { refusesHeaders: { 'retry-after': ['soon'] } } }) },
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
        want: { status: 405, headers: { allow: /^POST$/ }, described: { refusesHeaders: { allow: [undefined] } } },
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
    want: { status, headers, ...(status === 500 ? {} : { described: { refusesHeaders: { 'retry-after': ['soon'] } } }) },
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
        want: { status: 405, headers: { allow: /^PATCH$/ }, described: { refusesHeaders: { allow: [undefined] } } },
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
