import {
  type ApiRequest,
  aCase,
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
} from './case.ts'

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
const describes = (id: string, status: number, request: ApiRequest): Case =>
  aCase(id, 'GEN-05', `describes the fields of a ${status}`, { request, want: { status, described } })

const describedPath: Described = { refuses: { 'errors.0': [null, 'colour'], 'errors.0.path': notText } }
const describedEntry: Described = { refuses: { 'errors.0.code': notInteger, 'errors.0.i18nKey': notText, 'errors.0.message': notText } }

/** The shape of errors, and the headers of every answer. */
export const errorCases: Case[] = [
  ...causes.map(
    ({ status, request }): Case =>
      aCase(`error-shape-of-${status}`, 'GEN-05', `answers ${status} in the error shape`, { request, want: { status, body } }),
  ),
  ...refusals.map(
    ({ op, status, request }): Case =>
      aCase(`${op}-error-shape`, 'GEN-05', `answers a refused ${op} in the error shape`, { request, want: { status, body } }),
  ),
  ...causes.map(({ status, request }) => describes(`error-describes-${status}`, status, request)),
  ...refusals.map(({ op, status, request }) => describes(`${op}-error-describes`, status, request)),
  ...refusals.map(
    ({ op, status, request }): Case =>
      aCase(`${op}-error-request-id`, 'GEN-09', `repeats the request id in the body of a refused ${op}`, { request, want: { status } }),
  ),
  ...refusals.map(
    ({ op, status, request }): Case =>
      aCase(`${op}-error-names-field`, 'GEN-20', `names the unknown field in errors of ${op}`, {
        request,
        want: { status, errorPath: 'colour', described: describedPath },
      }),
  ),
  ...refusals.map(
    ({ op, status, request }): Case =>
      aCase(`${op}-error-entry`, 'GEN-30', `describes an entry of errors of ${op}`, {
        request,
        want: { status, described: describedEntry },
      }),
  ),
  ...causes.map(
    ({ status, request }): Case => aCase(`error-code-of-${status}`, 'GEN-06', `tells httpCode ${status}`, { request, want: { status } }),
  ),
  aCase('answers-are-json', 'GEN-07', 'answers in JSON', { request: act('freeze'), want: { status: 202 } }),
  aCase('update-answers-in-json', 'GEN-07', 'answers an update in JSON', { request: update({ notes: 'checked' }), want: { status: 200 } }),
  aCase('answers-have-request-id', 'GEN-08', 'answers with a request id', {
    request: act('freeze'),
    want: { status: 202, headers: { 'x-request-id': /\S/ } },
  }),
  aCase('errors-have-request-id', 'GEN-08', 'answers errors with a request id', {
    request: act('freeze', {}),
    want: { status: 422, headers: { 'x-request-id': /\S/ } },
  }),
  aCase('update-answers-have-request-id', 'GEN-08', 'answers an update with a request id', {
    request: update({ notes: 'checked' }),
    want: { status: 200, headers: { 'x-request-id': /\S/ } },
  }),
  ...causes.map(
    ({ status, request }): Case =>
      aCase(`error-request-id-of-${status}`, 'GEN-09', `repeats the request id in the body of a ${status}`, { request, want: { status } }),
  ),
  aCase('errors-repeat-request-id', 'GEN-09', 'repeats the request id in the body', { request: act('freeze', {}), want: { status: 422 } }),
  ...(
    [
      ['reasonCode', {}],
      ['reasonCode', { reasonCode: 'NO_SUCH_CODE' }],
      ['otherReason', { reasonCode: 'OTHER' }],
      ['colour', { reasonCode: 'FRAUD', colour: 'red' }],
    ] as const
  ).map(
    ([errorPath, wrong], index): Case =>
      aCase(`error-names-field-${index}`, 'GEN-20', `names ${errorPath} in errors for ${JSON.stringify(wrong)}`, {
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
    ([errorPath, wrong], index): Case =>
      aCase(`update-error-names-field-${index}`, 'GEN-20', `names ${errorPath} in errors of an update`, {
        request: update(wrong),
        want: { status: 400, errorPath },
      }),
  ),
]
