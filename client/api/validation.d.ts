import { d as OperationName } from "./types.js";
import { n as AnyResult, s as Validate } from "./result.js";
import { t as WebhookEvent } from "./webhook-event.js";

//#region src/validation.d.ts
/** One way in which an answer or an event differs from the description. It names places, never values, which may be personal. */
interface Difference {
  /** Where, as a JSON Pointer: `/lineItems/0`; empty for the whole body. */
  path: string;
  /** What is wrong there: `must be string`. */
  message: string;
}
/** An answer or an event that is not as described: the API has changed, or the description is wrong. */
interface Drift {
  /** The operation that responded, or the type of the event. */
  subject: OperationName | string;
  /** The HTTP status; null for an event. */
  status: number | null;
  /** The X-REQUEST-ID of the answer, or the id of the event. */
  id: string | null;
  differences: Difference[];
}
/** What is done about drift. */
interface ValidationOptions {
  /** Told of each answer that is not as described; what it throws is ignored. */
  onDrift?: ((drift: Drift) => void) | undefined;
  /** Rejects the call with a DriftError as well (default: false), so that nothing breaks when a field is added or changed. */
  throws?: boolean | undefined;
}
/** A response that is not as described. The API has acted on the request all the same: `result` has its response. */
declare class DriftError extends Error {
  readonly name = "DriftError";
  readonly drift: Drift;
  readonly result: AnyResult;
  constructor(drift: Drift, result: AnyResult);
}
/** Compares each answer with the description, by generated functions that make no code when they run. Unknown fields are no drift. Clause GEN-05.
 *
 * @example
 * const client = createClient({ baseUrl, credentials, validate: validation({ onDrift: (drift) => log.warn(drift) }) })
 */
declare function validation({
  onDrift,
  throws
}: ValidationOptions): Validate;
/**
 * Compares an outcome event with the assumed description of it (A-EVT-PAYLOAD); gives null when it fits, or is of another type.
 *
 * @example
 * const drift = eventDrift(event)
 * if (drift) log.warn(drift)
 */
declare function eventDrift(event: WebhookEvent): Drift | null;
//#endregion
export { Difference, Drift, DriftError, ValidationOptions, eventDrift, validation };
