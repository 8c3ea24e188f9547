import type { components } from '../../../generated/control-types.ts'
import { Refusal } from '../engine/refusal.ts'
import type { Fault, FaultEffect, Platform } from '../model.ts'

type Wanted = components['schemas']['FaultRequest']

const KINDS = ['status', 'latency', 'response', 'connection', 'event', 'unprocessable'] as const
/** How many faults a platform can have at once. */
const MOST_FAULTS = 100

/** The faults of a platform with one more.
 *
 * @throws Refusal when there are too many
 */
export function withFault({ faults }: Platform, fault: Fault): Fault[] {
  if (faults.length < MOST_FAULTS) return [...faults, fault]
  throw refused('', `there are ${MOST_FAULTS} already. Clear them, or ask for one with a larger remaining`)
}

/**
 * A fault as it was asked for.
 *
 * @throws Refusal when what was asked for does not go together
 */
export function faultFrom(wanted: Wanted): Fault {
  const { operation, remaining = 1, probability = 1, seed = 0 } = wanted
  const given = KINDS.filter((kind) => wanted[kind] !== undefined)
  if (given.length !== 1) throw refused('', `it has ${given.join(' and ') || 'no effect'}. Send exactly one of ${KINDS.join(', ')}`)
  needs(wanted, 'retryAfter', wanted.status === 429 || wanted.status === 503, 'status 429 or 503', false)
  needs(wanted, 'bytesPerSecond', wanted.connection === 'slow', 'connection slow', true)
  needs(wanted, 'delay', wanted.event === 'late', 'event late', true)
  needs(wanted, 'subscription', wanted.event !== undefined, 'event', false)
  if (operation === 'updateAsyncOrder' && (wanted.event !== undefined || wanted.unprocessable !== undefined)) {
    throw refused('operation', 'an update has no event and affects no line item. Choose an action, or any')
  }
  return { operation, remaining, probability, seed, state: seed, effect: effectOf(wanted) }
}

/** A fault as it is shown. */
export function faultView({ state: _, effect, ...shown }: Fault): Wanted {
  return { ...shown, ...(effect as Partial<Wanted>) }
}

function needs(
  wanted: Wanted,
  field: 'retryAfter' | 'bytesPerSecond' | 'delay' | 'subscription',
  fits: boolean,
  what: string,
  required: boolean,
): void {
  if (wanted[field] !== undefined && !fits) throw refused(field, `${field} goes with ${what} only. Leave it out`)
  if (wanted[field] === undefined && fits && required) throw refused(field, `${what} needs ${field}. Add it`)
}

/** What goes together was checked before. */
function effectOf({
  status,
  retryAfter = 1,
  latency,
  response,
  connection,
  bytesPerSecond = 1,
  event,
  delay = 0,
  subscription,
  unprocessable,
}: Wanted): FaultEffect {
  if (status !== undefined) return status === 429 || status === 503 ? { status, retryAfter } : { status }
  if (latency !== undefined) return { latency }
  if (response !== undefined) return { response }
  if (connection !== undefined) return connection === 'slow' ? { connection, bytesPerSecond } : { connection }
  if (event !== undefined) {
    const of = subscription === undefined ? {} : { subscription }
    return event === 'late' ? { event, delay, ...of } : { event, ...of }
  }
  const { count, positions = [] } = unprocessable ?? {}
  return { unprocessable: count === undefined ? { positions } : { count } }
}

const refused = (path: string, why: string): Refusal => new Refusal('invalid', path, `Failed to add a fault: ${why}.`)
