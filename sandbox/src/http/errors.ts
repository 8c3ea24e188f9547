import type { Instant } from '../model.ts'
import type { Problem } from '../rules/request.ts'

const PHRASES: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** A response that is an error; thrown by handlers, written as `ErrorInfo`. A `Fault` is one that a caller asked for. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly i18nKey: string
  readonly problems: Problem[]
  readonly headers: Record<string, string>

  constructor(status: number, i18nKey: string, message: string, more: { problems?: Problem[]; headers?: Record<string, string> } = {}) {
    super(message)
    this.status = status
    this.i18nKey = i18nKey
    this.problems = more.problems ?? []
    this.headers = more.headers ?? {}
  }
}

/** A body of one megabyte can have a thousand problems, or one as long as itself: an error shows what helps to find the mistake. */
const MOST_PROBLEMS = 10
const LONGEST_MESSAGE = 1_000
const LONGEST_NAME = 100

/** The beginning of a text of the caller's, marked where it was cut. */
export const cut = (text: string, longest = LONGEST_NAME): string =>
  text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text

/** The only code that a page shows, in the answer to a field that is not valid. */
const PUBLISHED_CODE = 400_500

/** The first problem speaks for all: its message heads the answer, with the generic key in a 400, and `errors` lists them. */
export function invalid(status: 400 | 422, problems: Problem[]): ApiError {
  const [first] = problems
  const i18nKey = status === 400 ? '400.001' : (first?.i18nKey ?? '400.001')
  return new ApiError(status, i18nKey, first?.message ?? 'The request is not valid.', { problems })
}

/** The state cannot be stored, such as on a full disk: nothing was accepted. */
export const notStored = (): ApiError =>
  new ApiError(503, '503.001', 'The sandbox cannot store anything at the moment. Send the request again later.', {
    headers: { 'Retry-After': '1' },
  })

/** GEN-05 to GEN-09, GEN-20: an error in the API's own shape. */
export function errorBody(fault: ApiError, request: { path: string; requestId: string; at: Instant }): Record<string, unknown> {
  return {
    timestamp: new Date(request.at).toISOString(),
    requestId: request.requestId,
    path: request.path,
    httpCode: fault.status,
    httpPhrase: PHRASES[fault.status] ?? 'Error',
    i18nKey: fault.i18nKey,
    message: cut(fault.message, LONGEST_MESSAGE),
    errors: fault.problems.slice(0, MOST_PROBLEMS).map(({ path, i18nKey, message }) => ({
      path: cut(path),
      code: PUBLISHED_CODE,
      i18nKey,
      message: cut(message, LONGEST_MESSAGE),
    })),
  }
}

const UNPARSED = {
  400: 'The request is not HTTP. Check the request line and the headers.',
  403: 'The request comes from a page of another origin.',
  408: 'The request did not come in whole within the time allowed.',
  431: 'The headers of the request are too large.',
}

/** A request that never became one: what a server answers before it looks at a path, a method or credentials. */
export function unparsed(status: keyof typeof UNPARSED, request: { requestId: string; at: Instant; why?: string | undefined }): Response {
  const { why = UNPARSED[status], ...shown } = request
  const body = errorBody(new ApiError(status, status === 403 ? '403.001' : '400.001', why), { path: '', ...shown })
  const headers = { 'content-type': 'application/json', 'x-request-id': request.requestId, connection: 'close' }
  return new Response(JSON.stringify(body), { status, statusText: PHRASES[status] ?? 'Error', headers })
}
