import {
  validateAsyncOrderActionAccepted,
  validateAsyncOrderDetail,
  validateErrorInfo,
  validateOrderActionStatusEvent,
} from '../../generated/validators.js'
import { tell } from './hooks.ts'
import type { AnyResult, Validate } from './result.ts'
import type { OperationName } from './types.ts'
import type { WebhookEvent } from './webhook-event.ts'

/** One way in which an answer or an event differs from the description. It names places, never values, which may be personal. */
export interface Difference {
  /** Where, as a JSON Pointer: `/lineItems/0`; empty for the whole body. */
  path: string
  /** What is wrong there: `must be string`. */
  message: string
}

/** An answer or an event that is not as described: the API has changed, or the description is wrong. */
export interface Drift {
  /** The operation that responded, or the type of the event. */
  subject: OperationName | string
  /** The HTTP status; null for an event. */
  status: number | null
  /** The X-REQUEST-ID of the answer, or the id of the event. */
  id: string | null
  differences: Difference[]
}

/** What is done about drift. */
export interface ValidationOptions {
  /** Told of each answer that is not as described; what it throws is ignored. */
  onDrift?: ((drift: Drift) => void) | undefined
  /** Rejects the call with a DriftError as well (default: false), so that nothing breaks when a field is added or changed. */
  throws?: boolean | undefined
}

/** A response that is not as described. The API has acted on the request all the same: `result` has its response. */
export class DriftError extends Error {
  override readonly name = 'DriftError'
  readonly drift: Drift
  readonly result: AnyResult

  constructor(drift: Drift, result: AnyResult) {
    const [{ path, message } = { path: '', message: '' }] = drift.differences
    super(
      `Failed to validate the answer to ${drift.subject}: ${path || 'the body'} ${message}. Compare ${drift.status} with the description.`,
    )
    this.drift = drift
    this.result = result
  }
}

const MOST = 20

/** Compares each answer with the description, by generated functions that make no code when they run. Unknown fields are no drift. Clause GEN-05.
 *
 * @example
 * const client = createClient({ baseUrl, credentials, validate: validation({ onDrift: (drift) => log.warn(drift) }) })
 */
export function validation({ onDrift, throws = false }: ValidationOptions): Validate {
  return (subject, result) => {
    const { status } = result.response
    const differences = result.status === 'undocumented' ? [undocumented(status)] : differencesOf(subject, result)
    if (differences.length === 0) return
    const drift = { subject, status, id: result.requestId, differences }
    tell(onDrift, drift)
    if (throws) throw new DriftError(drift, result)
  }
}

/**
 * Compares an outcome event with the assumed description of it (A-EVT-PAYLOAD); gives null when it fits, or is of another type.
 *
 * @example
 * const drift = eventDrift(event)
 * if (drift) log.warn(drift)
 */
export function eventDrift(event: WebhookEvent): Drift | null {
  if (event.eventType !== 'OrderActionStatus') return null
  const differences = found(validateOrderActionStatusEvent, event)
  return differences.length === 0 ? null : { subject: event.eventType, status: null, id: event.eventId, differences }
}

function differencesOf(subject: OperationName, result: Exclude<AnyResult, { status: 'undocumented' }>): Difference[] {
  if ('error' in result) return found(validateErrorInfo, result.error)
  return found(subject === 'updateAsyncOrder' ? validateAsyncOrderDetail : validateAsyncOrderActionAccepted, result.data)
}

/** What is used of a generated validator. */
interface Validator {
  (value: unknown): boolean
  errors?: { instancePath: string; message?: string }[] | null
}

function found(validate: Validator, value: unknown): Difference[] {
  if (validate(value)) return []
  return (validate.errors ?? [])
    .slice(0, MOST)
    .map(({ instancePath, message = 'is not as described' }) => ({ path: instancePath, message }))
}

function undocumented(status: number): Difference {
  return { path: '', message: `is not described for status ${status}` }
}
