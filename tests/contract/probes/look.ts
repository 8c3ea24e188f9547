import type { Observation } from '../observe.ts'

/** The body of the answer; an empty object when it is not one. */
export function body({ exchange }: Observation): Record<string, unknown> {
  return typeof exchange.json === 'object' && exchange.json !== null ? (exchange.json as Record<string, unknown>) : {}
}

/** Whether the request was accepted. */
export const accepted = ({ exchange }: Observation): boolean => exchange.status === 202 || exchange.status === 200

/** `yes` when the request was accepted, `no` when it was refused as a fault of the caller, else nothing. */
export function byAnswer(yes: string, no: string) {
  return (seen: Observation): string | null => (accepted(seen) ? yes : [400, 404, 409, 422].includes(seen.exchange.status) ? no : null)
}

/** Status of the reward of each line item at the end. */
export const rewards = ({ after }: Observation): (string | undefined)[] => after?.order.lineItems.map(({ reward }) => reward?.status) ?? []

/** Whether a step with this reason code was refused. */
export function refused({ surprises }: Observation, reasonCode: string): boolean {
  return surprises.some((surprise) => surprise.includes(`{"reasonCode":"${reasonCode}"}`))
}

/** The events that came, by revision. */
export function events({ deliveries }: Observation): { envelope: Record<string, unknown>; data: Record<string, unknown> }[] {
  return deliveries.map((delivery) => {
    const envelope = JSON.parse(delivery.body) as Record<string, unknown>
    return { envelope, data: (envelope.eventData ?? {}) as Record<string, unknown> }
  })
}
