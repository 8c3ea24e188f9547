import { c as FreezeRequest, d as OperationName, f as OrderActionStatusEvent, i as CancelRequest, m as UnfreezeRequest, n as AsyncOrderActionAccepted, t as ActionName } from "./types.js";
import { h as Wait, i as ClientOptions, t as AsyncOrdersClient } from "./client.js";
import { a as Success, i as Result, o as Undocumented } from "./result.js";
import { t as WebhookEvent } from "./webhook-event.js";

//#region src/expectations.d.ts
/** How long to wait for an outcome, and what ends the wait early. */
interface OutcomeOptions {
  /** In milliseconds (default: 300,000). */
  timeout?: number | undefined;
  signal?: AbortSignal | undefined;
}
/** What listens for the outcome of one action. */
interface Expectation {
  /**
   * The second of two steps: returns the event that reports the outcome, also one that came before. After a timeout it may be called again.
   *
   * @param accepted the body of the 202; leave it out when the response was lost: an event then shows that the action was accepted
   * @throws OutcomeTimeoutError, or the reason of the signal
   */
  outcome: (accepted?: AsyncOrderActionAccepted, options?: OutcomeOptions) => Promise<OrderActionStatusEvent>;
  /** Stops listening. An expectation that is not dropped holds its events for ever. */
  drop: () => void;
}
/** No event told the outcome of an action in time; it may still come. */
declare class OutcomeTimeoutError extends Error {
  readonly name = "OutcomeTimeoutError";
  readonly referenceOrderId: string;
  readonly action: ActionName;
  constructor(action: ActionName, referenceOrderId: string, milliseconds: number);
}
/** What those who listen need to know of time. */
interface Timing {
  clockSkew: number;
  wait: Wait;
  /** The instant of an acceptance, by this machine's clock; left out where the `date` of the 202 is that instant. */
  now: (() => number) | undefined;
}
/** Matches events with those who listen for them. */
declare function expectations({
  clockSkew,
  wait,
  now
}: Timing): {
  receive: (event: WebhookEvent) => boolean;
  expect: (action: ActionName, referenceOrderId: string) => Expectation;
};
//#endregion
//#region src/event-list.d.ts
/** Where missed events are read, and from which on. */
interface EventListOptions extends Pick<ClientOptions, 'baseUrl' | 'credentials' | 'fetch' | 'now' | 'random' | 'wait'> {
  /** The id of the subscription. */
  webhookId: string;
  /** The revision to start at: the one after the last that you handled. Default: 0, the oldest event that is kept. */
  fromRevision?: number | undefined;
  /** Milliseconds between two requests once everything is read, at least 1,000 (default: 30,000). */
  pause?: number | undefined;
  /** Ends the reading: the iteration rejects with the reason of the signal. */
  signal?: AbortSignal | undefined;
}
/**
 * Reads the events of a subscription from `GET /webhooks/{id}/events`, by revision, and goes on with what comes until the signal or a
 * `break` ends it. A request without an answer, or with 429 or 5xx, is sent again like those of the client, at most five in a row.
 *
 * The path, `fromRevision` and `maxResults` are documented. That a page has `items` is an assumption.
 *
 * @throws TypeError when an option cannot be used; while reading an ApiError, an Error when no answer came, or the reason of the signal
 * @example
 * const events = readEvents({ baseUrl, credentials, webhookId, fromRevision: lastHandled + 1, signal })
 * await outcomes.readFrom(events, { signal })
 */
declare function readEvents(options: EventListOptions): AsyncGenerator<WebhookEvent, never, undefined>;
//#endregion
//#region src/outcomes.d.ts
/** What is needed to wait for outcomes. */
interface OutcomesOptions {
  /** The client that sends the actions. */
  client: Pick<AsyncOrdersClient, 'freezeAsyncOrder' | 'unfreezeAsyncOrder' | 'cancelAsyncOrder'>;
  /** Milliseconds that an event may be dated before the acceptance of its action, since two machines date the two (default: 1,000). */
  clockSkew?: number;
  /**
   * What says when an action was accepted: the `date` of its 202 (default), or the clock of this machine just before it was sent, for
   * when `date` turns out to be that of the order (C-202-DATE). An event that is dated earlier is not its outcome.
   */
  acceptance?: 'date' | 'clock' | undefined;
  /** Milliseconds since 1970; default: `Date.now`. */
  now?: (() => number) | undefined;
  /** Waits (default: a timer). */
  wait?: Wait | undefined;
}
/** How long to wait for an outcome, and what ends the wait early. */
interface ActAndWaitOptions {
  /** Milliseconds from the acceptance to the event (default: 300,000). */
  timeout?: number | undefined;
  /** Ends the request and the wait. */
  signal?: AbortSignal | undefined;
}
/** An accepted action has its outcome; what is no acceptance stays as it was. */
type WithOutcome<Answer> = Answer extends Success<number, unknown> ? Answer & {
  outcome: OrderActionStatusEvent;
} : Answer extends Undocumented ? Answer & {
  outcome?: OrderActionStatusEvent;
} : Answer;
/** The result of an action together with its outcome; `outcome` is there when the action was accepted. */
type ResultWithOutcome<Name extends OperationName> = WithOutcome<Result<Name>>;
/** Joins actions with the events that tell their outcome. */
interface Outcomes {
  /**
   * Takes an event, from a webhook handler or a queue, in any order and as often as it comes. Verify it first.
   *
   * @returns whether somebody waits for it, or may
   */
  receive: (event: WebhookEvent) => boolean;
  /** Takes the events of a source until it ends or the signal is aborted; rejects with what the source throws, or the reason of the signal. */
  readFrom: (events: AsyncIterable<WebhookEvent>, options?: {
    signal?: AbortSignal | undefined;
  }) => Promise<void>;
  /** The first of two steps: listens for the outcome of an action that is about to be sent, until it is dropped. */
  expect: Expect;
  /** Freezes, and waits for the outcome. Clauses FRZ-01, FRZ-29. */
  freezeAndWait: (referenceOrderID: string, body: FreezeRequest, options?: ActAndWaitOptions) => Promise<ResultWithOutcome<'freezeAsyncOrder'>>;
  /** Unfreezes, and waits for the outcome. Clauses UNF-01, UNF-29. */
  unfreezeAndWait: (referenceOrderID: string, body: UnfreezeRequest, options?: ActAndWaitOptions) => Promise<ResultWithOutcome<'unfreezeAsyncOrder'>>;
  /** Cancels, and waits for the outcome. Clauses CAN-01, CAN-29. */
  cancelAndWait: (referenceOrderID: string, body: CancelRequest, options?: ActAndWaitOptions) => Promise<ResultWithOutcome<'cancelAsyncOrder'>>;
}
type Expect = ReturnType<typeof expectations>['expect'];
/**
 * Makes what joins actions with their outcomes. An event is taken for the outcome of an action when it names the same order and action,
 * came after the action was begun, is not dated before its acceptance, was not seen before, and does not say RETRYING. Each event ends one
 * wait. The payload of the event is an assumption (A-EVT-PAYLOAD).
 *
 * What cannot be told apart, because the 202 carries no id of the action (C-202-ID): two actions of the same kind on the same order at the
 * same time, here or in another process, or a freeze that was sent again after a lost answer. Their events differ in nothing that the
 * acceptance tells, so the earliest event is taken for the action that was accepted first. Send one action per order at a time where
 * that matters.
 *
 * @example
 * const outcomes = createOutcomes({ client })
 * const receive = webhookHandler({ secrets, onEvent: outcomes.receive })
 * const result = await outcomes.freezeAndWait('AA260302-118204-37', { reasonCode: 'FRAUD' }, { timeout: 60_000 })
 * if (result.ok) console.log(result.outcome.eventData.successfulLineItems)
 */
declare function createOutcomes(options: OutcomesOptions): Outcomes;
//#endregion
export { ActAndWaitOptions, type EventListOptions, type Expectation, type OutcomeOptions, OutcomeTimeoutError, Outcomes, OutcomesOptions, ResultWithOutcome, WithOutcome, createOutcomes, readEvents };
