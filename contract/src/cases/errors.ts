import {
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
const describedPath: Described = { refuses: { 'errors.0': [null, 'colour'], 'errors.0.path': notText } }
const describedEntry: Described = { refuses: { 'errors.0.code': notInteger, 'errors.0.i18nKey': notText, 'errors.0.message': notText } }

/** The shape of errors, and the headers of every answer. */
export const errorCases: Case[] = [
  ...causes.flatMap(({ status, request }): Case[] => [
    aCase(`error-shape-of-${status}`, 'GEN-05', `answers ${status} in the error shape`, { request, want: { status, body, described } }),
    aCase(`error-code-of-${status}`, 'GEN-06', `has httpCode ${status}`, { request, want: { status } }),
  ]),
  ...refusals.flatMap(({ op, status, request }): Case[] => [
    aCase(`${op}-error-shape`, 'GEN-05', `answers a refused ${op} in the error shape`, { request, want: { status, body } }),
    aCase(`${op}-error-request-id`, 'GEN-09', `repeats the request id in the body of a refused ${op}`, { request, want: { status } }),
    aCase(`${op}-error-names-field`, 'GEN-20', `names the unknown field in errors of ${op}`, {
      request,
      want: { status, errorPath: 'colour', described: describedPath },
    }),
    aCase(`${op}-error-entry`, 'GEN-30', `describes an entry of errors of ${op}`, { request, want: { status, described: describedEntry } }),
  ]),
  aCase('error-request-id-of-401', 'GEN-09', 'repeats the request id in the body of a 401', {
    request: { ...act('cancel'), auth: 'none' },
    want: { status: 401 },
  }),
  ...[act('freeze'), update({ notes: 'checked' })].flatMap((request): Case[] => {
    const [prefix, verb, what, status] =
      request.operation === 'updateAsyncOrder' ? ['update-', 'in', 'an update ', 200] : ['', 'are', '', 202]
    return [
      aCase(`${prefix}answers-${verb}-json`, 'GEN-07', `answers ${what}in JSON`, { request, want: { status } }),
      aCase(`${prefix}answers-have-request-id`, 'GEN-08', `answers ${what}with a request id`, {
        request,
        want: { status, headers: { 'x-request-id': /\S/ } },
      }),
    ]
  }),
  aCase('errors-have-request-id', 'GEN-08', 'answers errors with a request id', {
    request: act('freeze', {}),
    want: { status: 422, headers: { 'x-request-id': /\S/ } },
  }),
]
