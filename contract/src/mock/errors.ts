import { STATUS_CODES } from 'node:http'
import type { ErrorInfo, NamedError, Operation } from './description.ts'

/** An answer of the mock. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: unknown
}

/** What an answer that Prism does not make is to say. */
export interface Refusal {
  status: number
  /** The path of the request. */
  path: string
  /** The key of the example that fits. */
  example?: string
  /** What is said instead of the example's words. */
  message?: string
  headers?: Record<string, string>
}

/** Where the description shows no error at all; the mock has no clock and makes no ids. */
const BARE: ErrorInfo = {
  timestamp: '1970-01-01T00:00:00.000Z',
  requestId: '00000000-0000-4000-8000-000000000000',
  path: '',
  httpCode: 500,
  httpPhrase: '',
  i18nKey: '500.001',
  message: 'The mock cannot answer.',
  errors: [],
}

/**
 * An error that Prism does not make, worded by the examples of the description as far as it has any.
 *
 * @param operations those to take the words from, the first that has some
 * @example refuse(operations, { status: 404, path: '/x', example: 'unknownPath' }).status // 404
 */
export function refuse(operations: readonly Operation[], { status, path, example, message, headers }: Refusal): Answer {
  const described = operations
    .map((operation) => ({ operation, errors: operation.errors(status) }))
    .filter(({ errors }) => errors.length > 0)
  const told =
    pick(
      described.flatMap(({ errors }) => errors),
      example,
    ) ?? borrowed(operations, status)
  const body = { ...told, path, ...(message === undefined ? {} : { message, errors: [] }) }
  const ownHeaders = described[0]?.operation.headers(status) ?? {}
  return { status, headers: { 'X-REQUEST-ID': body.requestId, ...ownHeaders, 'Content-Type': 'application/json', ...headers }, body }
}

function pick(examples: readonly NamedError[], key: string | undefined): ErrorInfo | undefined {
  return (examples.find((example) => example.key === key) ?? examples[0])?.value
}

/** The shape of another status, for one that the description does not have. */
function borrowed(operations: readonly Operation[], status: number): ErrorInfo {
  const shape = operations.flatMap(({ errors }) => [400, 401, 404, 422, 500].flatMap(errors))[0]?.value ?? BARE
  const phrase = STATUS_CODES[status] ?? 'Error'
  return { ...shape, httpCode: status, httpPhrase: phrase, i18nKey: `${status}.001`, message: `${phrase}.`, errors: [] }
}
