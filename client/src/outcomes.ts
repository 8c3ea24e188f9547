import type { AsyncOrdersClient } from './client.ts'
import { type Expectation, expectations } from './expectations.ts'
import type { Result, Success, Undocumented } from './result.ts'
import { timer, type Wait } from './time-limit.ts'
import type {
  AsyncOrderActionAccepted,
  CancelRequest,
  FreezeRequest,
  OperationName,
  OrderActionStatusEvent,
  UnfreezeRequest,
} from './types.ts'
import type { WebhookEvent } from './webhook-event.ts'

export { type EventListOptions, readEvents } from './event-list.ts'
export { type Expectation, type OutcomeOptions, OutcomeTimeoutError } from './expectations.ts'

/** What is needed to wait for outcomes. */
export interface OutcomesOptions {
  /** The client that sends the actions. */
  client: Pick<AsyncOrdersClient, 'freezeAsyncOrder' | 'unfreezeAsyncOrder' | 'cancelAsyncOrder'>
  /** Milliseconds that an event may be dated before the acceptance of its action, since two machines date the two (default: 1,000). */
  clockSkew?: number
  /**
   * What says when an action was accepted: the `date` of its 202 (default), or the clock of this machine just before it was sent, for
   * when `date` turns out to be that of the order (C-202-DATE). An event that is dated earlier is not its outcome.
   */
  acceptance?: 'date' | 'clock' | undefined
  /** Milliseconds since 1970; default: `Date.now`. */
  now?: (() => number) | undefined
  /** Waits (default: a timer). */
  wait?: Wait | undefined
}

/** How long to wait for an outcome, and what ends the wait early. */
export interface ActAndWaitOptions {
  /** Milliseconds from the acceptance to the event (default: 300,000). */
  timeout?: number | undefined
  /** Ends the request and the wait. */
  signal?: AbortSignal | undefined
}

/** An accepted action has its outcome; what is no acceptance stays as it was. */
export type WithOutcome<Answer> =
  Answer extends Success<number, unknown>
    ? Answer & { outcome: OrderActionStatusEvent }
    : Answer extends Undocumented
      ? Answer & { outcome?: OrderActionStatusEvent }
      : Answer

/** The result of an action together with its outcome; `outcome` is there when the action was accepted. */
export type ResultWithOutcome<Name extends OperationName> = WithOutcome<Result<Name>>

/** Joins actions with the events that tell their outcome. */
export interface Outcomes {
  /**
   * Takes an event, from a webhook handler or a queue, in any order and as often as it comes. Verify it first.
   *
   * @returns whether somebody waits for it, or may
   */
  receive: (event: WebhookEvent) => boolean
  /** Takes the events of a source until it ends or the signal is aborted; rejects with what the source throws, or the reason of the signal. */
  readFrom: (events: AsyncIterable<WebhookEvent>, options?: { signal?: AbortSignal | undefined }) => Promise<void>
  /** The first of two steps: listens for the outcome of an action that is about to be sent, until it is dropped. */
  expect: Expect
  /** Freezes, and waits for the outcome. Clauses FRZ-01, FRZ-29. */
  freezeAndWait: (
    referenceOrderID: string,
    body: FreezeRequest,
    options?: ActAndWaitOptions,
  ) => Promise<ResultWithOutcome<'freezeAsyncOrder'>>
  /** Unfreezes, and waits for the outcome. Clauses UNF-01, UNF-29. */
  unfreezeAndWait: (
    referenceOrderID: string,
    body: UnfreezeRequest,
    options?: ActAndWaitOptions,
  ) => Promise<ResultWithOutcome<'unfreezeAsyncOrder'>>
  /** Cancels, and waits for the outcome. Clauses CAN-01, CAN-29. */
  cancelAndWait: (
    referenceOrderID: string,
    body: CancelRequest,
    options?: ActAndWaitOptions,
  ) => Promise<ResultWithOutcome<'cancelAsyncOrder'>>
}

type Expect = ReturnType<typeof expectations>['expect']

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
export function createOutcomes(options: OutcomesOptions): Outcomes {
  const { client, clockSkew = 1_000, acceptance, now = Date.now, wait = timer } = options
  const { receive, expect } = expectations({ clockSkew, wait, now: acceptance === 'clock' ? now : undefined })
  const act = async <Name extends OperationName>(
    expectation: Expectation,
    send: () => Promise<Result<Name>>,
    options: ActAndWaitOptions,
  ): Promise<ResultWithOutcome<Name>> => {
    try {
      const result = await send()
      const accepted = result.response.status === 202
      const outcome = accepted && (await expectation.outcome(result.ok ? (result.data as AsyncOrderActionAccepted) : undefined, options))
      return { ...result, ...(outcome && { outcome }) } as ResultWithOutcome<Name>
    } finally {
      expectation.drop()
    }
  }
  return {
    receive,
    expect,
    readFrom: (events, { signal } = {}) => readFrom(events, receive, signal),
    freezeAndWait: (id, body, options = {}) => act(expect('FREEZE', id), () => client.freezeAsyncOrder(id, body, options), options),
    unfreezeAndWait: (id, body, options = {}) => act(expect('UNFREEZE', id), () => client.unfreezeAsyncOrder(id, body, options), options),
    cancelAndWait: (id, body, options = {}) => act(expect('CANCEL', id), () => client.cancelAsyncOrder(id, body, options), options),
  }
}

async function readFrom(events: AsyncIterable<WebhookEvent>, receive: Outcomes['receive'], signal?: AbortSignal): Promise<void> {
  const iterator = events[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await unlessAborted(() => iterator.next(), signal)
      if (done) return
      receive(value)
    }
  } finally {
    // Not awaited: a source that hangs ends when it can.
    Promise.resolve(iterator.return?.()).catch(() => undefined)
  }
}

/** Gives what a promise gives, or rejects when the signal is aborted before; leaves nothing on a signal that outlives many of them. */
function unlessAborted<Value>(begin: () => Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal?.reason)
    if (signal?.aborted) return stop()
    signal?.addEventListener('abort', stop)
    begin()
      .then(resolve, reject)
      .finally(() => signal?.removeEventListener('abort', stop))
  })
}
