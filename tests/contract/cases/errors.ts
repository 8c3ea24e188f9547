import {
  type ApiRequest,
  act,
  aList,
  aNonEmptyString,
  anInstant,
  type Case,
  type Described,
  notInstant,
  notInteger,
  notText,
  update,
} from '../case.ts'

const ops = ['freeze', 'unfreeze', 'cancel'] as const

/** A request of each operation that is refused for one field. */
const refusals = [
  ...ops.map((op) => ({ op, status: 422, request: act(op, { reasonCode: 'FRAUD', colour: 'red' }) })),
  { op: 'update', status: 400, request: update({ notes: 'x', colour: 'red' }) },
]

const body = {
  timestamp: anInstant,
  requestId: aNonEmptyString,
  path: aNonEmptyString,
  httpPhrase: aNonEmptyString,
  i18nKey: aNonEmptyString,
  message: aNonEmptyString,
  errors: aList,
}
const causes = [
  { status: 400, request: { operation: 'freezeAsyncOrder' as const, rawBody: '{' } },
  { status: 401, request: { ...act('cancel'), auth: 'none' as const } },
  { status: 422, request: act('unfreeze', {}) },
  { status: 405, request: { ...act('freeze'), method: 'GET' } },
  { status: 404, request: { ...act('freeze'), rawPath: '/nowhere' } },
]
const described: Described = {
  refuses: {
    timestamp: notInstant,
    requestId: notText,
    path: notText,
    httpCode: notInteger,
    httpPhrase: notText,
    i18nKey: notText,
    message: notText,
    errors: [undefined, null, {}, 'reasonCode', ['reasonCode'], [null]],
    '': [undefined, null, [], 'error'],
  },
  takes: { errors: [[]] },
}
const describes = (id: string, status: number, request: ApiRequest): Case => ({
  id,
  name: `describes the fields of a ${status}`,
  clause: 'GEN-05',
  request,
  want: { status, described },
})

const describedPath: Described = { refuses: { 'errors.0': [null, 'colour'], 'errors.0.path': notText } }
const describedEntry: Described = {
  refuses: { 'errors.0.code': notInteger, 'errors.0.i18nKey': notText, 'errors.0.message': notText },
}

/** The shape of errors, and the headers of every answer. */
export const errorCases: Case[] = [
  ...causes.map(
    ({ status, request }): Case => ({
      id: `error-shape-of-${status}`,
      name: `answers ${status} in the error shape`,
      clause: 'GEN-05',
      request,
      want: { status, body },
    }),
  ),
  ...refusals.map(
    ({ op, status, request }): Case => ({
      id: `${op}-error-shape`,
      name: `answers a refused ${op} in the error shape`,
      clause: 'GEN-05',
      request,
      want: { status, body },
    }),
  ),
  ...causes.map(({ status, request }) => describes(`error-describes-${status}`, status, request)),
  ...refusals.map(({ op, status, request }) => describes(`${op}-error-describes`, status, request)),
  ...refusals.map(
    ({ op, status, request }): Case => ({
      id: `${op}-error-request-id`,
      name: `repeats the request id in the body of a refused ${op}`,
      clause: 'GEN-09',
      request,
      want: { status },
    }),
  ),
  ...refusals.map(
    ({ op, status, request }): Case => ({
      id: `${op}-error-names-field`,
      name: `names the unknown field in errors of ${op}`,
      clause: 'GEN-20',
      request,
      want: { status, errorPath: 'colour', described: describedPath },
    }),
  ),
  ...refusals.map(
    ({ op, status, request }): Case => ({
      id: `${op}-error-entry`,
      name: `describes an entry of errors of ${op}`,
      clause: 'GEN-30',
      request,
      want: { status, described: describedEntry },
    }),
  ),
  ...causes.map(
    ({ status, request }): Case => ({
      id: `error-code-of-${status}`,
      name: `tells httpCode ${status}`,
      clause: 'GEN-06',
      request,
      want: { status },
    }),
  ),
  {
    id: 'answers-are-json',
    name: 'answers in JSON',
    clause: 'GEN-07',
    request: act('freeze'),
    want: { status: 202 },
  },
  {
    id: 'update-answers-in-json',
    name: 'answers an update in JSON',
    clause: 'GEN-07',
    request: update({ notes: 'checked' }),
    want: { status: 200 },
  },
  {
    id: 'answers-have-request-id',
    name: 'answers with a request id',
    clause: 'GEN-08',
    request: act('freeze'),
    want: { status: 202, headers: { 'x-request-id': /\S/ } },
  },
  {
    id: 'errors-have-request-id',
    name: 'answers errors with a request id',
    clause: 'GEN-08',
    request: act('freeze', {}),
    want: { status: 422, headers: { 'x-request-id': /\S/ } },
  },
  {
    id: 'update-answers-have-request-id',
    name: 'answers an update with a request id',
    clause: 'GEN-08',
    request: update({ notes: 'checked' }),
    want: { status: 200, headers: { 'x-request-id': /\S/ } },
  },
  ...causes.map(
    ({ status, request }): Case => ({
      id: `error-request-id-of-${status}`,
      name: `repeats the request id in the body of a ${status}`,
      clause: 'GEN-09',
      request,
      want: { status },
    }),
  ),
  {
    id: 'errors-repeat-request-id',
    name: 'repeats the request id in the body',
    clause: 'GEN-09',
    request: act('freeze', {}),
    want: { status: 422 },
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
      clause: 'GEN-20',
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
      clause: 'GEN-20',
      request: update(wrong),
      want: { status: 400, errorPath },
    }),
  ),
]
