import type { components } from '../generated/types.ts'
import type { DeliveryView, Snapshot } from './control.ts'

/** The event of a delivery. The control plane describes it as any object. */
export const eventOf = ({ event }: DeliveryView): components['schemas']['OrderActionStatusEvent'] =>
  event as unknown as components['schemas']['OrderActionStatusEvent']

/**
 * Minor units as an amount. The sandbox knows one currency.
 *
 * @example money(123_450) // 'USD 1,234.50'
 */
export const money = (minor: number): string => `USD ${(minor / 100).toLocaleString('en', { minimumFractionDigits: 2 })}`

/**
 * What a response says: its status, and the message of a refusal with the field that it is about.
 *
 * @example refusal({ status: 422, body: '{"message":"The order is FAILED."}' }) // '422: The order is FAILED.'
 */
export function refusal({ status, body }: { status: number; body: string }): string {
  if (status < 400) return `${status}.`
  const message = messageIn(body)
  return message === undefined ? `${status}.` : `${status}: ${message}`
}

function messageIn(body: string): string | undefined {
  try {
    const { message, errors } = Object(JSON.parse(body))
    if (typeof message !== 'string') return undefined
    const field = errors?.[0]?.path ?? ''
    return message.includes(field) ? message : `${field}: ${message}`
  } catch {
    return undefined
  }
}

/**
 * An instant for people; milliseconds only where there are any.
 *
 * @example instant('2026-03-02T10:00:00.000Z') // '2026-03-02 10:00:00 UTC'
 */
export const instant = (iso: string): string => `${iso.replace('T', ' ').replace(/(\.000)?Z$/, '')} UTC`

/**
 * An outcome event in one sentence.
 *
 * @example outcome(delivery) // 'FREEZE of AA1: SUCCESSFUL, 2 of 4 line items changed.'
 */
export function outcome(delivery: DeliveryView): string {
  const { action, referenceOrderId, status, successfulLineItems, totalLineItems, failedLineItems } = eventOf(delivery).eventData
  const failed = failedLineItems > 0 ? `, ${failedLineItems} could not be processed` : ''
  return `${action} of ${referenceOrderId}: ${status}, ${successfulLineItems} of ${totalLineItems} line items changed${failed}.`
}

/**
 * The latest delivery in one sentence, and whether it was received; empty when it is gone.
 *
 * @example news(snapshot, deliveryId) // 'FREEZE of AA1: SUCCESSFUL, 2 of 4 line items changed. The event was not received.'
 */
export function news({ deliveries }: Snapshot, deliveryId: string | null): string {
  const delivery = deliveries.find((each) => each.deliveryId === deliveryId)
  if (delivery === undefined) return ''
  const { attempts } = delivery
  if (attempts.some(({ received }) => received)) return outcome(delivery)
  return `${outcome(delivery)} The event ${attempts.length === 0 ? 'has not been sent yet' : 'was not received'}.`
}

/** JSON with line breaks, or the text as it is where it is none. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
