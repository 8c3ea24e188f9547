import type { ApiRequest } from '../cases/case.ts'
import type { Observation } from '../targets/observe.ts'
import type { Exchange } from '../targets/send.ts'
import type { Seen } from './probe.ts'

/** An update that every target accepts that accepts one at all: C-PO-NUMBER may ask for the number. */
export const updateWith = (fields: Record<string, unknown>): ApiRequest => ({
  operation: 'updateAsyncOrder',
  body: { purchaseOrderNumber: 'PO-20417', ...fields },
})

/** An update that nothing speaks against. */
export const plainUpdate = updateWith({ notes: 'checked' })

/** The body of the response; an empty object when it is not one. */
export function body({ exchange }: Observation): Record<string, unknown> {
  return typeof exchange.json === 'object' && exchange.json !== null ? (exchange.json as Record<string, unknown>) : {}
}

const isAccepted = ({ status }: Exchange): boolean => status === 202 || status === 200
const isRefused = ({ status }: Exchange): boolean => [400, 404, 409, 413, 415, 422].includes(status)

/** Whether the request was accepted. */
export const accepted = (seen: Seen | undefined): boolean => seen !== undefined && isAccepted(seen.exchange)

/** Which of the requests of an ask was the first to be accepted, all before it being refused; -1 for none. */
export function turn(seen: Seen | undefined): number {
  const tried = seen?.tried ?? []
  const first = tried.findIndex((exchange) => !isRefused(exchange))
  const found = tried[first]
  return found !== undefined && isAccepted(found) ? first : -1
}

/** The option that belongs to the first request that was accepted; null for one that tells nothing. */
export function byTurn(...options: (string | null)[]) {
  return (seen: Seen): string | null => options[turn(seen)] ?? null
}

/** The option of a status that the first request was refused with; the one after it has to be accepted. */
export function byStatus(options: Record<number, string>) {
  return (seen: Seen): string | null => (turn(seen) === 1 ? (options[seen.exchange.status] ?? null) : null)
}

/** Status of the reward of each line item at the end, as in `FROZEN,ACTIVE`. Empty where a step went otherwise than planned. */
export function rewards(seen: Seen | undefined): string {
  if (seen === undefined || seen.surprises.length + seen.unarranged.length > 0) return ''
  return seen.after?.order.lineItems.map(({ reward }) => reward?.status ?? 'none').join() ?? ''
}

/** The option that belongs to the rewards at the end. */
export function byRewards(options: Record<string, string>) {
  return (seen: Seen): string | null => options[rewards(seen)] ?? null
}

/** The events that came, in their order, without deliveries of one that came before. */
export function events({ deliveries }: Observation): { envelope: Record<string, unknown>; data: Record<string, unknown> }[] {
  const envelopes = deliveries.map((delivery) => JSON.parse(delivery.body) as Record<string, unknown>)
  const once = envelopes.filter((envelope, at) => envelopes.findIndex(({ eventId }) => eventId === envelope.eventId) === at)
  return once.map((envelope) => ({ envelope, data: (envelope.eventData ?? {}) as Record<string, unknown> }))
}
