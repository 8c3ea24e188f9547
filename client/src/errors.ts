import type { Result, Success } from './result.ts'
import type { ErrorDetail, ErrorInfo, OperationName } from './types.ts'

/** An answer that is no success, for those who prefer to catch. Clauses GEN-05, GEN-06, GEN-20. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** The HTTP status. */
  readonly status: number
  /** The id to name when you ask for support. */
  readonly requestId: string | null
  /** The stable key of the error; null when the answer has no documented shape. */
  readonly i18nKey: string | null
  /** What is wrong field by field; empty when no single field is at fault. */
  readonly fieldErrors: readonly ErrorDetail[]

  constructor({ response, requestId, ...result }: { response: Response; requestId: string | null; error?: ErrorInfo }) {
    const { error } = result
    const what = error ? `${response.status} (${error.i18nKey}): ${error.message}` : `${response.status}, in no documented shape.`
    super(`Failed to call the API: it returned ${what} Name request ${requestId} when you ask for support.`)
    this.status = response.status
    this.requestId = requestId
    this.i18nKey = error?.i18nKey ?? null
    this.fieldErrors = error?.errors ?? []
  }
}

/** No answer came, after all attempts. It holds no credential, and not the error of fetch itself, which might. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
  readonly operation: OperationName
  readonly attempts: number
  /** Whether one of the requests may have reached the API: then it may act on it, and tell the outcome in an event. */
  readonly mayHaveArrived: boolean
  /** The code of the last failure where the platform gives one, such as ECONNREFUSED, or its name, such as TimeoutError. */
  readonly code: string

  constructor(operation: OperationName, attempts: number, mayHaveArrived: boolean, code: string) {
    const fate = mayHaveArrived ? 'It may have arrived: look before you send it again' : 'It was not sent: check baseUrl and network'
    super(`Failed to send ${operation}: no response in ${attempts} attempts, the last ended with ${code}. ${fate}.`)
    this.operation = operation
    this.attempts = attempts
    this.mayHaveArrived = mayHaveArrived
    this.code = code
  }
}

/**
 * Gives the data of a success, and throws what is none. An ApiError with status 202 is of an action that was accepted, in an answer that
 * could not be read.
 *
 * @throws ApiError
 * @example
 * const { totalLineItems } = dataOrThrow(await client.freezeAsyncOrder('AA260302-118204-37', { reasonCode: 'FRAUD' }))
 */
export function dataOrThrow<Name extends OperationName>(result: Result<Name>): Extract<Result<Name>, Success<number, unknown>>['data'] {
  if (result.ok) return result.data
  throw new ApiError(result)
}
