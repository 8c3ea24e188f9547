import type { DeliveryView, OrderView } from './control.ts'
import { type Moment, timelineOf } from './moments.ts'
import { Picture } from './picture.tsx'
import { Time } from './time.tsx'
import { DAY, HOUR } from './units.ts'
import type { Sandbox } from './use-sandbox.ts'
import { eventOf } from './words.ts'

/** How many moments of the past are shown, the latest ones. */
const MOST = 12

/** What happened to an order and what will, as a picture with the clock on it and as a list with the same numbers. */
export function OrderTimeline({ sandbox, order }: { sandbox: Sandbox; order: OrderView }) {
  const timeline = timelineOf(sandbox.snapshot, order)
  const { past, due, now } = timeline
  const before = sandbox.before.orders.find(({ referenceOrderID }) => referenceOrderID === order.referenceOrderID)
  const known = before === undefined ? null : new Set(timelineOf(sandbox.before, before).past.map(({ key }) => key))
  const shown = past.slice(-MOST)
  return (
    <section aria-labelledby="timeline" class="panel">
      <h2 id="timeline">Timeline</h2>
      <Picture timeline={{ ...timeline, past: shown }} />
      {past.length > MOST && <p class="muted">{`The latest ${MOST} of ${past.length}.`}</p>}
      <ol class="moments" aria-label="Timeline">
        {shown.map((moment) => (
          <li key={moment.key} class={known?.has(moment.key) === false ? 'new' : ''}>
            <Past moment={moment} isNew={known?.has(moment.key) === false} />
          </li>
        ))}
        {due.map(({ key, at, text }) => (
          <li key={key} class="due">
            <strong>{`in ${spanText(at - now)}`}</strong> {text} <Time at={new Date(at).toISOString()} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Past({ moment: { at, text, events }, isNew }: { moment: Moment; isNew: boolean }) {
  return (
    <>
      {text} {isNew && <mark>new</mark>} <Time at={new Date(at).toISOString()} />
      {events.map((delivery) => (
        <p key={delivery.deliveryId} class="event">
          {eventText(delivery)}
        </p>
      ))}
    </>
  )
}

/** An event in a few words; the tab Events has all of it. */
function eventText(delivery: DeliveryView): string {
  const { attempts, revision } = delivery
  const fate = attempts.some(({ received }) => received) ? 'received' : attempts.length === 0 ? 'not sent yet' : 'not received'
  return `Event ${revision}: ${eventOf(delivery).eventData.status}, ${fate}`
}

/**
 * A span of time in the units that people count in.
 *
 * @example spanText(49 * HOUR) // '2 days 1 h'
 */
function spanText(milliseconds: number): string {
  if (milliseconds < HOUR) return `${Math.max(1, Math.round(milliseconds / 60_000))} min`
  const days = Math.floor(milliseconds / DAY)
  const hours = Math.round((milliseconds % DAY) / HOUR)
  const parts = [days > 0 ? `${days} ${days === 1 ? 'day' : 'days'}` : '', hours > 0 ? `${hours} h` : '']
  return parts.filter((part) => part !== '').join(' ')
}
