/** Remembers which events were received, so that a delivery that comes again is noticed. A shared store serves several processes. */
export interface EventMemory {
  /** Remembers an event; gives false when it was remembered before. */
  add: (eventId: string) => boolean | Promise<boolean>
  /** Forgets an event that could not be handled, so that it may come again. */
  delete: (eventId: string) => void | Promise<void>
}

/**
 * A memory in this process; it forgets the oldest event when it is full. Verified events have ids of less than 1,000 characters, so that
 * its bytes are bounded too.
 *
 * @param most how many events it holds
 * @example
 * const handler = webhookHandler({ secrets, onEvent, memory: eventMemory(100_000) })
 */
export function eventMemory(most = 10_000): EventMemory & { add: (eventId: string) => boolean } {
  const known = new Set<string>()
  return {
    add: (eventId) => {
      if (known.has(eventId)) return false
      known.add(eventId)
      if (known.size > most) for (const oldest of known) return known.delete(oldest)
      return true
    },
    delete: (eventId) => void known.delete(eventId),
  }
}
