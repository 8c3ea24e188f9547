import { keyed, type Mistakes, mutantsOf } from '../mutant.ts'
import { type Answer, type Json, type Operation, onAnswer, onStatus, operations, statusInstead, withHeader, without } from '../wire.ts'

type Spoils = (answer: Answer) => Partial<Answer>

/** Spoils every error. */
const error = (change: Spoils) => onAnswer('any', (answer) => (answer.status >= 400 ? change(answer) : {}))
const header =
  (name: string, value: string | null): Spoils =>
  ({ headers }) => ({ headers: withHeader(headers, name, value) })
/** Fields of the body, otherwise. */
const fields =
  (change: (body: Json) => object): Spoils =>
  ({ body }) => ({ body: { ...body, ...change(body) } })
const entries = (change: (one: Json) => Json) => fields(({ errors }) => ({ errors: errors.map(change) }))
const namesNone = fields(() => ({ errors: [] }))
const noRequestId = header('x-request-id', null)
const anotherRequestId = header('x-request-id', 'another')
const asText = header('content-type', 'text/plain')
/** Answers otherwise at a path that does not exist. */
const unknownPath = (change: Spoils) => onStatus('any', 404, (answer) => (answer.body.i18nKey === '404.001' ? change(answer) : {}))

const ofStatus = (status: number): Mistakes => ({
  [`error-of-${status}-bare GEN-05`]: onStatus('any', status, ({ body }) => ({ body: { httpCode: status, message: body.message } })),
  [`error-of-${status}-of-another-code GEN-06`]: onStatus(
    'any',
    status,
    fields(() => ({ httpCode: 500 })),
  ),
  [`error-of-${status}-code-text GEN-05`]: onStatus(
    'any',
    status,
    fields(() => ({ httpCode: String(status) })),
  ),
  [`error-of-${status}-as-html GEN-07`]: onStatus('any', status, header('content-type', 'text/html')),
  [`error-of-${status}-without-request-id GEN-08`]: onStatus('any', status, noRequestId),
})

const ofOperation = (operation: Operation): Mistakes => {
  const own = (change: Spoils) => onStatus(operation, operation === 'update' ? 400 : 422, change)
  return {
    [`${operation}-error-names-no-field GEN-20`]: own(namesNone),
    [`${operation}-error-without-key GEN-05`]: own(({ body }) => ({ body: without(body, 'i18nKey') })),
    [`${operation}-error-as-text GEN-07`]: own(asText),
    [`${operation}-error-without-request-id GEN-08`]: own(noRequestId),
    [`${operation}-error-of-another-request-id GEN-09`]: own(anotherRequestId),
    [`${operation}-429-without-retry-after GEN-29`]: onStatus(operation, 429, header('retry-after', null)),
    [`${operation}-404-for-405 GEN-15`]: statusInstead(operation, 405, 404),
    [`${operation}-405-without-allow GEN-15`]: onStatus(operation, 405, header('allow', null)),
    [`${operation}-405-allows-get GEN-15`]: onStatus(operation, 405, header('allow', 'GET')),
  }
}

const FIELDS = ['timestamp', 'requestId', 'path', 'httpCode', 'httpPhrase', 'i18nKey', 'message', 'errors']

/** Errors, headers of every answer, and paths and methods that are not served. */
export const errorMutants = mutantsOf('behaviour', {
  ...keyed(FIELDS, (field) => [`error-without-${field.toLowerCase()} GEN-05`, error(({ body }) => ({ body: without(body, field) }))]),
  'error-with-trace GEN-28': error(fields(() => ({ trace: 'at line 1' }))),
  'error-errors-null GEN-05': error(fields(() => ({ errors: null }))),
  'error-timestamp-number GEN-05': error(fields(() => ({ timestamp: 0 }))),
  'error-message-empty GEN-05': error(fields(() => ({ message: '' }))),
  ...Object.assign({}, ...[400, 401, 404, 405, 422].map(ofStatus)),
  'error-of-202-as-text GEN-07': onStatus('any', 202, asText),
  'error-of-200-as-text GEN-07': onStatus('any', 200, asText),
  'error-as-problem GEN-07': error(header('content-type', 'application/problem+json')),
  'error-of-202-without-request-id GEN-08': onStatus('any', 202, noRequestId),
  'error-of-200-without-request-id GEN-08': onStatus('any', 200, noRequestId),
  'error-of-202-request-id-empty GEN-08': onStatus('any', 202, header('x-request-id', '')),
  'error-of-another-request-id GEN-09': error(fields(() => ({ requestId: 'another' }))),
  'error-of-422-of-another-request-id GEN-09': onStatus('any', 422, anotherRequestId),
  'error-of-400-of-another-request-id GEN-09': onStatus('any', 400, anotherRequestId),
  'error-of-401-of-another-request-id GEN-09': onStatus('any', 401, anotherRequestId),
  'error-path-of-another-request GEN-31': error(fields(() => ({ path: '/asyncOrders' }))),
  'error-phrase-of-another-status GEN-32': error(fields(() => ({ httpPhrase: 'OK' }))),
  'error-timestamp-of-another-day GEN-33': error(fields(() => ({ timestamp: '2001-01-01T00:00:00.000Z' }))),
  'error-names-no-field GEN-20': error(namesNone),
  'error-path-missing GEN-20': error(entries((one) => without(one, 'path'))),
  'error-path-is-pointer GEN-20': error(entries((one) => ({ ...one, path: `/${one.path}` }))),
  'error-of-400-names-no-field GEN-20': onStatus('any', 400, namesNone),
  'error-of-422-names-the-first-as-reason-code GEN-20': onStatus(
    'any',
    422,
    entries((one) => ({ ...one, path: 'reasonCode' })),
  ),
  ...Object.assign({}, ...operations.map(ofOperation)),
  'update-400-for-413 GEN-16': statusInstead('update', 413, 400),
  'unknown-path-401 GEN-14': unknownPath(({ body }) => ({ status: 401, body: { ...body, httpCode: 401 } })),
  'unknown-path-200 GEN-14': unknownPath(() => ({ status: 200, body: {} })),
})
