import { OUTCOME_KINDS, type OutcomeKind, type OutcomeOptions, outcomeDelivery } from './outcome.ts'
import type { Events } from './vector.ts'

/** An event before it is written as JSON. */
export interface WrittenEvent {
  eventId: string
  revision: number
  eventData: Record<string, unknown>
}

/**
 * Bodies of events as the sandbox makes them, numbered one after the other: an event made later has the higher revision.
 *
 * @param number gives an event its own id and revision
 * @example (await eventsFor(options, (event) => ({ ...event, eventId: randomUUID() }))).made('freeze')
 */
export async function eventsFor(
  options: OutcomeOptions & { secret: string },
  number: (event: WrittenEvent) => WrittenEvent,
): Promise<Events> {
  const played = await Promise.all(OUTCOME_KINDS.map(async (kind) => [kind, (await outcomeDelivery(kind, options)).body] as const))
  const bodies = Object.fromEntries(played) as Record<OutcomeKind, string>
  const made = (kind: OutcomeKind, fields: object = {}): string => JSON.stringify({ ...number(JSON.parse(bodies[kind])), ...fields })
  return { secret: options.secret, made: (kind) => made(kind), event: (fields) => made('freeze', fields) }
}
