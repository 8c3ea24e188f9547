import { eventMemory } from './event-memory.ts'
import { limited, type Wait } from './time-limit.ts'
import type { ActionName, AsyncOrderActionAccepted, OrderActionStatusEvent } from './types.ts'
import { isOrderActionStatus, type WebhookEvent } from './webhook-event.ts'

/** How long to wait for an outcome, and what ends the wait early. */
export interface OutcomeOptions {
  /** In milliseconds (default: 300,000). */
  timeout?: number | undefined
  signal?: AbortSignal | undefined
}

/** What listens for the outcome of one action. */
export interface Expectation {
  /**
   * The second of two steps: returns the event that reports the outcome, also one that came before. After a timeout it may be called again.
   *
   * @param accepted the body of the 202; leave it out when the response was lost: an event then shows that the action was accepted
   * @throws OutcomeTimeoutError, or the reason of the signal
   */
  outcome: (accepted?: AsyncOrderActionAccepted, options?: OutcomeOptions) => Promise<OrderActionStatusEvent>
  /** Stops listening. An expectation that is not dropped holds its events for ever. */
  drop: () => void
}

/** No event told the outcome of an action in time; it may still come. */
export class OutcomeTimeoutError extends Error {
  override readonly name = 'OutcomeTimeoutError'
  readonly referenceOrderId: string
  readonly action: ActionName

  constructor(action: ActionName, referenceOrderId: string, milliseconds: number) {
    super(
      `Failed to learn the outcome of ${action} on ${referenceOrderId}: no event came within ${milliseconds} ms. ` +
        'Read the missed events: outcomes.readFrom(readEvents({ webhookId, fromRevision, … })), and wait again, or read the order: ' +
        'when nothing was eligible, there may be no event (C-NONE-EVENT).',
    )
    this.action = action
    this.referenceOrderId = referenceOrderId
  }
}

/** An event that waits for the action it belongs to. */
interface Held {
  event: OrderActionStatusEvent
  /** When it came, counted with the beginnings of expectations. */
  turn: number
}

/** One who listens. */
interface Listener {
  turn: number
  /** The earliest instant of its event; not known before the action is accepted. */
  since?: number
  take?: (event: OrderActionStatusEvent) => void
}

/** All that concerns one kind of action on one order. */
interface Group {
  listeners: Set<Listener>
  held: Held[]
}

/** How many events are held for one kind of action on one order. */
const MOST_HELD = 100

/** What those who listen need to know of time. */
interface Timing {
  clockSkew: number
  wait: Wait
  /** The instant of an acceptance, by this machine's clock; left out where the `date` of the 202 is that instant. */
  now: (() => number) | undefined
}

/** Matches events with those who listen for them. */
export function expectations({ clockSkew, wait, now }: Timing) {
  const groups = new Map<string, Group>()
  const seen = eventMemory()
  let turns = 0

  const receive = (event: WebhookEvent): boolean => {
    if (!isOrderActionStatus(event) || event.eventData.status === 'RETRYING' || !seen.add(event.eventId)) return false
    const group = groups.get(keyOf(event.eventData.action, event.eventData.referenceOrderId))
    if (!group) return false
    group.held.push({ event, turn: turns++ })
    group.held.sort((one, other) => one.event.revision - other.event.revision)
    match(group)
    if (group.held.length > MOST_HELD) group.held.shift()
    return true
  }

  const expect = (action: ActionName, referenceOrderId: string): Expectation => {
    const key = keyOf(action, referenceOrderId)
    const group = groups.get(key) ?? { listeners: new Set(), held: [] }
    const listener: Listener = { turn: turns++ }
    const begun = now?.()
    groups.set(key, group)
    group.listeners.add(listener)
    const outcome: Expectation['outcome'] = async (accepted, { timeout = 300_000, signal } = {}) => {
      // No date, or none that can be read, shuts nothing out.
      listener.since = (begun ?? (Date.parse(accepted?.date ?? '') || 0)) - clockSkew
      // Again at the end: those who wait are served in the order of their acceptance.
      group.listeners.delete(listener)
      group.listeners.add(listener)
      const taken: OrderActionStatusEvent[] = []
      const one = () =>
        new Promise<unknown>((resolve) => {
          listener.take = (event) => resolve(taken.push(event))
          match(group)
        })
      try {
        await limited(one, { wait, milliseconds: timeout, signal })
      } catch (error) {
        // An event that comes in the instant of the end is given all the same: nobody else would get it.
        if (!taken.length) throw signal?.aborted ? error : new OutcomeTimeoutError(action, referenceOrderId, timeout)
      } finally {
        delete listener.take
      }
      return taken[0] as OrderActionStatusEvent
    }
    const drop = () => {
      group.listeners.delete(listener)
      // Not another one that began after the last of this one was dropped.
      if (group.listeners.size === 0 && groups.get(key) === group) groups.delete(key)
    }
    return { outcome, drop }
  }

  return { receive, expect }
}

const keyOf = (action: string, referenceOrderId: string): string => JSON.stringify([action, referenceOrderId])

/** Gives each listener, in turn, the first event that may be its own. */
function match({ listeners, held }: Group): void {
  for (const listener of listeners) {
    const { turn, since = 0, take } = listener
    if (!take) continue
    const at = held.findIndex(({ event, turn: came }) => came > turn && !(Date.parse(event.eventOccurredAt) < since))
    const [found] = at < 0 ? [] : held.splice(at, 1)
    if (!found) continue
    delete listener.take
    take(found.event)
  }
}
