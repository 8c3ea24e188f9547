import { type Mutant, wrong } from '../mutant.ts'
import { type Answer, type Operation, onAnswer, onStatus, statusInstead, withHeader, without } from '../wire.ts'

const operations = ['freeze', 'unfreeze', 'cancel', 'update'] as const
const fields = ['timestamp', 'requestId', 'path', 'httpCode', 'httpPhrase', 'i18nKey', 'message', 'errors']

/** Spoils every error. */
const error = (id: string, clause: string, breaks: string, change: (answer: Answer) => Partial<Answer>): Mutant =>
  wrong(
    `error-${id}`,
    clause,
    breaks,
    onAnswer('any', (answer) => (answer.status >= 400 ? change(answer) : {})),
  )

/** Spoils the errors of one status. */
const errorOf = (status: number, id: string, clause: string, breaks: string, change: (answer: Answer) => Partial<Answer>): Mutant =>
  wrong(`error-of-${status}-${id}`, clause, `${breaks}, in answers of ${status}`, onStatus('any', status, change))

const header =
  (name: string, value: string | null) =>
  ({ headers }: Answer): Partial<Answer> => ({ headers: withHeader(headers, name, value) })

const fault = (operation: Operation, status: number, instead: number, clause: string): Mutant =>
  wrong(
    `${operation}-${instead}-for-${status}`,
    clause,
    `${operation} answers ${instead} where ${status} is documented`,
    statusInstead(operation, status, instead),
  )

/** Errors, headers of every answer, and paths and methods that are not served. */
export const errorMutants: Mutant[] = [
  ...fields.map((field) =>
    error(`without-${field.toLowerCase()}`, 'GEN-05', `lacks ${field} in errors`, ({ body }) => ({
      body: without(body, field),
    })),
  ),
  error('with-trace', 'GEN-28', 'shows a field that is not documented', ({ body }) => ({ body: { ...body, trace: 'at line 1' } })),
  error('errors-null', 'GEN-05', 'holds null as errors', ({ body }) => ({ body: { ...body, errors: null } })),
  error('timestamp-number', 'GEN-05', 'holds timestamp as a number', ({ body }) => ({ body: { ...body, timestamp: 0 } })),
  error('message-empty', 'GEN-05', 'has no message', ({ body }) => ({ body: { ...body, message: '' } })),
  ...[400, 401, 404, 405, 422].flatMap((status) => [
    errorOf(status, 'bare', 'GEN-05', 'holds a message alone', ({ body }) => ({ body: { httpCode: status, message: body.message } })),
    errorOf(status, 'of-another-code', 'GEN-06', 'tells httpCode 500', ({ body }) => ({ body: { ...body, httpCode: 500 } })),
    errorOf(status, 'code-text', 'GEN-05', 'writes httpCode as text', ({ body }) => ({ body: { ...body, httpCode: String(status) } })),
    errorOf(status, 'as-html', 'GEN-07', 'declares HTML', header('content-type', 'text/html')),
    errorOf(status, 'without-request-id', 'GEN-08', 'lacks X-REQUEST-ID', header('x-request-id', null)),
  ]),
  errorOf(202, 'as-text', 'GEN-07', 'declares text', header('content-type', 'text/plain')),
  errorOf(200, 'as-text', 'GEN-07', 'declares text', header('content-type', 'text/plain')),
  error('as-problem', 'GEN-07', 'declares errors as problem+json', header('content-type', 'application/problem+json')),
  errorOf(202, 'without-request-id', 'GEN-08', 'lacks X-REQUEST-ID', header('x-request-id', null)),
  errorOf(200, 'without-request-id', 'GEN-08', 'lacks X-REQUEST-ID', header('x-request-id', null)),
  errorOf(202, 'request-id-empty', 'GEN-08', 'has an empty X-REQUEST-ID', header('x-request-id', '')),
  error('of-another-request-id', 'GEN-09', 'tells another requestId than its header', ({ body }) => ({
    body: { ...body, requestId: 'another' },
  })),
  errorOf(422, 'of-another-request-id', 'GEN-09', 'tells another requestId than its header', header('x-request-id', 'another')),
  errorOf(400, 'of-another-request-id', 'GEN-09', 'tells another requestId than its header', header('x-request-id', 'another')),
  errorOf(401, 'of-another-request-id', 'GEN-09', 'tells another requestId than its header', header('x-request-id', 'another')),
  error('path-of-another-request', 'GEN-31', 'tells the path of another request', ({ body }) => ({
    body: { ...body, path: '/asyncOrders' },
  })),
  error('phrase-of-another-status', 'GEN-32', 'tells the phrase of another status', ({ body }) => ({
    body: { ...body, httpPhrase: 'OK' },
  })),
  error('timestamp-of-another-day', 'GEN-33', 'tells a moment long ago', ({ body }) => ({
    body: { ...body, timestamp: '2001-01-01T00:00:00.000Z' },
  })),
  error('names-no-field', 'GEN-20', 'names no field in errors', ({ body }) => ({ body: { ...body, errors: [] } })),
  error('path-missing', 'GEN-20', 'holds no path in errors', ({ body }) => ({
    body: { ...body, errors: body.errors.map((one: object) => without(one, 'path')) },
  })),
  error('path-is-pointer', 'GEN-20', 'writes the field as a pointer', ({ body }) => ({
    body: { ...body, errors: body.errors.map((one: { path: string }) => ({ ...one, path: `/${one.path}` })) },
  })),
  errorOf(400, 'names-no-field', 'GEN-20', 'names no field in errors', ({ body }) => ({ body: { ...body, errors: [] } })),
  errorOf(422, 'names-the-first-as-reason-code', 'GEN-20', 'names reasonCode whatever the field', ({ body }) => ({
    body: { ...body, errors: body.errors.map((one: object) => ({ ...one, path: 'reasonCode' })) },
  })),
  ...operations.flatMap((operation): Mutant[] => {
    const own = (id: string, clause: string, breaks: string, change: (answer: Answer) => Partial<Answer>): Mutant =>
      wrong(`${operation}-error-${id}`, clause, `${operation} ${breaks}`, onStatus(operation, operation === 'update' ? 400 : 422, change))
    return [
      own('names-no-field', 'GEN-20', 'names no field in errors', ({ body }) => ({ body: { ...body, errors: [] } })),
      own('without-key', 'GEN-05', 'lacks i18nKey in errors', ({ body }) => ({ body: without(body, 'i18nKey') })),
      own('as-text', 'GEN-07', 'declares errors as text', header('content-type', 'text/plain')),
      own('without-request-id', 'GEN-08', 'lacks X-REQUEST-ID in errors', header('x-request-id', null)),
      own('of-another-request-id', 'GEN-09', 'tells another requestId than its header', header('x-request-id', 'another')),
      wrong(
        `${operation}-429-without-retry-after`,
        'GEN-29',
        `${operation} answers 429 without Retry-After`,
        onStatus(operation, 429, header('retry-after', null)),
      ),
      fault(operation, 405, 404, 'GEN-15'),
      wrong(
        `${operation}-405-without-allow`,
        'GEN-15',
        `${operation} answers 405 without Allow`,
        onStatus(operation, 405, header('allow', null)),
      ),
      wrong(
        `${operation}-405-allows-get`,
        'GEN-15',
        `${operation} answers 405 and allows GET`,
        onStatus(operation, 405, header('allow', 'GET')),
      ),
    ]
  }),
  fault('update', 413, 400, 'GEN-16'),
  wrong(
    'unknown-path-401',
    'GEN-14',
    'answers 401 at a path that does not exist',
    onStatus('any', 404, ({ body }) => (body.i18nKey === '404.001' ? { status: 401, body: { ...body, httpCode: 401 } } : {})),
  ),
  wrong(
    'unknown-path-200',
    'GEN-14',
    'answers 200 at a path that does not exist',
    onStatus('any', 404, ({ body }) => (body.i18nKey === '404.001' ? { status: 200, body: {} } : {})),
  ),
]
